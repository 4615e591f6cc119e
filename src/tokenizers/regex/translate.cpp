#include "tokenizers/regex/translate.h"

#include "tokenizers/regex/escapes.h"

namespace hfi::tokenizers::regex {
namespace {

constexpr std::size_t max_pattern_bytes = std::size_t{1} << 16U;
constexpr int max_depth = 100;

class Translator {
 public:
  explicit Translator(std::string_view pattern) : pattern_(pattern) {}

  Result<std::string> translate() {
    auto text = TRY(alternatives());
    if (!pattern_.at_end()) return pattern_.invalid("\")\" without \"(\"");
    return text;
  }

 private:
  // Everything up to ")" or the end.
  Result<std::string> alternatives() {
    if (++depth_ > max_depth) return pattern_.invalid("nested too deeply");
    std::string text;
    while (!pattern_.at_end() && !pattern_.next_is(")")) {
      if (pattern_.take("|")) {
        text += '|';
      } else if (!skip_free_space()) {
        const auto one = TRY(atom());
        text += TRY(quantified(one));
      }
    }
    --depth_;
    return text;
  }

  // White space and comments, where (?x) is on.
  bool skip_free_space() {
    if (!extended_) return false;
    for (const std::string_view space : {" ", "\t", "\n", "\r", "\f", "\v"})
      if (pattern_.take(space)) return true;
    if (!pattern_.take("#")) return false;
    while (!pattern_.at_end() && !pattern_.take("\n")) pattern_.take();
    return true;
  }

  Result<std::string> atom() {
    if (pattern_.take("(")) return group();
    if (pattern_.take("[")) return TRY(read_class(pattern_)).inside();
    if (pattern_.take("\\")) return escape();
    if (pattern_.next_is("*") || pattern_.next_is("+") || pattern_.next_is("?"))
      return pattern_.invalid("nothing to repeat");
    const auto character = pattern_.take();
    if (character == '.' || character == '^' || character == '$')
      return std::string(1, static_cast<char>(character));
    return literal(character);
  }

  Result<std::string> escape() {
    const auto escape = TRY(read_escape(pattern_, Where::outside));
    if (escape.character) return literal(*escape.character);
    if (escape.set) return escape.set->inside();
    switch (escape.letter) {
      case 'A':
      case 'z':
      case 'Z':
      case 'G':
      case 'R':
      case 'N':
      case 'K':
        return std::string("\\") += static_cast<char>(escape.letter);
      case 'O':
        return std::string("(?s:.)");
      case 'b':
        return word_boundary();
      case 'B':
        return "(?!" + word_boundary() + ")";
      case 'k':
        return reference();
      case 'X':
      case 'g':
      case 'y':
      case 'Y':
      case 'C':
      case 'M':
      case 'c':
        return pattern_.unsupported(std::string("\\") += static_cast<char>(escape.letter));
      default:
        break;
    }
    if (escape.letter >= '1' && escape.letter <= '9')
      return std::string("\\g{") + static_cast<char>(escape.letter) + "}";
    return literal(escape.letter);
  }

  static std::string word_boundary() {
    const auto inside = word().inside();
    return "(?:(?<=" + inside + ")(?!" + inside + ")|(?<!" + inside + ")(?=" + inside + "))";
  }

  Result<std::string> reference() {
    if (!pattern_.take("<")) return pattern_.invalid("\\k without <");
    return std::string("\\g{").append(TRY(pattern_.take_until(">"))).append("}");
  }

  // The rest of a group after "(".
  Result<std::string> group() {
    if (!pattern_.take("?")) return closed("(", extended_);
    if (pattern_.take("#")) {
      TRY(pattern_.take_until(")"));
      return std::string();
    }
    for (const std::string_view kind : {":", "=", "!", ">", "<=", "<!"})
      if (pattern_.take(kind)) return closed(std::string("(?").append(kind), extended_);
    if (pattern_.take("<"))
      return closed(std::string("(?<").append(TRY(pattern_.take_until(">"))).append(">"),
                    extended_);
    return options();
  }

  Result<std::string> closed(std::string opening, bool extended) {
    const bool before = std::exchange(extended_, extended);
    opening += TRY(alternatives());
    extended_ = before;
    if (!pattern_.take(")")) return pattern_.invalid("\")\" is missing");
    return opening += ')';
  }

  // (?imx-imx) up to the end of the group, or (?imx-imx:…). `m` lets the dot match line ends, which PCRE2 calls `s`.
  Result<std::string> options() {
    std::string text = "(?";
    bool on = true;
    bool extended = extended_;
    while (!pattern_.next_is(":") && !pattern_.next_is(")")) {
      if (pattern_.take("-")) {
        on = false;
        text += '-';
      } else if (pattern_.take("i")) {
        text += 'i';
      } else if (pattern_.take("m")) {
        text += 's';
      } else if (pattern_.take("x")) {
        extended = on;
      } else {
        return pattern_.invalid("an unknown kind of group");
      }
    }
    if (text.back() == '-') text.pop_back();
    text += ':';
    if (pattern_.take(":")) return closed(text, extended);
    pattern_.take(")");
    const bool before = std::exchange(extended_, extended);
    text += TRY(alternatives());
    extended_ = before;
    return text += ')';
  }

  Result<std::string> quantified(std::string atom) {
    bool repeated = false;
    while (true) {
      if (atom.empty()) return atom;
      std::string next;
      if (pattern_.take("*"))
        next = "*";
      else if (pattern_.take("+"))
        next = "+";
      else if (pattern_.take("?"))
        next = "?";
      else if (pattern_.next_is("{"))
        next = TRY(interval());
      if (next.empty()) return atom;
      if (next.back() == '}') {
        // "{n,m}?" is lazy, "{n}?" is optional, and neither has a possessive form
        const bool is_range = next.find(',') != std::string::npos;
        if (is_range && pattern_.take("?")) next += '?';
      } else if (pattern_.take("?")) {
        next += '?';
      } else if (pattern_.take("+")) {
        next += '+';
      }
      if (repeated) atom.insert(0, "(?:").append(")");
      atom += next;
      repeated = true;
    }
  }

  // "{n}", "{n,}", "{n,m}" or "{,m}" as PCRE2 writes it; empty when the brace stands for itself.
  Result<std::string> interval() {
    constexpr std::size_t most_digits = 6;
    constexpr char32_t most = 65535;
    auto ahead = pattern_;
    ahead.take("{");
    const auto least = ahead.take_number(10, most_digits);
    const bool is_range = ahead.take(",");
    std::optional<char32_t> greatest;
    if (is_range) greatest = ahead.take_number(10, most_digits);
    if (!ahead.take("}") || (!least && !greatest)) return std::string();
    pattern_ = ahead;
    if (least.value_or(0) > most || greatest.value_or(0) > most)
      return pattern_.invalid("repeated too often");
    std::string text = "{" + std::to_string(least.value_or(0));
    if (is_range) text += ',';
    if (greatest) text += std::to_string(*greatest);
    return text += '}';
  }

  Scanner pattern_;
  bool extended_ = false;
  int depth_ = 0;
};

}  // namespace

Result<std::string> translate(std::string_view pattern) {
  if (pattern.size() > max_pattern_bytes)
    return fail(ErrorCode::model_invalid, "a pattern of " + std::to_string(pattern.size()) +
                                              " bytes; at most " +
                                              std::to_string(max_pattern_bytes) + " are read");
  return Translator(pattern).translate();
}

}  // namespace hfi::tokenizers::regex
