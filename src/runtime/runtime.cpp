#include "runtime/runtime.h"

#include <array>
#include <thread>

#include "core/heap.h"
#include "core/log.h"
#include "runtime/parts.h"

namespace hfi::runtime {
namespace {

void ORT_API_CALL forward_log(void*, OrtLoggingLevel severity, const char* category, const char*,
                              const char* location, const char* message) {
  constexpr std::array levels = {log::Level::debug, log::Level::info, log::Level::warning,
                                 log::Level::error, log::Level::error};
  log::write(levels.at(static_cast<std::size_t>(severity)), "onnxruntime",
             {{"category", category}, {"at", location}, {"message", message}});
}

}  // namespace

Error to_error(const Ort::Exception& exception, ErrorCode code) {
  return {code, std::string("ONNX Runtime: ") + exception.what()};
}

Result<Runtime> Runtime::create(int threads) try {
  if (threads == 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  use_own_operator_new();
  Ort::ThreadingOptions options;
  options.SetGlobalIntraOpNumThreads(threads);
  options.SetGlobalInterOpNumThreads(1);
  // while a model runs: its operators follow each other sooner than a sleeping thread wakes up (session.cpp)
  options.SetGlobalSpinControl(1);
  Ort::Env env(options, forward_log, nullptr, ORT_LOGGING_LEVEL_WARNING, "hf-inference");
  env.DisableTelemetryEvents();
  return Runtime(std::make_shared<Parts>(Parts{std::move(env), threads}));
} catch (const Ort::Exception& exception) {
  return tl::unexpected(to_error(exception, ErrorCode::internal_error));
}

int Runtime::threads() const { return parts_->threads; }

std::string Runtime::version() { return Ort::GetVersionString(); }

bool multiplies_signed_bytes_exactly() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512vnni") != 0 || __builtin_cpu_supports("avxvnni") != 0;
#else
  return true;
#endif
}

}  // namespace hfi::runtime
