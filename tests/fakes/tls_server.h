#pragma once
// One page over TLS, under a certificate that nobody trusts until its file is named.

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace hfi::fakes {

class TlsServer {
 public:
  // Writes its own certificate, for 127.0.0.1, to that file.
  explicit TlsServer(const std::filesystem::path& certificate_file);
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer();

  [[nodiscard]] std::string url() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hfi::fakes
