#include "generation/make_search.h"

#include "generation/golden.h"

namespace hfi::generation {
namespace {

// Logits that depend on the last two tokens alone.
struct Toy {
  std::size_t vocabulary;
  std::vector<float> table;
  std::vector<float> second;

  void add_row(const std::vector<float>& rows, TokenId token, Scores scores) const {
    for (std::size_t i = 0; i < vocabulary; ++i)
      scores[i] += rows[static_cast<std::size_t>(token) * vocabulary + i];
  }

  std::vector<float> operator()(const std::vector<Tokens>& sequences) const {
    std::vector<float> logits(sequences.size() * vocabulary, 0);
    for (std::size_t row = 0; row < sequences.size(); ++row) {
      const auto scores = Scores(logits).subspan(row * vocabulary, vocabulary);
      const auto& tokens = sequences[row];
      add_row(table, tokens.back(), scores);
      if (tokens.size() > 1) add_row(second, tokens[tokens.size() - 2], scores);
    }
    return logits;
  }
};

Toy toy_of(const json::Object& file, const json::Object& model) {
  const auto unit = file.at("unit").to_number<float>();
  const auto floats = [&](std::string_view key) {
    std::vector<float> numbers;
    for (const auto& number : model.at(key).as_array())
      numbers.push_back(number.to_number<float>() / unit);
    return numbers;
  };
  return {file.at("vocabulary").to_number<std::size_t>(), floats("table"), floats("second")};
}

struct Answer {
  Tokens tokens;
  FinishReason reason;
  std::size_t fed = 0;  // the longest sequence whose next token was asked for
};

Answer run(const Toy& toy, const json::Object& members, SearchInput input) {
  const auto config = read_generation_config(members).value();
  input.vocabulary = toy.vocabulary;
  const auto prompt = input.prompt;
  const auto search = make_search(config, std::move(input)).value();
  std::vector<Tokens> rows(search->rows(), prompt);
  std::size_t fed = 0;
  while (!search->finished()) {
    fed = rows.front().size();
    auto logits = toy(rows);
    const auto step = search->advance(logits).value();
    EXPECT_EQ(step.has_value(), !search->finished());
    if (!step) break;
    std::vector<Tokens> next;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      next.push_back(rows[step->parents[row]]);
      next.back().push_back(step->tokens[row]);
    }
    rows = std::move(next);
  }
  return {search->tokens(), *search->finished(), fed};
}

TEST(MakeSearch, GivesTheTokensOfTheReference) {
  const auto file = golden("generation/decodings.json");
  std::size_t cases = 0;
  for (const auto& model : file.at("models").as_array()) {
    const auto toy = toy_of(file, model.as_object());
    for (const auto& element : model.as_object().at("cases").as_array()) {
      const auto& one = element.as_object();
      const auto result =
          run(toy, one.at("config").as_object(), {.prompt = tokens_of(one.at("prompt"))});
      EXPECT_EQ(result.tokens, tokens_of(one.at("tokens"))) << json::dump(one.at("config"));
      ++cases;
    }
  }
  EXPECT_GT(cases, 200U);
}

// Twelve tokens that follow each other in a circle.
Toy circle() {
  Toy toy{12, std::vector<float>(144, 0), std::vector<float>(144, 0)};
  for (std::size_t i = 0; i < 12; ++i) toy.table[i * 12 + (i + 1) % 12] = 9;
  return toy;
}

TEST(MakeSearch, SaysWhyItEnds) {
  const auto toy = circle();
  const auto reason = [&](const json::Object& members) {
    return run(toy, members, {.prompt = {2}}).reason;
  };
  EXPECT_EQ(reason({{"eos_token_id", 5}}), FinishReason::eos_token);
  EXPECT_EQ(reason({{"max_new_tokens", 3}}), FinishReason::length);
  EXPECT_EQ(reason({{"max_new_tokens", 3}, {"num_beams", 2}}), FinishReason::length);
  EXPECT_EQ(run(toy, {}, {.prompt = {2}}).tokens.size(), 20U);
}

TEST(MakeSearch, EndsWhereNoMoreCanBeFed) {
  const auto answer = run(circle(), {}, {.prompt = {1, 2}, .capacity = 4});
  EXPECT_EQ(answer.fed, 4U);
  EXPECT_EQ(answer.tokens.size(), 3U);
  EXPECT_EQ(answer.reason, FinishReason::length);
}

TEST(MakeSearch, StopsAtATextAcrossTokens) {
  const auto letter = [](TokenId id) { return std::string(1, static_cast<char>('a' + id)); };
  const auto answer = run(circle(), {{"stop", "fg"}}, {.prompt = {2}, .token_text = letter});
  EXPECT_EQ(answer.tokens, (Tokens{3, 4, 5, 6}));
  EXPECT_EQ(answer.reason, FinishReason::stop_sequence);
}

TEST(MakeSearch, SamplesTheSameWithTheSameSeed) {
  const Toy flat{12, std::vector<float>(144, 0), std::vector<float>(144, 0)};
  const auto sampled = [&](std::uint64_t seed, std::size_t beams) {
    return run(flat, {{"do_sample", true}, {"seed", seed}, {"num_beams", beams}}, {.prompt = {2}})
        .tokens;
  };
  for (const std::size_t beams : {1, 3}) {
    EXPECT_EQ(sampled(7, beams), sampled(7, beams));
    EXPECT_NE(sampled(7, beams), sampled(8, beams));
  }
}

TEST(MakeSearch, RefusesLogitsThatAreNotNumbers) {
  const auto search = make_search({}, {.prompt = {2}, .vocabulary = 2}).value();
  std::vector<float> logits = {0, std::numeric_limits<float>::quiet_NaN()};
  const auto step = search->advance(logits);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::inference_failed);
}

}  // namespace
}  // namespace hfi::generation
