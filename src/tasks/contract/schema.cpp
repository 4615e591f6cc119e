#include "tasks/contract/schema.h"

#define VALIJSON_USE_EXCEPTIONS 1  // without it the library ends the program
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace hfi::tasks {

using Adapter = valijson::adapters::BoostJsonAdapter;

struct Schema::Compiled {
  explicit Compiled(json::Value value) : document(std::move(value)) {}

  json::Value document;
  valijson::Schema constraints{};
};

Schema::Schema(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

Result<Schema> Schema::compile(json::Value document) {
  if (!document.is_object()) return fail(ErrorCode::internal_error, "schema: expected an object");
  auto compiled = std::make_shared<Compiled>(std::move(document));
  try {
    valijson::SchemaParser().populateSchema(Adapter(compiled->document), compiled->constraints);
  } catch (const std::exception& error) {
    return fail(ErrorCode::internal_error, std::string("schema: ") + error.what());
  }
  return Schema(std::move(compiled));
}

bool Schema::accepts(const json::Value& value) const {
  // a validator caches as it goes, so that each thread needs its own; it costs nothing to make
  return valijson::Validator().validate(compiled_->constraints, Adapter(value), nullptr);
}

const json::Object& Schema::document() const { return compiled_->document.get_object(); }

}  // namespace hfi::tasks
