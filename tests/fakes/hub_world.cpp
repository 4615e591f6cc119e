#include "fakes/hub_world.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "hub/hash.h"

namespace hfi::fakes {
namespace {

struct Target {
  std::string path;
  std::multimap<std::string, std::string> query;
};

std::string decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 2 >= text.size()) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  return out;
}

Target parse(const std::string& text) {
  const auto mark = std::min(text.find('?'), text.size());
  Target target{.path = text.substr(0, mark), .query = {}};
  std::istringstream pairs(text.substr(std::min(mark + 1, text.size())));
  for (std::string pair; std::getline(pairs, pair, '&');) {
    const auto equals = std::min(pair.find('='), pair.size());
    target.query.emplace(decoded(pair.substr(0, equals)),
                         decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return target;
}

std::string one(const Target& target, const std::string& key, const std::string& otherwise) {
  const auto found = target.query.find(key);
  return found == target.query.end() ? otherwise : found->second;
}

HubReply with_json(const json::Value& value) {
  return {.headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"RateLimit", "\"api\";r=499;t=300"},
                      {"RateLimit-Policy", "\"fixed window\";\"api\";q=500;w=300"}},
          .body = json::dump(value)};
}

HubReply refusal(int status, const std::string& code, const std::string& message) {
  auto reply = with_json(json::Object{{"error", message}});
  reply.status = status;
  if (!code.empty()) reply.headers.emplace_back("X-Error-Code", code);
  reply.headers.emplace_back("X-Error-Message", message);
  reply.headers.emplace_back("x-request-id", "Root=1-fake");
  return reply;
}

json::Object tree_item(const HubFile& file) {
  json::Object item{
      {"type", "file"}, {"oid", file.git_sha1}, {"size", file.content.size()}, {"path", file.path}};
  if (file.large)
    item["lfs"] =
        json::Object{{"oid", file.sha256}, {"size", file.content.size()}, {"pointerSize", 135}};
  return item;
}

std::string next_link(const std::string& url) { return "<" + url + ">; rel=\"next\""; }

json::Object description(const HubRepository& repository) {
  json::Object info{{"_id", "0"},
                    {"id", repository.id},
                    {"sha", repository.commit},
                    {"private", false},
                    {"disabled", false}};
  info["gated"] = repository.gated.empty() ? json::Value(false) : json::Value(repository.gated);
  json::Array siblings;
  for (const auto& file : repository.files)
    siblings.push_back(json::Object{{"rfilename", file.path}});
  info["siblings"] = siblings;
  for (const auto& fact : repository.facts) info[fact.key()] = fact.value();
  return info;
}

std::optional<std::string> commit_of(const HubRepository& repository, const std::string& revision) {
  if (revision == "main" || revision == repository.commit) return repository.commit;
  const auto found = repository.refs.find(revision);
  if (found == repository.refs.end()) return std::nullopt;
  return found->second;
}

HubReply listing(const HubWorld& world, const Target& target) {
  std::vector<const HubRepository*> matching;
  for (const auto& [id, repository] : world.repositories) {
    const auto* tag = repository.facts.if_contains("pipeline_tag");
    const auto wanted = one(target, "pipeline_tag", "");
    const bool fits = wanted.empty() || (tag != nullptr && *tag == json::Value(wanted));
    if (fits && id.find(one(target, "search", "")) != std::string::npos)
      matching.push_back(&repository);
  }
  const auto limit = std::stoul(one(target, "limit", "1000"));
  const auto begin = std::min(std::stoul(one(target, "cursor", "0")), matching.size());
  const auto end = std::min(begin + limit, matching.size());
  json::Array items;
  for (auto i = begin; i < end; ++i) items.push_back(description(*matching[i]));
  auto reply = with_json(items);
  if (end < matching.size())
    reply.headers.emplace_back(
        "Link", next_link(world.url + target.path + "?limit=" + std::to_string(limit) +
                          "&cursor=" + std::to_string(end)));
  return reply;
}

HubReply tree(const HubWorld& world, const HubRepository& repository, const Target& target) {
  const auto begin = std::min(std::stoul(one(target, "cursor", "0")), repository.files.size());
  const auto end = std::min(begin + world.tree_page, repository.files.size());
  json::Array items;
  if (begin == 0)
    items.push_back(json::Object{
        {"type", "directory"}, {"oid", std::string(40, '0')}, {"size", 0}, {"path", "folder"}});
  for (auto i = begin; i < end; ++i) items.push_back(tree_item(repository.files[i]));
  auto reply = with_json(items);
  if (end < repository.files.size())
    reply.headers.emplace_back("Link", next_link(world.url + target.path +
                                                 "?recursive=true&cursor=" + std::to_string(end)));
  return reply;
}

// Whole content, or the part that Range asks for when If-Range allows it.
HubReply bytes(const std::string& content, const std::string& etag, const HubRequest& request) {
  HubReply reply{.headers = {{"Content-Type", "application/octet-stream"},
                             {"ETag", etag},
                             {"Accept-Ranges", "bytes"}}};
  const bool whole =
      request.range.empty() || (!request.if_range.empty() && request.if_range != etag);
  if (whole) {
    reply.body = content;
    return reply;
  }
  const auto dash = request.range.find('-');
  const auto begin = std::stoul(request.range.substr(request.range.find('=') + 1));
  const auto last =
      dash + 1 < request.range.size() ? std::stoul(request.range.substr(dash + 1)) : content.size();
  const auto total = std::to_string(content.size());
  if (begin >= content.size()) {
    reply.status = 416;
    reply.headers.emplace_back("Content-Range", "bytes */" + total);
    return reply;
  }
  const auto end = std::min(last + 1, content.size());
  reply.status = 206;
  reply.headers.emplace_back("Content-Range", "bytes " + std::to_string(begin) + "-" +
                                                  std::to_string(end - 1) + "/" + total);
  reply.body = content.substr(begin, end - begin);
  return reply;
}

HubReply content(const HubWorld& world, const HubRepository& repository, const std::string& path,
                 const HubRequest& request) {
  const auto file = std::ranges::find(repository.files, path, &HubFile::path);
  if (file == repository.files.end()) {
    auto reply = refusal(404, "EntryNotFound", "Entry not found");
    reply.headers.emplace_back("X-Repo-Commit", repository.commit);
    return reply;
  }
  if (!file->large) {
    auto reply = bytes(file->content, "\"" + file->git_sha1 + "\"", request);
    reply.headers.emplace_back("X-Repo-Commit", repository.commit);
    return reply;
  }
  return {
      .status = 302,
      .headers = {{"X-Repo-Commit", repository.commit},
                  {"X-Linked-Size", std::to_string(file->content.size())},
                  {"X-Linked-Etag", "\"" + file->sha256 + "\""},
                  {"Location", world.cdn_url + "/repos/" + file->sha256 + "?Signature=secret"}}};
}

HubReply large_content(const HubWorld& world, const std::string& sha256,
                       const HubRequest& request) {
  for (const auto& [id, repository] : world.repositories)
    for (const auto& file : repository.files)
      if (file.large && file.sha256 == sha256)
        return bytes(file.content, "\"cdn-" + sha256.substr(0, 8) + "\"", request);
  return refusal(403, "", "Access denied");
}

HubReply in_repository(const HubWorld& world, const HubRepository& repository, const Target& target,
                       const HubRequest& request) {
  const bool api = target.path.starts_with("/api/models/");
  auto rest = target.path.substr((api ? 12 : 1) + repository.id.size());
  const bool resolve = rest.starts_with("/resolve/");
  if (!repository.gated.empty() && resolve && request.authorization != "Bearer hf_accepted")
    return refusal(request.authorization.empty() ? 401 : 403, "GatedRepo",
                   "Access to model " + repository.id + " is restricted.");
  if (api && rest.empty()) return with_json(description(repository));
  const auto begin = rest.find('/', 1) + 1;
  const auto revision = decoded(rest.substr(begin, rest.find('/', begin) - begin));
  if (!commit_of(repository, revision))
    return refusal(404, "RevisionNotFound", "Invalid rev id: " + revision);
  if (api && rest.starts_with("/revision/")) return with_json(description(repository));
  if (api && rest.starts_with("/tree/")) return tree(world, repository, target);
  if (resolve)
    return content(world, repository, decoded(rest.substr(rest.find('/', begin) + 1)), request);
  return refusal(404, "", "Not found");
}

}  // namespace

std::string sha256_of(const std::string& content) {
  auto hash = hub::Hash::sha256();
  hash.add(content);
  return hash.hex();
}

std::string git_sha1_of(const std::string& content) {
  auto hash = hub::Hash::git_blob(content.size());
  hash.add(content);
  return hash.hex();
}

void HubWorld::add(HubRepository repository) {
  for (auto& file : repository.files) {
    file.sha256 = sha256_of(file.content);
    file.git_sha1 = git_sha1_of(
        file.large ? "version https://git-lfs.github.com/spec/v1\noid sha256:" + file.sha256 + "\n"
                   : file.content);
  }
  auto id = repository.id;
  repositories[std::move(id)] = std::move(repository);
}

HubReply HubWorld::answer(const HubRequest& request) const {
  const auto target = parse(request.target);
  if (request.authorization == "Bearer hf_wrong")
    return refusal(401, "", "Invalid credentials in Authorization header");
  if (target.path == "/api/models") return listing(*this, target);
  if (target.path.starts_with("/repos/"))
    return large_content(*this, target.path.substr(7), request);
  for (const auto& [id, repository] : repositories) {
    const auto at = (target.path.starts_with("/api/models/") ? "/api/models/" : "/") + id;
    if (target.path != at && !target.path.starts_with(at + "/")) continue;
    if (repository.renamed_to.empty()) return in_repository(*this, repository, target, request);
    auto location = request.target;
    location.replace(location.find(id), id.size(), repository.renamed_to);
    return {.status = 307, .headers = {{"Location", location}}};
  }
  return refusal(401, "RepoNotFound", "Repository not found");
}

}  // namespace hfi::fakes
