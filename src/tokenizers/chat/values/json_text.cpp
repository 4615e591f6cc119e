// json.dumps()

#include <algorithm>

#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/text.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {
namespace {

class Writer {
 public:
  explicit Writer(const JsonStyle& style) : style_(style) {}

  Result<void> write(const Value& value) {
    if (value.is_none()) return put("null");
    if (const auto* flag = value.get_if<bool>()) return put(*flag ? "true" : "false");
    if (const auto* number = value.get_if<std::int64_t>()) return put(std::to_string(*number));
    if (const auto* number = value.get_if<double>()) return put(real(*number));
    if (const auto* text = value.if_text()) return string(*text);
    if (const auto* dict = value.if_dict()) return members(*dict);
    const auto* list = value.if_list();
    if (list != nullptr && list->kind <= Sequence::tuple) return items(*list);
    return error("Object of type " + std::string(type_name(value)) + " is not JSON serializable");
  }

  std::string take() { return std::move(out_); }

 private:
  Result<void> put(std::string_view text) {
    out_ += text;
    return {};
  }

  static std::string real(double number) {
    const auto text = to_text(number);
    if (text == "nan") return "NaN";
    if (text == "inf") return "Infinity";
    return text == "-inf" ? "-Infinity" : text;
  }

  void unit(char32_t c) {
    constexpr std::string_view digits = "0123456789abcdef";
    out_ += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out_ += digits[c >> shift & 0xFU];
  }

  void character(char32_t c) {
    constexpr std::string_view special = "\"\\\n\r\t\f\b";
    constexpr std::string_view letters = "\"\\nrtfb";
    const auto found = c < 0x80 ? special.find(static_cast<char>(c)) : std::string_view::npos;
    if (found != std::string_view::npos) {
      out_ += '\\';
      out_ += letters[found];
    } else if (c < 0x20 || (style_.ensure_ascii && c >= 0x7F && c < 0x10000 && c != 0x7F)) {
      unit(c);
    } else if (style_.ensure_ascii && c >= 0x10000) {
      unit(0xD7C0U + (c >> 10U));
      unit(0xDC00U + (c & 0x3FFU));
    } else {
      utf8::append(out_, c);
    }
  }

  Result<void> string(const std::string& text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const auto [c, length] = utf8::decode(text, at);
      character(c);
      at += length;
    }
    out_ += '"';
    return {};
  }

  // Keys may be numbers, which become strings.
  Result<void> key(const Value& value) {
    if (const auto* text = value.if_text()) return string(*text);
    if (value.if_list() != nullptr)
      return error("keys must be str, int, float, bool or None, not " +
                   std::string(type_name(value)));
    out_ += '"';
    TRY(write(value));
    out_ += '"';
    return {};
  }

  void new_line() {
    if (!style_.indent) return;
    out_ += '\n';
    for (std::size_t i = 0; i < level_; ++i) out_ += *style_.indent;
  }

  template <class Entries, class Write>
  Result<void> all(const Entries& entries, std::string_view brackets, const Write& write_one) {
    out_ += brackets[0];
    ++level_;
    bool first = true;
    for (const auto& entry : entries) {
      if (!first) out_ += style_.item_separator;
      first = false;
      new_line();
      TRY(write_one(entry));
    }
    --level_;
    if (!first) new_line();
    out_ += brackets[1];
    return {};
  }

  Result<void> items(const List& list) {
    return all(list.items, "[]", [this](const Value& item) { return write(item); });
  }

  Result<void> members(const Dict& dict) {
    auto entries = dict.entries;
    if (style_.sort_keys)
      std::ranges::stable_sort(entries, [](const auto& left, const auto& right) {
        return order(left.first, right.first).value_or(0) < 0;
      });
    return all(entries, "{}", [this](const auto& entry) -> Result<void> {
      TRY(key(entry.first));
      out_ += style_.key_separator;
      return write(entry.second);
    });
  }

  const JsonStyle& style_;
  std::string out_{};
  std::size_t level_ = 0;
};

}  // namespace

Result<std::string> to_json(const Value& value, const JsonStyle& style) {
  Writer writer(style);
  TRY(writer.write(value));
  return writer.take();
}

}  // namespace hfi::tokenizers::chat
