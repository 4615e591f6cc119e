// The random model as a GGUF file for llama.cpp. Reference: ggml, docs/gguf.md; blocks of Q8_0 and Q4_0: ggml-common.h.

import { closeSync, openSync, writeSync } from "node:fs";
import { randomFloats, shape, tensors } from "./shape.mjs";

const alignment = 32;

// ggml_type, and what a row of `count` weights takes
const types = {
  fp32: { id: 0, fileType: 0, bytes: (count) => 4 * count },
  q8: { id: 8, fileType: 7, bytes: (count) => (count / 32) * 34 },
  q4: { id: 2, fileType: 2, bytes: (count) => (count / 32) * 18 },
};

class Writer {
  parts = [];
  u32(value) { const b = Buffer.alloc(4); b.writeUInt32LE(value); this.parts.push(b); }
  u64(value) { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(value)); this.parts.push(b); }
  f32(value) { const b = Buffer.alloc(4); b.writeFloatLE(value); this.parts.push(b); }
  text(value) { const b = Buffer.from(value); this.u64(b.length); this.parts.push(b); }
  bytes() { return Buffer.concat(this.parts); }
}

// gguf_metadata_value_type
const value = {
  u32: (n) => (w) => (w.u32(4), w.u32(n)),
  i32s: (list) => (w) => { w.u32(9); w.u32(5); w.u64(list.length); list.forEach((n) => w.u32(n)); },
  f32: (n) => (w) => (w.u32(6), w.f32(n)),
  f32s: (list) => (w) => { w.u32(9); w.u32(6); w.u64(list.length); list.forEach((n) => w.f32(n)); },
  text: (s) => (w) => (w.u32(8), w.text(s)),
  texts: (list) => (w) => { w.u32(9); w.u32(8); w.u64(list.length); list.forEach((s) => w.text(s)); },
};

function metadata(type) {
  // llama.cpp wants its vocabularies to have a token for every byte
  const byte = (i) => `<0x${(i - 3).toString(16).toUpperCase().padStart(2, "0")}>`;
  const words = Array.from({ length: shape.vocab }, (_, i) => ["<unk>", "<s>", "</s>"][i] ?? (i < 259 ? byte(i) : `w${i}`));
  return Object.entries({
    "general.architecture": value.text("llama"),
    "general.name": value.text("random"),
    "general.file_type": value.u32(type.fileType),
    "general.alignment": value.u32(alignment),
    "llama.vocab_size": value.u32(shape.vocab),
    "llama.context_length": value.u32(shape.context),
    "llama.embedding_length": value.u32(shape.hidden),
    "llama.block_count": value.u32(shape.layers),
    "llama.feed_forward_length": value.u32(shape.inner),
    "llama.attention.head_count": value.u32(shape.heads),
    "llama.attention.head_count_kv": value.u32(shape.kvHeads),
    "llama.rope.dimension_count": value.u32(shape.headDim),
    "llama.rope.freq_base": value.f32(10000),
    "llama.attention.layer_norm_rms_epsilon": value.f32(1e-5),
    "tokenizer.ggml.model": value.text("llama"),
    "tokenizer.ggml.tokens": value.texts(words),
    "tokenizer.ggml.scores": value.f32s(words.map((_, i) => -i)),
    "tokenizer.ggml.token_type": value.i32s(words.map((_, i) => (i === 0 ? 2 : i < 3 ? 3 : i < 259 ? 6 : 1))),
    "tokenizer.ggml.bos_token_id": value.u32(1),
    "tokenizer.ggml.eos_token_id": value.u32(2),
    "tokenizer.ggml.unknown_token_id": value.u32(0),
  });
}

// Blocks whose scale is 2^-9 and whose numbers are random.
function blocks(index, bytes, blockBytes) {
  const data = Buffer.alloc(bytes);
  let at = 0;
  for (const piece of randomFloats(index, Math.ceil(bytes / 4))) {
    const noise = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    at += noise.copy(data, at);
  }
  for (let i = 0; i < bytes; i += blockBytes) data.writeUInt16LE(0x1800, i);
  return data;
}

const aligned = (n) => Math.ceil(n / alignment) * alignment;

export function writeGguf(path, dtype) {
  const all = tensors().map((t) => ({ ...t, type: t.extents.length === 1 ? types.fp32 : types[dtype] }));
  const head = new Writer();
  head.parts.push(Buffer.from("GGUF"));
  head.u32(3);
  head.u64(all.length);
  const pairs = metadata(types[dtype]);
  head.u64(pairs.length);
  for (const [key, write] of pairs) { head.text(key); write(head); }
  let offset = 0;
  for (const { gguf, extents, count, type } of all) {
    head.text(gguf);
    head.u32(extents.length);
    [...extents].reverse().forEach((n) => head.u64(n));
    head.u32(type.id);
    head.u64(offset);
    offset += aligned(type.bytes(count));
  }
  const file = openSync(path, "w");
  const header = head.bytes();
  writeSync(file, header);
  writeSync(file, Buffer.alloc(aligned(header.length) - header.length));
  all.forEach(({ extents, count, type }, index) => {
    const bytes = type.bytes(count);
    if (extents.length === 1) writeSync(file, new Float32Array(count).fill(1));
    else if (type === types.fp32) for (const piece of randomFloats(index, count)) writeSync(file, piece);
    else writeSync(file, blocks(index, bytes, bytes / (count / 32)));
    writeSync(file, Buffer.alloc(aligned(bytes) - bytes));
  });
  closeSync(file);
}
