// What we compare with.

import { fork } from "node:child_process";

// A pipeline of transformers.js on a local snapshot, in another process. Its compute threads go on spinning on a core for about
// a second after each answer, so the process stands still while it is not asked: each side has the machine to itself.
export async function transformersJs(task, snapshot, options = { top_k: 1 }) {
  const child = fork("bench/encoders/transformers_js.mjs", [task, snapshot, JSON.stringify(options)]);
  let waiting;
  child.on("message", ({ value, error }) => (error === undefined ? waiting.resolve(value) : waiting.reject(new Error(error))));
  child.on("exit", (code) => waiting.reject(new Error(`transformers.js ended with ${code}`)));
  const answer = () => new Promise((resolve, reject) => (waiting = { resolve, reject }));
  await answer();
  child.kill("SIGSTOP");
  const run = async (input) => {
    child.kill("SIGCONT");
    child.send(input);
    const value = await answer();
    child.kill("SIGSTOP");
    return value;
  };
  return { run, stop: () => child.kill("SIGKILL") };
}
