#include "generation/generation_config.h"

#include "generation/golden.h"

namespace hfi::generation {
namespace {

TEST(GenerationConfig, LengthsAreThoseOfTheReference) {
  const auto file = golden("generation/lengths.json");
  for (const auto& element : file.at("cases").as_array()) {
    const auto& one = element.as_object();
    const auto members = overlay(one.at("file").as_object(), one.at("request").as_object());
    const auto lengths = lengths_of(read_generation_config(members).value(),
                                    one.at("prompt_length").to_number<std::size_t>(),
                                    one.at("max_position_embeddings").to_number<std::size_t>())
                             .value();
    EXPECT_EQ(lengths.max_length, one.at("max_length").to_number<std::size_t>())
        << json::dump(members);
    EXPECT_EQ(lengths.min_length, one.at("min_length").to_number<std::size_t>())
        << json::dump(members);
  }
}

TEST(GenerationConfig, ARequestWinsOverTheFileAndNullOverNothing) {
  const auto members = overlay({{"top_p", 0.5}, {"num_beams", 4}, {"eos_token_id", {2, 3}}},
                               {{"top_p", 0.9}, {"num_beams", nullptr}});
  const auto config = read_generation_config(members).value();
  EXPECT_EQ(config.top_p, 0.9);
  EXPECT_EQ(config.num_beams, 4U);
  EXPECT_EQ(config.eos_token_id, (Tokens{2, 3}));
  EXPECT_EQ(config.top_k, 50U);
}

TEST(GenerationConfig, TakesOneStopTextOrMany) {
  EXPECT_EQ(read_generation_config({{"stop", "a"}})->stop_strings, std::vector<std::string>{"a"});
  const auto both = read_generation_config({{"stop_strings", "b"}, {"stop", {"a", "c"}}});
  EXPECT_EQ(both->stop_strings, (std::vector<std::string>{"a", "c"}));
}

TEST(GenerationConfig, NamesEveryMemberThatIsNotWhatItShouldBe) {
  const auto config =
      read_generation_config({{"top_p", 2}, {"eos_token_id", "x"}, {"early_stopping", "maybe"}});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::model_invalid);
  for (const auto* member : {"top_p: ", "eos_token_id: ", "early_stopping: "})
    EXPECT_NE(config.error().message.find(member), std::string::npos) << config.error().message;
}

TEST(GenerationConfig, RefusesWaysOfDecodingThatAreNotBuiltIn) {
  for (const auto& members : std::vector<json::Object>{{{"num_beam_groups", 2}},
                                                       {{"penalty_alpha", 0.6}},
                                                       {{"guidance_scale", 1.5}},
                                                       {{"force_words_ids", {{1}}}}}) {
    const auto config = read_generation_config(members);
    ASSERT_FALSE(config) << json::dump(members);
    EXPECT_EQ(config.error().code, ErrorCode::model_unsupported);
  }
  EXPECT_TRUE(read_generation_config({{"num_beam_groups", 1}, {"guidance_scale", 1.0}}));
}

TEST(GenerationConfig, APromptThatLeavesNoRoomIsTooLong) {
  const auto lengths = lengths_of(read_generation_config({{"max_length", 8}}).value(), 8, {});
  ASSERT_FALSE(lengths);
  EXPECT_EQ(lengths.error().code, ErrorCode::input_too_long);
  EXPECT_EQ(json::dump(lengths.error().details), R"({"tokens":8,"max_tokens":8})");
}

}  // namespace
}  // namespace hfi::generation
