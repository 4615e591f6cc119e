// tokenizer.json of what bench/audio hears with.

import { readFileSync, writeFileSync } from "node:fs";

const plain = 50_257, languages = 99, times = 1501;

// The characters that stand for bytes in byte-level vocabularies (GPT-2, encoder.py).
function bytes() {
  const printable = (b) => (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
  let others = 0;
  return Array.from({ length: 256 }, (_, b) => String.fromCodePoint(printable(b) ? b : 256 + others++));
}

function specialTokens() {
  const named = (names) => names.map((name) => `<|${name}|>`);
  return [
    ...named(["endoftext", "startoftranscript", "en", ...Array.from({ length: languages - 1 }, (_, i) => `language${i}`)]),
    ...named(["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]),
    ...named(Array.from({ length: times }, (_, i) => (i / 50).toFixed(2))),
  ];
}

// The ids of the multilingual Whispers: every byte, words without meaning, and what is special.
export function writeWhisperTokenizer(folder) {
  const vocab = Object.fromEntries([...bytes(), ...Array.from({ length: plain - 256 }, (_, i) => `\u0120w${i}`)].map((token, id) => [token, id]));
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  const added_tokens = specialTokens().map((content, i) => ({ id: plain + i, content, ...flags, special: !/\d\.\d/.test(content) }));
  const level = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  writeFileSync(`${folder}/tokenizer.json`, JSON.stringify({
    version: "1.0", truncation: null, padding: null, added_tokens, normalizer: null, pre_tokenizer: level, post_processor: null, decoder: level,
    model: { type: "BPE", dropout: null, unk_token: null, continuing_subword_prefix: "", end_of_word_suffix: "", fuse_unk: false, vocab, merges: [] },
  }));
  writeFileSync(`${folder}/tokenizer_config.json`, JSON.stringify({
    tokenizer_class: "WhisperTokenizer", bos_token: "<|endoftext|>", eos_token: "<|endoftext|>", pad_token: "<|endoftext|>", unk_token: "<|endoftext|>",
  }));
}

// The letters of vocab.json, as transformers.js reads them.
export function writeCtcTokenizer(folder) {
  writeFileSync(`${folder}/tokenizer.json`, JSON.stringify({
    version: "1.0", truncation: null, padding: null, added_tokens: [], normalizer: { type: "Replace", pattern: { String: " " }, content: "|" },
    pre_tokenizer: { type: "Split", pattern: { Regex: "" }, behavior: "Isolated", invert: false }, post_processor: null,
    decoder: { type: "CTC", pad_token: "<pad>", word_delimiter_token: "|", cleanup: true },
    model: { type: "WordLevel", vocab: JSON.parse(readFileSync(`${folder}/vocab.json`, "utf8")), unk_token: "<unk>" },
  }));
}
