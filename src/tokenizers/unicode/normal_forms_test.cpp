#include "tokenizers/unicode/normal_forms.h"

#include <gtest/gtest.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/age.h"

namespace hfi::tokenizers::unicode {
namespace {

// The whole text at once by the Unicode library itself.
std::string by_icu(const std::string& text, const UNormalizer2* form) {
  std::array<UChar, 64> in{};
  std::array<UChar, 128> out{};
  std::array<char, 512> bytes{};
  std::int32_t length = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(in.data(), in.size(), &length, text.data(), static_cast<std::int32_t>(text.size()),
                &error);
  length = unorm2_normalize(form, in.data(), length, out.data(), out.size(), &error);
  std::int32_t size = 0;
  u_strToUTF8(bytes.data(), bytes.size(), &size, out.data(), length, &error);
  EXPECT_TRUE(U_SUCCESS(error));
  return {bytes.data(), static_cast<std::size_t>(size)};
}

// Every place where a text is cut to be normalized in parts has to be one where that makes no difference.
TEST(NormalForms, AreThoseOfTheWholeText) {
  UErrorCode error = U_ZERO_ERROR;
  const std::pair<Form, const UNormalizer2*> forms[] = {
      {Form::nfc, unorm2_getNFCInstance(&error)},
      {Form::nfd, unorm2_getNFDInstance(&error)},
      {Form::nfkc, unorm2_getNFKCInstance(&error)},
      {Form::nfkd, unorm2_getNFKDInstance(&error)}};
  for (char32_t c = 0x80; c < 0x30000; c += c < 0x3400 ? 1 : 13) {
    if (!in_unicode_9(c) || (c >= 0xD800 && c < 0xE000)) continue;
    const auto character = utf8::encode(c);
    const auto text = "e" + character + "\u0327\u0301 \uAC00" + character + character + "\u11A8x";
    for (const auto& [form, icu] : forms) {
      auto normalized = AlignedText::input(text, 0);
      ASSERT_TRUE(normalize(normalized, form));
      EXPECT_EQ(normalized.view(), by_icu(text, icu)) << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(NormalForms, LeaveATextThatHasTheFormWhereItIs) {
  const std::string text = "plain, naïve, 日本語, 한국어";
  auto normalized = AlignedText::input(text, 0);
  ASSERT_TRUE(normalize(normalized, Form::nfc));
  EXPECT_TRUE(normalized.is_input());
  EXPECT_EQ(normalized.view().data(), text.data());
}

}  // namespace
}  // namespace hfi::tokenizers::unicode
