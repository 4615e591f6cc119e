#include "tasks/contract/arrange.h"

#include "tasks/contract/expectation.h"
#include "tasks/contract/violation.h"

namespace hfi::tasks {
namespace {

constexpr std::string_view extra = "extra_args";

bool is_internal(std::string_view name) { return name == "_task" || name == "_stream"; }

Error given_twice(const Destination& place, const json::Value& first, const json::Value& second) {
  const bool input = place.section == Section::inputs;
  return to_error(input ? ErrorCode::invalid_input : ErrorCode::invalid_option,
                  {(input ? "inputs." : "options.") + std::string(cut(place.name)),
                   "given twice, as " + shown(first) + " and as " + shown(second) + "; send one"});
}

// Moves the members of one section to where they belong.
Result<void> place(Section section, json::Object given, const Contract& contract,
                   Arranged& arranged) {
  const auto& accepted =
      section == Section::inputs ? contract.accepted_inputs : contract.accepted_options;
  for (auto& member : given) {
    if (is_internal(member.key())) continue;
    const auto known = accepted.find(member.key());
    const auto destination =
        known == accepted.end() ? Destination{section, member.key()} : known->second;
    auto& target = destination.section == Section::inputs ? arranged.inputs : arranged.options;
    const auto [present, added] = target.emplace(destination.name, std::move(member.value()));
    if (!added && present->value() != member.value())
      return tl::unexpected(given_twice(destination, present->value(), member.value()));
  }
  return {};
}

}  // namespace

Result<Arranged> arrange(const Contract& contract, json::Object inputs, json::Object options) {
  json::Object extra_options;
  if (auto* given = inputs.if_contains(extra)) {
    if (!given->is_object())
      return tl::unexpected(
          to_error(ErrorCode::invalid_input,
                   {"inputs.extra_args", "expected an object, got " + shown(*given)}));
    extra_options = std::move(given->get_object());
    inputs.erase(extra);
  }
  Arranged arranged;
  TRY(place(Section::inputs, std::move(inputs), contract, arranged));
  TRY(place(Section::options, std::move(options), contract, arranged));
  TRY(place(Section::options, std::move(extra_options), contract, arranged));
  return arranged;
}

}  // namespace hfi::tasks
