#include "serving/tokenize.h"

#include <algorithm>
#include <array>

#include "hub/names.h"

namespace hfi::serving {
namespace {

auto invalid(std::string_view member, const std::string& what) {
  return fail(ErrorCode::invalid_input, std::string(member) + ": " + what);
}

Result<std::string> text_at(const json::Object& body, std::string_view member,
                            std::string_view absent) {
  const auto* value = body.if_contains(member);
  if (value == nullptr) return std::string(absent);
  if (const auto* text = value->if_string()) return std::string(*text);
  return invalid(member, "expected a string, got " + json::dump(*value));
}

// A text, or a list of them.
Result<std::vector<std::string>> texts_at(const json::Object& body, std::string_view member) {
  const auto& value = body.at(member);
  if (const auto* text = value.if_string()) return std::vector{std::string(*text)};
  const auto* list = value.if_array();
  if (list == nullptr) return invalid(member, "expected a string or a list of strings");
  std::vector<std::string> texts;
  for (const auto& item : *list) {
    if (!item.is_string())
      return invalid(std::string(member) + "[" + std::to_string(texts.size()) + "]",
                     "expected a string, got " + json::dump(item));
    texts.emplace_back(item.get_string());
  }
  return texts;
}

Result<void> check_members(const json::Object& body) {
  constexpr std::array<std::string_view, 5> known{"model_id", "revision", "text", "text_pair",
                                                  "add_special_tokens"};
  for (const auto& member : body)
    if (std::ranges::find(known, std::string_view(member.key())) == known.end())
      return fail(ErrorCode::invalid_request,
                  "body: unknown member \"" + std::string(member.key()) +
                      "\"; known are model_id, revision, text, text_pair, add_special_tokens");
  if (!body.contains("model_id"))
    return fail(ErrorCode::invalid_request, "body: model_id: missing");
  if (!body.contains("text"))
    return fail(ErrorCode::missing_inputs, "text: missing", {{"missing", {"text"}}});
  return {};
}

template <class Values>
json::Array list_of(const Values& values) {
  return json::Array(values.begin(), values.end());
}

json::Object described(const tokenizers::Encoding& encoding) {
  json::Array offsets;
  for (const auto& [start, end] : encoding.offsets) offsets.push_back(json::Array{start, end});
  return {{"ids", list_of(encoding.ids)},
          {"tokens", list_of(encoding.tokens)},
          {"offsets", std::move(offsets)},
          {"type_ids", list_of(encoding.type_ids)},
          {"special_tokens_mask", list_of(encoding.special_tokens_mask)},
          {"count", encoding.ids.size()}};
}

}  // namespace

Result<TokenizeRequest> read_tokenize_request(const json::Value& value) {
  const auto* body = value.if_object();
  if (body == nullptr) return fail(ErrorCode::invalid_request, "body: expected an object");
  TRY(check_members(*body));
  TokenizeRequest request;
  request.model_id = TRY(text_at(*body, "model_id", ""));
  request.revision = TRY(text_at(*body, "revision", "main"));
  TRY(hub::check_model_id(request.model_id));
  TRY(hub::check_revision(request.revision));
  request.texts = TRY(texts_at(*body, "text"));
  request.is_list = body->at("text").is_array();
  if (body->contains("text_pair")) {
    request.pairs = TRY(texts_at(*body, "text_pair"));
    if (body->at("text_pair").is_array() != request.is_list ||
        request.pairs.size() != request.texts.size())
      return invalid("text_pair", "expected as many as there are texts");
  }
  if (const auto* flag = body->if_contains("add_special_tokens")) {
    if (!flag->is_bool()) return invalid("add_special_tokens", "expected true or false");
    request.add_special_tokens = flag->get_bool();
  }
  return request;
}

Result<json::Object> tokenize(TokenizerCache& cache, const TokenizeRequest& request) {
  const auto loaded = TRY(cache.acquire(request.model_id, request.revision));
  const hfi::tokenizers::EncodeOptions options{.add_special_tokens = request.add_special_tokens};
  json::Array encodings;
  std::size_t count = 0;
  for (std::size_t i = 0; i < request.texts.size(); ++i) {
    const auto& text = request.texts[i];
    const auto encoding =
        TRY(request.pairs.empty() ? loaded->tokenizer.encode(text, options)
                                  : loaded->tokenizer.encode_pair(text, request.pairs[i], options));
    count += encoding.ids.size();
    encodings.push_back(described(encoding));
  }
  json::Object answer{{"model_id", loaded->repository.id},
                      {"revision", loaded->repository.revision}};
  if (!request.is_list) {
    for (auto& member : encodings.at(0).as_object()) answer[member.key()] = member.value();
    return answer;
  }
  answer["encodings"] = std::move(encodings);
  answer["count"] = count;
  return answer;
}

}  // namespace hfi::serving
