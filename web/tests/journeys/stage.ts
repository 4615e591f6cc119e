/** Made once for all journeys: tiny models, a Hub that has them, a browser. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build, startHub } from './processes';
import { served } from './served';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

declare module 'vitest' {
  export interface ProvidedContext {
    stage: { folder: string; hub: string; browser: string };
  }
}

/** A tiny decoder is quick: to be looked at while it writes, it has to be able to write much. */
function lengthen(all: string): void {
  const folder = join(all, 'models--golden--llama-text-generation/snapshots');
  const [commit = ''] = readdirSync(folder);
  const change = (name: string, changes: object) => {
    const file = join(folder, commit, name);
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...changes }));
  };
  change('config.json', { max_position_embeddings: 100_000 });
  change('tokenizer_config.json', { model_max_length: 100_000 });
}

/** The models of the cache `all` as repositories of a Hub. */
function publish(all: string, hub: string): void {
  for (const name of readdirSync(all)) {
    const model = name.replace('models--golden--', '');
    const [commit = ''] = readdirSync(join(all, name, 'snapshots'));
    const repository = join(hub, 'golden', model);
    cpSync(join(all, name, 'snapshots', commit), repository, { recursive: true, dereference: true });
    writeFileSync(join(repository, 'hub.json'), JSON.stringify({ pipeline_tag: served[model], likes: 3, downloads: 1200 }));
  }
  const gated = join(hub, 'golden/gated-model');
  mkdirSync(gated, { recursive: true });
  writeFileSync(join(gated, 'config.json'), '{"model_type":"bert","architectures":["BertForMaskedLM"]}');
  writeFileSync(join(gated, 'hub.json'), '{"gated":"manual","pipeline_tag":"fill-mask"}');
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'));
  execFileSync(join(build, 'e2e/golden_cache'), [join(folder, 'all'), ...Object.keys(served)]);
  lengthen(join(folder, 'all'));
  publish(join(folder, 'all'), join(folder, 'hub'));
  const hub = await startHub(join(folder, 'hub'));
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  const browser = await chromium.launchServer({ executablePath, args: flags });
  provide('stage', { folder, hub: hub.url, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await hub.stop();
    rmSync(folder, { recursive: true });
  };
}
