// tidy [FILE…]: clang-tidy on these sources, or on all of src but its tests. Reading the headers costs more than the sources do, so they are
// read eight at a time; where two of them have the same names, one by one. Needs a build of the preset "release".
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const root = new URL('../../', import.meta.url).pathname;
const folder = `${root}build/tidy`;
const batch = 8;

// The arguments of a source's compiler; clang cannot read the precompiled header of GCC, it gets the header itself.
function compilers() {
  const known = {};
  for (const { file, command } of JSON.parse(readFileSync(`${root}build/release/compile_commands.json`, 'utf8'))) {
    const named = command.replace(/-include \S+\/(precompiled\w*)\.dir\/cmake_pch\.hxx/, `-include ${root}cmake/$1.h`);
    const flags = named.replace(/ -o \S+/, '').replace(` -c ${file}`, '').replace(/ -Wno-subobject-linkage| -Wshadow=local/g, '');
    const members = file.endsWith('_cxx.cxx') ? [...readFileSync(file, 'utf8').matchAll(/#include "(.+)"/g)].map((found) => found[1]) : [file];
    for (const member of members) known[member.replace(root, '')] = flags;
  }
  return known;
}

function sources() {
  const all = execFileSync('git', ['ls-files', 'src/*.cpp'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  return all.filter((file) => !file.endsWith('_test.cpp'));
}

function batches(files) {
  const known = compilers();
  const groups = new Map();
  for (const file of files) {
    if (known[file] === undefined) throw new Error(`no compiler is known for ${file}`);
    groups.set(known[file], [...(groups.get(known[file]) ?? []), file]);
  }
  const all = [];
  for (const [flags, members] of groups) {
    for (let i = 0; i < members.length; i += batch) all.push({ flags, members: members.slice(i, i + batch) });
  }
  return all;
}

function tidy(name, flags, members) {
  const at = `${folder}/${name}`;
  mkdirSync(at, { recursive: true });
  const source = `${at}/batch.cpp`;
  writeFileSync(source, members.map((member) => `#include "${root}${member}"\n`).join(''));
  writeFileSync(`${at}/compile_commands.json`, JSON.stringify([{ directory: root, file: source, command: `${flags} -c ${source}` }]));
  return new Promise((resolve) => {
    const child = spawn('clang-tidy', ['-p', at, '--quiet', '--checks=-bugprone-suspicious-include', source], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '', said = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('close', (code) => {
      // with a configuration that it cannot read it goes on with its own, and says so here alone
      const misread = /^.*\.clang-tidy.*$/m.exec(said);
      resolve({ text: misread ? `${misread[0]}\n${text}` : text, good: code === 0 && !misread });
    });
  });
}

async function check(name, { flags, members }) {
  const found = await tidy(name, flags, members);
  if (members.length === 1 || !found.text.includes('clang-diagnostic-error')) return found;
  const single = [];
  for (const [i, member] of members.entries()) single.push(await tidy(`${name}-${i}`, flags, [member]));
  return { text: single.map(({ text }) => text).join(''), good: single.every(({ good }) => good) };
}

const waiting = batches(process.argv.length > 2 ? process.argv.slice(2) : sources()).map((one, i) => [String(i), one]);
async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { text, good } = await check(...next);
    process.stdout.write(text);
    if (!good) process.exitCode = 1;
  }
}
await Promise.all(cpus().map(work));
