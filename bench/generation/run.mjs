// generation/run [DTYPE…] [--rounds N] [--streams]: the program beside llama.cpp, on the same shape of random weights of about 0.4 B
// parameters. Prints ratios (above 1: the program is faster), medians of interleaved pairs. Everything it needs lies in build/bench.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeGguf } from "../tools/gguf.mjs";
import { writeRepository } from "../tools/repository.mjs";
import { tensors } from "../tools/shape.mjs";
import { openLlama } from "./llama_cpp.mjs";
import { generate, startServer } from "./server.mjs";

const root = new URL("../..", import.meta.url).pathname;
const folder = join(root, "build", "bench", "generation");
const model = "bench/llama-random";
const threads = 2, promptTokens = 128, newTokens = 64;
const bitsPerWeight = { fp32: 32, q8: 8.5, q4: 4.5 };  // of both sides' formats, scales included

const args = process.argv.slice(2);
const rounds = args.includes("--rounds") ? Number(args[args.indexOf("--rounds") + 1]) : 3;
const dtypes = args.filter((a) => a in bitsPerWeight);

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const words = (n, from) => Array.from({ length: n }, (_, i) => 3 + ((from + i * 37) % 30000));

function prepare(dtype) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules", "node-llama-cpp"))) {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "node-llama-cpp@3.22.1"], { cwd: folder, stdio: "inherit" });
  }
  const gguf = join(folder, `${dtype}.gguf`);
  if (!existsSync(gguf)) writeGguf(gguf, dtype);
  if (!existsSync(join(folder, "hub"))) writeRepository(join(folder, "hub"), model);
  return gguf;
}

function bandwidth() {
  return Number(execFileSync(join(root, "build", "release", "bench", "bandwidth_bench"), [String(threads)]).toString());
}

async function compare(dtype, server) {
  const llama = await openLlama(join(folder, "node_modules"), prepare(dtype), threads);
  const ours = [], theirs = [], memory = [];
  for (let round = -1; round < rounds; round++) {
    const ids = words(promptTokens, 1000 * (round + 2));
    const prompt = ids.map((id) => `w${id}`).join(" ");
    const a = await generate(server.url, { model, prompt, newTokens, dtype });
    const b = await llama.run(ids, newTokens);
    if (round < 0) continue;  // loads the model
    ours.push(a);
    theirs.push(b);
    memory.push(bandwidth());
  }
  await llama.close();
  const ratio = (key) => median(ours.map((a, i) => theirs[i][key] / a[key]));
  const perSecond = (newTokens - 1) / (median(ours.map((a) => a.decode)) / 1000);
  const bytes = (tensors().reduce((sum, t) => sum + t.count, 0) * bitsPerWeight[dtype]) / 8;
  const share = (bytes * perSecond) / 1e9 / median(memory);
  console.log(`${dtype}: decode ${ratio("decode").toFixed(2)}x, prefill ${ratio("prefill").toFixed(2)}x llama.cpp; ` +
    `${perSecond.toFixed(1)} tokens/s, ${(1000 * promptTokens / median(ours.map((a) => a.prefill))).toFixed(0)} prompt tokens/s; ` +
    `decode uses ${(100 * share).toFixed(0)} % of ${median(memory).toFixed(1)} GB/s`);
}

// Tokens per second of all streams together, against one.
async function throughput(dtype, server) {
  const rates = {};
  for (let round = 0; round < rounds; round++)
    for (const streams of [1, 2, 4, 8]) {
      const prompts = Array.from({ length: streams }, (_, i) => words(4, 100 * i + round).map((id) => `w${id}`).join(" "));
      const start = performance.now();
      await Promise.all(prompts.map((prompt) => generate(server.url, { model, prompt, newTokens, dtype })));
      (rates[streams] ??= []).push((streams * newTokens) / (performance.now() - start));
    }
  const text = Object.keys(rates).map((n) => `${n}: ${median(rates[n].map((r, i) => r / rates[1][i])).toFixed(2)}x`).join(", ");
  console.log(`${dtype}: throughput of streams against one: ${text}`);
}

if (dtypes.length === 0) dtypes.push("fp32", "q8", "q4");
for (const dtype of dtypes) prepare(dtype);
if (!args.includes("--prepare")) {
  const server = await startServer(join(root, "build", "release", "hf-inference"), join(folder, "hub"), threads);
  for (const dtype of dtypes) {
    if (!args.includes("--streams")) await compare(dtype, server);
    await throughput(dtype, server);
  }
  server.stop();
}
