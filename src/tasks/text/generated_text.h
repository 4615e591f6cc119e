#pragma once
// What every task that writes text does after its prompt is made.

#include "models/model.h"
#include "tasks/task.h"

namespace hfi::tasks {

struct TextPrompt {
  generation::Tokens tokens;            // what the decoder begins with
  generation::Tokens encoder_tokens{};  // what the encoder read; empty for a decoder alone
  Tensors encoder{};                    // DecoderInput::encoder
};

struct GeneratedText {
  std::string text;  // without special tokens
  generation::FinishReason finish_reason;
  std::size_t prompt_tokens;  // the encoder's where there is one
  std::size_t completion_tokens;
};

// Generates as the repository's generation_config.json says, `preferred` laid over it and the request's options over both.
// Emits a token event for each token: {"type": "token", index, id, text}; the texts, put side by side, are `text`, so that a
// token whose characters are not complete has an empty one. Fails with input_too_long, both lengths in the message.
Result<GeneratedText> generate_text(const models::Model& model, TextPrompt prompt,
                                    const json::Object& preferred, const Request& request,
                                    const Context& context);

// {text, usage {prompt_tokens, completion_tokens}, finish_reason}
json::Object to_json(const GeneratedText& generated);

}  // namespace hfi::tasks
