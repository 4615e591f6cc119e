// @vitest-environment node
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curl, javascript, python, type Body } from './snippets';

const run = promisify(execFile);
const cwd = mkdtempSync(join(tmpdir(), 'snippets-'));
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => void text(request).then((body) => response.end(body)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(cwd, "it's.png"), 'a picture');
});
afterAll(() => {
  server.close();
  rmSync(cwd, { recursive: true });
});

const body: Body = {
  model_id: 'org/name',
  task: 'image-text-to-text',
  inputs: { text: 'it\'s "quoted"\n\\ $HOME `id` 100% 😀', image_base64: { $media: "it's.png" }, list: [1, -2.5, null, true, []], none: {} },
  options: { do_sample: false, stop: ['a', "b'c"] },
};
const base64 = Buffer.from('a picture').toString('base64');
const sent = { ...body, inputs: { ...(body.inputs as object), image_base64: base64 } };

test.each([
  ['curl', 'sh', (code: string) => ['-c', code], curl],
  ['JavaScript', process.execPath, (code: string) => ['--input-type=module', '-e', code], javascript],
  ['Python', 'python3', (code: string) => ['-c', code], python],
] as const)('%s runs as it stands and sends what the form holds', async (_, program, argv, write) => {
  for (const [request, expected] of [[body, sent], [{ ...body, inputs: { text: 'a' } }, { ...body, inputs: { text: 'a' } }]] as const) {
    const { stdout } = await run(program, argv(write(request, origin)), { cwd });
    expect(JSON.parse(stdout)).toEqual(expected);
  }
});
