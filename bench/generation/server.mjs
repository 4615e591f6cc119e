// Our program, asked over HTTP as anybody would ask it.

import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

export async function startServer(program, cache, threads) {
  const child = spawn(program, ["serve", "--port", "0", "--cache-dir", cache, "--threads", String(threads)],
    { stdio: ["ignore", "pipe", "pipe"] });
  const port = await new Promise((resolve, reject) => {
    let text = "";
    const look = (data) => {
      text += data;
      const found = /listening on http:\/\/[^:]+:(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.on("exit", () => reject(new Error(text)));
  });
  return { url: `http://127.0.0.1:${port}/api/inference/stream?include_model_meta=false`, stop: () => child.kill() };
}

// One streamed generation: milliseconds until the first token and for those after it, and the model's precision.
export async function generate(url, { model, prompt, newTokens, dtype }) {
  const start = performance.now();
  const body = { model_id: model, task: "text-generation", inputs: { text: prompt },
    options: { max_new_tokens: newTokens, dtype } };
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  if (!response.ok) throw new Error(await response.text());
  let first = 0, last = 0, tokens = 0, text = "";
  for await (const chunk of response.body) {
    const now = performance.now();
    text += Buffer.from(chunk).toString();
    const seen = text.split("event: token").length - 1;
    if (seen > tokens) {
      if (tokens === 0) first = now;
      tokens = seen;
      last = now;
    }
  }
  if (tokens !== newTokens) throw new Error(`${tokens} tokens instead of ${newTokens}: ${text.slice(-500)}`);
  return { prefill: first - start, decode: last - first };
}
