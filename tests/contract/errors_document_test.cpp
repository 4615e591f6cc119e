// docs/errors.md says what the table of error codes says. To bring it up to date, copy the file that the
// failing test names.

#include <gtest/gtest.h>

#include <fstream>

#include "contract/read_file.h"
#include "core/error_table.h"

namespace hfi {
namespace {

std::string errors_document() {
  std::string text =
      "# Errors\n\n"
      "Every answer other than 2xx is `{\"error\": {\"code\", \"message\", \"details\"}}`. The "
      "code is for programs, the message says where,\n"
      "what, with which value and what to do, and `details` (or null) says the same for programs. "
      "In a stream that has begun, a failure is\n"
      "an event of type `error` with the same three. Made from `src/core/error_codes.def`; a test "
      "fails when the two differ.\n\n"
      "| code | status | meaning | what to do |\n|---|---|---|---|\n";
  for (const auto& row : error_table()) {
    text.append("| `").append(row.name).append("` | ").append(std::to_string(row.status));
    text.append(" | ").append(row.meaning).append(" | ").append(row.remedy).append(" |\n");
  }
  return text;
}

TEST(ErrorsDocument, IsUpToDate) {
  const auto expected = errors_document();
  const auto made = std::filesystem::path(BINARY_DIR) / "errors.md";
  std::ofstream(made, std::ios::binary) << expected;
  EXPECT_TRUE(read_file("docs/errors.md") == expected)
      << "cp " << made.string() << " docs/errors.md";
}

}  // namespace
}  // namespace hfi
