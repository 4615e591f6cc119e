#include "tasks/audio/automatic_speech_recognition/whisper/dynamic_time_warping.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace hfi::tasks::whisper {
namespace {

// What is no number comes last, as torch sorts it.
bool less(float a, float b) { return a < b || (std::isnan(b) && !std::isnan(a)); }

enum class Came : std::uint8_t { diagonally, down, right };

// Costs of the cheapest ways to each cell, and where they came from; with a row and a column before the first.
struct Ways {
  std::size_t rows, columns;
  std::vector<float> cost;
  std::vector<Came> came;

  [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const {
    return row * columns + column;
  }
};

Came cheapest(float diagonal, float above, float left) {
  if (diagonal < above && diagonal < left) return Came::diagonally;
  if (above < diagonal && above < left) return Came::down;
  return Came::right;
}

Ways ways_through(const Matrix& costs) {
  Ways ways{costs.rows + 1, costs.columns + 1, {}, {}};
  ways.cost.assign(ways.rows * ways.columns, std::numeric_limits<float>::infinity());
  ways.came.assign(ways.rows * ways.columns, Came::right);
  ways.cost[0] = 0;
  for (std::size_t j = 1; j < ways.columns; ++j)
    for (std::size_t i = 1; i < ways.rows; ++i) {
      const auto diagonal = ways.cost[ways.at(i - 1, j - 1)];
      const auto above = ways.cost[ways.at(i - 1, j)];
      const auto left = ways.cost[ways.at(i, j - 1)];
      const auto came = cheapest(diagonal, above, left);
      const auto before = came == Came::diagonally ? diagonal : came == Came::down ? above : left;
      ways.came[ways.at(i, j)] = came;
      ways.cost[ways.at(i, j)] = static_cast<float>(static_cast<double>(costs.at(i - 1, j - 1)) +
                                                    static_cast<double>(before));
    }
  for (std::size_t i = 0; i < ways.rows; ++i) ways.came[ways.at(i, 0)] = Came::down;
  for (std::size_t j = 1; j < ways.columns; ++j) ways.came[ways.at(0, j)] = Came::right;
  return ways;
}

Matrix mean_of(const std::vector<Matrix>& matrices) {
  Matrix mean{matrices.front().rows, matrices.front().columns, {}};
  for (std::size_t i = 0; i < matrices.front().values.size(); ++i) {
    double sum = 0;
    for (const auto& matrix : matrices) sum += static_cast<double>(matrix.values[i]);
    mean.values.push_back(static_cast<float>(sum / static_cast<double>(matrices.size())));
  }
  return mean;
}

}  // namespace

Matrix median_filtered(const Matrix& matrix, std::size_t width) {
  const auto reach = width / 2;
  if (matrix.columns <= reach) return matrix;
  const auto last = static_cast<std::ptrdiff_t>(matrix.columns) - 1;
  Matrix result{matrix.rows, matrix.columns, {}};
  std::vector<float> around(2 * reach + 1);
  for (std::size_t row = 0; row < matrix.rows; ++row)
    for (std::ptrdiff_t column = 0; column <= last; ++column) {
      for (std::size_t k = 0; k < around.size(); ++k) {
        auto at =
            std::abs(column + static_cast<std::ptrdiff_t>(k) - static_cast<std::ptrdiff_t>(reach));
        if (at > last) at = 2 * last - at;
        around[k] = matrix.at(row, static_cast<std::size_t>(at));
      }
      const auto middle = around.begin() + static_cast<std::ptrdiff_t>(reach);
      std::ranges::nth_element(around, middle, less);
      result.values.push_back(*middle);
    }
  return result;
}

Matrix standardised(const Matrix& matrix) {
  Matrix result = matrix;
  const auto count = static_cast<double>(matrix.rows);
  for (std::size_t column = 0; column < matrix.columns; ++column) {
    double sum = 0;
    for (std::size_t row = 0; row < matrix.rows; ++row)
      sum += static_cast<double>(matrix.at(row, column));
    const auto mean = sum / count;
    double squares = 0;
    for (std::size_t row = 0; row < matrix.rows; ++row) {
      const auto off = static_cast<double>(matrix.at(row, column)) - mean;
      squares += off * off;
    }
    const auto deviation = std::sqrt(squares / count);
    for (std::size_t row = 0; row < matrix.rows; ++row) {
      auto& value = result.values[row * matrix.columns + column];
      value = static_cast<float>((static_cast<double>(value) - mean) / deviation);
    }
  }
  return result;
}

std::vector<std::ptrdiff_t> first_columns(const Matrix& costs) {
  const auto ways = ways_through(costs);
  std::vector<std::ptrdiff_t> first(costs.rows, -1);
  auto i = costs.rows;
  auto j = costs.columns;
  while (i > 0 || j > 0) {
    if (i > 0)
      first[i - 1] =
          static_cast<std::ptrdiff_t>(j) - 1;  // the way goes back: the last is the first
    const auto came = ways.came[ways.at(i, j)];
    if (came != Came::right) --i;
    if (came != Came::down) --j;
  }
  return first;
}

std::vector<std::ptrdiff_t> aligned(const std::vector<Matrix>& heads,
                                    std::size_t median_filter_width) {
  std::vector<Matrix> smooth;
  for (const auto& head : heads)
    smooth.push_back(median_filtered(standardised(head), median_filter_width));
  auto costs = mean_of(smooth);
  for (auto& value : costs.values) value = -value;
  return first_columns(costs);
}

}  // namespace hfi::tasks::whisper
