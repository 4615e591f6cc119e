#pragma once
// When each token was said, from how much each looked at each moment.
// Reference: transformers, models/whisper/generation_whisper.py, _median_filter, _dynamic_time_warping and what
// _extract_token_timestamps does around them.

#include <vector>

namespace hfi::tasks::whisper {

// Rows by columns, row after row.
struct Matrix {
  std::size_t rows, columns;
  std::vector<float> values;

  [[nodiscard]] float at(std::size_t row, std::size_t column) const {
    return values[row * columns + column];
  }
};

// Each value becomes the middle one of the `width` around it in its row, mirrored at the ends.
Matrix median_filtered(const Matrix& matrix, std::size_t width);

// Every column by its mean and deviation.
Matrix standardised(const Matrix& matrix);

// The column at which each row begins on the cheapest way through the costs from the first corner to the last. Columns count
// from 0; -1 where there are none.
std::vector<std::ptrdiff_t> first_columns(const Matrix& costs);

// The column at which each row (a token) begins to be looked at: `heads` are attention weights of one shape.
std::vector<std::ptrdiff_t> aligned(const std::vector<Matrix>& heads,
                                    std::size_t median_filter_width);

}  // namespace hfi::tasks::whisper
