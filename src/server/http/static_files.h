#pragma once
// The files of a built web page, served from memory: what is not in the folder when the server starts
// cannot be asked for, so no path leads out of it.

#include <cstddef>
#include <filesystem>

#include "server/http/message.h"

namespace hfi::server {

// Reads the folder once. The handler answers GET for its files, with ETags; files below /assets/
// carry a hash in their name and may be kept for ever. A path that is no file gets index.html when
// the caller is a browser that navigates (Accept: text/html), except below /api. Where `x.br` or
// `x.gz` lies beside `x`, it is sent to those who take it. Every answer has the security headers of
// the page.
// Fails with invalid_option when the folder cannot be read, holds symbolic links or anything else
// that is no plain file, or is larger than `limit` bytes.
Result<Handler> static_files(const std::filesystem::path& folder, std::size_t limit);

}  // namespace hfi::server
