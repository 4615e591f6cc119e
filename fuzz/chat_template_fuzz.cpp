#include "core/parse_json.h"
#include "tokenizers/chat/template.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hfi;
  static const auto variables = *json::parse_object(R"({
    "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi, ünï \"x\""},
                 {"role": "assistant", "content": "", "tool_calls": [{"function": {"name": "f", "arguments": {"a": [1, 2.5, null]}}}]},
                 {"role": "tool", "content": "{}", "name": "f"}],
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {"properties": {"a": {"type": "array"}}}}}],
    "documents": null, "add_generation_prompt": true, "bos_token": "<s>", "eos_token": "</s>", "n": 3, "s": "text", "d": {"k": "v"}})");
  const auto parsed =
      tokenizers::chat::Template::parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) return 0;
  const tokenizers::chat::Limits limits{.output_bytes = 1U << 20U, .steps = 20'000};
  (void)parsed->render(variables, std::chrono::system_clock::time_point{}, limits);
  return 0;
}
