#pragma once
// Long recordings that need no file: tools/goldens/made_sounds.py makes the same.

#include <string>

namespace hfi::golden {

// A WAV file of 16-bit samples at 16 kHz, of so many seconds: silent, or a buzz that changes its pitch and swells.
std::string made_sound(double seconds, bool silent);

}  // namespace hfi::golden
