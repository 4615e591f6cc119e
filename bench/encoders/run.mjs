// BERT-base end to end over HTTP against transformers.js, in processes of their own, on the same checkpoint and its ONNX export.
//
//   npm ci --ignore-scripts --prefix bench/encoders
//   build/release/bench/write_bench_models build/bench-cache
//   node bench/encoders/run.mjs [pairs]
//
// Every number is a ratio of medians from interleaved pairs of one run; both sides have one compute thread per core.

import { readFileSync, writeFileSync } from "node:fs";
import { ask as post, checkSame, compare as compareAll, heading, report, startServer } from "../tools/compare.mjs";
import { transformersJs } from "../tools/transformers_js.mjs";

const pairs = Number(process.argv[2] ?? 9);
const cache = "build/bench-cache";
const model = "bench/bert-base";
const snapshot = `${cache}/models--bench--bert-base/snapshots/0123456789abcdef0123456789abcdef01234567`;
const lengths = [12, 24, 36, 52, 64, 80, 94, 128];

// Words of one token each, so that a text of n tokens has n - 2 of them.
const words = ["the", "film", "was", "of", "and", "in", "a", "to"];
const text = (tokens, seed) => Array.from({ length: tokens - 2 }, (_, i) => words[(i * 5 + seed) % words.length]).join(" ");

const ask = (url, input, options) => post(url, { model_id: model, task: "text-classification", inputs: { text: input }, options });
const compare = (works) => compareAll(works, pairs);

function allowLongTexts() {
  const file = `${snapshot}/tokenizer_config.json`;
  const config = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...config, model_max_length: 512, tokenizer_class: "BertTokenizer" }));
}

async function main() {
  allowLongTexts();
  const { run: classify, stop: stopTheirs } = await transformersJs("text-classification", snapshot);
  const { url, stop } = await startServer(cache);
  try {
    const [theirs] = await classify(text(40, 1));
    checkSame(theirs, (await ask(url, text(40, 1), {})).result.task_output.predictions[0]);
    const one = text(128, 0);
    const mixed = lengths.map(text);
    const together = (options) => Promise.all(mixed.map((input) => ask(url, input, options)));
    heading(pairs);
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
    stopTheirs();
  }
}

await main();
