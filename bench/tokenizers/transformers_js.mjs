// transformers_js.mjs TOKENIZER.json TEXT: as tokenizers_bench, by transformers.js's tokenizer. run.mjs installs it.
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";

const [, , file, textFile] = process.argv;
const tokenizer = new Tokenizer(JSON.parse(readFileSync(file, "utf8")), {});
const bytes = readFileSync(textFile);
const documents = [];
for (let begin = 0; begin < bytes.length; ) {
  const newline = bytes.indexOf(10, Math.min(bytes.length, begin + 2048));
  const end = newline < 0 ? bytes.length : newline + 1;
  documents.push(bytes.subarray(begin, end).toString("utf8"));
  begin = end;
}
const start = performance.now();
let tokens = 0;
for (const document of documents) tokens += tokenizer.encode(document).ids.length;
console.log(bytes.length / 1e3 / (performance.now() - start), tokens);
