// BMP: Windows bitmaps with 1, 4, 8, 16, 24 and 32 bits per pixel, plain, run-length encoded or with bit masks.

#include <array>
#include <bit>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

auto broken(const std::string& why) {
  return fail(ErrorCode::invalid_input, "the BMP cannot be decoded: " + why);
}

using Colour = std::array<std::uint8_t, 3>;  // RGB

enum class Compression : std::uint32_t { none = 0, rle8 = 1, rle4 = 2, bit_fields = 3 };

struct Header {
  Size size;
  bool top_down = false;
  std::uint32_t bits = 0;
  Compression compression = Compression::none;
  std::array<std::uint32_t, 3> masks{};
  std::vector<Colour> palette{};
  std::size_t pixels = 0;  // where they begin
};

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

// Indices beyond the file's palette are grey, as without any palette.
Result<std::vector<Colour>> read_palette(std::string_view bytes, std::size_t at, std::size_t count,
                                         std::size_t entry) {
  if (count > 256 || at + count * entry > bytes.size()) return broken("the palette is truncated");
  std::vector<Colour> palette(256);
  for (std::size_t i = 0; i < palette.size(); ++i) palette[i].fill(static_cast<std::uint8_t>(i));
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t c = 0; c < 3; ++c)
      palette[i][c] = static_cast<std::uint8_t>(bytes[at + i * entry + 2 - c]);
  return palette;
}

void read_dimensions(std::string_view bytes, bool core, Header& header) {
  if (core) {
    header.size = {number(bytes, 20, 2), number(bytes, 18, 2)};
    header.bits = number(bytes, 24, 2);
    return;
  }
  const auto height = std::bit_cast<std::int32_t>(number(bytes, 22, 4));
  header.top_down = height < 0;
  header.size = {std::abs(std::int64_t{height}), std::bit_cast<std::int32_t>(number(bytes, 18, 4))};
  header.bits = number(bytes, 28, 2);
  header.compression = static_cast<Compression>(number(bytes, 30, 4));
}

void choose_masks(std::string_view bytes, Header& header) {
  header.masks = header.bits == 16 ? std::array<std::uint32_t, 3>{0x7C00, 0x3E0, 0x1F}
                                   : std::array<std::uint32_t, 3>{0xFF0000, 0xFF00, 0xFF};
  if (header.compression != Compression::bit_fields) return;
  for (std::size_t i = 0; i < 3; ++i) header.masks[i] = number(bytes, 54 + 4 * i, 4);
}

Result<Header> read_header(std::string_view bytes, const ImageLimits& limits) {
  if (bytes.size() < 70) return broken("the header is truncated");
  Header header;
  const auto length = number(bytes, 14, 4);
  const bool core = length == 12;
  if (!core && (length < 40 || length > 124)) return broken("an unknown kind of header");
  read_dimensions(bytes, core, header);
  TRY(check_size(header.size, limits));
  choose_masks(bytes, header);
  header.pixels = number(bytes, 10, 4);
  if (header.bits <= 8) {
    const auto given = core ? 0 : number(bytes, 46, 4);
    const auto count = given == 0 ? std::size_t{1} << header.bits : given;
    header.palette = TRY(read_palette(bytes, 14 + length, count, core ? 3 : 4));
  }
  return header;
}

// Runs as one index per pixel, rows from the bottom. What a file leaves out is index 0.
class Runs {
 public:
  Runs(std::string_view data, const Header& header)
      : left_(data),
        packed_(header.compression == Compression::rle4),
        width_(static_cast<std::size_t>(header.size.width)),
        count_(width_ * static_cast<std::size_t>(header.size.height)) {}

  std::vector<std::uint8_t> read() {
    while (indices_.size() < count_ && left_.size() >= 2) {
      const auto first = take();
      const auto second = take();
      if (first > 0)
        run(first, second);
      else if (second == 1)
        break;
      else
        escape(second);
    }
    indices_.resize(count_);
    return std::move(indices_);
  }

 private:
  std::uint8_t take() {
    const auto byte = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return byte;
  }

  void run(std::size_t length, std::uint8_t value) {
    length = std::min(length, width_ - indices_.size() % width_);
    for (std::size_t i = 0; i < length; ++i)
      indices_.push_back(packed_ ? (i % 2 == 0 ? value >> 4U : value & 15U) : value);
  }

  void escape(std::uint8_t code) {
    if (code == 0) {
      indices_.resize((indices_.size() + width_ - 1) / width_ * width_);
    } else if (code == 2 && left_.size() >= 2) {
      const std::size_t right = take();
      const std::size_t up = take();
      indices_.resize(std::min(count_, indices_.size() + right + up * width_));
    } else if (code > 2) {
      literal(code);
    }
  }

  void literal(std::size_t length) {
    const auto bytes = std::min(packed_ ? (length + 1) / 2 : length, left_.size());
    for (std::size_t i = 0; i < bytes; ++i) {
      const auto byte = take();
      if (!packed_) {
        indices_.push_back(byte);
        continue;
      }
      indices_.push_back(byte >> 4U);
      if (2 * i + 1 < length) indices_.push_back(byte & 15U);
    }
    if (bytes % 2 == 1 && !left_.empty()) take();
  }

  std::string_view left_;
  bool packed_;
  std::size_t width_;
  std::size_t count_;
  std::vector<std::uint8_t> indices_{};
};

std::uint8_t channel(std::uint32_t pixel, std::uint32_t mask) {
  if (mask == 0) return 0;
  const auto shift = static_cast<unsigned>(std::countr_zero(mask));
  return static_cast<std::uint8_t>(std::uint64_t{(pixel & mask) >> shift} * 255 / (mask >> shift));
}

Colour colour_at(const char* row, std::int64_t x, const Header& header) {
  const auto bit = static_cast<std::size_t>(x) * header.bits;
  if (header.bits <= 8) {
    const auto byte = static_cast<unsigned char>(row[bit / 8]);
    return header.palette[byte >> (8 - header.bits - bit % 8) & ((1U << header.bits) - 1)];
  }
  const auto size = std::size_t{header.bits / 8};
  const auto pixel = number({row + bit / 8, size}, 0, size);
  return {channel(pixel, header.masks[0]), channel(pixel, header.masks[1]),
          channel(pixel, header.masks[2])};
}

std::uint8_t* row_of(Image& image, const Header& header, std::int64_t y) {
  return image.row(header.top_down ? y : header.size.height - 1 - y);
}

Result<Image> read_plain(std::string_view data, const Header& header) {
  const auto stride = (static_cast<std::size_t>(header.size.width) * header.bits + 31) / 32 * 4;
  if (stride * static_cast<std::size_t>(header.size.height) > data.size() + 3)
    return broken("it is truncated");
  auto image = blank(header.size, 3);
  for (std::int64_t y = 0; y < header.size.height; ++y) {
    auto* out = row_of(image, header, y);
    const auto* row = data.data() + static_cast<std::size_t>(y) * stride;
    for (std::int64_t x = 0; x < header.size.width; ++x)
      out = std::ranges::copy(colour_at(row, x, header), out).out;
  }
  return image;
}

Image read_runs(std::string_view data, const Header& header) {
  const auto indices = Runs(data, header).read();
  auto image = blank(header.size, 3);
  auto index = indices.begin();
  for (std::int64_t y = 0; y < header.size.height; ++y) {
    auto* out = row_of(image, header, y);
    for (std::int64_t x = 0; x < header.size.width; ++x)
      out = std::ranges::copy(header.palette[*index++], out).out;
  }
  return image;
}

Result<Decoded> decode(std::string_view bytes, const ImageLimits& limits) {
  const auto header = TRY(read_header(bytes, limits));
  if (header.pixels > bytes.size()) return broken("it is truncated");
  const auto data = bytes.substr(header.pixels);
  const bool runs =
      header.compression == Compression::rle8 || header.compression == Compression::rle4;
  constexpr std::array depths = {1U, 4U, 8U, 16U, 24U, 32U};
  if (std::ranges::find(depths, header.bits) == depths.end() || (runs && header.bits > 8))
    return broken(std::to_string(header.bits) + " bits per pixel");
  if (runs) return Decoded{read_runs(data, header)};
  if (header.compression != Compression::none && header.compression != Compression::bit_fields)
    return broken("an unknown compression");
  return Decoded{TRY(read_plain(data, header))};
}

}  // namespace

Format bmp_format() {
  return {"BMP", [](std::string_view bytes) { return bytes.starts_with("BM"); }, decode};
}

}  // namespace hfi::media
