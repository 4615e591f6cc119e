// What a model's tokenizer makes of texts.

#include "serving/tokenize.h"

#include "core/parse_json.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

Result<Reply> tokenized(serving::Engine& engine, const Request& request) {
  const auto body = TRY(within("body", json::parse(request.body)));
  const auto wanted = TRY(serving::read_tokenize_request(body));
  request.log["model"] = wanted.model_id;
  return json_response(TRY(serving::tokenize(engine.tokenizers(), wanted)));
}

}  // namespace

std::vector<Endpoint> tokenize_endpoints(const Services& services) {
  auto& engine = services.engine;
  return {{{Method::post, "/api/tokenize",
            [&engine](const Request& request) { return tokenized(engine, request); }},
           "The tokens that a model makes of a text, of several, or of pairs.",
           "tokenize",
           {.body = "tokenize_request", .answer = "tokenize_response"}}};
}

}  // namespace hfi::server
