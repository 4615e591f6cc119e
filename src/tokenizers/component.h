#pragma once
// One JSON object of tokenizer.json, read member by member. Every error names the place:
// "tokenizer.json: pre_tokenizer.pretokenizers[1].behavior: …".

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers {

class Component {
 public:
  // `value` must outlive this. Fails with model_invalid when it is not an object.
  static Result<Component> of(const json::Value& value, std::string place);

  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] const json::Object& object() const { return *object_; }
  // The member, or nullptr when it is absent or null.
  [[nodiscard]] const json::Value* find(std::string_view key) const;

  [[nodiscard]] Result<std::string> type() const { return text("type"); }
  // Required members; the second forms give the value for an absent or null one.
  [[nodiscard]] Result<bool> flag(std::string_view key) const;
  [[nodiscard]] Result<bool> flag(std::string_view key, bool absent) const;
  [[nodiscard]] Result<std::string> text(std::string_view key) const;
  [[nodiscard]] Result<std::string> text(std::string_view key, std::string_view absent) const;
  [[nodiscard]] Result<std::uint32_t> count(std::string_view key) const;
  [[nodiscard]] Result<std::uint32_t> count(std::string_view key, std::uint32_t absent) const;
  [[nodiscard]] Result<char32_t> character(std::string_view key) const;
  [[nodiscard]] Result<std::optional<std::string>> optional_text(std::string_view key) const;
  [[nodiscard]] Result<const json::Array*> array(std::string_view key) const;
  [[nodiscard]] Result<Component> child(std::string_view key) const;
  [[nodiscard]] Result<std::vector<Component>> children(std::string_view key) const;

  // "tokenizer.json: place.key: what"
  [[nodiscard]] tl::unexpected<Error> invalid(std::string_view key, const std::string& what) const;

 private:
  Component(const json::Object& object, std::string place)
      : object_(&object), place_(std::move(place)) {}

  [[nodiscard]] Result<const json::Value*> need(std::string_view key) const;

  const json::Object* object_;
  std::string place_;
};

// A member of a catalogue: how the component of this name is read.
template <class Interface>
struct Unit {
  std::string_view type;
  Result<std::unique_ptr<const Interface>> (*read)(const Component&);
};

// Reads whichever component `component` says it is. Fails with model_unsupported, naming it, when there is none such.
template <class Interface, std::size_t count>
Result<std::unique_ptr<const Interface>> read_unit(const Unit<Interface> (&units)[count],
                                                   const Component& component) {
  const auto type = TRY(component.type());
  for (const auto& unit : units)
    if (unit.type == type) return unit.read(component);
  return fail(ErrorCode::model_unsupported,
              "tokenizer.json: " + component.place() + ".type: unknown component \"" + type + "\"");
}

// The components of a Sequence.
template <class Interface>
Result<std::vector<std::unique_ptr<const Interface>>> read_all(
    const Component& component, std::string_view key,
    Result<std::unique_ptr<const Interface>> (*read)(const Component&)) {
  std::vector<std::unique_ptr<const Interface>> result;
  for (const auto& child : TRY(component.children(key))) result.push_back(TRY(read(child)));
  return result;
}

}  // namespace hfi::tokenizers
