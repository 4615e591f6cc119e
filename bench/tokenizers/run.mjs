#!/usr/bin/env node
// run.mjs [TOKENIZER.json …]: MB/s on mixed text on one thread: this program, transformers.js and, where Python has it, the
// `tokenizers` library, one after the other, several times over; the ratios of the medians; and the worst case's curve.
// transformers.js gives no offsets and word ids, so it is compared with what this program takes for ids alone ("ids"); the
// library works them out and is compared with all of them ("all").
// Without arguments the tiny tokenizers of the tests. BENCH_BYTES and BENCH_ROUNDS change 16 MB and 3; PYTHON names the Python.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mixedText } from "./mixed_text.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const program = join(root, "build/release/bench/tokenizers_bench");
const scratch = join(root, "build/tokenizers-bench");
mkdirSync(scratch, { recursive: true });
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const python = (process.env.PYTHON ?? "python3").split(" ");

function install() {
  const modules = join(root, "build/bench-js");
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(modules, "package.json"), '{"private": true, "type": "module"}\n');
  if (!existsSync(join(modules, "node_modules/@huggingface/tokenizers")))
    execFileSync("npm", ["install", "--silent", "--ignore-scripts", "@huggingface/tokenizers"], { cwd: modules });
  writeFileSync(join(modules, "transformers_js.mjs"), readFileSync(join(here, "transformers_js.mjs")));
  return join(modules, "transformers_js.mjs");
}

function goldens() {
  return ["wordpiece", "gpt2", "albert"].map((name) => {
    const file = join(scratch, `${name}.json`);
    const golden = JSON.parse(readFileSync(join(root, `tests/golden/tokenization/${name}.json`), "utf8"));
    writeFileSync(file, JSON.stringify(golden.tokenizer));
    return file;
  });
}

function measure(command, ...more) {
  try {
    const out = execFileSync(command[0], [...command.slice(1), ...more], { encoding: "utf8", env: { ...process.env, TOKENIZERS_PARALLELISM: "false" } });
    return out.trim().split("\n").map((line) => line.split(" ").map(Number));
  } catch (error) {
    if (command[0] !== program) return null; // the other is not installed, or cannot do it
    throw error;
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const text = join(scratch, "text");
const bytes = Number(process.env.BENCH_BYTES ?? 16e6);
writeFileSync(text, mixedText(bytes));
const part = join(scratch, "part"); // the slow one reads an eighth
writeFileSync(part, mixedText(bytes / 8));
const js = install();
const tokenizers = process.argv.length > 2 ? process.argv.slice(2) : goldens();
for (const tokenizer of tokenizers) {
  const commands = { ids: [[program], tokenizer, text, "ids"], all: [[program], tokenizer, text, "all"],
    js: [["node", js], tokenizer, part], python: [[...python, join(here, "python_tokenizers.py")], tokenizer, text] };
  const speeds = { ids: [], all: [], js: [], python: [] };
  const tokens = {};
  for (let round = 0; round < rounds; ++round)
    for (const [name, command] of Object.entries(commands)) {
      const result = measure(...command);
      if (!result) continue;
      speeds[name].push(result[0][0]);
      tokens[name] = result[0][1];
    }
  const speed = Object.fromEntries(Object.entries(speeds).map(([name, values]) => [name, values.length ? median(values) : NaN]));
  const name = basename(dirname(tokenizer)) + "/" + basename(tokenizer);
  console.log(`${name}: ids ${speed.ids.toFixed(1)} MB/s, js ${speed.js.toFixed(2)} MB/s (${(speed.ids / speed.js).toFixed(1)}×); ` +
    `all ${speed.all.toFixed(1)} MB/s, python ${speed.python.toFixed(2)} MB/s (${(speed.all / speed.python).toFixed(1)}×)` +
    (tokens.python && tokens.python !== tokens.ids ? `; tokens differ: ${tokens.ids} and ${tokens.python}` : ""));
  const curve = measure([program], tokenizer, text, "worst");
  console.log("  one word: " + curve.map(([size, time]) => `${size / 1048576} MB ${(1000 * time).toFixed(0)} ms`).join(", "));
}
