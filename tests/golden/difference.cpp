#include "golden/difference.h"

#include <algorithm>
#include <cmath>

namespace hfi::golden {
namespace {

constexpr double smallest = 0.01;  // below it, errors count in absolute terms

std::string unlike(const json::Value& want, const json::Value& got, const std::string& at) {
  return at + ": expected " + json::dump(want).substr(0, 200) + ", got " +
         json::dump(got).substr(0, 200);
}

std::string difference_of_objects(const json::Object& want, const json::Object& got,
                                  double tolerance, const std::string& at) {
  for (const auto& member : got)
    if (!want.contains(member.key()))
      return at + ": did not expect \"" + std::string(member.key()) + "\"";
  for (const auto& member : want) {
    const auto* other = got.if_contains(member.key());
    const auto path = at + "." + std::string(member.key());
    if (other == nullptr) return path + ": missing";
    if (auto found = difference(member.value(), *other, tolerance, path); !found.empty())
      return found;
  }
  return "";
}

std::string difference_of_arrays(const json::Array& want, const json::Array& got, double tolerance,
                                 const std::string& at) {
  if (want.size() != got.size())
    return at + ": expected " + std::to_string(want.size()) + " elements, got " +
           std::to_string(got.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    auto found = difference(want[i], got[i], tolerance, at + "[" + std::to_string(i) + "]");
    if (!found.empty()) return found;
  }
  return "";
}

}  // namespace

std::string difference(const json::Value& want, const json::Value& got, double tolerance,
                       const std::string& at) {
  if (want.is_object() && got.is_object())
    return difference_of_objects(want.get_object(), got.get_object(), tolerance, at);
  if (want.is_array() && got.is_array())
    return difference_of_arrays(want.get_array(), got.get_array(), tolerance, at);
  if (want.is_double() && got.is_number()) {
    const auto wanted = want.get_double();
    const auto off = std::abs(wanted - got.to_number<double>());
    // not written as a negated comparison of the opposite: NaN must fail
    return off <= tolerance * std::max(std::abs(wanted), smallest) ? "" : unlike(want, got, at);
  }
  return want == got ? "" : unlike(want, got, at);
}

}  // namespace hfi::golden
