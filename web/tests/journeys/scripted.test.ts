/** Tasks that a scripted server answers, and streams as the test wants them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedContract } from '../../src/api/generated/contracts';
import { violations } from './axe';
import { glb, png, uri, wav } from './media';
import { done, hold, Scripted, type Script } from './scripted';
import { World } from './world';

const world = new World();
const image = uri('image/png', png(64, 48, (x) => 255 - x * 4));
const sound = uri('audio/wav', wav(0.5));
const written = { usage: { prompt_tokens: 4, completion_tokens: 3 }, finish_reason: 'length' };
const box = { xmin: 5, ymin: 5, xmax: 40, ymax: 30 };
let page: Page;

beforeAll(async () => {
  await world.open([]);
  page = await world.page('/');
});
afterAll(() => world.close());

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

async function through(script: Script, work: (server: Scripted) => Promise<void>): Promise<void> {
  const server = await new Scripted(world.server.url, script).open();
  try {
    await work(server);
  } finally {
    server.close();
  }
}

const example = () => page.getByRole('group', { name: 'Examples' }).getByRole('button');
const run = () => page.locator('button:enabled', { hasText: /^\s*Run$/ }).click();
const answer = () => page.getByRole('region', { name: 'Answer' });

test('each kind of answer: an example fills the form, the answer is drawn, nothing bars anyone', async () => {
  const events = Object.values(kinds).map(([task, output]): [string, object[]] => [task, [{ type: 'start' }, done(output)]]);
  await through({ events: Object.fromEntries(events) }, async (gallery) => {
    await page.goto(`${gallery.url}/run/org/model`);
    for (const [kind, [task, , words, seen]] of Object.entries(kinds)) {
      await page.getByRole('combobox', { name: 'Task' }).selectOption(task);
      await example().last().click();
      await run();
      await answer().getByText(words).first().waitFor();
      if (seen) await answer().locator(seen).first().waitFor();
      expect(await answer().getByRole('alert').count(), kind).toBe(0);
      expect(await violations(page), kind).toEqual([]);
    }
  });
});

test('bytes, then tokens as they come; Stop ends the work and keeps what had come', async () => {
  const events = [
    { type: 'status', stage: 'downloading', bytes_done: 1_000_000, bytes_total: 4_000_000 }, hold,
    { type: 'status', stage: 'loading' }, hold,
    { type: 'start' },
    { type: 'token', index: 0, id: 0, text: 'Once' }, hold,
    { type: 'token', index: 1, id: 1, text: ' upon a time' }, hold,
  ] as const;
  await through({ events: { 'text-generation': [...events] } }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=text-generation`);
    await example().first().click();
    await run();
    await page.getByText('1.0 MB of 4.0 MB').waitFor();
    server.next();
    await page.getByText('Loading the model into memory…').waitFor();
    server.next();
    await answer().getByText(/^Once$/).waitFor();
    server.next();
    await answer().getByText('Once upon a time').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await answer().getByRole('alert').getByText('It was stopped.').waitFor();
    await answer().getByText('Once upon a time').waitFor();
    await expect.poll(() => server.left).toEqual(['text-generation']);
  });
});

test('steps are shown as they come; a broken stream is an error', async () => {
  await through({ events: { 'text-to-image': [{ type: 'start' }, { type: 'progress', step: 3, total_steps: 20, percent: 15 }, hold] } }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=text-to-image`);
    await example().first().click();
    await run();
    await page.getByText('Step 3 of 20').waitFor();
    server.next();
    await page.getByRole('alert').getByText('stream_broken').waitFor();
  });
});

test('sound is heard while the rest of it is made, one piece after the other, to its end', async () => {
  const piece = (index: number) => ({ type: 'audio', index, audio_base64: sound });
  const whole = { audio_base64: uri('audio/wav', wav(1)), sample_rate: 16_000, num_samples: 16_000 };
  await through({ events: { 'text-to-speech': [{ type: 'start' }, piece(0), hold, piece(1), hold, done(whole)] } }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=text-to-speech`);
    await example().first().click();
    await run();
    const heard = page.getByRole('group', { name: 'The sound as it comes' });
    await heard.getByText('0:00.5 of 0:00.5 so far').waitFor();
    server.next();
    await heard.getByText('0:01.0 of 0:01.0 so far').waitFor();
    server.next();
    await answer().getByText('1.0 s at 16000 Hz').waitFor();
    await heard.waitFor({ state: 'detached' });
  });
});

test('a transcript is read while it is written, and its times lead into the recording', async () => {
  const token = (index: number, text: string) => ({ type: 'token', index, id: index, text });
  const chunks = [{ text: ' Hello.', timestamp: [0, 0.8] }, { text: ' One, two.', timestamp: [1.1, null] }];
  await through({ events: { 'automatic-speech-recognition': [{ type: 'start' }, token(0, ' Hello.'), hold, done({ text: ' Hello. One, two.', chunks, language: 'en', ...written })] } }, async (server) => {
    await page.goto(`${server.url}/run/org/model?task=automatic-speech-recognition`);
    await example().last().click();
    await run();
    await answer().getByText(/^\s*Hello\.$/).waitFor();
    server.next();
    await answer().getByText('Language: en').waitFor();
    await answer().getByRole('button', { name: /0:01\.1 One, two\./ }).click();
    await page.waitForFunction(() => (document.querySelector<HTMLAudioElement>('[aria-label=Answer] audio')?.currentTime ?? 0) >= 1.1);
    expect(server.asked[0]?.options).toEqual({ return_timestamps: 'word' });
  });
});

test('a new task of known kinds needs no change of the page', async () => {
  const contract = JSON.parse(readFileSync(fileURLToPath(new URL('new-task.json', import.meta.url)), 'utf8')) as ListedContract;
  await through({ tasks: [contract], events: { [contract.task]: [{ type: 'start' }, done({ predictions: [{ label: 'joy', score: 0.9 }] })] } }, async (server) => {
    await page.goto(server.url);
    await page.getByText('Mood of a recording').first().waitFor();
    await page.goto(`${server.url}/run/org/model?task=${contract.task}`);
    await example().click();
    await page.locator('input[type=file]').setInputFiles({ name: 'a.wav', mimeType: 'audio/wav', buffer: wav(0.5) });
    await page.getByRole('button', { name: /Options/ }).click();
    await page.getByLabel('Softness', { exact: true }).fill('0.5');
    await run();
    await answer().getByText('90.0 %').waitFor();
    expect(server.asked[0]?.options).toEqual({ softness: 0.5 });
    expect(server.asked[0]?.inputs).toMatchObject({ moods: ['joy', 'anger'] });
    expect(server.asked[0]?.inputs.audio_base64).toMatch(/^data:audio\/wav;base64,/);
  });
});
