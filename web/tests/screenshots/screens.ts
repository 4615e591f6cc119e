/** Every screen in light and dark, on a desk and on a phone, as PNG in web/screenshots. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { served } from '../journeys/served';
import { settled, World } from '../journeys/world';

const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const world = new World();
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await world.open(Object.keys(served));
});
afterAll(() => world.close());

const answered = (page: Page) => page.getByRole('tab', { name: 'Answer' }).or(page.getByRole('alert')).first().waitFor();
const example = async (page: Page) => {
  await page.getByRole('group', { name: 'Examples' }).getByRole('button').first().click();
  await page.locator('button:enabled', { hasText: /^\s*Run$/ }).click();
  await answered(page);
};
const run = (model: string) => `/run/golden/${model}?task=${served[model] ?? ''}`;

/** A screen, and what is done on it before it is taken. */
const screens: Record<string, [string, ((page: Page) => Promise<unknown>)?]> = {
  start: ['/'],
  explore: ['/explore'],
  'explore-empty': ['/explore?q=nothing-is-called-this'],
  'explore-here': ['/explore?here=1'],
  model: ['/models/golden/bert-fill-mask'],
  'model-gated': ['/models/golden/gated-model'],
  'run-empty': ['/run'],
  'run-table': ['/run?task=table-question-answering', (page) => page.getByRole('group', { name: 'Examples' }).getByRole('button').first().click()],
  'run-options': ['/run/golden/llama-text-generation?task=text-generation', (page) => page.getByRole('button', { name: /Options/ }).click()],
  'run-labels': ['/run/starter/shapes-resnet-tiny?task=image-classification', example],
  'run-spans': [run('bert-token-classification'), example],
  'run-boxes': [run('detr-object-detection'), example],
  'run-masks': [run('segformer-image-segmentation'), example],
  'run-depth': [run('dpt-depth-estimation'), example],
  'run-segments': [run('silero-voice-activity-detection'), example],
  'run-transcript': [run('whisper-long-automatic-speech-recognition'), example],
  'run-speech': [run('vits-text-to-speech'), example],
  'run-ranking': [run('bert-text-ranking'), example],
  'run-text': [run('llama-text-generation'), example],
  'run-error': ['/run/golden/gated-model?task=fill-mask', example],
  compare: ['/compare?task=text-classification&model=golden/bert-text-classification&model=golden/roberta-text-classification', example],
  'compare-empty': ['/compare'],
  'runs-empty': ['/runs'],
  runs: [`${run('bert-token-classification')}&go=1`, async (page) => {
    await answered(page);
    await page.getByRole('link', { name: 'Runs', exact: true }).filter({ visible: true }).click();
    await page.getByRole('link', { name: 'Token classification' }).click();
  }],
  system: ['/system'],
  nothing: ['/no/such/screen'],
};

test.each([['light', 1280], ['dark', 1280], ['light', 390], ['dark', 390]] as const)('%s, %i pixels', async (theme, width) => {
  for (const [name, [path, prepare]] of Object.entries(screens)) {
    const page = await world.page(path, { width, dark: theme === 'dark' });
    await settled(page);
    await prepare?.(page);
    await settled(page);
    await page.screenshot({ path: `${folder}${name}-${theme}-${width}.png`, fullPage: true });
    await world.leave();
  }
});
