// tokenizers_bench TOKENIZER.json TEXT ids|all|worst: MB/s of encoding the text in documents of about 2 kB, on one thread,
// with or without the tokens' texts and places; or, with "worst", the seconds that single words of up to 8 MB take.

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tokenizers/tokenizer.h"

namespace {

using hfi::tokenizers::Tokenizer;

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Cut where lines end.
std::vector<std::string> documents(const std::string& text) {
  constexpr std::size_t size = 2048;
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size();) {
    auto end = text.find('\n', std::min(text.size(), begin + size));
    end = end == std::string::npos ? text.size() : end + 1;
    result.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return result;
}

void throughput(const Tokenizer& tokenizer, const std::string& text,
                hfi::tokenizers::Detail detail) {
  const auto all = documents(text);
  std::size_t tokens = 0;
  const auto time = seconds([&] {
    for (const auto& document : all)
      tokens += tokenizer.encode(document, {.detail = detail}).value().ids.size();
  });
  std::cout << static_cast<double>(text.size()) / 1e6 / time << " " << tokens << "\n";
}

void worst_case(const Tokenizer& tokenizer) {
  for (std::size_t size = 524'288; size <= 8'388'608; size *= 2) {
    std::string word;
    for (std::size_t i = 0; word.size() < size; ++i)
      word += "abcdefghijklmnopqrstuvwxyz"[i * i % 26];
    const auto time = seconds(
        [&] { (void)tokenizer.encode(word, {.detail = hfi::tokenizers::Detail::ids}).value(); });
    std::cout << size << " " << time << "\n";
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: " << arguments[0] << " TOKENIZER.json TEXT ids|all|worst\n";
    return 2;
  }
  const auto tokenizer = Tokenizer::from_json(content_of(arguments[1]), {});
  if (!tokenizer) {
    std::cerr << tokenizer.error().message << "\n";
    return 1;
  }
  const std::string_view what = arguments[3];
  if (what == "worst")
    worst_case(*tokenizer);
  else
    throughput(*tokenizer, content_of(arguments[2]),
               what == "ids" ? hfi::tokenizers::Detail::ids : hfi::tokenizers::Detail::all);
  return 0;
}
