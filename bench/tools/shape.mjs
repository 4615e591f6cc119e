// The shape of the random model that generation is measured on: about 0.4 billion parameters, as Llama 3.2 builds them.

export const shape = {
  vocab: 32768, hidden: 1024, layers: 24, heads: 16, kvHeads: 4, headDim: 64, inner: 4096, context: 1024,
};

// Every matrix by its names in safetensors and GGUF, rows first, as both formats store it.
export function tensors() {
  const { vocab, hidden, layers, heads, kvHeads, headDim, inner } = shape;
  const list = [["model.embed_tokens.weight", "token_embd.weight", [vocab, hidden]]];
  for (let i = 0; i < layers; i++) {
    const ours = `model.layers.${i}.`, theirs = `blk.${i}.`;
    list.push(
      [`${ours}input_layernorm.weight`, `${theirs}attn_norm.weight`, [hidden]],
      [`${ours}self_attn.q_proj.weight`, `${theirs}attn_q.weight`, [heads * headDim, hidden]],
      [`${ours}self_attn.k_proj.weight`, `${theirs}attn_k.weight`, [kvHeads * headDim, hidden]],
      [`${ours}self_attn.v_proj.weight`, `${theirs}attn_v.weight`, [kvHeads * headDim, hidden]],
      [`${ours}self_attn.o_proj.weight`, `${theirs}attn_output.weight`, [hidden, heads * headDim]],
      [`${ours}post_attention_layernorm.weight`, `${theirs}ffn_norm.weight`, [hidden]],
      [`${ours}mlp.gate_proj.weight`, `${theirs}ffn_gate.weight`, [inner, hidden]],
      [`${ours}mlp.up_proj.weight`, `${theirs}ffn_up.weight`, [inner, hidden]],
      [`${ours}mlp.down_proj.weight`, `${theirs}ffn_down.weight`, [hidden, inner]],
    );
  }
  list.push(["model.norm.weight", "output_norm.weight", [hidden]]);
  return list.map(([name, gguf, extents]) => ({ name, gguf, extents, count: extents.reduce((a, b) => a * b, 1) }));
}

// Bytes of random weights: pieces of one random block, from another place for every tensor, so that no two are equal.
const block = new Float32Array(1 << 22);
let state = 12345;
for (let i = 0; i < block.length; i++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  block[i] = (state / 2 ** 32 - 0.5) * 0.05;
}

export function* randomFloats(index, count) {
  let at = (index * 104729) % block.length;
  for (let left = count; left > 0;) {
    const piece = block.subarray(at, Math.min(block.length, at + left));
    yield piece;
    left -= piece.length;
    at = 0;
  }
}
