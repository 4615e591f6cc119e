#include "runtime/runtime.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <array>
#include <thread>

#include "core/heap.h"
#include "core/log.h"
#include "runtime/parts.h"

namespace hfi::runtime {
namespace {

// NOLINTNEXTLINE(readability-function-size): the library says what it is called with
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
  // of AVX-VNNI, in 256 bits, older compilers know no name (Intel SDM, CPUID leaf 7, subleaf 1, EAX)
  constexpr unsigned avx_vnni = 1U << 4U;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  const bool known = __get_cpuid_count(7, 1, &eax, &ebx, &ecx, &edx) != 0;
  return __builtin_cpu_supports("avx512vnni") != 0 || (known && (eax & avx_vnni) != 0);
#else
  return true;
#endif
}

}  // namespace hfi::runtime
