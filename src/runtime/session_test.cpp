#include "runtime/session.h"

#include <gtest/gtest.h>

namespace hfi::runtime {
namespace {

const Runtime& runtime() {
  static const auto runtime = Runtime::create(1);
  return *runtime;
}

TEST(Session, RefusesBytesThatAreNoModel) {
  const auto session = Session::open(runtime(), Built{"not a model", "/"});
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().code, ErrorCode::model_invalid);
}

TEST(Session, RefusesAFileThatIsNotThere) {
  EXPECT_EQ(Session::open(runtime(), std::filesystem::path("/nowhere/model.onnx")).error().code,
            ErrorCode::model_invalid);
}

TEST(Runtime, TellsItsThreadsAndVersion) {
  EXPECT_EQ(runtime().threads(), 1);
  EXPECT_FALSE(Runtime::version().empty());
}

}  // namespace
}  // namespace hfi::runtime
