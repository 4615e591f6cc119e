// BERT's BasicTokenizer up to the splitting: drop control characters, set ideographs apart, strip accents, lower case.

#include "tokenizers/normalizers/catalog.h"
#include "tokenizers/text/map_characters.h"
#include "tokenizers/unicode/classes.h"
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

class Bert final : public Normalizer {
 public:
  explicit Bert(const Steps& steps) : steps_(steps), classes_(unicode::classes()) {}

  Result<void> normalize(AlignedText& text) const override {
    Rewrite out(text);
    while (!out.at_end()) {
      const auto byte = static_cast<unsigned char>(out.source()[out.position()]);
      if (byte < 0x80)
        write_ascii(out, byte);
      else if (!write(out, utf8::decode(out.source(), out.position()).character))
        return normalize_in_steps(text);
    }
    text = TRY(std::move(out).finish());
    return {};
  }

 private:
  void write_ascii(Rewrite& out, char32_t c) const {
    if (steps_.clean_text && (c < ' ' || c == 0x7F)) {
      if (c == '\t' || c == '\n' || c == '\r') return out.replace(' ');
      return out.drop();
    }
    out.replace(steps_.lowercase && c >= 'A' && c <= 'Z' ? c + 32 : c);
  }

  // Does all steps at once for one character; false when it has to be seen together with its neighbours.
  bool write(Rewrite& out, char32_t c) const {
    const auto kind = classes_[c];
    if (steps_.clean_text && (kind & unicode::bert_control)) return out.drop(), true;
    if (steps_.clean_text && (kind & unicode::white_space)) return out.replace(' '), true;
    if (steps_.handle_chinese_chars && is_ideograph(c)) {
      const auto part = steps_.strip_accents ? unicode::canonical_decomposition(c).front() : c;
      return write_apart(out, part), true;
    }
    if (steps_.strip_accents) return write_without_accents(out, c);
    if (steps_.lowercase)
      unicode::write_lowercase(out, c);
    else
      out.replace(c);
    return true;
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
      // sorting by combining class could move it
      if (unicode::is_one_of(kind, unicode::marks)) return false;
      const auto written = steps_.lowercase ? unicode::lowercase(part) : part;
      if (first)
        out.replace(written);
      else
        out.insert(written);
      first = false;
    }
    if (first) out.drop();
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
      const auto parts = TRY(unicode::normalized(text, unicode::Form::nfd));
      text =
          TRY(filtered(parts, [&](char32_t c) { return !(classes_[c] & unicode::bert_accent); }));
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
