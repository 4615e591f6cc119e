import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from './axe';
import { World } from './world';

const world = new World();
beforeAll(() => world.open(['bert-fill-mask', 'bert-text-classification', 'roberta-text-classification', 'bert-token-classification']));
afterEach(() => world.leave());
afterAll(() => world.close());

test('a newcomer gets a first answer in one click', async () => {
  const page = await world.page('/');
  await page.getByRole('listitem').filter({ hasText: 'Fill mask' }).getByRole('link', { name: 'Run an example' }).click();
  await page.getByText('The capital of France').first().waitFor();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  expect(await page.locator('[aria-label=Answer] ol li').count()).toBe(5);
  expect(new URL(page.url()).searchParams.has('go')).toBe(false);
});

test('explore → filter → check → download → run → answer', async () => {
  const page = await world.page('/explore');
  await page.getByLabel('Goal').selectOption('Write and chat');
  await page.getByRole('combobox', { name: /^Task/ }).selectOption('fill-mask');
  await page.getByRole('searchbox').fill('distilbert');
  await page.getByRole('heading', { name: 'golden/distilbert-fill-mask' }).waitFor();
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({ goal: 'Write and chat', task: 'fill-mask', q: 'distilbert' });
  await page.reload();
  await page.getByRole('heading', { name: 'golden/distilbert-fill-mask' }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('distilbert');
  expect(await page.getByRole('article').count()).toBe(1);

  await page.getByRole('link', { name: 'golden/distilbert-fill-mask', exact: true }).click();
  await page.getByText('It runs here').waitFor();
  await page.getByRole('button', { name: /^Download/ }).click();
  await page.getByText('nothing: it is here').waitFor();
  await page.getByRole('link', { name: 'Run', exact: true }).last().click();
  await page.getByRole('button', { name: /The capital of France/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  expect(await page.locator('[aria-label=Answer] ol li').count()).toBe(5);
});

test('only modalities that exist together can be chosen', async () => {
  const page = await world.page('/explore');
  const from = page.getByRole('group', { name: 'From' });
  const to = page.getByRole('group', { name: 'To' });
  await from.getByRole('button', { name: 'image' }).click();
  await to.getByRole('button', { name: 'depth' }).click();
  expect(await from.getByRole('button', { name: 'audio' }).isDisabled()).toBe(true);
  expect(await page.getByRole('combobox', { name: /^Task/ }).locator('option').allTextContents()).toHaveLength(2);
});

test('runs outlive a reload: found, marked, run again, deleted', async () => {
  const page = await world.page('/run/golden/bert-token-classification?task=token-classification&go=1');
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.getByRole('button', { name: 'Make it a favourite' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'No favourite any more' }).waitFor();
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('No run matches.').waitFor();
  await page.getByRole('searchbox').fill('marie');
  await page.getByRole('link', { name: 'Token classification' }).click();
  await page.getByRole('link', { name: 'Open in the form' }).click();
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('Marie Curie');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.getByRole('link', { name: 'Token classification' }).first().click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Choose a run.').waitFor();
  expect(await page.getByRole('link', { name: 'Token classification' }).count()).toBe(1);
});

test('a reload at the moment when the answer appears loses nothing', async () => {
  const page = await world.page('/');
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[aria-label="How the answer is shown"]')) return;
      observer.disconnect();
      location.assign('/runs');
    }).observe(document, { subtree: true, childList: true });
  });
  await page.goto('/run/golden/bert-token-classification?task=token-classification&go=1');
  await page.waitForURL('**/runs');
  await page.getByRole('link', { name: 'Token classification' }).waitFor();
});

test('two models answer the same request side by side', async () => {
  const page = await world.page('/compare?task=text-classification&model=golden/bert-text-classification');
  await page.getByLabel('Model').fill('golden/roberta-text-classification');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /A wonderful film/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  for (const name of ['golden/bert-text-classification', 'golden/roberta-text-classification'])
    await page.getByRole('region', { name }).getByRole('tab', { name: 'Answer' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('a loaded model is listed with its memory, and unloaded', async () => {
  const page = await world.page('/run/golden/roberta-text-classification?task=text-classification&go=1');
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  await page.goto('/system');
  const memory = page.getByRole('region', { name: 'In memory' });
  const row = memory.getByRole('listitem').filter({ hasText: 'golden/roberta-text-classification' });
  await row.getByRole('button', { name: 'Unload' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'On the disk' }).getByText('golden/roberta-text-classification').waitFor();
});

test('a model is loaded ahead, pinned, and deleted from the disk', async () => {
  const page = await world.page('/models/golden/roberta-text-classification');
  await page.getByRole('button', { name: 'Load into memory' }).click();
  await page.getByText('in memory').waitFor();
  await page.goto('/system');
  const row = page.getByRole('region', { name: 'In memory' }).getByRole('listitem').filter({ hasText: 'golden/roberta-text-classification' });
  await row.getByRole('button', { name: 'Pin' }).click();
  await row.getByRole('button', { name: 'Pinned', pressed: true }).waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Delete golden/roberta-text-classification' }).click();
  await page.getByRole('button', { name: 'Delete golden/roberta-text-classification' }).waitFor({ state: 'detached' });
});

test('a download can be paused, gone on with and cancelled', async () => {
  const page = await world.page('/system');
  const asked = (path: string, method = 'POST') => page.waitForRequest((request) => request.method() === method && request.url().includes(`/api/downloads/${path}`));
  const answer = { downloads: [{ id: 'd1', model_id: 'golden/large', state: 'downloading', bytes_done: 250_000_000, bytes_total: 1_000_000_000, bytes_per_second: 5_000_000, eta_s: 150, error: null }] };
  await page.route('**/api/downloads', (route) => route.fulfill({ json: answer }));
  await page.route('**/api/downloads/**', (route) => route.fulfill({ json: answer.downloads[0] }));
  await page.route('**/api/events', (route) => route.abort());
  await page.reload();
  const row = page.getByRole('region', { name: 'Downloads' }).getByRole('listitem');
  await row.getByText('250 MB of 1.0 GB · 5.0 MB/s').waitFor();
  const [paused] = await Promise.all([asked('d1/pause'), row.getByRole('button', { name: 'Pause' }).click()]);
  expect(paused.method()).toBe('POST');
  answer.downloads = answer.downloads.map((one) => ({ ...one, state: 'paused' }));
  await page.reload();
  await Promise.all([asked('d1/resume'), row.getByRole('button', { name: 'Resume' }).click()]);
  await Promise.all([asked('d1', 'DELETE'), row.getByRole('button', { name: 'Cancel' }).click()]);
});

test('a run that needs a download shows its bytes and then its answer', async () => {
  const page = await world.page('/run/golden/roberta-fill-mask?task=fill-mask');
  await page.getByLabel('Text', { exact: true }).fill('The capital of France is <mask>.');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  await page.goto('/models/golden/roberta-fill-mask');
  await page.getByText('nothing: it is here').waitFor();
});
