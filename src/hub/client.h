#pragma once
// The calls of the Hub that this program uses.

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "hub/answers.h"
#include "hub/options.h"
#include "hub/send.h"
#include "hub/tree.h"

namespace hfi::hub {

// Belongs to one thread, as its connections do.
struct Client {
  HubOptions options{};
  Send send{};         // with retries
  SendAll send_all{};  // without
};

// Opens no socket when the options say offline.
Result<Client> open_client(const HubOptions& options, const Clock& clock,
                           const SendLimits& limits = {});

// GET of an address below the endpoint, with the token.
HttpRequest get(const HubOptions& options, std::string url);

// The same, sent. Fails as check_status does.
Result<HttpResponse> ask(const Client& client, const std::string& url, const Asked& asked,
                         const std::stop_token& stop);

// The description of a model as the Hub gives it; `sha` is the commit that the revision stands for.
Result<json::Object> model_info(const Client& client, const std::string& model_id,
                                const std::string& revision, const std::stop_token& stop);

// All files of a commit, with sizes and hashes, in one call per 1000 files.
Result<Tree> model_tree(const Client& client, const std::string& model_id,
                        const std::string& commit, const std::stop_token& stop);

// A small text file of the repository (config.json) without storing it. Fails with hub_invalid when it is larger.
struct RemoteFile {
  std::string model_id{};
  std::string commit{};
  std::string path{};
};
Result<std::string> read_remote(const Client& client, const RemoteFile& file,
                                const std::stop_token& stop);

// The address of a file's content.
std::string file_url(const HubOptions& options, const RemoteFile& file);

}  // namespace hfi::hub
