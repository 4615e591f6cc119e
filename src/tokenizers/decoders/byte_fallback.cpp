// Tokens like "<0xE2>" become the characters that they spell, or one replacement character each.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<char> byte_of(std::string_view token) {
  if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>') return std::nullopt;
  const int high = token[3] == '+' ? 0 : digit(token[3]);  // the library reads "+F" as 15, too
  const int low = digit(token[4]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(16 * high + low);
}

class ByteFallback final : public Decoder {
 public:
  void decode(std::vector<std::string>& tokens) const override {
    std::vector<std::string> result;
    std::string bytes;
    for (auto& token : tokens) {
      if (const auto byte = byte_of(token)) {
        bytes += *byte;
        continue;
      }
      flush(bytes, result);
      result.push_back(std::move(token));
    }
    flush(bytes, result);
    tokens = std::move(result);
  }

 private:
  static void flush(std::string& bytes, std::vector<std::string>& result) {
    if (bytes.empty()) return;
    if (utf8::find_invalid(bytes) == std::string::npos)
      result.push_back(std::move(bytes));
    else
      result.insert(result.end(), bytes.size(), "\uFFFD");
    bytes.clear();
  }
};

}  // namespace

Read byte_fallback(const Component&) { return std::make_unique<ByteFallback>(); }

}  // namespace hfi::tokenizers::decoders
