#include "tasks/contract/taxonomy.h"

#include <algorithm>

#include "tasks/contract/embedded_schemas.h"

namespace hfi::tasks {
namespace {

constexpr std::string_view envelope_files[] = {"contract.schema.json", "envelope.schema.json"};

Result<json::Object> read_envelopes(const SchemaFiles& files) {
  json::Object envelopes;
  for (const auto file : envelope_files) {
    const auto defined = TRY(definitions(files, file));
    envelopes.insert(defined.begin(), defined.end());
  }
  return envelopes;
}

Result<std::vector<Contract>> read_contracts(const SchemaFiles& files, const Schema& shape) {
  std::vector<Contract> contracts;
  for (const auto& [file, document] : files)
    if (document.contains("task")) contracts.push_back(TRY(make_contract(files, file, shape)));
  std::ranges::sort(contracts, {}, &Contract::task);
  return contracts;
}

using Index = std::map<std::string, std::size_t, std::less<>>;

Result<Index> index_of(const std::vector<Contract>& contracts) {
  Index index;
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    auto names = contracts[i].aliases;
    names.push_back(contracts[i].task);
    for (const auto& name : names)
      if (!index.emplace(name, i).second)
        return fail(ErrorCode::internal_error, "two tasks answer to the name " + name);
  }
  return index;
}

}  // namespace

Result<Taxonomy> Taxonomy::load(std::span<const EmbeddedFile> embedded) {
  const auto files = TRY(read_schema_files(embedded));
  auto envelopes = TRY(read_envelopes(files));
  const auto shape = TRY(Schema::compile(envelopes["contract"]));
  Taxonomy taxonomy(TRY(Schema::compile(envelopes["request"])));
  taxonomy.envelopes_ = std::move(envelopes);
  taxonomy.contracts_ = TRY(read_contracts(files, shape));
  taxonomy.index_ = TRY(index_of(taxonomy.contracts_));
  return taxonomy;
}

const Contract* Taxonomy::find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : &contracts_[found->second];
}

std::vector<std::string> Taxonomy::names() const {
  std::vector<std::string> names;
  for (const auto& entry : index_) names.push_back(entry.first);
  return names;
}

const Taxonomy& taxonomy() {
  // the files are part of the program and tested: that one is wrong is a defect, not an error
  static const auto loaded = Taxonomy::load(embedded_schemas()).value();
  return loaded;
}

}  // namespace hfi::tasks
