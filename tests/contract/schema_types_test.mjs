// node --test tests/contract

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const tool = fileURLToPath(new URL('../../tools/schema-types.mjs', import.meta.url));
const types = execFileSync(process.execPath, [tool], { encoding: 'utf8' });

test('every task has its types, and none is left open', () => {
  assert.equal([...types.matchAll(/^streams: ("\w+"|null);$/gm)].length, 46);
  assert.doesNotMatch(types, /\bany\b[^-"]|undefined/);
});

test('names that stand for each other are a choice', () => {
  assert.match(types, /"text-generation": \{\ninputs: WithOneOf<\{[^}]*\}, \["text"\] \| \["messages"\]>/);
});

test('options of the task and options of every task come together', () => {
  assert.match(types, /"image-classification": \{[^]*?options: \{[^}]*top_k\?: number;[^}]*\} & EveryTask;/);
});
