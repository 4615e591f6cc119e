// llama.cpp by way of npm's node-llama-cpp, which brings it built.

import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

export async function openLlama(modules, modelPath, threads) {
  const { getLlama } = await import(pathToFileURL(join(modules, "node-llama-cpp", "dist", "index.js")).href);
  const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: "error", progressLogs: false });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize: 512, batchSize: 512, threads });
  const sequence = context.getSequence();

  // Milliseconds until the first new token, and for the ones after it.
  async function run(prompt, newTokens) {
    await sequence.clearHistory();
    const start = performance.now();
    let first = 0, count = 0;
    for await (const token of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
      void token;
      if (count++ === 0) first = performance.now();
      if (count === newTokens) break;
    }
    return { prefill: first - start, decode: performance.now() - first };
  }
  return { run, close: () => llama.dispose() };
}
