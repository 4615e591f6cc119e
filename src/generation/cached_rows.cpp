// Which row of the cache belongs to whom: requests join behind the others, beams change places, and who goes leaves no gap.

#include "generation/cached_decoder.h"

namespace hfi::generation {

// Of the rows in use.
std::vector<std::size_t> CachedDecoder::lengths() const {
  std::vector<std::size_t> lengths;
  for (const auto owner : owners_) lengths.push_back(writers_.at(owner).length);
  return lengths;
}

Result<void> CachedDecoder::reserve(std::size_t rows, std::size_t capacity) {
  return rows_.own.reserve(rows, capacity, lengths());
}

// Beams that change places are copied first.
std::uint64_t CachedDecoder::bytes_for(const DecoderInput& input, std::size_t rows,
                                       std::size_t length) const {
  std::uint64_t encoded = 0;
  if (!cross_ports_.empty())
    if (const auto keys = input.encoder.find(cross_ports_.front().input);
        keys != input.encoder.end())
      encoded = static_cast<std::uint64_t>(keys->second.dim(1));
  const auto copies = rows == 1 ? rows : 2 * rows;
  return copies * length * rows_.own.position_bytes() +
         rows * encoded * rows_.cross.position_bytes();
}

// A row more at the end, which holds what row `from` of `source` does.
Result<std::size_t> CachedDecoder::append(RequestId request, const Rows& source, std::size_t from,
                                          std::size_t length) {
  const auto row = owners_.size();
  const auto cross = source.cross_lengths.empty() ? 0 : source.cross_lengths.at(from);
  TRY(reserve(row + 1, length + 1));
  rows_.own.copy_row(source.own, from, row, length);
  if (cross > 0) {
    TRY(rows_.cross.reserve(row + 1, cross, rows_.cross_lengths));
    rows_.cross.copy_row(source.cross, from, row, cross);
  }
  rows_.cross_lengths.push_back(cross);
  owners_.push_back(request);
  return row;
}

Result<void> CachedDecoder::join(RequestId request, const Reader& reader) {
  const auto row = TRY(append(request, reader.row, 0, reader.read));
  writers_.emplace(request, Writer{.rows = {row}, .length = reader.read});
  readers_.erase(request);
  return {};
}

// Beams of one request have read the same encoder, so that only what they keep of themselves moves. A step that failed may be
// repeated: they move once.
Result<void> CachedDecoder::reorder(const Reading& reading) {
  auto& writer = writers_.at(reading.request);
  const auto& parents = reading.step.parents;
  if (std::exchange(writer.ordered, writer.length) == writer.length) return {};
  const bool first = writer.rows.size() < parents.size();
  while (writer.rows.size() < parents.size())
    writer.rows.push_back(TRY(append(reading.request, rows_, writer.rows.front(), writer.length)));
  std::vector<std::size_t> from;
  std::vector<std::size_t> to;
  for (std::size_t i = 0; !first && i < parents.size(); ++i) {
    if (parents[i] == i) continue;
    from.push_back(writer.rows.at(parents[i]));
    to.push_back(writer.rows.at(i));
  }
  if (to.empty()) return {};
  return rows_.own.rearrange(from, to, writer.length);
}

// Its rows are in order, and there is room for one token more.
Result<void> CachedDecoder::prepare(const Reading& reading) {
  TRY(reorder(reading));
  return reserve(owners_.size(), writers_.at(reading.request).length + 1);
}

// The last row takes the place of the one that goes.
void CachedDecoder::free_row(std::size_t row) {
  const auto last = owners_.size() - 1;
  if (row != last) {
    auto& moved = writers_.at(owners_[last]);
    std::ranges::replace(moved.rows, last, row);
    rows_.own.copy_row(rows_.own, last, row, moved.length);
    if (const auto cross = rows_.cross_lengths[last]; cross > 0)
      rows_.cross.copy_row(rows_.cross, last, row, cross);
    rows_.cross_lengths[row] = rows_.cross_lengths[last];
    owners_[row] = owners_[last];
  }
  owners_.pop_back();
  rows_.cross_lengths.pop_back();
}

void CachedDecoder::end(RequestId request) {
  readers_.erase(request);
  const auto found = writers_.find(request);
  if (found == writers_.end()) return;
  auto rows = found->second.rows;
  std::ranges::sort(rows, std::greater{});
  for (const auto row : rows) free_row(row);
  writers_.erase(request);
  if (owners_.empty()) {
    rows_.own.release();
    rows_.cross.release();
  }
}

}  // namespace hfi::generation
