/** The real program: for each kind of input and of answer that it serves, an example, and what comes of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { served } from './served';
import { World } from './world';

const world = new World();
let page: Page;
beforeAll(async () => {
  await world.open(Object.keys(served));
  page = await world.page('/');
});
afterAll(() => world.close());

/** A model, what must be read and seen in its answer, and options by their titles. */
const runs: [string, RegExp, string, Record<string, string>?, string?][] = [
  ['bert-question-answering', /[0-9.]+ %/, 'mark'],
  ['bert-zero-shot-classification', /sports[^]*politics|politics[^]*sports/, 'ol li'],
  ['bert-token-classification', /Marie Curie|Warsaw/, 'p'],
  ['bert-text-ranking', /Paris is the capital/, 'ol li'],
  ['bert-sentence-transformer', /That dog is glad\.[^]*-?[01]\.\d{4}/, 'span'],
  ['bert-feature-extraction', /Vectors of \d+ numbers for each token of 2 texts/, 'p'],
  ['bert-sentence-transformer', /2 vectors of \d+ numbers/, 'svg polyline', {}, 'feature-extraction'],
  ['t5-summarization', /tokens after/, 'p', { Text: 'The tower was finished in 1889.', 'New tokens, at most': '8' }],
  ['detr-object-detection', /hill/, 'svg rect', { Threshold: '0' }],
  ['segformer-image-segmentation', /hill|LABEL|\w+/, 'input[type=checkbox]'],
  ['dpt-depth-estimation', /Predicted depth/, 'input[type=range]'],
  ['vit-image-feature-extraction', /of \d+ numbers/, 'svg polyline'],
  ['clip-zero-shot-image-classification', /cat[^]*%/, 'ol li'],
  ['wav2vec2-audio-classification', /%/, 'ol li'],
  ['silero-voice-activity-detection', /% speech/, 'svg[role=img] rect'],
  ['whisper-long-automatic-speech-recognition', /Language: english/, 'ol li button'],
  ['vits-text-to-speech', /\d s/, 'svg[role=img] rect'],
];

test.each(runs)('%s: an example, Run, its answer', async (model, words, seen, options = {}, task = served[model] ?? '') => {
  await page.goto(`/run/golden/${model}?task=${task}`);
  await page.getByRole('group', { name: 'Examples' }).getByRole('button').last().click();
  if (Object.keys(options).length > 0) await page.getByRole('button', { name: /Options/ }).click();
  for (const [title, value] of Object.entries(options)) await page.getByLabel(title, { exact: true }).fill(value);
  await page.locator('button:enabled', { hasText: /^\s*Run$/ }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await answer.getByRole('tab', { name: 'Answer' }).waitFor();
  await answer.getByText(words).first().waitFor();
  await answer.locator(seen).first().waitFor();
  expect(await answer.getByRole('alert').count()).toBe(0);
});

test('what was heard leads to where it was said', async () => {
  await page.goto('/run/golden/whisper-long-automatic-speech-recognition?task=automatic-speech-recognition');
  await page.getByRole('group', { name: 'Examples' }).getByRole('button').last().click();
  await page.locator('button:enabled', { hasText: /^\s*Run$/ }).click();
  const last = page.locator('[aria-label=Answer] ol li button').last();
  await last.waitFor();
  const [minutes, seconds] = (/(\d+):(\d+)/.exec((await last.textContent()) ?? '') ?? []).slice(1).map(Number);
  await last.click();
  await page.waitForFunction((time) => (document.querySelector<HTMLAudioElement>('[aria-label=Answer] audio')?.currentTime ?? 0) >= time, (minutes ?? 0) * 60 + (seconds ?? NaN));
});

test('the shapes that come with the program: a newcomer sees a star named', async () => {
  await page.goto('/');
  await page.getByRole('listitem').filter({ hasText: 'Image classification' }).filter({ hasText: 'starter/' }).getByRole('link', { name: 'Run an example' }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText(/^star$/).waitFor();
  expect(await page.locator('[aria-label=Answer] ol li').first().textContent()).toContain('star');
});
