/** The real program with tiny models, a Hub of our own, and a browser. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const build = process.env.HFI_BUILD ?? join(root, 'build/release');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const tasks = ['feature-extraction', 'fill-mask', 'text-classification', 'token-classification'];

/** When the screen shows what it has to show. (The page follows the server's events, so the network is never idle.) */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.loading-spinner') === null);
}

export interface Process {
  url: string;
  stop: () => Promise<void>;
}

/** Starts a program and waits for its line `listening on URL`. */
function start(program: string, argv: string[]): Promise<Process> {
  const child: ChildProcess = spawn(program, argv, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /listening on (http\S+)/.exec(output)?.[1];
      if (url) resolve({ url, stop: () => (child.kill('SIGTERM'), setTimeout(() => child.kill('SIGKILL'), 5000).unref(), ended) });
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', () => reject(new Error(`${program} ended: ${output}`)));
  });
}

/** Tiny models in two places: `here` on the disk of the program, `all` on its Hub. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'journeys-'));
  hub!: Process;
  server!: Process;
  browser!: Browser;

  private get cache() {
    return join(this.folder, 'cache');
  }

  async open(here: string[]): Promise<this> {
    const all = join(this.folder, 'all');
    execFileSync(join(build, 'e2e/golden_cache'), [all]);
    for (const name of readdirSync(all)) {
      const model = name.replace('models--golden--', '');
      const [commit = ''] = readdirSync(join(all, name, 'snapshots'));
      const repository = join(this.folder, 'hub/golden', model);
      cpSync(join(all, name, 'snapshots', commit), repository, { recursive: true, dereference: true });
      const task = tasks.find((one) => model.endsWith(one));
      writeFileSync(join(repository, 'hub.json'), JSON.stringify({ pipeline_tag: task, likes: 3, downloads: 1200 }));
      if (here.includes(model)) cpSync(join(all, name), join(this.cache, name), { recursive: true, verbatimSymlinks: true });
    }
    const gated = join(this.folder, 'hub/golden/gated-model');
    mkdirSync(gated, { recursive: true });
    writeFileSync(join(gated, 'config.json'), '{"model_type":"bert","architectures":["BertForMaskedLM"]}');
    writeFileSync(join(gated, 'hub.json'), '{"gated":"manual","pipeline_tag":"fill-mask"}');
    this.hub = await start(join(build, 'e2e/fake_hub'), ['0', join(this.folder, 'hub')]);
    this.server = await this.serve('0');
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    this.browser = await chromium.launch({ executablePath, args: flags });
    return this;
  }

  serve(port: string): Promise<Process> {
    mkdirSync(this.cache, { recursive: true });
    return start(join(build, 'hf-inference'), ['serve', '--port', port, '--cache-dir', this.cache, '--state-dir', join(this.folder, 'state'), '--hub-url', this.hub.url]);
  }

  /** A page that fails the test when it logs an error that the test does not expect. */
  async page(path: string, { errors = [] as string[], width = 1280, dark = false } = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.server.url, viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && /Content Security Policy|React/.test(message.text()) && errors.push(message.text()));
    await page.goto(path);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.hub.stop();
    rmSync(this.folder, { recursive: true });
  }
}
