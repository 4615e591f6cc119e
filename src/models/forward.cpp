#include "models/forward.h"

#include "models/batches.h"

namespace hfi::models {
namespace {

// Outputs whose second axis has an extent of its own, such as the number of labels.
std::vector<std::string> fixed_outputs(const runtime::Session& session) {
  std::vector<std::string> names;
  for (const auto& port : session.outputs())
    if (port.shape.size() > 1 && port.shape[1] >= 0) names.push_back(port.name);
  return names;
}

// A model exported for one item at a time says so in its inputs.
BatchLimits limits_of(const runtime::Session& session, std::size_t max_items) {
  constexpr std::size_t picture_elements = std::size_t{1} << 22U;  // 27 pictures of 224 x 224
  BatchLimits limits{.items = max_items};
  for (const auto& port : session.inputs()) {
    if (!port.shape.empty() && port.shape.front() == 1) limits.items = 1;
    if (port.shape.size() == 4) limits.elements = picture_elements;
  }
  return limits;
}

Result<void> check_rows(const Tensors& outputs, std::size_t rows) {
  for (const auto& [name, tensor] : outputs)
    if (tensor.rank() == 0 || tensor.dim(0) != static_cast<std::int64_t>(rows))
      return fail(ErrorCode::inference_failed, "output \"" + name + "\" has the shape " +
                                                   to_string(tensor.shape()) + " for a batch of " +
                                                   std::to_string(rows));
  return {};
}

struct Network {
  runtime::Session session;
  Padding padding;
  BatchLimits limits;
  std::vector<std::string> fixed;

  Result<void> run(const Items& items, const std::vector<std::size_t>& group,
                   const std::stop_token& stop, Items& answers) const {
    auto outputs = TRY(session.run(stack(items, group, padding), stop));
    if (group.size() == 1) {
      answers[group.front()] = std::move(outputs);
      return {};
    }
    TRY(check_rows(outputs, group.size()));
    const auto padded = length_of(items[group.front()], padding);
    for (std::size_t row = 0; row < group.size(); ++row)
      answers[group[row]] =
          unstack(outputs, row, padded, length_of(items[group[row]], padding), fixed);
    return {};
  }
};

}  // namespace

Forward forward_through(runtime::Session session, Padding padding, std::size_t max_items) {
  const auto limits = limits_of(session, max_items);
  auto fixed = fixed_outputs(session);
  return [network = Network{std::move(session), std::move(padding), limits, std::move(fixed)}](
             const Items& items, const std::stop_token& stop) -> Result<Items> {
    Items answers(items.size());
    for (const auto& group : groups(items, network.padding, network.limits))
      TRY(network.run(items, group, stop, answers));
    return answers;
  };
}

}  // namespace hfi::models
