#include "golden/golden_cache.h"

#include <algorithm>
#include <stdexcept>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "fakes/temporary_folder.h"
#include "golden/tiny_weights.h"

namespace hfi::golden {
namespace {

namespace fs = std::filesystem;

const fs::path root = GOLDEN_DIR;
constexpr auto commit = "0123456789abcdef0123456789abcdef01234567";

std::string bytes_of(const std::vector<float>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

// The tensors one after the other; `header` becomes the header of a safetensors file over them.
std::string write_tensors(const json::Object& tensors, json::Object& header) {
  std::string data;
  for (const auto& member : tensors) {
    std::vector<std::int64_t> shape;
    for (const auto& extent : member.value().as_array()) shape.push_back(extent.as_int64());
    const auto begin = data.size();
    data += bytes_of(tiny_weights(std::string(member.key()), shape));
    header[member.key()] = {
        {"dtype", "F32"}, {"shape", member.value()}, {"data_offsets", {begin, data.size()}}};
  }
  return data;
}

std::string safetensors(const json::Object& header, const std::string& data) {
  auto text = json::dump(header);
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + text + data;
}

// The safetensors file that `folder`/weights.json describes takes its place.
void write_weights(const fs::path& folder) {
  const auto description = read_object(folder / "weights.json");
  fs::remove(folder / "weights.json");
  json::Object header;
  const auto data = write_tensors(description.at("tensors").as_object(), header);
  if (!data.empty()) fakes::write_file(folder / "model.safetensors", safetensors(header, data));
  if (fs::exists(folder / "onnx")) fakes::write_file(folder / "onnx" / "model.onnx_data", data);
  if (const auto* tokenizer = description.at("tokenizer").if_string())
    fs::copy(root / "tokenizers" / std::string(*tokenizer), folder, fs::copy_options::recursive);
}

// The modules of a sentence-transformers repository have weights in folders of their own.
void write_model(const fs::path& model, const fs::path& snapshot) {
  fs::create_directories(snapshot);
  fs::copy(model, snapshot, fs::copy_options::recursive);
  std::vector<fs::path> described;
  for (const auto& entry : fs::recursive_directory_iterator(snapshot))
    if (entry.path().filename() == "weights.json") described.push_back(entry.path().parent_path());
  for (const auto& folder : described) write_weights(folder);
}

// As the Hub's client keeps files: their bytes in blobs/, and links to them where the repository has them.
void link_to_blobs(const fs::path& snapshot, const fs::path& blobs) {
  fs::create_directories(blobs);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(snapshot))
    if (entry.is_regular_file() && !entry.is_symlink()) files.push_back(entry.path());
  for (const auto& file : files) {
    auto name = file.lexically_relative(snapshot).string();
    std::ranges::replace(name, '/', '-');
    fs::rename(file, blobs / name);
    fs::create_symlink((blobs / name).lexically_relative(file.parent_path()), file);
  }
}

}  // namespace

json::Object read_object(const fs::path& file) {
  const auto text = read_file(file, std::size_t{64} << 20U);
  auto object = text ? json::parse_object(*text) : tl::unexpected(text.error());
  if (!object) throw std::runtime_error(file.string() + ": " + object.error().message);
  return std::move(*object);
}

fs::path write_cached_model(const fs::path& cache_dir, const fs::path& model,
                            const std::string& org, const std::string& name) {
  const auto folder = cache_dir / ("models--" + org + "--" + name);
  write_model(model, folder / "snapshots" / commit);
  fakes::write_file(folder / "refs" / "main", commit);
  return folder / "snapshots" / commit;
}

fs::path write_golden_model(const fs::path& cache_dir, const std::string& name,
                            const std::string& as) {
  return write_cached_model(cache_dir, root / "models" / name, "golden", as);
}

void write_cache(const fs::path& models, const fs::path& cache_dir, const std::string& owner) {
  for (const auto& model : fs::directory_iterator(models))
    write_cached_model(cache_dir, model.path(), owner, model.path().filename().string());
}

void write_golden_model_with_blobs(const fs::path& cache_dir, const std::string& name) {
  const auto snapshot = write_golden_model(cache_dir, name, name);
  link_to_blobs(snapshot, snapshot.parent_path().parent_path() / "blobs");
}

void write_golden_cache(const fs::path& cache_dir) {
  for (const auto& model : fs::directory_iterator(root / "models"))
    write_golden_model_with_blobs(cache_dir, model.path().filename().string());
}

}  // namespace hfi::golden
