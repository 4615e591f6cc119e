import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { ListedContract, TaskList } from '../../src/api/generated/contracts';
import { violations } from './axe';
import { World } from './harness';
import { glb, png, uri, wav } from './media';
import { done, Scripted, type Script } from './scripted';

const world = new World();
const picture = png(64, 48, (x, y) => (x * 4 + y) % 256);
const image = uri('image/png', png(64, 48, (x) => 255 - x * 4));
const sound = uri('audio/wav', wav(0.5));
const written = { usage: { prompt_tokens: 4, completion_tokens: 3 }, finish_reason: 'length' };
const box = { xmin: 5, ymin: 5, xmax: 40, ymax: 30 };
let all: ListedContract[];
let gallery: Scripted; // answers every task of `kinds`
let page: Page;

beforeAll(async () => {
  await world.open([]);
  const events = Object.values(kinds).map(([task, output]): [string, object[]] => [task, [{ type: 'start' }, done(output)]]);
  gallery = await new Scripted(world.server.url, { events: Object.fromEntries(events) }).open();
  page = await world.page(gallery.url);
  all = ((await (await fetch(`${world.server.url}/api/tasks`)).json()) as TaskList).tasks;
});
afterAll(() => {
  gallery.close();
  return world.close();
});

/** For each kind of answer: a task, what it answers, and what must be seen. */
const kinds: Record<ListedContract['render'], [string, object, RegExp, string?]> = {
  text: ['summarization', { text: 'It is short.', ...written }, /It is short\./],
  labels: ['image-classification', { predictions: [{ label: 'tabby', score: 0.8 }] }, /tabby[^]*80\.0 %/],
  spans: ['question-answering', { answer: 'Warsaw', score: 0.9, start: 24, end: 30 }, /Warsaw/, 'mark'],
  table: ['table-question-answering', { answer: '520000', cells: ['520000'], coordinates: [[1, 1]], aggregator: 'NONE' }, /520000/, 'mark'],
  ranking: ['text-ranking', { scores: [0.2, 0.9], indices: [1, 0] }, /0\.9000/],
  meter: ['sentence-similarity', { score: 0.75 }, /0\.7500/],
  embedding: ['feature-extraction', { embedding: [[1, 2, 3], [3, 2, 1]], dim: 3 }, /2 vectors of 3 numbers/, 'svg polyline'],
  boxes: ['object-detection', { detections: [{ label: 'bicycle', score: 0.9, box }] }, /bicycle/, 'svg rect'],
  masks: ['image-segmentation', { segments: [{ label: 'road', score: 0.9, mask_base64: image, area: 10 }], width: 64, height: 48 }, /road/, 'input[type=checkbox]'],
  depth: ['depth-estimation', { depth_base64: image, predicted_depth: { min: 0.5, max: 2, mean: 1, shape: [48, 64] } }, /0\.500/, 'input[type=range]'],
  points: ['keypoint-detection', { keypoints: [{ x: 10, y: 10, score: 0.9, label: 'nose' }] }, /1 points/, 'svg circle'],
  image: ['text-to-image', { image_base64: image, width: 64, height: 48, seed: 3 }, /64 × 48[^]*seed 3/, 'img'],
  'image-pair': ['image-super-resolution', { image_base64: image, width: 64, height: 48 }, /64 × 48/, 'input[type=range]'],
  video: ['text-to-video', { video_base64: 'data:video/mp4;base64,AAAA', num_frames: 16, fps: 8 }, /16 frames/, 'video'],
  '3d': ['text-to-3d', { model_base64: uri('model/gltf-binary', glb()), vertices: 3, faces: 1 }, /3 vertices/],
  transcript: ['automatic-speech-recognition', { text: 'hello there', chunks: [{ text: 'hello', timestamp: [0, 0.2] }] }, /hello there/, 'audio'],
  audio: ['text-to-speech', { audio_base64: sound, sample_rate: 16000, num_samples: 8000 }, /0\.5 s/, 'svg[role=img] rect'],
  'audio-pair': ['audio-to-audio', { audio: [{ label: 'clean', audio_base64: sound }] }, /Before[^]*clean/, 'audio'],
  segments: ['voice-activity-detection', { segments: [{ start: 0.1, end: 0.3 }], speech_ratio: 0.4 }, /40\.0 % speech/, 'svg[role=img] rect'],
  chart: ['time-series-forecasting', { forecast: [4, 5, 6], quantiles: { '0.1': [3, 4, 5], '0.9': [5, 6, 7] } }, /3 steps as numbers/, 'canvas'],
  mixed: ['any-to-any', { text: 'A cat.', image_base64: image, ...written }, /A cat\./, 'img'],
};

/** Gives each file input of the form what it takes. */
async function giveFiles(page: Page): Promise<void> {
  for (const input of await page.locator('input[type=file]').all()) {
    const accept = (await input.getAttribute('accept')) ?? '';
    const audio = accept.startsWith('audio');
    if (accept.startsWith('video')) await input.setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(8) });
    else await input.setInputFiles(audio ? { name: 'a.wav', mimeType: 'audio/wav', buffer: wav(0.5) } : { name: 'a.png', mimeType: 'image/png', buffer: picture });
  }
}

async function through(script: Script, work: (server: Scripted) => Promise<void>): Promise<void> {
  const server = await new Scripted(world.server.url, script).open();
  try {
    await work(server);
  } finally {
    server.close();
  }
}

test.each(Object.entries(kinds))('%s: an example fills the form, the answer is drawn', async (_, [task, , words, seen]) => {
  await page.goto(`${gallery.url}/run/org/model?task=${task}`);
  await page.getByLabel('Request', { exact: true }).locator('.btn-soft.btn-xs').last().click();
  await giveFiles(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await answer.getByText(words).first().waitFor();
  if (seen) await answer.locator(seen).first().waitFor();
  expect(await answer.getByRole('alert').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('every example of every task fills its form: nothing is missing but files', async () => {
  for (const { task, examples } of all) {
    await page.goto(`${world.server.url}/run/org/model?task=${task}`);
    const buttons = page.getByLabel('Request', { exact: true }).locator('.btn-soft.btn-xs');
    await buttons.first().waitFor();
    for (let i = 0; i < examples.length; i += 1) {
      await buttons.nth(i).click();
      const needs = (await page.locator('#run-needs').textContent()) ?? '';
      const rest = needs.replace(/^Needed: /, '').split(', ').filter((need) => !/^the file |^a program that serves |^Ctrl/.test(need) && need !== '');
      expect(rest, `${task}, example ${i + 1}`).toEqual([]);
    }
  }
});

test('bytes, then tokens as they come; Stop ends the work and keeps what had come', async () => {
  const events = [
    { type: 'status', stage: 'downloading', bytes_done: 1_000_000, bytes_total: 4_000_000 },
    { type: 'status', stage: 'loading' },
    { type: 'start' },
    ...['Once', ' upon', ' a', ' time'].map((text, index) => ({ type: 'token', index, id: index, text })),
    undefined,
  ];
  await through({ events: { 'text-generation': events }, every: 300 }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=text-generation`);
    await page.getByLabel('Text', { exact: true }).last().fill('Once');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('1.0 MB of 4.0 MB').waitFor();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('Once upon a time').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await answer.getByRole('alert').getByText('It was stopped.').waitFor();
    await answer.getByText('Once upon a time').waitFor();
    await expect.poll(() => server.left).toEqual(['text-generation']);
  });
});

test('steps and pieces of sound are shown as they come; a broken stream is an error', async () => {
  await through({ events: { 'text-to-image': [{ type: 'start' }, { type: 'progress', step: 3, total_steps: 20, percent: 15 }] }, every: 700 }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=text-to-image`);
    await page.getByLabel('Text', { exact: true }).last().fill('a house');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('Step 3 of 20').waitFor();
    await page.getByRole('alert').getByText('stream_broken').waitFor();
  });
});

test('a new task of known kinds needs no change of the page', async () => {
  const contract = JSON.parse(readFileSync(fileURLToPath(new URL('new-task.json', import.meta.url)), 'utf8')) as ListedContract;
  await through({ tasks: [contract], events: { [contract.task]: [{ type: 'start' }, done({ predictions: [{ label: 'joy', score: 0.9 }] })] } }, async (server) => {
    await page.goto(server.url);
    await page.getByText('Mood of a recording').first().waitFor();
    await page.goto(`${server.url}/run/org/model?task=${contract.task}`);
    await page.getByRole('button', { name: 'joy, anger' }).click();
    await giveFiles(page);
    await page.getByRole('button', { name: /Options/ }).click();
    await page.getByLabel('Softness', { exact: true }).fill('0.5');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('region', { name: 'Answer' }).getByText('90.0 %').waitFor();
    expect(server.asked[0]?.options).toEqual({ softness: 0.5 });
    expect(server.asked[0]?.inputs).toMatchObject({ moods: ['joy', 'anger'] });
    expect(server.asked[0]?.inputs.audio_base64).toMatch(/^data:audio\/wav;base64,/);
  });
});

test('the microphone and the camera fill a form', async () => {
  const page = await world.page('/run/org/model?task=audio-classification');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('button', { name: /Stop at 0:00\.[4-9]/ }).click();
  await page.getByText(/recording\.webm ·/).waitFor();
  await page.goto('/run/org/model?task=image-classification');
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByText(/camera\.png ·/).waitFor();
});
