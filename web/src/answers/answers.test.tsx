import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Render } from '@/api/tasks';
import type { JsonObject } from '@/lib/json';
import { Drawn } from './drawn';
import { filesIn, readable } from './parts';
import { pieces } from './spans';

const png = 'data:image/png;base64,iVBORw0KGgo=';
const wav = 'data:audio/wav;base64,UklGRg==';
const usage = { usage: { prompt_tokens: 3, completion_tokens: 2 }, finish_reason: 'length' };
const picture = { image_base64: png };
const box = { xmin: 1, ymin: 2, xmax: 3, ymax: 4 };

/** For each kind: an answer, what was asked, and words that must be on the page. */
const cases: Record<Exclude<Render, 'chart' | '3d'>, [JsonObject, JsonObject, RegExp]> = {
  text: [{ text: 'a story', ...usage }, {}, /a story[^]*ended at the limit/],
  labels: [{ predictions: [{ label: 'cat', score: 0.75 }] }, {}, /cat[^]*75\.0 %/],
  spans: [{ entities: [{ entity_group: 'PER', score: 0.9, word: 'Ann', start: 0, end: 3 }] }, { text: 'Ann sings' }, /Ann[^]*PER[^]*sings/],
  table: [{ answer: '5', cells: ['5'], coordinates: [[0, 1]], aggregator: 'NONE' }, { table: [['City', 'People'], ['Lyon', '5']] }, /City[^]*Lyon/],
  ranking: [{ scores: [0.1, 0.9], indices: [1, 0] }, { candidates: ['bad', 'good'] }, /1[^]*good[^]*0\.9000[^]*2[^]*bad/],
  meter: [{ score: 0.5 }, {}, /0\.5000/],
  embedding: [{ embedding: [[1, 0], [1, 0]], dim: 2 }, { text: ['a', 'b'] }, /2 vectors of 2 numbers[^]*1\.000/],
  boxes: [{ detections: [{ label: 'dog', score: 0.8, box }] }, picture, /dog[^]*80\.0 %/],
  masks: [{ segments: [{ label: 'sky', score: 0.7, mask_base64: png, area: 1 }], width: 1, height: 1 }, picture, /sky[^]*70\.0 %/],
  depth: [{ depth_base64: png, predicted_depth: { min: 1, max: 2, mean: 1.5, shape: [1, 1] } }, picture, /from 1\.000 to 2\.000/],
  points: [{ keypoints: [{ x: 1, y: 2, score: 0.5, label: 'nose' }] }, picture, /1 points[^]*nose/],
  image: [{ image_base64: png, width: 8, height: 4, seed: 7 }, { text: 'a house' }, /8 × 4[^]*seed 7/],
  'image-pair': [{ image_base64: png, width: 8, height: 4 }, picture, /8 × 4/],
  video: [{ video_base64: 'data:video/mp4;base64,AAAA', num_frames: 16, fps: 8 }, {}, /16 frames/],
  transcript: [{ text: 'hello there', chunks: [{ text: 'hello', timestamp: [0, 1.5] }] }, { audio_base64: wav }, /hello there[^]*0:00\.0/],
  audio: [{ audio_base64: wav, sample_rate: 16000, num_samples: 8000 }, {}, /0\.5 s at 16000 Hz/],
  'audio-pair': [{ audio: [{ label: 'clean', audio_base64: wav }] }, { audio_base64: wav }, /Before[^]*clean/],
  segments: [{ segments: [{ start: 0.5, end: 1 }], speech_ratio: 0.25 }, { audio_base64: wav }, /25\.0 % speech[^]*0:00\.5 – 0:01\.0/],
  mixed: [{ text: 'look', image_base64: png, ...usage }, {}, /look/],
};

beforeEach(() => {
  vi.stubGlobal('OfflineAudioContext', class { decodeAudioData = () => Promise.resolve({ duration: 1, getChannelData: () => new Float32Array(10) }); });
});

test.each(Object.entries(cases))('%s is drawn', async (kind, [output, inputs, words]) => {
  const { container } = render(<Drawn render={kind as Render} output={output} asked={{ inputs, files: {} }} />);
  await vi.waitFor(() => expect(container.textContent).toMatch(words));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an answer that is not what its contract says is reported, not hidden', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(<Drawn render="boxes" output={{}} asked={{ inputs: {}, files: {} }} />);
  expect(screen.getByRole('alert').textContent).toContain('cannot be drawn');
  quiet.mockRestore();
});

test('a kind that is not known yet says so', () => {
  render(<Drawn render={'hologram' as Render} output={{}} asked={{ inputs: {}, files: {} }} />);
  expect(screen.getByText(/no view for answers of the kind “hologram”/)).toBeDefined();
});

test('offsets count characters, not UTF-16 units', () => {
  expect(pieces('😀 Ann', [{ start: 2, end: 5, label: 'PER', score: 1 }]).map(({ text }) => text)).toEqual(['😀 ', 'Ann']);
});

test('pointing at a detection fades the others', () => {
  const detections = [{ label: 'a', score: 1, box }, { label: 'b', score: 1, box }];
  const { container } = render(<Drawn render="boxes" output={{ detections }} asked={{ inputs: {}, files: {} }} />);
  fireEvent.focus(screen.getByText('a').closest('button') as HTMLElement);
  expect(container.querySelectorAll('button')).toHaveLength(2);
});

test('files of an answer can be taken out, and JSON stays readable', () => {
  const output = { image_base64: `${png}${'A'.repeat(200)}`, audio: [{ audio_base64: wav }] };
  expect(filesIn(output).map(({ name }) => name)).toEqual(['image.png', 'audio-1-audio.wav']);
  expect(readable(output)).toContain('characters)');
  expect(readable(output).length).toBeLessThan(300);
});
