/** A real decoder behind the page: tokens before the end, and Stop. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { ModelsStatus } from '../../src/api/generated/contracts';
import { World } from './world';

const world = new World();
beforeAll(() => world.open(['llama-text-generation']));
afterEach(() => world.leave());
afterAll(() => world.close());

async function generate(tokens: number): Promise<Page> {
  const page = await world.page('/run/golden/llama-text-generation?task=text-generation');
  const request = { inputs: { text: 'Once upon a time' }, options: { max_new_tokens: tokens, min_new_tokens: tokens, do_sample: true, seed: 1 } };
  await page.getByRole('tab', { name: 'JSON' }).first().click();
  await page.getByRole('textbox', { name: 'Request' }).fill(JSON.stringify(request));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  return page;
}

test('tokens appear before the end, and together are the answer', async () => {
  const page = await generate(3000);
  const live = page.locator('[aria-live=off]');
  await live.waitFor();
  const early = (await live.textContent()) ?? '';
  await page.getByRole('tab', { name: 'Answer' }).waitFor();
  const answer = page.getByRole('region', { name: 'Answer' });
  const whole = (await answer.locator('p.whitespace-pre-wrap').textContent()) ?? '';
  expect(early.length).toBeGreaterThan(0);
  expect(whole.length).toBeGreaterThan(early.length);
  expect(whole.startsWith(early)).toBe(true);
  await answer.getByText('3000 tokens after').waitFor();
  await answer.getByText('First token').waitFor();
});

test('Stop ends the generation on the server, and what had come stays', async () => {
  const page = await generate(90_000); // it would not end while this test lasts
  await page.locator('[aria-live=off]').waitFor();
  const uses = async () => ((await (await fetch(`${world.server.url}/api/models/status`)).json()) as ModelsStatus).loaded.map(({ in_use }) => in_use);
  expect(await uses()).toEqual([1]);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('alert').getByText('It was stopped.').waitFor();
  expect((await page.getByRole('region', { name: 'Answer' }).locator('p.whitespace-pre-wrap').textContent())?.length).toBeGreaterThan(0);
  await expect.poll(uses, { timeout: 60_000 }).toEqual([0]);
});
