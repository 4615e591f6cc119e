#pragma once
// The two hashes that name blobs. hash.cpp alone knows the library behind them.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hfi::hub {

class Hash {
 public:
  static Hash sha256();
  // As git names a file of that many bytes: the SHA-1 of "blob <bytes>\0" and the content.
  static Hash git_blob(std::uint64_t bytes);

  void add(std::string_view bytes);
  // Lower-case hexadecimal; once, at the end.
  [[nodiscard]] std::string hex();

  Hash(Hash&&) noexcept;
  Hash& operator=(Hash&&) noexcept;
  ~Hash();

 private:
  struct State;
  explicit Hash(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hfi::hub
