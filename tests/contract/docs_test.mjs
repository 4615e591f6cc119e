// The commands on the documentation page, run as they stand against a server that answers what it was sent.
// node --test tests/contract

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';

import { curl } from '../../src/server/docs/curl.js';
import { requiredNames, words } from '../../src/server/docs/schema_words.js';

const tasks = new URL('../../src/tasks/', import.meta.url);
const contracts = readdirSync(tasks, { recursive: true })
  .filter((path) => path.endsWith('.schema.json'))
  .map((path) => JSON.parse(readFileSync(new URL(path, tasks))))
  .filter((contract) => 'task' in contract);

const folder = mkdtempSync(join(tmpdir(), 'docs-test-'));
const server = createServer(async (request, response) => response.end(await text(request)));
let origin;

before(async () => {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function run(command) {
  const shell = spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(shell.stdout));
}

// {"$media": FILE} as the base64 of the file, which is made here.
function withFiles(request) {
  return JSON.parse(JSON.stringify(request), (_, value) => {
    if (value === null || typeof value !== 'object' || !('$media' in value)) return value;
    writeFileSync(join(folder, value.$media), value.$media.repeat(100));
    return readFileSync(join(folder, value.$media)).toString('base64');
  });
}

test('every example sends what it says, files included', async () => {
  for (const { task, examples } of contracts)
    for (const example of examples) {
      const expected = withFiles(example);
      assert.deepEqual(await run(curl(example, origin)), expected, task);
    }
});

test('quotes and percent signs reach the server', async () => {
  const request = { inputs: { text: 'it\'s 100%s \\n "quoted" $HOME `id`', image_base64: { $media: "a b's.png" } } };
  const expected = withFiles(request);
  assert.deepEqual(await run(curl(request, origin)), expected);
});

test('types are said in words', () => {
  assert.equal(words({ type: 'integer', minimum: 1 }), 'integer, ≥ 1');
  assert.equal(words({ type: 'number', exclusiveMinimum: 0, maximum: 1 }), 'number, > 0, ≤ 1');
  assert.equal(words({ type: 'array', items: { enum: ['a', 'b'] } }), 'list of "a" or "b"');
  assert.deepEqual(requiredNames({ required: ['q'], oneOf: [{ required: ['a', 'b'] }, { required: ['c'] }] }), [
    'q',
    'a and b, or c',
  ]);
});
