#pragma once
// What tests need to go on at all: its failure ends the test.

#include <stdexcept>

#include "core/result.h"

namespace hfi::support {

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

}  // namespace hfi::support
