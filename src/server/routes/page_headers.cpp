#include "server/routes/page_headers.h"

namespace hfi::server {

Pairs page_headers() {
  return {{"content-security-policy",
           "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
           "style-src 'self' "
           "'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
           "form-action 'self'"},
          {"referrer-policy", "no-referrer"}};
}

}  // namespace hfi::server
