#pragma once

#include <string>

namespace hfi::tokenizers::decoders {

// `cleanup` of the WordPiece and CTC decoders.
std::string cleaned_up(const std::string& token);

}  // namespace hfi::tokenizers::decoders
