#pragma once
// The real program whose Hub does something wrong, and what must hold afterwards.

#include <gtest/gtest.h>

#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {

class FaultTest : public testing::Test {
 protected:
  explicit FaultTest(HubServerOptions options = {})
      : server{{golden_repository("bert-text-classification", "bert")}, std::move(options)} {}

  void TearDown() override;
  // HFI_KEEP_CACHES names a folder where each test leaves its cache, for tools/hub/read_caches.py.
  void keep(const std::string& when);

  // Without the question for metadata, which would meet the fault as well.
  support::Answer classify();
  // Whatever has a final name is what its name says.
  void expect_whole();
  // The error, with the words, and nothing half-written; and the answer when the Hub does right again.
  void expect_error(const std::string& code, const std::vector<std::string>& words = {});
  void expect_answer();
  void expect_error_then_answer(const fakes::HubFault& fault, const std::string& code,
                                const std::vector<std::string>& words = {});

  [[nodiscard]] std::uint64_t weights_bytes() const;
  [[nodiscard]] std::uint64_t all_bytes() const;

  HubServer server;
};

}  // namespace hfi::lifecycle
