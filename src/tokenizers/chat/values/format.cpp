// The two ways in which Python fills in a text: "%s" % value and "{}".format(value).

#include "tokenizers/chat/values/format.h"

#include <charconv>

#include "tokenizers/chat/values/specification.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat {
namespace {

Result<Value> field(const std::string& name, const Arguments& arguments, std::size_t& automatic) {
  std::size_t index = automatic;
  if (name.empty()) {
    ++automatic;
  } else {
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (code != std::errc{} || end != name.data() + name.size()) {
      if (const auto* value = arguments.find(name)) return *value;
      return error("format(): no argument '" + name + "'");
    }
  }
  if (index < arguments.positional.size()) return arguments.positional[index];
  return error("Replacement index " + std::to_string(index) +
               " out of range for positional args tuple");
}

// "%s and %(name)5.2f"
class PercentFormat {
 public:
  PercentFormat(const std::string& format, const Value& values)
      : format_(format), values_(&values), given_{values} {
    const auto* list = values.if_list();
    is_tuple_ = list != nullptr && list->kind == Sequence::tuple;
    if (is_tuple_) given_ = list->items;
  }

  Result<std::string> run() {
    while (at_ < format_.size()) {
      const char c = format_[at_++];
      if (c == '%')
        TRY(directive());
      else
        result_ += c;
      if (result_.size() > max_made)
        return error("a string longer than " + std::to_string(max_made));
    }
    if (is_tuple_ && used_ < given_.size())
      return error("not all arguments converted during string formatting");
    return std::move(result_);
  }

 private:
  // Of "(name)", where it stands here.
  Result<std::optional<Value>> named() {
    if (at_ == format_.size() || format_[at_] != '(') return std::nullopt;
    const auto close = format_.find(')', at_);
    const auto* dict = values_->if_dict();
    if (close == std::string_view::npos || dict == nullptr)
      return error("format requires a mapping");
    const auto* found = dict->find(std::string(format_.substr(at_ + 1, close - at_ - 1)));
    if (found == nullptr) return error("format(): a key is missing");
    at_ = close + 1;
    return *found;
  }

  Result<Value> next() {
    if (used_ == given_.size()) return error("not enough arguments for format string");
    return given_[used_++];
  }

  Result<void> directive() {
    const auto found = TRY(named());
    const auto flags = at_;
    at_ = std::min(format_.find_first_not_of("-+ 0123456789.", at_), format_.size());
    if (at_ == format_.size()) return error("incomplete format");
    const char type = format_[at_];
    std::string specification(format_.substr(flags, at_++ - flags));
    if (type == '%') {
      result_ += '%';
      return {};
    }
    auto value = found ? *found : TRY(next());
    if (specification.starts_with('-')) specification[0] = '<';
    if (type == 's' || type == 'r') {
      value = Value(type == 's' ? to_text(value) : represented(value));
      if (!specification.starts_with('<')) specification.insert(0, 1, '>');
    }
    const char letter = letter_of(type);
    if (letter == 'd') value = TRY(whole(std::move(value)));
    result_ += TRY(formatted(value, TRY(read_specification(specification + letter))));
    return {};
  }

  static char letter_of(char type) {
    if (type == 'r') return 's';
    return type == 'i' || type == 'u' ? 'd' : type;
  }

  static Result<Value> whole(Value value) {
    const auto* real = value.get_if<double>();
    if (real == nullptr) return value;
    if (!(*real > -9e18 && *real < 9e18)) return error("an int does not fit into 64 bits");
    return Value(static_cast<std::int64_t>(*real));
  }

  std::string_view format_;
  const Value* values_;
  std::vector<Value> given_;
  bool is_tuple_ = false;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  std::string result_{};
};

}  // namespace

Result<std::string> format_braces(std::string_view format, const Arguments& arguments) {
  std::string result;
  std::size_t automatic = 0;
  while (!format.empty()) {
    const char c = format[0];
    if ((c == '{' || c == '}') && format.size() > 1 && format[1] == c) {
      result += c;
      format.remove_prefix(2);
      continue;
    }
    if (c == '}') return error("Single '}' encountered in format string");
    if (c != '{') {
      result += c;
      format.remove_prefix(1);
      continue;
    }
    const auto end = format.find('}');
    if (end == std::string_view::npos) return error("expected '}' before end of string");
    const auto inside = format.substr(1, end - 1);
    const auto colon = inside.find(':');
    auto name = std::string(inside.substr(0, colon));
    const bool repr = name.ends_with("!r");
    if (repr || name.ends_with("!s")) name.resize(name.size() - 2);
    auto value = TRY(field(name, arguments, automatic));
    if (repr) value = Value(represented(value));
    const auto specification = colon == std::string_view::npos ? "" : inside.substr(colon + 1);
    result += TRY(formatted(value, TRY(read_specification(specification))));
    if (result.size() > max_made) return error("a string longer than " + std::to_string(max_made));
    format.remove_prefix(end + 1);
  }
  return result;
}

Result<std::string> format_percent(const std::string& format, const Value& values) {
  return PercentFormat(format, values).run();
}

}  // namespace hfi::tokenizers::chat
