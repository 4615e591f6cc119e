import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = new URL('../../dist/', import.meta.url);
const read = (name: string) => readFileSync(fileURLToPath(new URL(name, dist)));

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

test('the first load has less than 250 kB of packed script, and no viewer in it', () => {
  const manifest = JSON.parse(read('assets/manifest.json').toString()) as Record<string, Chunk>;
  const needed = (name: string): string[] => [name, ...(manifest[name]?.imports ?? []).flatMap(needed)];
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const files = new Set(entries.flatMap(needed).map((name) => manifest[name]?.file ?? ''));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  expect(entries).toHaveLength(1);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
  expect([...files].join()).not.toMatch(/markdown|chart|viewer/);
});

test('the page is packed for those who take it so', () => {
  for (const name of ['index.html', 'theme.js']) {
    expect(read(`${name}.br`).length).toBeLessThan(read(name).length);
    expect(read(`${name}.gz`).length).toBeLessThan(read(name).length);
  }
});
