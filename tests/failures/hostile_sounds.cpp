#include "failures/hostile_sounds.h"

#include "core/base64.h"
#include "failures/bytes.h"

namespace hfi::failures {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string read(const std::string& name) { return golden_file("sounds/" + name); }

std::string zeros(std::size_t count) { return std::string(count, '\0'); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

struct Wave {
  std::uint32_t format = 1, channels = 1, rate = 16000, align = 2, bits = 16;
  std::string data = zeros(2000);
};

std::string chunk(const std::string& name, const std::string& data) {
  return name + little_endian(static_cast<std::uint32_t>(data.size()), 4) + data;
}

std::string description(const Wave& wave) {
  return chunk("fmt ", little_endian(wave.format, 2) + little_endian(wave.channels, 2) +
                           little_endian(wave.rate, 4) + little_endian(wave.rate * wave.align, 4) +
                           little_endian(wave.align, 2) + little_endian(wave.bits, 2));
}

std::string wav(const Wave& wave) {
  return chunk("RIFF", "WAVE" + description(wave) + chunk("data", wave.data));
}

std::string box(const std::string& name, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size() + 8)) + name + data;
}

const std::string mp4_start = box("ftyp", "M4A " + zeros(4) + "isom");

std::string nested_boxes() {
  std::string inner = box("free", "");
  for (int i = 0; i < 2000; ++i) inner = box("moov", inner);
  return mp4_start + inner;
}

// The last metadata block of a FLAC file: 44,100 Hz, stereo, 16 bits, and 2^36 - 1 samples.
std::string flac_of_weeks() {
  return "fLaC" + std::string("\x80\0\0\x22", 4) + std::string("\x10\0\x10\0", 4) + zeros(6) +
         std::string("\x0A\xC4\x42\xFF\xFF\xFF\xFF\xFF", 8) + zeros(16);
}

void add_truncated(Files& all) {
  for (const auto* name : {"s16.wav", "f32-stereo.wav", "alaw.wav", "voice.flac", "voice.m4a",
                           "voice-opus.ogg", "voice-vorbis.ogg", "voice.webm", "film.mp4"})
    all.emplace_back(std::string("the start of ") + name, read(name).substr(0, 30));
  all.emplace_back("mp4 without its index", read("voice.m4a").substr(0, 40) + zeros(1000));
  all.emplace_back("wav without samples", wav({.data = ""}));
  all.emplace_back("wav that ends before its samples", chunk("RIFF", "WAVE" + description({})));
}

void add_wrong(Files& all) {
  all.emplace_back("no bytes", "");
  all.emplace_back("one byte", "R");
  all.emplace_back("zeros", zeros(20'000));
  all.emplace_back("words", "This is not a recording, whatever its name says.");
  all.emplace_back("a web page", "<!doctype html><title>404</title>Not found");
  all.emplace_back("a document", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
  all.emplace_back("a list of files elsewhere",
                   "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");
  all.emplace_back("files elsewhere, to be joined", "ffconcat version 1.0\nfile '/etc/passwd'\n");
  all.emplace_back("a picture", golden_file("pictures/photo.jpg"));
  all.emplace_back("another picture", golden_file("pictures/rgb.png"));
  all.emplace_back("a moving picture", golden_file("pictures/plain.gif"));
  all.emplace_back("a program", std::string("\x7F") + "ELF\2\1\1" + zeros(500));
  all.emplace_back("a film with subtitles in the place of its sound",
                   replaced(replaced(read("film.mp4"), "soun", "sbtl"), "mp4a", "tx3g"));
}

void add_wave(Files& all) {
  all.emplace_back("wav without channels", wav({.channels = 0}));
  all.emplace_back("wav of 65,535 channels", wav({.channels = 65'535, .align = 0xFFFF}));
  all.emplace_back("wav of 200 channels",
                   wav({.channels = 200, .align = 400, .data = zeros(4000)}));
  all.emplace_back("wav without a rate", wav({.rate = 0}));
  all.emplace_back("wav of one sample per second", wav({.rate = 1}));
  all.emplace_back("wav of 4,294,967,295 samples per second", wav({.rate = 0xFFFFFFFF}));
  all.emplace_back("wav of 2,000,000 samples per second", wav({.rate = 2'000'000}));
  all.emplace_back("wav of an unknown codec", wav({.format = 0x4242}));
  all.emplace_back("wav of no bits", wav({.bits = 0}));
  all.emplace_back("wav of a description beyond its end",
                   chunk("RIFF", "WAVEfmt " + little_endian(0x7FFFFFFF, 4) + zeros(16)));
}

void add_huge(Files& all) {
  all.emplace_back("flac of weeks, without a frame", flac_of_weeks());
  all.emplace_back("a tag of 256 MB before no sound",
                   "ID3" + std::string("\4\0\0\x7F\x7F\x7F\x7F", 7) + zeros(64));
  all.emplace_back("mp4 of 2,000 boxes in boxes", nested_boxes());
  all.emplace_back("mp4 of a box of 4 GB", mp4_start + big_endian(0xFFFFFFFF) + "moov" + zeros(64));
  all.emplace_back(
      "mp4 of a table of 2^32 entries",
      mp4_start +
          box("moov",
              box("trak",
                  box("mdia",
                      box("minf", box("stbl", box("stsz", zeros(8) + big_endian(0xFFFFFFFF))))))));
  all.emplace_back("webm of an element without end",
                   read("voice.webm").substr(0, 4) + std::string(64, '\xFF'));
}

}  // namespace

std::vector<HostileFile> hostile_sounds() {
  Files files;
  add_truncated(files);
  add_wrong(files);
  add_wave(files);
  add_huge(files);
  std::vector<HostileFile> sounds{{"not base64", "data:audio/wav;base64,%%%"},
                                  {"not a data URI of base64", "data:audio/wav,abc"}};
  for (const auto& [name, bytes] : files)
    sounds.push_back({name, "data:audio/wav;base64," + base64_encode(bytes)});
  return sounds;
}

}  // namespace hfi::failures
