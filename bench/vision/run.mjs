// A photograph of 12 megapixels, end to end over HTTP, against transformers.js, in processes of their own: the same file, the same checkpoint
// and its ONNX export, for the shapes of ViT-base and ResNet-50 with random weights.
//
//   npm ci --ignore-scripts --prefix bench/encoders
//   build/release/bench/write_bench_models build/bench-cache
//   node bench/vision/run.mjs [pairs]
//
// Every number is a ratio of medians from interleaved pairs of one run; both sides have one compute thread per core.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ask, checkSame, compare, heading, report, startServer } from "../tools/compare.mjs";
import { transformersJs } from "../tools/transformers_js.mjs";

const installed = createRequire(new URL("../encoders/package.json", import.meta.url));
const sharp = createRequire(installed.resolve("@huggingface/transformers"))("sharp");

const pairs = Number(process.argv[2] ?? 7);
const cache = "build/bench-cache";
const snapshot = (name) => `${cache}/models--bench--${name}/snapshots/0123456789abcdef0123456789abcdef01234567`;
const photograph = `${process.cwd()}/build/bench-photograph.jpg`;

// One of the photographs of the goldens, enlarged, with the noise that a camera would add.
async function takePhotograph() {
  if (existsSync(photograph)) return;
  const [width, height] = [4000, 3000];
  const noise = await sharp({ create: { width, height, channels: 3, noise: { type: "gaussian", mean: 128, sigma: 12 } } }).png().toBuffer();
  const picture = await sharp("tests/golden/pictures/cat.jpg").resize(width, height, { fit: "fill" })
    .composite([{ input: noise, blend: "soft-light" }]).jpeg({ quality: 90 }).toBuffer();
  writeFileSync(photograph, picture);
}

const question = (name, file) => ({ model_id: `bench/${name}`, task: "image-classification", inputs: { image_base64: readFileSync(file).toString("base64") } });

async function comparePhotograph(url, name) {
  const { run: classify, stop } = await transformersJs("image-classification", snapshot(name));
  const small = "tests/golden/pictures/rocket.jpg";
  // it resizes with another library, so that scores differ a little
  checkSame((await classify(small))[0], (await ask(url, question(name, small))).result.task_output.predictions[0], 1e-2);
  const times = await compare({ theirs: () => classify(photograph), ours: () => ask(url, question(name, photograph)) }, pairs);
  report(`${name}, 12 megapixels, ${(readFileSync(photograph).length / 1e6).toFixed(1)} MB, against transformers.js`, times.theirs, times.ours, "1.5");
  stop();
}

async function main() {
  await takePhotograph();
  const { url, stop } = await startServer(cache);
  try {
    heading(pairs);
    for (const name of ["vit-base", "resnet-50"]) {
      await comparePhotograph(url, name);
      console.log(execFileSync("build/release/bench/vision_shares", [snapshot(name), photograph], { encoding: "utf8" }).trimEnd());
    }
  } finally {
    stop();
  }
}

await main();
