#pragma once
// JSON values. This folder alone names the library behind them.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace hfi::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

// Compact text. Numbers are the shortest decimals that read back to the same value; the order of
// keys is the order of insertion.
std::string dump(const Value& value);

// A float as the double with the same shortest decimal, so that 0.1f is written 0.1.
double number(float value);

}  // namespace hfi::json
