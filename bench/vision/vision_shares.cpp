// vision_shares FOLDER PICTURE: what of an answer about the picture goes into decoding it, resizing it and running the model.
// bench/vision/run.mjs compares the whole with transformers.js.

#include "core/base64.h"
#include "core/mapped_file.h"
#include "media/decode.h"
#include "models/load.h"
#include "paired.h"

namespace hfi::bench {
namespace {

constexpr int rounds = 9;

template <class F>
double median_ms(const F& f) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) times.push_back(ms_of(f));
  return median(std::move(times));
}

models::Model open_classifier(const std::string& folder) {
  const auto runtime = or_give_up(runtime::Runtime::create(0));
  auto plan = or_give_up(models::plan({.repository = {"bench/model", "main", folder},
                                       .heads = {"ForImageClassification"},
                                       .wanted = {.source = models::Source::safetensors}}));
  return or_give_up(models::open(runtime, std::move(plan)));
}

void print_shares(const std::string& folder, const std::string& file) {
  const auto model = open_classifier(folder);
  const auto bytes = or_give_up(read_file(file, std::size_t{64} << 20U));
  const auto text = base64_encode(bytes);
  const auto image = or_give_up(media::decode_image(bytes));
  const auto pixels = or_give_up(model.image_processor->pixel_values(image));
  const double parts[] = {
      median_ms([&] { or_give_up(media::bytes_of(text)); }),
      median_ms([&] { or_give_up(media::decode_image(bytes)); }),
      median_ms([&] { or_give_up(model.image_processor->pixel_values(image)); }), median_ms([&] {
        or_give_up(model.forward({{{"pixel_values", pixels}}}, {}));
      })};
  const char* names[] = {"base64", "decode", "resize", "model"};
  double all = 0;
  for (const auto ms : parts) all += ms;
  std::printf("  of which");
  for (int i = 0; i < 4; ++i)
    std::printf(" %s %.1f ms (%.0f %%)", names[i], parts[i], 100 * parts[i] / all);
  std::printf("\n");
}

}  // namespace
}  // namespace hfi::bench

int main(int argc, char** argv) {
  if (argc != 3) hfi::bench::give_up("usage: vision_shares FOLDER PICTURE");
  hfi::bench::print_shares(argv[1], argv[2]);
}
