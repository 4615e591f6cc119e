#include "failures/hostile_pictures.h"

#include "core/base64.h"
#include "failures/bytes.h"

namespace hfi::failures {
namespace {

std::string read(const std::string& name) { return golden_file("pictures/" + name); }

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ (crc & 1U) * 0xEDB88320U;
  }
  return ~crc;
}

std::string chunk(const std::string& type, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + type + data +
         big_endian(crc32(type + data));
}

constexpr std::size_t after_header = 33;  // of a PNG: its signature and IHDR

std::string png_of_size(std::uint32_t width, std::uint32_t height) {
  const auto whole = read("rgb.png");
  return whole.substr(0, 8) +
         chunk("IHDR", big_endian(width) + big_endian(height) + whole.substr(24, 5)) +
         whole.substr(after_header);
}

std::string jpeg_of_size(const std::string& file, int height, int width) {
  auto bytes = read(file);
  const auto frame = std::min(bytes.find("\xFF\xC0"), bytes.find("\xFF\xC2"));
  const auto size = big_endian(static_cast<std::uint32_t>(height << 16 | width));
  return with(std::move(bytes), frame + 5, size);
}

std::string gif_of_size(std::uint32_t width, std::uint32_t height) {
  return with(read("plain.gif"), 6, little_endian(width, 2) + little_endian(height, 2));
}

std::string bmp_with(std::size_t at, const std::string& patch) {
  return with(read("rgb.bmp"), at, patch);
}

std::string two_frames_of_gif() {
  auto bytes = read("plain.gif");
  bytes.pop_back();
  const auto frame = bytes.find(std::string("\x2C\0\0\0\0", 5));
  return bytes + bytes.substr(frame) + ";";
}

std::string animated_png() {
  const auto whole = read("rgb.png");
  return whole.substr(0, after_header) + chunk("acTL", big_endian(2) + big_endian(0)) +
         whole.substr(after_header);
}

std::string animated_webp() {
  const auto still = read("alpha.webp");
  const auto image = still.substr(still.find("VP8L"));
  const auto part = [](const std::string& name, const std::string& data) {
    return name + little_endian(static_cast<std::uint32_t>(data.size()), 4) + data +
           std::string(data.size() % 2, '\0');
  };
  const auto size = little_endian(66, 3) + little_endian(44, 3);
  const auto frame = part("ANMF", std::string(6, '\0') + size + std::string(4, '\0') + image);
  const auto body = "WEBP" + part("VP8X", std::string("\x12\0\0\0", 4) + size) +
                    part("ANIM", std::string(6, '\0')) + frame + frame;
  return part("RIFF", body);
}

std::string text(std::string_view bytes) { return std::string(bytes); }

void add_truncated(std::vector<std::pair<std::string, std::string>>& all) {
  for (const auto* name : {"photo.jpg", "tall.jpg", "cmyk.jpg", "rgb.png", "interlaced.png",
                           "palette.png", "deep.png", "lossy.webp", "alpha.webp", "plain.gif",
                           "rgb.bmp", "lzw.tiff", "deflate-alpha.tiff", "jpeg.tiff"}) {
    const auto whole = read(name);
    all.emplace_back(text("half of ") + name, whole.substr(0, whole.size() / 2));
    all.emplace_back(text("the start of ") + name, whole.substr(0, 24));
  }
}

void add_huge(std::vector<std::pair<std::string, std::string>>& all) {
  all.emplace_back("png, 60,000 by 60,000", png_of_size(60'000, 60'000));
  all.emplace_back("png, 2,147,483,647 by 1", png_of_size(0x7FFFFFFF, 1));
  all.emplace_back("png, 7,999 by 7,999 in few bytes", png_of_size(7'999, 7'999));
  all.emplace_back("jpeg, 65,500 by 65,500", jpeg_of_size("photo.jpg", 65'500, 65'500));
  all.emplace_back("progressive jpeg, 30,000 by 30,000", jpeg_of_size("tall.jpg", 30'000, 30'000));
  all.emplace_back("gif, 65,535 by 65,535", gif_of_size(65'535, 65'535));
  all.emplace_back("gif, 7,999 by 7,999 in few bytes", gif_of_size(7'999, 7'999));
  all.emplace_back("bmp, 50,000 by 50,000",
                   bmp_with(18, little_endian(50'000, 4) + little_endian(50'000, 4)));
  all.emplace_back("bmp, 7,000 by 7,000 in few bytes",
                   bmp_with(18, little_endian(7'000, 4) + little_endian(7'000, 4)));
}

void add_wrong(std::vector<std::pair<std::string, std::string>>& all) {
  all.emplace_back("no bytes", "");
  all.emplace_back("one byte", "\xFF");
  all.emplace_back("a document", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
  all.emplace_back("a vector graphic", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  all.emplace_back("words", "This is not a picture.");
  all.emplace_back("png signature before a jpeg", read("rgb.png").substr(0, 8) + read("photo.jpg"));
  all.emplace_back("png of width 0", png_of_size(0, 10));
  all.emplace_back("png with a wrong checksum", with(read("rgb.png"), 30, "xx"));
  all.emplace_back("gif of width 0", gif_of_size(0, 0));
  all.emplace_back("bmp of width 0", bmp_with(18, little_endian(0, 4)));
  all.emplace_back("bmp of negative width", bmp_with(18, little_endian(0xFFFFFFFF, 4)));
  all.emplace_back("bmp, 7 bits per pixel", bmp_with(28, little_endian(7, 2)));
  all.emplace_back("bmp, unknown compression", bmp_with(30, little_endian(9, 4)));
  all.emplace_back("bmp, pixels beyond its end", bmp_with(10, little_endian(0x7FFFFFFF, 4)));
  all.emplace_back("tiff, directory beyond its end",
                   with(read("lzw.tiff"), 4, little_endian(0x7FFFFFF0, 4)));
  all.emplace_back("animated gif", two_frames_of_gif());
  all.emplace_back("animated png", animated_png());
  all.emplace_back("animated webp", animated_webp());
}

}  // namespace

std::vector<HostileFile> hostile_pictures() {
  std::vector<std::pair<std::string, std::string>> files;
  add_truncated(files);
  add_huge(files);
  add_wrong(files);
  std::vector<HostileFile> pictures{{"not base64", "data:image/png;base64,%%%"},
                                    {"not a data URI of base64", "data:image/png,abc"}};
  for (const auto& [name, bytes] : files)
    pictures.push_back({name, "data:image/png;base64," + base64_encode(bytes)});
  return pictures;
}

}  // namespace hfi::failures
