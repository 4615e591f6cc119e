#include "generation/stop_strings.h"

#include "generation/golden.h"

namespace hfi::generation {
namespace {

std::vector<std::string> texts_of(const json::Value& value) {
  std::vector<std::string> texts;
  for (const auto& text : value.as_array()) texts.emplace_back(text.as_string());
  return texts;
}

TEST(StopStrings, AreFoundWhereTheReferenceFindsThem) {
  const auto file = golden("generation/stop_strings.json");
  std::size_t found = 0;
  for (const auto& group : file.at("tokenizers").as_array()) {
    const std::string name(group.at("tokenizer").as_string());
    const auto tokenizer = tokenizers::Tokenizer::from_json(
                               json::dump(golden("tokenizers/" + name + "/tokenizer.json")), {})
                               .value();
    const auto text = token_text(tokenizer).value();
    for (const auto& one : group.at("cases").as_array()) {
      StopStrings stop(texts_of(one.at("stop")), text);
      const auto tokens = tokens_of(one.at("tokens"));
      Tokens hits;
      for (std::size_t i = 0; i < tokens.size(); ++i)
        if (stop.end(TokenView(tokens).first(i + 1))) hits.push_back(static_cast<TokenId>(i));
      EXPECT_EQ(hits, tokens_of(one.at("hits"))) << name << " " << json::dump(one.at("stop"));
      found += hits.size();
    }
  }
  EXPECT_GT(found, 20U);
}

}  // namespace
}  // namespace hfi::generation
