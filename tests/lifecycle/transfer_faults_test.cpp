// Transfers that go wrong, through the whole program: what is resumed, what is refused, and with which words.

#include <csignal>
#include <thread>

#include "lifecycle/event_listener.h"
#include "lifecycle/fault_fixture.h"

namespace hfi::lifecycle {
namespace {

using namespace std::chrono_literals;
using fakes::HubReply;

class TransferFaults : public FaultTest {
 protected:
  TransferFaults() = default;
  explicit TransferFaults(HubServerOptions options) : FaultTest(std::move(options)) {}

  void add(int times, std::function<void(HubReply&)> change) {
    server.hub().add({.target = "/repos/", .times = times, .change = std::move(change)});
  }
  [[nodiscard]] double transferred() {
    return static_cast<double>(server.hub().content_bytes_sent());
  }
};

// The whole, where the rest was asked for.
void whole(HubReply& reply, const std::string& content) {
  reply.status = 200;
  std::erase_if(reply.headers, [](const auto& header) { return header.first == "Content-Range"; });
  reply.body = content;
}

std::string content_of(const std::string& path) {
  for (const auto& file : golden_repository("bert-text-classification", "bert").files)
    if (file.path == path) return file.content;
  return "";
}

std::string weights() { return content_of("model.safetensors"); }

TEST_F(TransferFaults, FourCutsCostAlmostNothing) {
  for (int i = 0; i < 4; ++i) server.hub().add(fakes::cut_after("/repos/", weights_bytes() / 6));
  expect_answer();
  EXPECT_EQ(server.hub().requests_to("/repos/"), 5U);
  EXPECT_LE(transferred(), 1.02 * static_cast<double>(all_bytes()));
}

// Each time the connection is cut, and the program is killed while it waits for the answer to its next request.
TEST_F(TransferFaults, FourCrashesCostAlmostNothing) {
  for (std::size_t round = 1; round <= 4; ++round) {
    server.hub().add(fakes::cut_after("/repos/", weights_bytes() / 6));
    add(1, [](HubReply& reply) { reply.silent = true; });
    support::HttpClient client(server.process().port());
    std::thread asker([&] { (void)client.post("/api/inference", classification("golden/bert")); });
    const auto small_files = all_bytes() - weights_bytes();
    while (server.hub().requests_to("/repos/") < 2 * round ||
           server.hub().content_bytes_sent() < small_files + round * (weights_bytes() / 6))
      std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(200ms);  // what was sent is written
    server.process().signal(SIGKILL);
    asker.join();
    expect_whole();
    server.kill_and_restart();
  }
  expect_answer();
  // each of the five looks at config.json before it downloads anything
  const auto looks = 5 * content_of("config.json").size();
  EXPECT_LE(transferred() - static_cast<double>(all_bytes() - weights_bytes() + looks),
            1.02 * static_cast<double>(weights_bytes()));
}

TEST_F(TransferFaults, TheWholeInsteadOfTheRestIsTaken) {
  server.hub().add(fakes::cut_after("/repos/", weights_bytes() / 2));
  add(1, [](HubReply& reply) { whole(reply, weights()); });
  expect_answer();
  EXPECT_LE(server.hub().requests_to("/repos/"), 3U);  // the third when it began anew
}

TEST_F(TransferFaults, ARangeThatIsRefusedIsAskedForAnew) {
  server.hub().add(fakes::cut_after("/repos/", weights_bytes() / 2));
  add(1, [](HubReply& reply) {
    reply = {.status = 416, .headers = {{"Content-Range", "bytes */10"}}};
  });
  expect_answer();
}

TEST_F(TransferFaults, RangesThatAreAlwaysRefusedEndIt) {
  add(-1, [](HubReply& reply) {
    reply = {.status = 416, .headers = {{"Content-Range", "bytes */10"}}};
  });
  expect_error("hub_invalid", {"model.safetensors", "the server does not continue a download"});
}

TEST_F(TransferFaults, AnotherLengthIsNamed) {
  add(1, [](HubReply& reply) { reply.body.pop_back(); });
  const auto bytes = weights_bytes();
  expect_error("hub_invalid", {"model.safetensors", "expected " + std::to_string(bytes) + " bytes",
                               std::to_string(bytes - 1)});
  expect_answer();
}

TEST_F(TransferFaults, ALengthThatLiesIsACutLikeAnyOther) {
  add(1, [](HubReply& reply) {
    reply.body.resize(reply.body.size() - 1000);
    reply.length_off_by = 1000;
  });
  expect_answer();
  EXPECT_LE(transferred(), 1.02 * static_cast<double>(all_bytes()));
}

TEST_F(TransferFaults, WrongContentIsRefused) {
  add(1, [](HubReply& reply) { reply.body[9] ^= 1; });
  expect_error("hub_invalid", {"model.safetensors", fakes::sha256_of(weights())});
  expect_answer();
}

TEST_F(TransferFaults, AHostThatBringsNothingIsNamed) {
  add(-1, [](HubReply& reply) { reply.cut_after = 0; });
  expect_error("hub_unreachable",
               {"model.safetensors", "transfer closed with", "\"bytes_done\":0"});
}

class WithAToken : public TransferFaults {
 protected:
  WithAToken() : TransferFaults({.environment = {"HF_TOKEN=hf_accepted"}}) {
    server.hub().change(
        [](fakes::HubWorld& world) { world.repositories.at("golden/bert").gated = "manual"; });
  }
};

TEST_F(WithAToken, AnotherHostNeverSeesIt) {
  expect_answer();
  std::size_t of_the_hub = 0;
  std::size_t elsewhere = 0;
  for (const auto& request : server.hub().requests()) {
    const bool other = "http://" + request.host == server.hub().cdn_url();
    EXPECT_EQ(request.authorization, other ? "" : "Bearer hf_accepted") << request.target;
    ++(other ? elsewhere : of_the_hub);
  }
  EXPECT_GT(of_the_hub, 3U);
  EXPECT_EQ(elsewhere, 1U);
  EXPECT_EQ(server.process().errors().find("hf_accepted"), std::string::npos);
}

}  // namespace
}  // namespace hfi::lifecycle
