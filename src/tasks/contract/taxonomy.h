#pragma once
// All tasks that the Hub knows, in the order of their ids.

#include <vector>

#include "tasks/contract/contract.h"

namespace hfi::tasks {

class Taxonomy {
 public:
  // From files like those of embedded_schemas(). Fails with internal_error when one is not right, or
  // when two tasks answer to one name.
  static Result<Taxonomy> load(std::span<const EmbeddedFile> embedded);

  const std::vector<Contract>& contracts() const { return contracts_; }

  // By id or alias; nullptr when there is none. Lives as long as the taxonomy.
  const Contract* find(std::string_view name) const;

  // Ids and aliases, sorted.
  std::vector<std::string> names() const;

  // The definitions of envelope.schema.json and of contract.schema.json, expanded, by name.
  const json::Object& envelopes() const { return envelopes_; }

  // That of a request, before its task is known.
  const Schema& request() const { return request_; }

 private:
  explicit Taxonomy(Schema request) : request_(std::move(request)) {}

  std::vector<Contract> contracts_{};
  std::map<std::string, std::size_t, std::less<>> index_{};  // name → place in contracts_
  json::Object envelopes_{};
  Schema request_;
};

// The one that was compiled in, loaded at the first call.
const Taxonomy& taxonomy();

}  // namespace hfi::tasks
