// Our server and something else, asked in turns.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Agent, request } from "node:http";

// Serves the models of `cache`.
export async function startServer(cache) {
  const server = spawn("build/release/hf-inference", ["serve", "--port", "0", "--cache-dir", cache], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: server.stdout }))
    if (line.startsWith("listening on ")) return { url: line.slice("listening on ".length), stop: () => server.kill() };
  throw new Error("the server did not start");
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

// The answer of POST /api/inference.
export function ask(url, question) {
  const body = JSON.stringify(question);
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

// { name: work } -> { name: median of milliseconds }; the works take turns, after each was done once.
export async function compare(works, pairs) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (const work of Object.values(works)) await work();
  for (let pair = 0; pair < pairs; ++pair) for (const [name, work] of Object.entries(works)) times[name].push(await milliseconds(work));
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

export function report(what, baseline, ours, target) {
  console.log(`${what.padEnd(58)} ${ours.toFixed(1).padStart(7)} ms  ${baseline.toFixed(1).padStart(7)} ms  ${(baseline / ours).toFixed(2).padStart(5)}x  (target ${target}x)`);
}

export const heading = (pairs) => console.log(`median of ${pairs} interleaved pairs`.padEnd(58) + "   ours        baseline    ratio");

// The best label must be the same on both sides, with the same score, or the comparison means nothing.
export function checkSame(theirs, ours, tolerance = 1e-3) {
  if (theirs.label !== ours.label || Math.abs(theirs.score - ours.score) > tolerance)
    throw new Error(`the answers differ: ${JSON.stringify([theirs, ours])}`);
}
