#include "server/http/static_files.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <map>

#include "core/mapped_file.h"
#include "server/http/content_type.h"
#include "server/http/target.h"

namespace hfi::server {
namespace {

namespace fs = std::filesystem;

struct File {
  SharedBytes bytes;
  std::string content_type;
  std::string etag;
  std::string cache_control;
};

using Files = std::map<std::string, File, std::less<>>;  // by path: "/assets/index-1f2e.js"

// FNV-1a: tells versions of a file apart, and nobody gains by forging it.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  std::array<char, 24> text{};
  const auto length =
      std::snprintf(text.data(), text.size(), "\"%016llx\"", static_cast<unsigned long long>(hash));
  return {text.data(), static_cast<std::size_t>(length)};
}

File make_file(const std::string& path, std::string bytes) {
  auto etag = etag_of(bytes);
  return {.bytes = std::make_shared<const std::string>(std::move(bytes)),
          .content_type = std::string(content_type_of(path)),
          .etag = std::move(etag),
          .cache_control =
              path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"};
}

auto refuse(const fs::path& path, const std::string& why) {
  return fail(ErrorCode::invalid_option, "static files: " + path.string() + ": " + why);
}

Result<Files> read_folder(const fs::path& folder, std::size_t limit) {
  Files files;
  std::error_code error;
  auto left = limit;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const auto status = entry->symlink_status(error);
    if (error || fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status))
      return refuse(entry->path(), "only plain files are served; replace it by its content");
    auto bytes = read_file(entry->path(), left);
    if (!bytes)
      return refuse(folder, bytes.error().message + " (all files together may have " +
                                std::to_string(limit) + " bytes)");
    left -= bytes->size();
    const auto path = "/" + entry->path().lexically_relative(folder).generic_string();
    files.emplace(path, make_file(path, std::move(*bytes)));
  }
  if (error) return refuse(folder, error.message());
  return files;
}

// The client has this version: RFC 9110, 13.1.2, by weak comparison.
bool is_known(const Request& request, const File& file) {
  const auto known = request.header("if-none-match");
  return known && (*known == "*" || known->find(file.etag) != std::string_view::npos);
}

Response to_response(const Request& request, const File& file) {
  Response response{
      .status = 200,
      .content_type = file.content_type,
      .headers = {{"etag", file.etag}, {"cache-control", file.cache_control}},
      .body = file.bytes,
  };
  if (!is_known(request, file)) return response;
  response.status = 304;
  response.content_type.clear();
  response.body = std::string();
  return response;
}

Result<Reply> serve_file(const Files& files, const Request& request) {
  const auto path = TRY(within("path", percent_decode(request.path)));
  const bool is_api = path == "/api" || path.starts_with("/api/");
  const auto accept = request.header("accept").value_or("");
  const bool navigates = accept.find("text/html") != std::string_view::npos;
  auto found = is_api ? files.end() : files.find(path);
  if (found == files.end() && !is_api && (navigates || path == "/"))
    found = files.find("/index.html");
  if (found == files.end()) return fail(ErrorCode::not_found, path + ": there is no such file");
  return to_response(request, found->second);
}

}  // namespace

Result<Handler> static_files(const std::filesystem::path& folder, std::size_t limit) {
  auto files = std::make_shared<const Files>(TRY(read_folder(folder, limit)));
  return [files = std::move(files)](const Request& request) { return serve_file(*files, request); };
}

}  // namespace hfi::server
