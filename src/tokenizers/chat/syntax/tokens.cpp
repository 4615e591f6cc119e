#include "tokenizers/chat/syntax/tokens.h"

#include <algorithm>

#include "tokenizers/chat/syntax/tag_scanner.h"

namespace hfi::tokenizers::chat {
namespace {

using Kind = Token::Kind;

std::string with_plain_newlines(std::string_view source) {
  std::string result;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\r') {
      result += '\n';
      if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
    } else {
      result += source[i];
    }
  }
  if (result.ends_with('\n')) result.pop_back();  // keep_trailing_newline is off
  return result;
}

class Lexer {
 public:
  explicit Lexer(std::string source) : source_(std::move(source)) {}

  Result<std::vector<Token>> run() {
    while (at_ < source_.size()) {
      const auto begin = next_tag();
      if (begin == npos) {
        add_data(rest());
        break;
      }
      const auto text = rest().substr(0, begin - at_);
      const char type = source_[begin + 1];
      const char sign = sign_at(begin + 2);
      add_data(stripped(text, sign, type == '{'));
      move_to(begin + 2 + (sign == '\0' ? 0 : 1));
      if (type == '#')
        TRY(comment());
      else if (type == '%' && starts_raw())
        TRY(raw());
      else
        TRY(tag(type == '{'));
    }
    tokens_.push_back({.kind = Kind::end, .line = line_});
    return std::move(tokens_);
  }

 private:
  static constexpr auto npos = std::string_view::npos;

  [[nodiscard]] std::string_view rest() const { return std::string_view(source_).substr(at_); }

  [[nodiscard]] std::size_t next_tag() const {
    for (auto at = source_.find('{', at_); at != npos; at = source_.find('{', at + 1))
      if (at + 1 < source_.size() && std::string_view("{%#").find(source_[at + 1]) != npos)
        return at;
    return npos;
  }

  // '-' or '+', or nothing.
  [[nodiscard]] char sign_at(std::size_t at) const {
    return at < source_.size() && (source_[at] == '-' || source_[at] == '+') ? source_[at] : '\0';
  }

  void move_to(std::size_t at) {
    line_ += static_cast<std::size_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 source_.begin() + static_cast<std::ptrdiff_t>(at),
                                                 '\n'));
    line_starts_ = at > at_ && source_[at - 1] == '\n';
    at_ = at;
  }

  void add_data(std::string_view text) {
    if (!text.empty())
      tokens_.push_back({.kind = Kind::data, .text = std::string(text), .line = line_});
  }

  // The text before a tag, without the white space that the tag takes.
  [[nodiscard]] std::string_view stripped(std::string_view text, char sign, bool variable) const {
    if (sign == '-') return text.substr(0, text.size() - trailing_space(text));
    if (sign == '+' || variable) return text;
    const auto newline = text.rfind('\n');
    if (newline == npos && !line_starts_) return text;
    const auto begin = newline == npos ? 0 : newline + 1;
    return trailing_space(text) >= text.size() - begin ? text.substr(0, begin) : text;
  }

  // Moves behind the end mark at `at`, and behind the white space that it takes.
  void leave(std::size_t mark, char sign, bool trims) {
    auto end = mark + 2;
    if (sign == '-')
      end += leading_space(std::string_view(source_).substr(end));
    else if (sign != '+' && trims && end < source_.size() && source_[end] == '\n')
      ++end;
    move_to(end);
  }

  Result<void> comment() {
    const auto end = source_.find("#}", at_);
    if (end == npos) return invalid_template(line_, "Missing end of comment tag");
    leave(end, end > at_ ? source_[end - 1] : '\0', true);
    return {};
  }

  // Behind "{%": the bytes up to the end mark of a tag that is only this word, or npos.
  [[nodiscard]] std::size_t only_word(std::size_t at, std::string_view word) const {
    const std::string_view source = source_;
    at += leading_space(source.substr(at));
    if (!source.substr(at).starts_with(word)) return npos;
    at += word.size();
    at += leading_space(source.substr(at));
    const auto mark = sign_at(at) == '\0' ? at : at + 1;
    return source.substr(mark).starts_with("%}") ? mark : npos;
  }

  [[nodiscard]] bool starts_raw() const { return only_word(at_, "raw") != npos; }

  Result<void> raw() {
    const auto mark = only_word(at_, "raw");
    leave(mark, source_[mark - 1], false);
    for (auto begin = source_.find("{%", at_); begin != npos;
         begin = source_.find("{%", begin + 2)) {
      const char sign = sign_at(begin + 2);
      const auto end = only_word(begin + 2 + (sign == '\0' ? 0 : 1), "endraw");
      if (end == npos) continue;
      add_data(stripped(rest().substr(0, begin - at_), sign, false));
      leave(end, source_[end - 1], true);
      return {};
    }
    return invalid_template(line_, "Missing end of raw directive");
  }

  // The sign and the place of the end mark, when the tag ends here.
  [[nodiscard]] bool ends_here(std::string_view mark, bool variable, char& sign) const {
    sign = sign_at(at_);
    if (sign == '+' && variable) sign = '\0';
    return rest().substr(sign == '\0' ? 0 : 1).starts_with(mark);
  }

  Result<void> tag(bool variable) {
    const std::string_view mark = variable ? "}}" : "%}";
    tokens_.push_back({.kind = variable ? Kind::variable_begin : Kind::block_begin, .line = line_});
    std::string open;  // brackets
    for (;;) {
      move_to(at_ + leading_space(rest()));
      if (at_ == source_.size()) return invalid_template(line_, "unexpected end of template");
      char sign = '\0';
      if (open.empty() && ends_here(mark, variable, sign)) {
        tokens_.push_back({.kind = variable ? Kind::variable_end : Kind::block_end, .line = line_});
        leave(at_ + (sign == '\0' ? 0 : 1), sign, !variable);
        return {};
      }
      auto [token, length] = TRY(scan_token(rest(), line_, at_ > 0 && source_[at_ - 1] == '.'));
      if (token.kind == Kind::symbol) TRY(balance(open, token));
      tokens_.push_back(std::move(token));
      move_to(at_ + length);
    }
  }

  static Result<void> balance(std::string& open, const Token& token) {
    constexpr std::string_view opening = "([{";
    constexpr std::string_view closing = ")]}";
    if (token.text.size() != 1) return {};
    if (opening.find(token.text[0]) != npos) open += token.text;
    const auto found = closing.find(token.text[0]);
    if (found == npos) return {};
    if (open.empty() || open.back() != opening[found])
      return invalid_template(token.line, "unexpected '" + token.text + "'");
    open.pop_back();
    return {};
  }

  std::string source_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool line_starts_ = true;  // what is at `at_` is the first of a line
  std::vector<Token> tokens_{};
};

}  // namespace

tl::unexpected<Error> invalid_template(std::size_t line, const std::string& what) {
  return fail(ErrorCode::model_invalid,
              "chat_template: line " + std::to_string(line) + ": " + what);
}

Result<std::vector<Token>> tokens_of(std::string_view source) {
  return Lexer(with_plain_newlines(source)).run();
}

}  // namespace hfi::tokenizers::chat
