/** How the list of 50,000 models scrolls: the work of the page's thread for each frame, which other processes do not change. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startHub, type Process } from './processes';
import { World } from './world';

const models = 50_000;
const world = new World();
let hub: Process;
beforeAll(async () => {
  const empty = join(inject('stage').folder, 'no-models');
  mkdirSync(empty);
  hub = await startHub(empty, models);
  await world.open([], hub.url);
});
afterAll(async () => {
  await world.close();
  await hub.stop();
});

/** Scrolls down by `step` pixels in each of `frames` frames; the frames that were drawn. */
const scroll = (page: Page, frames: number, step: number) =>
  page.evaluate(
    ({ frames, step }) =>
      new Promise<number>((done) => {
        let drawn = 0;
        const next = () => {
          window.scrollBy(0, step);
          drawn += 1;
          if (drawn < frames) requestAnimationFrame(next);
          else done(drawn);
        };
        requestAnimationFrame(next);
      }),
    { frames, step },
  );

/** What the page's thread has done so far, in milliseconds: `ThreadTime` is of the processor, the others are parts of it by the clock. */
async function worked(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, 1000 * value]));
}

// A finger or a wheel moves 100 pixels in a frame when it hurries: 6,000 in a second.
test('the list of 50,000 models scrolls at 60 frames a second', async () => {
  const page = await world.page('/explore?sort=name');
  await page.getByText('50,000 models of 50,000 in the list').waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await scroll(page, 60, 100); // what is compiled once
  const before = await worked(session);
  const frames = await scroll(page, 300, 100);
  const after = await worked(session);
  const each = (name: string) => ((after[name] ?? NaN) - (before[name] ?? NaN)) / frames;
  const rows = await page.getByRole('article').count();
  console.log(['ThreadTime', 'TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map((name) => `${name} ${each(name).toFixed(2)} ms a frame`).join(', '), `${rows} cards`);
  expect(rows).toBeGreaterThan(8);
  expect(rows).toBeLessThan(60);
  expect(each('ThreadTime')).toBeLessThan(1000 / 60);
});
