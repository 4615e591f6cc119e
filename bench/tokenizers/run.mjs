#!/usr/bin/env node
// run.mjs [TOKENIZER.json …]: MB/s on mixed text on one thread: this program, transformers.js and, where Python has it, the
// `tokenizers` library, one after the other, several times over; the ratios of the medians; and the worst case's curve.
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
    if (command === python || error.status !== undefined) return null; // there is no such library; or it cannot
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
  const speeds = { ours: [], js: [], python: [] };
  let tokens = {};
  for (let round = 0; round < rounds; ++round) {
    const run = { ours: measure([program], tokenizer, text), js: measure(["node", js], tokenizer, part),
      python: measure([...python, join(here, "python_tokenizers.py")], tokenizer, text) };
    for (const [name, result] of Object.entries(run)) {
      if (!result) continue;
      speeds[name].push(result[0][0]);
      tokens[name] = result[0][1];
    }
  }
  const [ours, ...others] = Object.entries(speeds).map(([name, values]) => [name, values.length ? median(values) : NaN]);
  const name = basename(dirname(tokenizer)) + "/" + basename(tokenizer);
  console.log(`${name}: ${ours[1].toFixed(1)} MB/s; ` + others.map(([other, speed]) => `${other} ${speed.toFixed(2)} MB/s (${(ours[1] / speed).toFixed(1)}×)`).join("; ") +
    (tokens.python && tokens.python !== tokens.ours ? `; tokens differ: ${tokens.ours} and ${tokens.python}` : ""));
  const curve = measure([program], tokenizer, text, "worst");
  console.log("  one word: " + curve.map(([size, time]) => `${size / 1048576} MB ${(1000 * time).toFixed(0)} ms`).join(", "));
}
