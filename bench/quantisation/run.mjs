// What fewer bits cost on trained models, over HTTP:
//
//   node bench/quantisation/run.mjs CACHE_DIR MODEL_ID TASK [TEXTS]
//
// TEXTS is a file with one text per line, what is before a tab left out; texts of our own otherwise. Models that write do so
// greedily: the share of texts that are as in fp32, and of the characters up to the first difference. Models that judge: the
// greatest and the mean difference of a probability, and how many texts get another label.

import { readFileSync } from "node:fs";
import { startServer } from "../generation/server.mjs";

const [cache, model, task, file] = process.argv.slice(2);
const judges = task === "text-classification";
const subjects = ["Once upon a time", "One day, a little boy", "There was a big dog", "The sun was", "Lily and Ben", "A small bird", "Mom said",
  "In the park", "The old tree", "Tom had a red ball", "It was raining", "Sara liked to sing", "The cat and the mouse", "After school",
  "A girl named Mia", "The wind blew", "Dad made a cake", "The fish swam", "At night", "Max wanted a toy", "The king was sad",
  "Two friends", "A frog jumped", "The train was late"];
const texts = file ? readFileSync(file, "utf8").trim().split("\n").map((line) => line.split("\t").at(-1)) : subjects;

async function answer(url, text, dtype) {
  const options = judges ? { dtype, top_k: 1000 } : { dtype, do_sample: false, num_beams: 1, max_new_tokens: 64 };
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ model_id: model, task, inputs: { text }, options: { ...options, source: "safetensors" } }) });
  const body = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body.result.task_output;
}

const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const percent = (x) => `${(100 * x).toFixed(0)} %`;

function compareTexts(wanted, got) {
  const shares = wanted.map(({ text }, i) => {
    const other = got[i].text;
    let same = 0;
    while (same < text.length && text[same] === other[same]) ++same;
    return text === other ? 1 : same / Math.max(text.length, 1);
  });
  return `${percent(mean(shares.map((share) => (share === 1 ? 1 : 0))))} of the texts are the same, ${percent(mean(shares))} of the characters up to the first difference`;
}

function compareScores(wanted, got) {
  const differences = wanted.map(({ predictions }, i) => Math.max(...predictions.map(({ label, score }) =>
    Math.abs(score - got[i].predictions.find((other) => other.label === label).score))));
  const others = wanted.filter(({ predictions }, i) => predictions[0].label !== got[i].predictions[0].label).length;
  return `probabilities differ by ${Math.max(...differences).toFixed(4)} at most and ${mean(differences).toFixed(5)} on average, ${others} of ${wanted.length} labels change`;
}

const server = await startServer("build/release/hf-inference", cache, 2);
const url = server.url.replace("/stream", "");
const all = async (dtype) => {
  const answers = [];
  for (const text of texts) answers.push(await answer(url, text, dtype));
  return answers;
};
try {
  const exact = await all("fp32");
  for (const dtype of judges ? ["q8", "int8", "q4"] : ["q8", "q4"])
    console.log(`${model}, ${texts.length} texts, ${dtype}: ${(judges ? compareScores : compareTexts)(exact, await all(dtype))}`);
} finally {
  server.stop();
}
