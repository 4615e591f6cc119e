#!/usr/bin/env node
// draw: makes web/public/examples, the files that the examples of the contracts name, out of pictures/ and speech.mjs.
// Needs chromium and the packages of web/. The files are committed: run this when a drawing has changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noisySpeech, rate, speech } from './speech.mjs';
import { wav } from './wav.mjs';

const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');
const pictures = new URL('pictures/', import.meta.url);
const out = (name) => fileURLToPath(new URL(`../../web/public/examples/${name}`, import.meta.url));
const photographs = new Set(['cat', 'street', 'room', 'person']);
const page_styles = '<style>* { margin: 0 } svg { display: block }</style>';

mkdirSync(out(''), { recursive: true });
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();

for (const file of readdirSync(pictures)) {
  const name = basename(file, '.svg');
  await page.setContent(page_styles + readFileSync(new URL(file, pictures), 'utf8'));
  const [width, height] = await page.evaluate(() => ['width', 'height'].map((side) => document.querySelector('svg')[side].baseVal.value));
  const clip = { x: 0, y: 0, width, height };
  if (name === 'report') await page.pdf({ path: out('report.pdf'), width: `${width}px`, height: `${height}px`, printBackground: true });
  else if (photographs.has(name)) await page.screenshot({ path: out(`${name}.jpg`), type: 'jpeg', quality: 80, clip });
  else await page.screenshot({ path: out(`${name}.png`), clip });
}

// One who dances, two seconds long.
const video = await page.evaluate(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 160 });
  document.body.replaceChildren(canvas); // only what is shown is captured
  const pen = canvas.getContext('2d');
  const limb = (color, width, ...points) => {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    points.forEach(([x, y]) => pen.lineTo(x, y));
    pen.stroke();
  };
  const draw = (seconds) => {
    const beat = Math.sin(seconds * 2 * Math.PI);
    const sway = 10 * Math.sin(seconds * Math.PI);
    const [x, y] = [80 + sway, 92 - 4 * Math.abs(beat)];
    pen.fillStyle = '#1f2a44';
    pen.fillRect(0, 0, 160, 160);
    pen.fillStyle = '#7b5b3a';
    pen.fillRect(0, 128, 160, 32);
    pen.lineCap = pen.lineJoin = 'round';
    limb('#2b6cb0', 9, [x, y], [x - 14 - 6 * beat, y + 22], [x - 12, 138]);
    limb('#2c5282', 9, [x, y], [x + 14 - 6 * beat, y + 22], [x + 14, 138 - Math.max(0, 12 * beat)]);
    limb('#e53e3e', 15, [x, y - 2], [x, y - 34]);
    limb('#e8b48c', 7, [x - 5, y - 36], [x - 24, y - 34 + 10 * beat], [x - 30, y - 52 - 16 * beat]);
    limb('#e8b48c', 7, [x + 5, y - 36], [x + 24, y - 34 - 10 * beat], [x + 30, y - 52 + 16 * beat]);
    pen.fillStyle = '#e8b48c';
    pen.beginPath();
    pen.arc(x + sway / 4, y - 54, 11, 0, 7);
    pen.fill();
  };
  draw(0);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 250_000 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const started = performance.now();
  let timer;
  const step = () => {
    draw((performance.now() - started) / 1000);
    timer = requestAnimationFrame(step);
  };
  step();
  recorder.start();
  await new Promise((next) => setTimeout(next, 2000));
  const stopped = new Promise((next) => (recorder.onstop = next));
  recorder.stop();
  await stopped;
  cancelAnimationFrame(timer);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
});
writeFileSync(out('dance.webm'), Buffer.from(video, 'base64'));
await browser.close();

writeFileSync(out('speech.wav'), wav(speech(), rate));
writeFileSync(out('noisy-speech.wav'), wav(noisySpeech(), rate));
