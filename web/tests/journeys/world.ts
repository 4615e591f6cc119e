/** The real program with models of the stage on its disk, and pages of the stage's browser on it. */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { startServer, type Process } from './processes';

/** When the screen shows what it has to show. (The page follows the server's events, so the network is never idle.) */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.loading-spinner') === null);
}

interface Wish {
  /** Collects what the page complains of. */
  errors?: string[];
  width?: number;
  dark?: boolean;
  /** Instead of the program's own address. */
  origin?: string;
}

export class World {
  private readonly stage = inject('stage');
  private readonly folder = mkdtempSync(join(this.stage.folder, 'world-'));
  private readonly contexts: BrowserContext[] = [];
  server!: Process;
  browser!: Browser;

  /** With these models on the disk of the program; its Hub is the stage's when no other is named. */
  async open(here: string[], hub = this.stage.hub): Promise<this> {
    const cache = join(this.folder, 'cache');
    mkdirSync(cache, { recursive: true });
    for (const model of here) cpSync(join(this.stage.folder, 'all', `models--golden--${model}`), join(cache, `models--golden--${model}`), { recursive: true, verbatimSymlinks: true });
    this.serve = (port) => startServer(port, cache, join(this.folder, 'state'), hub);
    [this.server, this.browser] = await Promise.all([this.serve('0'), chromium.connect(this.stage.browser)]);
    return this;
  }

  serve!: (port: string) => Promise<Process>;

  async page(path: string, { errors = [], width = 1280, dark = false, origin = this.server.url }: Wish = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: origin, viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'], reducedMotion: 'reduce' });
    this.contexts.push(context);
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && /Content Security Policy|React/.test(message.text()) && errors.push(message.text()));
    await page.goto(path);
    return page;
  }

  /** Closes the pages that were opened, so that they do not work beside the next. */
  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.leave();
    await this.browser.close();
    await this.server.stop();
  }
}
