#include "hub/answers.h"

#include <algorithm>

#include "core/parse_json.h"
#include "hub/fields.h"
#include "hub/send.h"

namespace hfi::hub {
namespace {

constexpr std::string_view hugging_face = "https://huggingface.co";
constexpr std::size_t most_shown = 200;  // bytes of a stranger's text in a message

std::string shortened(std::string_view text) {
  std::string shown(text.substr(0, most_shown));
  std::ranges::replace_if(
      shown, [](unsigned char c) { return c < ' ' || c > '~'; }, ' ');
  return shown;
}

std::string subject(const Asked& asked) {
  auto text = asked.model_id;
  if (!asked.revision.empty()) text += "@" + asked.revision;
  if (!asked.what.empty()) text += (text.empty() ? "" : ": ") + asked.what;
  return text;
}

// The Hub's own words, from the header or the body.
std::string words_of(const HttpResponse& response) {
  if (const auto words = response.head.header("x-error-message"); !words.empty())
    return shortened(words);
  if (!response.head.header("content-type").starts_with("application/json")) return {};
  const auto body = json::parse_object(response.body);
  const auto words = body ? text_in(*body, "error") : std::nullopt;
  return words ? shortened(*words) : "";
}

json::Object details_of(const HttpResponse& response) {
  json::Object details{{"status", response.head.status}};
  if (const auto words = words_of(response); !words.empty()) details["hub_message"] = words;
  for (const auto* name : {"x-request-id", "x-amz-cf-id"})
    if (const auto id = response.head.header(name); !id.empty())
      details["hub_request_id"] = shortened(id);
  return details;
}

std::string token_shown(const HubOptions& options) {
  return options.token ? "the token from " + options.token->origin + " was sent"
                       : "no token was sent";
}

std::string with_words(const json::Object& details) {
  const auto words = text_in(details, "hub_message");
  return words ? " (\"" + *words + "\")" : "";
}

auto gated(const Asked& asked, const HubOptions& options, json::Object details) {
  const auto url = options.endpoint + "/" + asked.model_id;
  details["url"] = url;
  return fail(ErrorCode::model_gated,
              subject(asked) + ": its owner grants access on request; ask at " + url + "; " +
                  token_shown(options),
              std::move(details));
}

auto rate_limited(const HttpResponse& response, const Asked& asked, const HubOptions& options,
                  json::Object details) {
  auto message = subject(asked) + ": the Hub wants fewer requests; " + token_shown(options);
  if (const auto pause = pause_asked(response.head, std::chrono::system_clock::now())) {
    details["retry_after_s"] = pause->count();
    message += "; try again in " + std::to_string(pause->count()) + " s";
  }
  return fail(ErrorCode::hub_rate_limited, std::move(message), std::move(details));
}

// 401 without a complaint about the token means that the model is missing or private: the Hub does not say which.
bool is_missing(const HttpResponse& response, std::string_view code) {
  const bool token_refused =
      response.head.header("x-error-message").starts_with("Invalid credentials");
  return code == "RepoNotFound" || response.head.status == 404 ||
         (response.head.status == 401 && !token_refused);
}

}  // namespace

Result<void> check_status(const HttpResponse& response, const Asked& asked,
                          const HubOptions& options) {
  const int status = response.head.status;
  if (status / 100 == 2) return {};
  auto details = details_of(response);
  const auto words = with_words(details);
  const auto code = response.head.header("x-error-code");
  const auto because = [&](ErrorCode kind, const std::string& text) {
    return fail(kind, subject(asked) + ": " + text + words, details);
  };
  if (code == "GatedRepo") return gated(asked, options, std::move(details));
  if (code == "RevisionNotFound")
    return because(ErrorCode::revision_not_found, "the Hub has no such revision");
  if (code == "EntryNotFound")
    return because(ErrorCode::hub_invalid, "the Hub lists this file but does not have it");
  if (status == 429) return rate_limited(response, asked, options, std::move(details));
  if (response.head.header("x-error-message") == "Access to this resource is disabled.")
    return because(ErrorCode::model_not_found, "the Hub has disabled this model");
  if (is_missing(response, code))
    return because(ErrorCode::model_not_found,
                   "the Hub has no such model, or it is private; " + token_shown(options));
  if (status == 401 || status == 403)
    return because(ErrorCode::hub_unauthorized, "the Hub refuses access; " + token_shown(options));
  if (is_worth_repeating(status))
    return because(ErrorCode::hub_unreachable,
                   "the Hub answered " + std::to_string(status) + " repeatedly");
  return because(ErrorCode::hub_invalid, "the Hub answered " + std::to_string(status));
}

Result<json::Value> parse_answer(const HttpResponse& response, const Asked& asked) {
  const auto kind = response.head.header("content-type");
  auto value = json::parse(response.body);
  if (kind.starts_with("application/json") && value) return value;
  return fail(ErrorCode::hub_invalid, subject(asked) + ": expected JSON from the Hub, got " +
                                          shortened(kind) + ": \"" + shortened(response.body) +
                                          "\"");
}

Result<std::string> next_page(const ResponseHead& head, const HubOptions& options) {
  const auto link = head.header("link");
  const auto end = link.find(">; rel=\"next\"");
  if (end == std::string_view::npos) return std::string();
  const auto begin = link.rfind('<', end) + 1;
  std::string url(link.substr(begin, end - begin));
  if (url.starts_with('/')) return options.endpoint + url;
  if (url.starts_with(hugging_face)) url.replace(0, hugging_face.size(), options.endpoint);
  if (url.starts_with(options.endpoint + "/")) return url;
  return fail(ErrorCode::hub_invalid, "the next page is on another host: " + shown_url(url));
}

}  // namespace hfi::hub
