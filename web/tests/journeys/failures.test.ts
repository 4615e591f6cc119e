import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { World } from './world';

const world = new World();
beforeAll(() => world.open(['bert-fill-mask', 'bert-text-classification']));
afterEach(() => world.leave());
afterAll(() => world.close());

test('a gated model says where access is asked for', async () => {
  const page = await world.page('/models/golden/gated-model');
  await page.getByText('It does not run here').waitFor();
  await page.getByText('model_gated').waitFor();
  await page.goto('/run/golden/gated-model?task=fill-mask');
  await page.getByRole('button', { name: /The capital of France/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const alert = page.getByRole('alert');
  await alert.getByText(/^model_gated/).waitFor();
  await alert.getByText('Ask for access on the page').waitFor();
});

test('what is missing and what is wrong keep Run from being pressed', async () => {
  const page = await world.page('/run/golden/bert-text-classification?task=text-classification');
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await page.getByText('Needed: Text').waitFor();
  expect(await run.isDisabled()).toBe(true);
  await page.getByLabel('Text', { exact: true }).fill('good');
  expect(await run.isEnabled()).toBe(true);
  await page.getByRole('button', { name: /Options/ }).click();
  await page.getByLabel('Answers', { exact: true }).fill('0');
  await page.getByRole('alert').first().waitFor();
  expect(await run.isDisabled()).toBe(true);
  await page.getByRole('tab', { name: 'JSON' }).first().click();
  await page.getByRole('textbox', { name: 'Request' }).fill('{"inputs": {"text": "good"}, "options": {"top_k": 2}');
  await page.getByText(/Needed:.*the JSON of the request/).waitFor();
  await page.getByRole('textbox', { name: 'Request' }).fill('{"inputs": {"text": "good"}, "options": {"top_k": 2}}');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  expect(await page.locator('[aria-label=Answer] ol li').count()).toBe(2);
});

test('an option that the model refuses is an error with its code and a hint', async () => {
  const page = await world.page('/run/golden/bert-text-classification?task=text-classification');
  await page.getByRole('tab', { name: 'JSON' }).first().click();
  await page.getByRole('textbox', { name: 'Request' }).fill('{"inputs": {"text": "good"}, "options": {"revision": "nothing"}}');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('alert').getByText(/revision_not_found/).waitFor();
  await page.getByRole('alert').getByText('Name a branch, a tag or a commit of it.').waitFor();
});

test('a server that was restarted answers again', async () => {
  const page = await world.page('/run/golden/bert-fill-mask?task=fill-mask');
  await page.getByRole('button', { name: /The capital of France/ }).click();
  const { port } = new URL(world.server.url);
  await world.server.stop();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('alert').getByText('network_failed').waitFor();
  world.server = await world.serve(port);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
});

test('a Hub that is down is said, and what is here still runs', async () => {
  await world.close();
  await world.open(['bert-fill-mask'], 'http://127.0.0.1:1');
  const page = await world.page('/models/golden/roberta-fill-mask');
  await page.getByRole('alert').getByText(/hub_unreachable/).first().waitFor();
  await page.goto('/');
  await page.getByRole('listitem').filter({ hasText: 'Fill mask' }).getByRole('link', { name: 'Run an example' }).click();
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
});
