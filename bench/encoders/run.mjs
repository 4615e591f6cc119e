// BERT-base end to end over HTTP against transformers.js in its own process, on the same checkpoint and its ONNX export.
//
//   npm ci --ignore-scripts --prefix bench/encoders
//   build/release/bench/write_bench_models build/bench-cache
//   node bench/encoders/run.mjs [pairs]
//
// Every number is a ratio of medians from interleaved pairs of one run; both sides have one compute thread per core.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { Agent, request } from "node:http";
import { env, pipeline } from "@huggingface/transformers";

const pairs = Number(process.argv[2] ?? 9);
const cache = "build/bench-cache";
const model = "bench/bert-base";
const snapshot = `${cache}/models--bench--bert-base/snapshots/0123456789abcdef0123456789abcdef01234567`;
const lengths = [12, 24, 36, 52, 64, 80, 94, 128];

// Words of one token each, so that a text of n tokens has n - 2 of them.
const words = ["the", "film", "was", "of", "and", "in", "a", "to"];
const text = (tokens, seed) => Array.from({ length: tokens - 2 }, (_, i) => words[(i * 5 + seed) % words.length]).join(" ");

async function startServer() {
  const server = spawn("build/release/hf-inference", ["serve", "--port", "0", "--cache-dir", cache], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: server.stdout }))
    if (line.startsWith("listening on ")) return { url: line.slice("listening on ".length), stop: () => server.kill() };
  throw new Error("the server did not start");
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function ask(url, input, options) {
  const body = JSON.stringify({ model_id: model, task: "text-classification", inputs: { text: input }, options });
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/inference`, { method: "POST", agent, headers: { "content-type": "application/json" } }, (answer) => {
      let received = "";
      answer.on("data", (part) => (received += part));
      answer.on("end", () => (answer.statusCode === 200 ? resolve(JSON.parse(received)) : reject(new Error(received))));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function milliseconds(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// { name: work } -> { name: median of milliseconds }; the works take turns.
async function compare(works) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (const work of Object.values(works)) await work();
  for (let pair = 0; pair < pairs; ++pair) for (const [name, work] of Object.entries(works)) times[name].push(await milliseconds(work));
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

function report(what, baseline, ours, target) {
  console.log(`${what.padEnd(58)} ${ours.toFixed(1).padStart(7)} ms  ${baseline.toFixed(1).padStart(7)} ms  ${(baseline / ours).toFixed(2).padStart(5)}x  (target ${target}x)`);
}

// Both sides must give the same answer, or the comparison means nothing.
async function checkSame(url, classify) {
  const [theirs] = await classify(text(40, 1), { top_k: 1 });
  const ours = (await ask(url, text(40, 1), {})).result.task_output.predictions[0];
  if (theirs.label !== ours.label || Math.abs(theirs.score - ours.score) > 1e-3)
    throw new Error(`the answers differ: ${JSON.stringify([theirs, ours])}`);
}

function allowLongTexts() {
  const file = `${snapshot}/tokenizer_config.json`;
  const config = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...config, model_max_length: 512, tokenizer_class: "BertTokenizer" }));
}

async function main() {
  allowLongTexts();
  Object.assign(env, { allowRemoteModels: false, localModelPath: `${process.cwd()}/` });
  const classify = await pipeline("text-classification", snapshot, {
    dtype: "fp32", device: "cpu", use_external_data_format: true, session_options: { intraOpNumThreads: cpus().length },
  });
  const { url, stop } = await startServer();
  try {
    await checkSame(url, classify);
    const one = text(128, 0);
    const mixed = lengths.map(text);
    const together = (options) => Promise.all(mixed.map((input) => ask(url, input, options)));
    console.log(`median of ${pairs} interleaved pairs`.padEnd(58) + "   ours        baseline    ratio");
    const single = await compare({
      theirs: () => classify(one), ours: () => ask(url, one, {}), int8: () => ask(url, one, { dtype: "int8" }), q8: () => ask(url, one, { dtype: "q8" }),
    });
    report("1 x 128 tokens, fp32, against transformers.js", single.theirs, single.ours, "1.0");
    report("1 x 128 tokens, int8 against our fp32", single.ours, single.int8, "2.0");
    report("1 x 128 tokens, q8 against our fp32", single.ours, single.q8, "-");
    const batch = await compare({ theirs: () => classify(mixed), ours: () => together({}), int8: () => together({ dtype: "int8" }) });
    report("8 texts of 12 to 128 tokens, fp32, against transformers.js", batch.theirs, batch.ours, "1.5");
    report("8 texts of 12 to 128 tokens, int8 against our fp32", batch.ours, batch.int8, "2.0");
    const longest = Array.from({ length: lengths.length }, (_, seed) => text(lengths.at(-1), seed));
    const padded = await compare({ longest: () => Promise.all(longest.map((input) => ask(url, input, {}))), mixed: () => together({}) });
    report("8 texts of 12 to 128 tokens against 8 of 128", padded.longest, padded.mixed, "1.5");
  } finally {
    stop();
  }
}

await main();
