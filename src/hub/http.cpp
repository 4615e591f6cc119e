#include "hub/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>

#include "core/ascii.h"

namespace hfi::hub {
namespace {

constexpr long most_redirects = 5;
constexpr long least_bytes_per_second = 1024;
constexpr long buffer_bytes = 256L << 10U;
constexpr std::size_t largest_head = 256U << 10U;

struct Transfer {
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  Receiver receiver{};
  std::string from{};  // the address and the way there, for messages
  ResponseHead head{};
  std::size_t head_bytes = 0;
  bool head_given = false;
  std::optional<Error> failure{};  // of the receiver
  std::array<char, CURL_ERROR_SIZE> reason{};
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
    text.remove_suffix(1);
  return text;
}

bool keep(Transfer& transfer, Result<void> result) {
  if (!result) transfer.failure = std::move(result.error());
  return result.has_value();
}

Result<void> give_head(Transfer& transfer) {
  if (std::exchange(transfer.head_given, true) || !transfer.receiver.on_head) return {};
  return transfer.receiver.on_head(transfer.head);
}

void add_header(ResponseHead& head, std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  head.headers.emplace_back(ascii_lower(trimmed(line.substr(0, colon))),
                            trimmed(line.substr(colon + 1)));
}

// Called by the library for each line; any other result than the size ends the transfer.
std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  transfer.head_bytes += size;
  if (transfer.head_bytes > largest_head) {
    transfer.failure =
        Error{ErrorCode::hub_invalid, transfer.from + ": the header of the answer is too long"};
    return 0;
  }
  if (line.starts_with("HTTP/")) {  // of the next answer, when the one before was a redirect
    transfer.head = {};
    const auto status = trimmed(line.substr(std::min(line.find(' '), line.size())));
    std::from_chars(status.data(), status.data() + status.size(), transfer.head.status);
  } else {
    add_header(transfer.head, line);
  }
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!keep(transfer, give_head(transfer))) return 0;
  return keep(transfer, transfer.receiver.on_body({data, size})) ? size : 0;
}

// The library's own errors, as what the caller can do about them.
Error error_of(const Transfer& transfer, CURLcode code) {
  const std::string reason =
      transfer.reason[0] != '\0' ? transfer.reason.data() : curl_easy_strerror(code);
  const bool misled = code == CURLE_TOO_MANY_REDIRECTS || code == CURLE_UNSUPPORTED_PROTOCOL ||
                      code == CURLE_URL_MALFORMAT || code == CURLE_WEIRD_SERVER_REPLY ||
                      code == CURLE_BAD_CONTENT_ENCODING;
  auto message = transfer.from + ": " + reason;
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    message += "; if a proxy signs for others here, name its certificate in SSL_CERT_FILE";
  return {misled ? ErrorCode::hub_invalid : ErrorCode::hub_unreachable, std::move(message)};
}

Result<ResponseHead> outcome_of(Transfer& transfer, CURLcode code) {
  if (code == CURLE_OK) keep(transfer, give_head(transfer));
  if (transfer.failure) return tl::unexpected(std::move(*transfer.failure));
  if (code != CURLE_OK) return tl::unexpected(error_of(transfer, code));
  return std::move(transfer.head);
}

void set_addresses(CURL* easy, const HttpRequest& request, const Network& network) {
  const bool secure = request.url.starts_with("https:");
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, most_redirects);
  // also when empty: otherwise the library reads the environment by itself
  curl_easy_setopt(easy, CURLOPT_PROXY,
                   (secure ? network.https_proxy : network.http_proxy).c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, network.no_proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (!network.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, network.ca_file.c_str());
  if (!network.ca_folder.empty()) curl_easy_setopt(easy, CURLOPT_CAPATH, network.ca_folder.c_str());
}

void set_request(Transfer& transfer, const HttpRequest& request) {
  CURL* easy = transfer.easy;
  // one connection per transfer: parallel parts of a file would share the window of a single HTTP/2 one
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "hf-inference");
  if (request.method == "HEAD") curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING,
                   request.encoding == Encoding::any ? "" : "identity");
  for (const auto& header : request.headers)
    transfer.headers = curl_slist_append(transfer.headers, header.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
  if (request.bearer.empty()) return;
  curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
  curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, request.bearer.c_str());
}

void set_deadlines(CURL* easy, const Deadlines& deadlines) {
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(deadlines.connect.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(deadlines.total.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, least_bytes_per_second);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(deadlines.idle.count()));
}

void set_callbacks(Transfer& transfer) {
  CURL* easy = transfer.easy;
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.reason.data());
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, buffer_bytes);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
}

}  // namespace

std::string_view ResponseHead::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

struct Transfers::State {
  explicit State(Network reach) : network(std::move(reach)), multi(curl_multi_init()) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    while (!transfers.empty()) drop(transfers.begin()->first);
    curl_multi_cleanup(multi);
  }

  void drop(Id id) {
    const auto found = transfers.find(id);
    if (found == transfers.end()) return;
    curl_multi_remove_handle(multi, found->second.easy);
    curl_easy_cleanup(found->second.easy);
    curl_slist_free_all(found->second.headers);
    transfers.erase(found);
  }

  std::vector<Finished> collect() {
    std::vector<Finished> finished;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      const auto done = std::ranges::find(transfers, message->easy_handle,
                                          [](const auto& entry) { return entry.second.easy; });
      if (done == transfers.end()) continue;
      finished.push_back({done->first, outcome_of(done->second, message->data.result)});
      drop(done->first);
    }
    return finished;
  }

  Network network;
  CURLM* multi;
  std::map<Id, Transfer> transfers{};
  Id last = 0;
};

Transfers::Transfers(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transfers::Transfers(Transfers&&) noexcept = default;
Transfers& Transfers::operator=(Transfers&&) noexcept = default;
Transfers::~Transfers() = default;

Result<Transfers> Transfers::open(const Network& network) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  auto state = std::make_unique<State>(network);
  if (ready == CURLE_OK && state->multi != nullptr) return Transfers(std::move(state));
  return fail(ErrorCode::internal_error, "the HTTP library does not start");
}

Transfers::Id Transfers::start(const HttpRequest& request, const Deadlines& deadlines,
                               Receiver receiver) {
  const auto id = ++state_->last;
  auto& transfer = state_->transfers[id];
  transfer.easy = curl_easy_init();
  transfer.receiver = std::move(receiver);
  transfer.from = shown_url(request.url) + route_shown(state_->network, request.url);
  set_addresses(transfer.easy, request, state_->network);
  set_request(transfer, request);
  set_deadlines(transfer.easy, deadlines);
  set_callbacks(transfer);
  curl_multi_add_handle(state_->multi, transfer.easy);
  return id;
}

std::vector<Transfers::Finished> Transfers::advance(std::chrono::milliseconds wait,
                                                    const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + wait;
  const std::stop_callback wake(stop, [multi = state_->multi] { curl_multi_wakeup(multi); });
  while (true) {
    int running = 0;
    curl_multi_perform(state_->multi, &running);
    auto finished = state_->collect();
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (!finished.empty() || left.count() <= 0 || stop.stop_requested()) return finished;
    curl_multi_poll(state_->multi, nullptr, 0,
                    static_cast<int>(std::min<std::int64_t>(left.count(), 1000)), nullptr);
  }
}

void Transfers::abandon(Id id) { state_->drop(id); }

}  // namespace hfi::hub
