// How downloads are told to those who watch.

#include <array>

#include "core/error_table.h"
#include "serving/hub/download_job.h"

namespace hfi::serving {
namespace {

template <class T>
json::Value or_null(const std::optional<T>& value) {
  return value ? json::Value(value->count()) : json::Value(nullptr);
}

}  // namespace

std::string_view name_of(DownloadState state) {
  constexpr std::array<std::string_view, 6> names = {"queued", "downloading", "paused",
                                                     "done",   "cancelled",   "failed"};
  return names.at(static_cast<std::size_t>(state));
}

json::Object Downloads::row_of(const Job& job) {
  const auto& progress = job.progress;
  json::Array files;
  for (const auto& file : progress.files)
    files.push_back(
        json::Object{{"path", file.path}, {"bytes_done", file.done}, {"bytes_total", file.total}});
  const bool failed = job.state == DownloadState::failed;
  return {{"type", "download"},
          {"id", job.id},
          {"model_id", job.request.model.model_id},
          {"revision", job.request.model.tree.commit},
          {"state", name_of(job.state)},
          {"bytes_done", progress.done},
          {"bytes_total", progress.total},
          {"bytes_per_second", progress.bytes_per_second},
          {"eta_s", or_null(progress.left)},
          {"files", std::move(files)},
          {"error", failed ? json::Value(to_json(job.outcome.error())) : json::Value(nullptr)}};
}

json::Object Downloads::status() const {
  const std::lock_guard lock(mutex_);
  json::Array rows;
  for (const auto& [id, job] : jobs_) {
    auto row = row_of(*job);
    row.erase("type");
    rows.push_back(std::move(row));
  }
  return {{"downloads", std::move(rows)}};
}

}  // namespace hfi::serving
