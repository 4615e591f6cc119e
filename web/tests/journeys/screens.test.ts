import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from './axe';
import { settled, World } from './world';

const world = new World();
beforeAll(() => world.open(['bert-fill-mask', 'bert-text-classification']));
afterEach(() => world.leave());
afterAll(() => world.close());

test.each(['/', '/explore', '/explore?here=1', '/models/golden/bert-fill-mask', '/models/golden/gated-model', '/run/golden/bert-fill-mask?task=fill-mask&go=1', '/run?task=table-question-answering', '/runs', '/system'])('%s: no barrier, light and dark, desk and phone', async (path) => {
  const errors: string[] = [];
  for (const [width, dark] of [[1280, false], [390, true]] as const) {
    const page = await world.page(path, { width, dark, errors });
    await settled(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await world.leave();
  }
  expect(errors).toEqual([]);
});

test('nothing is asked of other hosts, and addresses of screens survive a reload', async () => {
  const page = await world.page('/');
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const path of ['/', '/explore', '/runs', '/models/golden/bert-fill-mask']) {
    await page.goto(path);
    await settled(page);
  }
  expect([...hosts].filter((host) => host !== new URL(world.server.url).host && host !== '')).toEqual([]);
  const api = await fetch(`${world.server.url}/api/nothing`, { headers: { accept: 'text/html' } });
  expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/json']);
});
