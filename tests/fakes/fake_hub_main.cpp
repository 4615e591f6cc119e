// fake_hub PORT FOLDER [COUNT]: serves FOLDER/<namespace>/<name>/… as repositories, until standard input ends. A file hub.json
// in one is not served: it holds `gated` and further members of the model's description. COUNT more have only a description.
#include <array>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>

#include "core/parse_json.h"
#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"

namespace fs = std::filesystem;

namespace {

bool is_large(const fs::path& path) {
  const auto ending = path.extension();
  return ending == ".safetensors" || ending == ".onnx" || ending == ".bin" ||
         ending == ".onnx_data";
}

void read_facts(const fs::path& file, hfi::fakes::HubRepository& repository) {
  if (!fs::exists(file)) return;
  auto facts = hfi::json::parse_object(hfi::fakes::content_of(file));
  if (!facts) throw std::runtime_error(file.string() + ": " + facts.error().message);
  if (const auto* gated = facts->if_contains("gated")) repository.gated = gated->as_string();
  facts->erase("gated");
  repository.facts = std::move(*facts);
}

hfi::fakes::HubRepository read_repository(const fs::path& folder, std::string id) {
  hfi::fakes::HubRepository repository{.id = std::move(id)};
  repository.commit = hfi::fakes::git_sha1_of(repository.id);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "hub.json") continue;
    repository.files.push_back({.path = fs::relative(entry.path(), folder).generic_string(),
                                .content = hfi::fakes::content_of(entry.path()),
                                .large = is_large(entry.path())});
  }
  read_facts(folder / "hub.json", repository);
  return repository;
}

hfi::fakes::HubRepository described_only(std::size_t number) {
  constexpr std::array tasks{"text-generation", "fill-mask", "image-classification",
                             "automatic-speech-recognition"};
  hfi::fakes::HubRepository repository{.id = "many/model-" + std::to_string(number)};
  repository.facts = {{"pipeline_tag", tasks[number % tasks.size()]},
                      {"likes", number % 977},
                      {"downloads", number * 7919 % 1'000'003},
                      {"trendingScore", number % 101}};
  return repository;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3 && count != 4) {
    std::cerr << "usage: fake_hub PORT FOLDER [COUNT]\n";
    return 2;
  }
  std::vector<hfi::fakes::HubRepository> repositories;
  for (const auto& owner : fs::directory_iterator(words[2]))
    for (const auto& model : fs::directory_iterator(owner))
      repositories.push_back(read_repository(
          model, owner.path().filename().string() + "/" + model.path().filename().string()));
  const auto more = count == 4 ? std::stoul(words[3]) : 0;
  for (std::size_t i = 0; i < more; ++i) repositories.push_back(described_only(i));
  const hfi::fakes::FakeHub hub(std::move(repositories),
                                static_cast<unsigned short>(std::stoi(words[1])));
  std::cout << "listening on " << hub.url() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
  }
}
