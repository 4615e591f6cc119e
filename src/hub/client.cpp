#include "hub/client.h"

#include "hub/fields.h"
#include "hub/names.h"

namespace hfi::hub {
namespace {

constexpr std::size_t most_tree_pages = 200;
constexpr std::size_t largest_small_file = 8U << 20U;

Result<TreeFile> tree_file(const json::Object& item) {
  TreeFile file{.path = text_in(item, "path").value_or(""),
                .bytes = count_in(item, "size").value_or(0),
                .blob_id = text_in(item, "oid").value_or(""),
                .xet_hash = text_in(item, "xetHash")};
  if (const auto* large = object_in(item, "lfs")) {
    file.sha256 = text_in(*large, "oid");
    file.lfs_bytes = count_in(*large, "size");
    if (!file.sha256 || !file.lfs_bytes)
      return fail(ErrorCode::hub_invalid, file.path + ": `lfs` without oid or size");
  }
  return file;
}

Result<void> add_page(Tree& tree, const json::Value& page) {
  const auto* items = page.if_array();
  if (items == nullptr) return fail(ErrorCode::hub_invalid, "expected a list of files");
  for (const auto& value : *items) {
    const auto* item = value.if_object();
    if (item == nullptr) return fail(ErrorCode::hub_invalid, "expected a file, got something else");
    if (text_in(*item, "type") == "file") tree.files.push_back(TRY(tree_file(*item)));
  }
  return {};
}

// Gives the address of the page after.
Result<std::string> add_next_page(const Client& client, const std::string& url, const Asked& asked,
                                  Tree& tree, const std::stop_token& stop) {
  const auto response = TRY(ask(client, url, asked, stop));
  const auto page = TRY(parse_answer(response, asked));
  TRY(within(asked.model_id, add_page(tree, page)));
  return next_page(response.head, client.options);
}

std::string model_url(const HubOptions& options, std::string_view model_id) {
  return options.endpoint + "/api/models/" + std::string(model_id);
}

}  // namespace

Result<Client> open_client(const HubOptions& options, const Clock& clock,
                           const SendLimits& limits) {
  const bool offline = options.access == Access::offline;
  Client client{
      .options = options,
      .send_all = offline ? offline_send_all() : TRY(network_send_all(options.network, limits))};
  client.send =
      offline ? one_by_one(client.send_all) : with_retries(one_by_one(client.send_all), {}, clock);
  return client;
}

HttpRequest get(const HubOptions& options, std::string url) {
  HttpRequest request{.url = std::move(url)};
  if (options.token) request.bearer = options.token->value;
  return request;
}

Result<HttpResponse> ask(const Client& client, const std::string& url, const Asked& asked,
                         const std::stop_token& stop) {
  auto response = TRY(client.send(get(client.options, url), stop));
  TRY(check_status(response, asked, client.options));
  return response;
}

Result<json::Object> model_info(const Client& client, const std::string& model_id,
                                const std::string& revision, const std::stop_token& stop) {
  TRY(check_model_id(model_id));
  TRY(check_revision(revision));
  const Asked asked{.model_id = model_id, .revision = revision};
  const auto url = model_url(client.options, model_id) + "/revision/" + url_encoded(revision);
  const auto response = TRY(ask(client, url, asked, stop));
  auto value = TRY(parse_answer(response, asked));
  auto* info = value.if_object();
  if (info == nullptr || !is_commit(text_in(*info, "sha").value_or("")))
    return fail(ErrorCode::hub_invalid, model_id + ": the Hub's description names no commit");
  return std::move(*info);
}

Result<Tree> model_tree(const Client& client, const std::string& model_id,
                        const std::string& commit, const std::stop_token& stop) {
  TRY(check_model_id(model_id));
  const Asked asked{.model_id = model_id, .revision = commit, .what = "list of files"};
  auto url = model_url(client.options, model_id) + "/tree/" + url_encoded(commit) +
             "?recursive=true&expand=false";
  Tree tree{.commit = commit};
  for (std::size_t page = 0; page < most_tree_pages && !url.empty(); ++page)
    url = TRY(add_next_page(client, url, asked, tree, stop));
  if (!url.empty())
    return fail(ErrorCode::hub_invalid, model_id + ": the list of its files does not end");
  return within(model_id, checked_tree(std::move(tree)));
}

std::string file_url(const HubOptions& options, const RemoteFile& file) {
  return options.endpoint + "/" + file.model_id + "/resolve/" + url_encoded(file.commit) + "/" +
         url_encoded(file.path, "/");
}

Result<std::string> read_remote(const Client& client, const RemoteFile& file,
                                const std::stop_token& stop) {
  TRY(check_model_id(file.model_id));
  TRY(check_file_path(file.path));
  const Asked asked{.model_id = file.model_id, .revision = file.commit, .what = file.path};
  auto response = TRY(ask(client, file_url(client.options, file), asked, stop));
  if (response.body.size() <= largest_small_file) return std::move(response.body);
  return fail(ErrorCode::hub_invalid,
              file.model_id + ": " + file.path + " has " + std::to_string(response.body.size()) +
                  " bytes, at most " + std::to_string(largest_small_file) + " are read");
}

}  // namespace hfi::hub
