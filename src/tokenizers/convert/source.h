#pragma once
// What a converter reads, and what it writes: the document that tokenizer.json would be.

#include <map>
#include <optional>

#include "tokenizers/convert/sentence_piece.h"

namespace hfi::tokenizers::convert {

using Files = std::map<std::string, std::string, std::less<>>;  // name → content

class Source {
 public:
  Source(const Files& files, const json::Object& config) : files_(&files), config_(&config) {}

  [[nodiscard]] const json::Object& config() const { return *config_; }
  // Fails with model_unsupported when the repository has none of the files.
  [[nodiscard]] Result<std::string_view> file(std::string_view name) const;
  [[nodiscard]] Result<SentencePieceModel> sentence_piece(std::string_view name) const;
  // A file with a JSON object of tokens and ids, as such.
  [[nodiscard]] Result<json::Object> vocabulary(std::string_view name) const;
  // The same for one of several, `{"part": {token: id}}`.
  [[nodiscard]] Result<json::Object> vocabulary(std::string_view name, std::string_view part) const;
  [[nodiscard]] bool has(std::string_view name) const { return files_->contains(name); }

  // Members of tokenizer_config.json; the second argument is the class's own default.
  [[nodiscard]] bool flag(std::string_view key, bool absent) const;
  [[nodiscard]] std::string text(std::string_view key, std::string_view absent) const;
  [[nodiscard]] std::size_t count(std::string_view key, std::size_t absent) const;

 private:
  const Files* files_;
  const json::Object* config_;
};

}  // namespace hfi::tokenizers::convert
