// 30 seconds of speech, end to end over HTTP, against transformers.js, in processes of their own: the same file, the same checkpoint and its ONNX
// export, for the shapes of Whisper-tiny (100 tokens, one beam) and wav2vec 2.0 base with random weights.
//
//   npm ci --ignore-scripts --prefix bench/encoders
//   build/release/bench/write_bench_models build/bench-cache
//   node bench/audio/run.mjs [pairs]
//
// Every number is a ratio of medians from interleaved pairs of one run; both sides have one compute thread per core.

import { readFileSync, writeFileSync } from "node:fs";
import { ask, compare, heading, report, startServer } from "../tools/compare.mjs";
import { transformersJs } from "../tools/transformers_js.mjs";
import { wav } from "../../tools/examples/wav.mjs";
import { writeCtcTokenizer, writeWhisperTokenizer } from "./tokenizers.mjs";

const pairs = Number(process.argv[2] ?? 7);
const cache = "build/bench-cache";
const snapshot = (name) => `${cache}/models--bench--${name}/snapshots/0123456789abcdef0123456789abcdef01234567`;
const seconds = 30, rate = 16_000;
const recording = `${process.cwd()}/build/bench-speech.wav`;

// The page's example over and over.
function record() {
  const spoken = readFileSync("web/public/examples/speech.wav").subarray(44);
  const samples = Array.from({ length: seconds * rate }, (_, i) => spoken.readInt16LE((2 * i) % spoken.length) / 32_768);
  writeFileSync(recording, wav(samples, rate));
}

const models = {
  "whisper-tiny": {
    ours: { num_beams: 1, max_new_tokens: 100, language: "en", task: "transcribe" },
    theirs: { max_new_tokens: 100, language: "en", task: "transcribe" },
    coarse: "q8",
  },
  "wav2vec2-base": { ours: {}, theirs: {}, coarse: "int8" },
};

async function compareRecording(url, name, options) {
  const { run, stop } = await transformersJs("automatic-speech-recognition", snapshot(name), options.theirs);
  const question = { model_id: `bench/${name}`, task: "automatic-speech-recognition", options: options.ours,
    inputs: { audio_base64: readFileSync(recording).toString("base64") } };
  const theirs = (await run(recording)).text, ours = (await ask(url, question)).result.task_output.text;
  if (theirs.trim() !== ours.trim()) throw new Error(`${name}: the answers differ:\n${theirs}\n${ours}`);
  const coarse = { ...question, options: { ...options.ours, dtype: options.coarse } };
  const times = await compare({ theirs: () => run(recording), ours: () => ask(url, question), coarse: () => ask(url, coarse) }, pairs);
  report(`${name}, ${seconds} s of speech, fp32, against transformers.js`, times.theirs, times.ours, "1.5");
  report(`${name}, ${seconds} s of speech, ${options.coarse}, against its fp32`, times.theirs, times.coarse, "-");
  const factor = (milliseconds) => (milliseconds / seconds / 1000).toFixed(4);
  console.log(`  real-time factors: fp32 ${factor(times.ours)}, ${options.coarse} ${factor(times.coarse)}, transformers.js ${factor(times.theirs)}`);
  stop();
}

record();
writeWhisperTokenizer(snapshot("whisper-tiny"));
writeCtcTokenizer(snapshot("wav2vec2-base"));
const { url, stop } = await startServer(cache);
try {
  heading(pairs);
  for (const [name, options] of Object.entries(models)) await compareRecording(url, name, options);
} finally {
  stop();
}
