#include "hub/tree.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "hub/disk.h"
#include "hub/fields.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_listing = 64U << 20U;
constexpr std::uint64_t format_version = 1;

fs::path listing_of(const fs::path& repository, std::string_view commit) {
  return repository / "trees" / (std::string(commit) + ".json");
}

Result<TreeFile> read_entry(std::string_view path, const json::Value& value) {
  const auto* entry = value.if_object();
  const auto bytes = entry == nullptr ? std::nullopt : count_in(*entry, "size");
  const auto blob_id = entry == nullptr ? std::nullopt : text_in(*entry, "blob_id");
  if (!bytes || !blob_id)
    return fail(ErrorCode::model_invalid, std::string(path) + ": no size or no blob_id");
  return TreeFile{.path = std::string(path),
                  .bytes = *bytes,
                  .blob_id = *blob_id,
                  .sha256 = text_in(*entry, "lfs_sha256"),
                  .lfs_bytes = count_in(*entry, "lfs_size"),
                  .xet_hash = text_in(*entry, "xet_hash")};
}

Result<Tree> parse_listing(const fs::path& file, std::string_view commit) {
  const auto text = TRY(read_file(file, largest_listing));
  const auto root = TRY(json::parse_object(text));
  const auto* files = object_in(root, "files");
  if (count_in(root, "format_version") != format_version || files == nullptr)
    return fail(ErrorCode::model_invalid, "not a listing of format 1");
  Tree tree{.commit = std::string(commit)};
  for (const auto& member : *files)
    tree.files.push_back(TRY(read_entry(member.key(), member.value())));
  return checked_tree(std::move(tree));
}

// Code points below 0x80 as they are, others as UTF-16 escapes: Python's `ensure_ascii`.
void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto unit = [&](std::uint32_t value) {
    out += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4) out += digits[(value >> (shift - 4)) & 15U];
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) {
      if (lead == '"' || lead == '\\') out += '\\';
      out += static_cast<char>(lead);
      continue;
    }
    std::uint32_t point = lead >= 0xf0 ? lead & 7U : lead >= 0xe0 ? lead & 15U : lead & 31U;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80)
      point = (point << 6U) | (static_cast<unsigned char>(text[i++]) & 63U);
    if (point > 0xffff) {
      point -= 0x10000;
      unit(0xd800 + (point >> 10U));
      point = 0xdc00 + (point & 0x3ffU);
    }
    unit(point);
  }
}

std::string ascii_json(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text);
  return out + '"';
}

std::string dump_entry(const TreeFile& file) {
  auto text = "  " + ascii_json(file.path) + ": {\n   \"size\": " + std::to_string(file.bytes) +
              ",\n   \"blob_id\": " + ascii_json(file.blob_id);
  if (file.sha256) {
    text += ",\n   \"lfs_sha256\": " + ascii_json(*file.sha256);
    text += ",\n   \"lfs_size\": " + (file.lfs_bytes ? std::to_string(*file.lfs_bytes) : "null");
  }
  if (file.xet_hash) text += ",\n   \"xet_hash\": " + ascii_json(*file.xet_hash);
  return text + "\n  }";
}

auto refused(const TreeFile& file, std::string_view what) {
  return fail(ErrorCode::hub_invalid,
              "listing: " + std::string(what) + ": \"" + file.path.substr(0, 256) + "\"");
}

}  // namespace

const std::string& blob_name(const TreeFile& file) {
  return file.sha256 ? *file.sha256 : file.blob_id;
}

std::uint64_t content_bytes(const TreeFile& file) { return file.lfs_bytes.value_or(file.bytes); }

const TreeFile* find_file(const Tree& tree, std::string_view path) {
  const auto found = std::ranges::lower_bound(tree.files, path, {}, &TreeFile::path);
  return found != tree.files.end() && found->path == path ? &*found : nullptr;
}

Result<Tree> checked_tree(Tree tree) {
  if (!is_commit(tree.commit))
    return fail(ErrorCode::hub_invalid, "listing: not of a commit: " + tree.commit.substr(0, 64));
  std::ranges::sort(tree.files, {}, &TreeFile::path);
  const TreeFile* previous = nullptr;
  for (const auto& file : tree.files) {
    if (!check_file_path(file.path)) return refused(file, "a path that cannot be stored");
    if (!is_hex(file.blob_id, 40) || (file.sha256 && !is_hex(*file.sha256, 64)))
      return refused(file, "not a hash");
    if (previous != nullptr && previous->path == file.path)
      return refused(file, "a path that comes twice");
    previous = &file;
  }
  return tree;
}

Result<std::optional<Tree>> read_tree(const fs::path& repository, std::string_view commit) {
  const auto file = listing_of(repository, commit);
  std::error_code error;
  if (!is_commit(commit) || !fs::exists(file, error)) return std::nullopt;
  auto tree = parse_listing(file, commit);
  if (tree) return std::move(*tree);
  return fail(ErrorCode::model_invalid,
              "trees/" + std::string(commit) + ".json: " + tree.error().message);
}

Result<void> write_tree(const fs::path& repository, const Tree& tree) {
  std::string text = "{\n \"format_version\": 1,\n \"files\": {";
  for (const auto& file : tree.files)
    text += (&file == tree.files.data() ? "\n" : ",\n") + dump_entry(file);
  text += tree.files.empty() ? "}\n}" : "\n }\n}";
  return replace_file(listing_of(repository, tree.commit), text);
}

}  // namespace hfi::hub
