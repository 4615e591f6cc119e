/** The programs that journeys need, as processes. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const build = process.env.HFI_BUILD ?? join(root, 'build/release');

export interface Process {
  url: string;
  stop: () => Promise<void>;
}

/** Starts a program and waits for its line `listening on URL`. */
function start(program: string, argv: string[]): Promise<Process> {
  const child = spawn(join(build, program), argv, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /listening on (http\S+)/.exec(output)?.[1];
      if (url) resolve({ url, stop: () => (child.kill('SIGTERM'), setTimeout(() => child.kill('SIGKILL'), 5000).unref(), ended) });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', () => reject(new Error(`${program} ended: ${output}`)));
  });
}

/** A Hub of our own: the repositories in a folder, and `more` that have a description alone. */
export const startHub = (folder: string, more = 0): Promise<Process> => start('e2e/fake_hub', ['0', folder, String(more)]);

export const startServer = (port: string, cache: string, state: string, hub: string): Promise<Process> =>
  start('hf-inference', ['serve', '--port', port, '--cache-dir', cache, '--state-dir', state, '--hub-url', hub]);
