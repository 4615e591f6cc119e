// The random model as a repository of the Hub: config.json, tokenizer.json, model.safetensors.

import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { randomFloats, shape, tensors } from "./shape.mjs";

const commit = "0123456789abcdef0123456789abcdef01234567";

const config = {
  architectures: ["LlamaForCausalLM"], model_type: "llama", vocab_size: shape.vocab, hidden_size: shape.hidden,
  num_hidden_layers: shape.layers, num_attention_heads: shape.heads, num_key_value_heads: shape.kvHeads,
  head_dim: shape.headDim, intermediate_size: shape.inner, max_position_embeddings: shape.context,
  rms_norm_eps: 1e-5, rope_theta: 10000.0, hidden_act: "silu", tie_word_embeddings: true, bos_token_id: 1,
};

// One token per word, so that a prompt has as many tokens as words.
const tokenizer = {
  version: "1.0", added_tokens: [], pre_tokenizer: { type: "WhitespaceSplit" },
  model: { type: "WordLevel", unk_token: "w0", vocab: Object.fromEntries(Array.from({ length: shape.vocab }, (_, i) => [`w${i}`, i])) },
};

function writeSafetensors(path) {
  const header = {};
  let offset = 0;
  for (const { name, extents, count } of tensors()) {
    header[name] = { dtype: "F32", shape: extents, data_offsets: [offset, offset + 4 * count] };
    offset += 4 * count;
  }
  let text = JSON.stringify(header);
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const file = openSync(path, "w");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeSync(file, length);
  writeSync(file, text);
  tensors().forEach(({ extents, count }, index) => {
    if (extents.length === 1) return writeSync(file, new Float32Array(count).fill(1));
    for (const piece of randomFloats(index, count)) writeSync(file, piece);
  });
  closeSync(file);
}

// Below `cache`, as the Hub's clients lay it out.
export function writeRepository(cache, id) {
  const folder = join(cache, `models--${id.replace("/", "--")}`);
  const snapshot = join(folder, "snapshots", commit);
  mkdirSync(join(folder, "refs"), { recursive: true });
  mkdirSync(snapshot, { recursive: true });
  writeFileSync(join(folder, "refs", "main"), commit);
  writeFileSync(join(snapshot, "config.json"), JSON.stringify(config));
  writeFileSync(join(snapshot, "generation_config.json"), "{}");
  writeFileSync(join(snapshot, "tokenizer.json"), JSON.stringify(tokenizer));
  writeSafetensors(join(snapshot, "model.safetensors"));
}
