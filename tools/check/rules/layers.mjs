// Fails when a folder of src/ includes another that docs/architecture.md draws no path of arrows to.
import { readFileSync } from 'node:fs';
import { lines, report, sources } from '../sources.mjs';

const picture = readFileSync('docs/architecture.md', 'utf8');
const below = new Map();
for (const [, from, to] of picture.matchAll(/^\s*(\w+) --> (\w+)/gm)) below.set(from, [...(below.get(from) ?? []), to]);

function reachable(folder, seen = new Set()) {
  for (const next of below.get(folder) ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, seen);
  }
  return seen;
}

const problems = [...below.keys()].filter((folder) => reachable(folder).has(folder)).map((folder) => `docs/architecture.md: a cycle through ${folder}`);
const files = sources('src/*.h', 'src/*.cpp');
const folders = new Set(files.map((file) => file.split('/')[1]));
for (const file of files) {
  const here = file.split('/')[1];
  lines(file).forEach((line, index) => {
    const there = line.match(/^\s*#\s*include\s+"(\w+)\//)?.[1];
    if (there && folders.has(there) && there !== here && !reachable(here).has(there))
      problems.push(`${file}:${index + 1}: ${here} must not include ${there}`);
  });
}
report('layers', problems);
