#pragma once

namespace hfi::runtime {

// ONNX Runtime takes its memory from the aligned `operator new`. This program's own, which comes with whoever calls this, has
// what is large in large pages: packing the weights of BERT-base takes three quarters of the time
// (docs/decisions/0014-large-pages.md). Sanitizers keep theirs.
void take_memory_in_large_pages();

}  // namespace hfi::runtime
