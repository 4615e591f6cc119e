#include "generation/decoding.h"

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

struct Run {
  Outcome outcome;
  Tokens streamed{};
};

Run run(const Toy& toy, const json::Object& members, Tokens prompt) {
  const auto config = read_generation_config(members).value();
  auto decoding =
      Decoding::start(config, {.tokens = std::move(prompt)}, {.vocabulary = toy.vocabulary})
          .value();
  Tokens streamed;
  while (!decoding.finished()) {
    auto before = decoding.running();
    auto logits = toy(before);
    const auto step = decoding.advance(logits).value();
    streamed.insert(streamed.end(), step.final_tokens.begin(), step.final_tokens.end());
    if (decoding.finished()) break;
    EXPECT_EQ(step.parents.size(), decoding.running().size());
    for (std::size_t i = 0; i < step.parents.size(); ++i) {
      before[step.parents[i]].push_back(decoding.running()[i].back());
      EXPECT_EQ(decoding.running()[i], before[step.parents[i]]) << "continues its parent";
      before[step.parents[i]].pop_back();
    }
  }
  return {decoding.outcome(), std::move(streamed)};
}

TEST(Decoding, GivesTheTokensOfTheReference) {
  const auto file = golden("generation/decodings.json");
  std::size_t cases = 0;
  for (const auto& model : file.at("models").as_array()) {
    const auto toy = toy_of(file, model.as_object());
    for (const auto& element : model.as_object().at("cases").as_array()) {
      const auto& one = element.as_object();
      const auto result = run(toy, one.at("config").as_object(), tokens_of(one.at("prompt")));
      EXPECT_EQ(result.outcome.tokens, tokens_of(one.at("tokens"))) << json::dump(one.at("config"));
      EXPECT_EQ(result.streamed, result.outcome.tokens);
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

TEST(Decoding, SaysWhyItEnds) {
  const auto toy = circle();
  EXPECT_EQ(run(toy, {{"eos_token_id", 5}}, {2}).outcome.finish_reason, FinishReason::eos_token);
  EXPECT_EQ(run(toy, {{"max_new_tokens", 3}}, {2}).outcome.finish_reason, FinishReason::length);
  EXPECT_EQ(run(toy, {}, {2}).outcome.tokens.size(), 20U);
  EXPECT_EQ(run(toy, {{"max_new_tokens", 3}, {"num_beams", 2}}, {2}).outcome.finish_reason,
            FinishReason::length);
}

TEST(Decoding, EndsWhereNoMoreCanBeFed) {
  const auto config = read_generation_config({}).value();
  auto decoding = Decoding::start(config, {.tokens = {1, 2}}, {.vocabulary = 12, .capacity = 4});
  std::size_t fed = 0;
  while (!decoding->finished()) {
    fed = decoding->running().front().size();
    auto logits = circle()(decoding->running());
    decoding->advance(logits).value();
  }
  EXPECT_EQ(fed, 4U);
  EXPECT_EQ(decoding->outcome().finish_reason, FinishReason::length);
}

TEST(Decoding, StopsAtATextAcrossTokens) {
  const auto toy = circle();
  const auto config = read_generation_config({{"stop", "fg"}}).value();
  auto decoding = Decoding::start(config, {.tokens = {2}},
                                  {.vocabulary = 12, .token_text = [](TokenId id) {
                                     return std::string(1, static_cast<char>('a' + id));
                                   }});
  while (!decoding->finished()) {
    auto logits = toy(decoding->running());
    decoding->advance(logits).value();
  }
  EXPECT_EQ(decoding->outcome().tokens, (Tokens{3, 4, 5, 6}));
  EXPECT_EQ(decoding->outcome().finish_reason, FinishReason::stop_sequence);
}

TEST(Decoding, SamplesTheSameWithTheSameSeed) {
  const Toy flat{12, std::vector<float>(144, 0), std::vector<float>(144, 0)};
  const auto sampled = [&](std::uint64_t seed, std::size_t beams) {
    return run(flat, {{"do_sample", true}, {"seed", seed}, {"num_beams", beams}}, {2})
        .outcome.tokens;
  };
  for (const std::size_t beams : {1, 3}) {
    EXPECT_EQ(sampled(7, beams), sampled(7, beams));
    EXPECT_NE(sampled(7, beams), sampled(8, beams));
  }
}

TEST(Decoding, RefusesLogitsThatAreNotNumbers) {
  auto decoding = Decoding::start({}, {.tokens = {2}}, {.vocabulary = 2});
  std::vector<float> logits = {0, std::numeric_limits<float>::quiet_NaN()};
  const auto step = decoding->advance(logits);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::inference_failed);
}

}  // namespace
}  // namespace hfi::generation
