// transformers.js in a process of its own, told by its parent what to compute.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { env, pipeline } from "@huggingface/transformers";

const [task, snapshot, options] = process.argv.slice(2);
Object.assign(env, { allowRemoteModels: false, localModelPath: `${process.cwd()}/` });
const run = await pipeline(task, snapshot, {
  dtype: "fp32", device: "cpu", session_options: { intraOpNumThreads: cpus().length },
});

// Samples of a file with one channel of 16 bits, which the library leaves to its caller.
function heard(input) {
  if (typeof input !== "string" || !input.endsWith(".wav")) return input;
  const data = readFileSync(input).subarray(44);
  return Float32Array.from({ length: data.length / 2 }, (_, i) => data.readInt16LE(2 * i) / 32_768);
}

process.on("message", (input) =>
  run(heard(input), JSON.parse(options)).then(
    (value) => process.send({ value }),
    (error) => process.send({ error: String(error) }),
  ),
);
process.send({ value: "ready" });
