// Bodies that must be refused, with the code and the whole message: bad_requests.json.

#include <gtest/gtest.h>

#include "contract/read_file.h"
#include "core/error_table.h"
#include "core/parse_json.h"
#include "tasks/contract/prepare.h"

namespace hfi::tasks {
namespace {

TEST(BadRequests, AreRefusedForTheirFirstFault) {
  const auto cases = json::parse(read_file("tests/contract/bad_requests.json")).value().as_array();
  ASSERT_GE(cases.size(), 40);
  const Abilities abilities{.devices = {"cpu"}, .serves = [](std::string_view) { return true; }};
  for (const auto& bad : cases) {
    const auto result = prepare(taxonomy(), abilities, bad.at("body"));
    ASSERT_FALSE(result) << json::dump(bad);
    EXPECT_EQ(row_of(result.error().code).name, std::string_view(bad.at("code").as_string()));
    EXPECT_EQ(result.error().message, std::string_view(bad.at("message").as_string()));
  }
}

}  // namespace
}  // namespace hfi::tasks
