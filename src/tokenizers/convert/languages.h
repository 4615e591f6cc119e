#pragma once
// The languages of multilingual models, in the order of their ids.

#include <span>
#include <string_view>

namespace hfi::tokenizers::convert {

std::span<const std::string_view> mbart_languages();
std::span<const std::string_view> mbart50_languages();  // those, and more
std::span<const std::string_view> m2m100_languages();   // without their underscores

}  // namespace hfi::tokenizers::convert
