// BERT's BasicTokenizer up to the splitting: drop control characters, set ideographs apart, strip accents, lower case.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/map_characters.h"
#include "tokenizers/unicode/classes.h"
#include "tokenizers/unicode/lazy_map.h"
#include "tokenizers/unicode/lowercase.h"
#include "tokenizers/unicode/normal_forms.h"

namespace hfi::tokenizers::normalizers {
namespace {

struct Steps {
  bool clean_text = true;
  bool handle_chinese_chars = true;
  bool strip_accents = true;
  bool lowercase = true;
};

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B81F) ||
         (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x2F800 && c <= 0x2FA1F);
}

// What becomes of a character: the one that takes its place, or one of these.
using Fate = std::uint32_t;
constexpr Fate dropped = 0xFFFFFFFF;
constexpr Fate set_apart = 0xFFFFFFFE;
constexpr Fate several = 0xFFFFFFFD;  // characters take its place, or it depends on its neighbours

class Bert final : public Normalizer {
 public:
  explicit Bert(const Steps& steps) : steps_(steps), classes_(unicode::classes()) {
    for (std::size_t c = 0; c < ascii_.size(); ++c) {
      ascii_[c] = static_cast<char>(steps_.lowercase && c >= 'A' && c <= 'Z' ? c + 32 : c);
      if (!steps_.clean_text || (c >= ' ' && c != 0x7F)) continue;
      is_dropped_[c] = c != '\t' && c != '\n' && c != '\r';
      ascii_[c] = ' ';
    }
  }

  Result<void> normalize(AlignedText& text) const override {
    Rewrite out(text);
    while (!out.at_end()) {
      write_ascii(out);
      if (out.at_end()) break;
      const auto c = utf8::decode(out.source(), out.position()).character;
      if (!write(out, c)) return normalize_in_steps(text);
    }
    text = TRY(std::move(out).finish());
    return {};
  }

 private:
  // All of it up to the next character that is none.
  void write_ascii(Rewrite& out) const {
    const auto source = out.source();
    const auto is_ascii = [source](std::size_t at) {
      return at < source.size() && static_cast<unsigned char>(source[at]) < 0x80;
    };
    while (is_ascii(out.position())) {
      auto end = out.position();
      while (is_ascii(end) && !is_dropped_[static_cast<unsigned char>(source[end])]) ++end;
      out.replace_ascii(end - out.position(), ascii_);
      if (is_ascii(end)) out.drop();
    }
  }

  // Does all steps at once for one character; false when it has to be seen together with its neighbours.
  bool write(Rewrite& out, char32_t c) const {
    switch (const auto fate = fates_[c]) {
      case dropped:
        return out.drop(), true;
      case set_apart:
        return write_apart(out,
                           steps_.strip_accents ? unicode::canonical_decomposition(c).front() : c),
               true;
      case several:
        if (steps_.strip_accents) return write_without_accents(out, c);
        return unicode::write_lowercase(out, c), true;
      default:
        return out.replace(fate), true;
    }
  }

  [[nodiscard]] Fate fate_of(char32_t c) const {
    const auto kind = classes_[c];
    if (steps_.clean_text && (kind & unicode::bert_control)) return dropped;
    if (steps_.clean_text && (kind & unicode::white_space)) return ' ';
    if (steps_.handle_chinese_chars && is_ideograph(c)) return set_apart;
    if (steps_.strip_accents) return fate_without_accents(c);
    if (!steps_.lowercase) return c;
    return c == unicode::capital_i_with_dot ? several : unicode::lowercase(c);
  }

  [[nodiscard]] Fate fate_without_accents(char32_t c) const {
    Fate fate = dropped;
    for (const auto part : unicode::canonical_decomposition(c)) {
      const auto kind = classes_[part];
      if (kind & unicode::bert_accent) continue;
      // sorting by combining class could move a mark
      if (fate != dropped || unicode::is_one_of(kind, unicode::marks)) return several;
      fate = steps_.lowercase ? unicode::lowercase(part) : part;
    }
    return fate;
  }

  static void write_apart(Rewrite& out, char32_t ideograph) {
    out.replace(' ');
    out.insert(ideograph);
    out.insert(' ');
  }

  bool write_without_accents(Rewrite& out, char32_t c) const {
    bool first = true;
    for (const auto part : unicode::canonical_decomposition(c)) {
      const auto kind = classes_[part];
      if (kind & unicode::bert_accent) continue;
      if (unicode::is_one_of(kind, unicode::marks)) return false;
      const auto written = steps_.lowercase ? unicode::lowercase(part) : part;
      if (first)
        out.replace(written);
      else
        out.insert(written);
      first = false;
    }
    return true;
  }

  Result<void> normalize_in_steps(AlignedText& text) const {
    if (steps_.clean_text) {
      const auto clean =
          TRY(filtered(text, [&](char32_t c) { return !(classes_[c] & unicode::bert_control); }));
      text = TRY(mapped(clean, [](char32_t c) { return unicode::is_space(c) ? U' ' : c; }));
    }
    if (steps_.handle_chinese_chars) text = TRY(ideographs_apart(text));
    if (steps_.strip_accents) {
      TRY(unicode::normalize(text, unicode::Form::nfd));
      text = TRY(filtered(text, [&](char32_t c) { return !(classes_[c] & unicode::bert_accent); }));
    }
    if (steps_.lowercase) text = TRY(unicode::lowercased(text));
    return {};
  }

  static Result<AlignedText> ideographs_apart(const AlignedText& text) {
    Rewrite out(text);
    while (!out.at_end()) {
      const auto c = utf8::decode(out.source(), out.position()).character;
      if (is_ideograph(c))
        write_apart(out, c);
      else
        out.replace(c);
    }
    return std::move(out).finish();
  }

  Steps steps_;
  const unicode::CodePointMap<unicode::Class>& classes_;
  std::array<char, 128> ascii_{};       // what each becomes
  std::array<bool, 128> is_dropped_{};  // unless it goes
  unicode::LazyMap<Fate> fates_{[this](char32_t c) { return fate_of(c); }};
};

}  // namespace

Read bert(const Component& component) {
  Steps steps;
  steps.clean_text = TRY(component.flag("clean_text"));
  steps.handle_chinese_chars = TRY(component.flag("handle_chinese_chars"));
  steps.lowercase = TRY(component.flag("lowercase"));
  steps.strip_accents = TRY(component.flag("strip_accents", steps.lowercase));
  return std::make_unique<Bert>(steps);
}

}  // namespace hfi::tokenizers::normalizers
