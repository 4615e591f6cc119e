// parity TOKENIZER.json CASES: compares with the answers of the `tokenizers` library, one JSON object per line.

#include <fstream>
#include <iostream>
#include <iterator>

#include "core/parse_json.h"
#include "tokenizers/case.h"

namespace {

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: " << arguments[0] << " TOKENIZER.json CASES\n";
    return 2;
  }
  const auto tokenizer = hfi::tokenizers::Tokenizer::from_json(content_of(arguments[1]), {});
  if (!tokenizer) {
    std::cerr << tokenizer.error().message << "\n";
    return 2;
  }
  std::ifstream cases(arguments[2], std::ios::binary);
  std::size_t texts = 0;
  std::size_t differing = 0;
  constexpr std::size_t most_shown = 5;
  for (std::string line; std::getline(cases, line); ++texts) {
    const auto expected = hfi::json::parse_object(line);
    const auto difference =
        expected ? hfi::tokenizers::difference(*tokenizer, *expected) : expected.error().message;
    if (difference.empty()) continue;
    if (++differing <= most_shown) std::cout << line.substr(0, 200) << "\n" << difference << "\n";
  }
  std::cout << arguments[1] << ": " << texts << " texts, " << differing << " differ\n";
  return differing == 0 ? 0 : 1;
}
