#pragma once
// What runtime.cpp and session.cpp share: the library's handles. Included nowhere else.

#include <onnxruntime_cxx_api.h>

#include "runtime/runtime.h"

namespace hfi::runtime {

struct Runtime::Parts {
  Ort::Env env;
  int threads;
};

// The library's exceptions become errors here.
Error to_error(const Ort::Exception& exception, ErrorCode code);

}  // namespace hfi::runtime
