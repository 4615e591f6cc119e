#pragma once

#include <string>

#include "core/json.h"

namespace hfi::golden {

// Where two values differ and how; empty when they agree. Numbers that the wanted value writes with a fraction agree
// within `tolerance` of the larger of their size and 0.01; PNGs as data URIs agree as
// pictures do, WAVs when what differs is 60 dB below the sound; everything else must be equal.
std::string difference(const json::Value& want, const json::Value& got, double tolerance,
                       const std::string& at = "$");

}  // namespace hfi::golden
