#include "serving/lifecycle.h"

namespace hfi::serving {

using enum ModelState;

std::string_view name_of(ModelState state) {
  switch (state) {
    case queued:
      return "queued";
    case downloading:
      return "downloading";
    case loading:
      return "loading";
    case ready:
      return "ready";
    case evicting:
      return "evicting";
    case gone:
      return "gone";
    case failed:
      break;
  }
  return "failed";
}

bool may_become(ModelState from, ModelState to) {
  switch (from) {
    case queued:  // from a thread to the disk, and later from memory to loading
      return to == downloading || to == loading || to == failed;
    case downloading:
      return to == queued || to == loading || to == failed;
    case loading:
      return to == queued || to == ready || to == failed;
    case ready:
      return to == evicting;
    case evicting:
      return to == gone;
    case gone:
    case failed:
      break;
  }
  return false;
}

bool is_over(ModelState state) { return state == gone || state == failed; }

bool is_coming(ModelState state) {
  return state == queued || state == downloading || state == loading;
}

}  // namespace hfi::serving
