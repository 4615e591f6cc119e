#include "hub/hash.h"

#include <openssl/evp.h>

#include <array>

namespace hfi::hub {

struct Hash::State {
  explicit State(const EVP_MD* kind) : context(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(context, kind, nullptr);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }

  EVP_MD_CTX* context;
};

Hash::Hash(std::unique_ptr<State> state) : state_(std::move(state)) {}
Hash::Hash(Hash&&) noexcept = default;
Hash& Hash::operator=(Hash&&) noexcept = default;
Hash::~Hash() = default;

Hash Hash::sha256() { return Hash(std::make_unique<State>(EVP_sha256())); }

Hash Hash::git_blob(std::uint64_t bytes) {
  Hash hash(std::make_unique<State>(EVP_sha1()));
  hash.add("blob " + std::to_string(bytes) + '\0');
  return hash;
}

void Hash::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string Hash::hex() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_DigestFinal_ex(state_->context, digest.data(), &size);
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += digits[digest.at(i) >> 4U];
    text += digits[digest.at(i) & 15U];
  }
  return text;
}

}  // namespace hfi::hub
