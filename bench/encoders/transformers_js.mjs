// transformers.js in a process of its own, told by its parent what to compute.

import { cpus } from "node:os";
import { env, pipeline } from "@huggingface/transformers";

const [task, snapshot] = process.argv.slice(2);
Object.assign(env, { allowRemoteModels: false, localModelPath: `${process.cwd()}/` });
const classify = await pipeline(task, snapshot, {
  dtype: "fp32", device: "cpu", use_external_data_format: true, session_options: { intraOpNumThreads: cpus().length },
});

process.on("message", (input) =>
  classify(input, { top_k: 1 }).then(
    (value) => process.send({ value }),
    (error) => process.send({ error: String(error) }),
  ),
);
process.send({ value: "ready" });
