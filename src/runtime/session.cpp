#include "runtime/session.h"

#include <algorithm>

#include "runtime/parts.h"
#include "runtime/values.h"

namespace hfi::runtime {

struct Session::Parts {
  Runtime runtime;  // the environment outlives its sessions
  Ort::Session session;
  std::vector<Port> inputs;
  std::vector<Port> outputs;
};

namespace {

void give(Ort::SessionOptions& options, const Tensors& given) {
  std::vector<std::string> names;
  std::vector<Ort::Value> values;
  for (const auto& [name, tensor] : given) {
    names.push_back(name);
    values.push_back(to_value(tensor));
  }
  if (!names.empty()) options.AddExternalInitializers(names, values);
}

Ort::SessionOptions session_options(const Source& source, const SessionOptions& wanted) {
  Ort::SessionOptions options;
  options.DisablePerSessionThreads();
  options.SetGraphOptimizationLevel(ORT_ENABLE_ALL);
  // idle threads sleep: between runs the machine belongs to others
  options.AddConfigEntry("session.force_spinning_stop", "1");
  if (!wanted.prepack) options.AddConfigEntry("session.disable_prepacking", "1");
  if (const auto* built = std::get_if<Built>(&source)) {
    options.AddConfigEntry("session.model_external_initializers_file_folder_path",
                           built->folder.c_str());
    give(options, built->given);
  }
  return options;
}

Ort::Session open_session(const Runtime& runtime, const Source& source,
                          const Ort::SessionOptions& options) {
  const auto& env = runtime.parts().env;
  if (const auto* built = std::get_if<Built>(&source))
    return {env, built->model.data(), built->model.size(), options};
  return {env, std::get<std::filesystem::path>(source).c_str(), options};
}

Port port_of(std::string name, const Ort::TypeInfo& type) {
  if (type.GetONNXType() != ONNX_TYPE_TENSOR)
    throw Ort::Exception(name + " is not a tensor", ORT_INVALID_ARGUMENT);
  const auto tensor = type.GetTensorTypeAndShapeInfo();
  return {std::move(name), dtype_of(tensor.GetElementType()), tensor.GetShape()};
}

std::vector<Port> ports_of(const Ort::Session& session, bool inputs) {
  Ort::AllocatorWithDefaultOptions allocator;
  std::vector<Port> ports;
  const auto count = inputs ? session.GetInputCount() : session.GetOutputCount();
  for (std::size_t i = 0; i < count; ++i) {
    const auto name = inputs ? session.GetInputNameAllocated(i, allocator)
                             : session.GetOutputNameAllocated(i, allocator);
    ports.push_back(
        port_of(name.get(), inputs ? session.GetInputTypeInfo(i) : session.GetOutputTypeInfo(i)));
  }
  return ports;
}

Result<std::vector<const Tensor*>> arguments(const std::vector<Port>& ports,
                                             const Tensors& inputs) {
  std::vector<const Tensor*> tensors;
  for (const auto& port : ports) {
    const auto found = inputs.find(port.name);
    if (found == inputs.end())
      return fail(ErrorCode::model_unsupported, "the model has an input \"" + port.name + "\" " +
                                                    to_string(port.shape) +
                                                    " that this task does not give");
    if (found->second.dtype() != port.dtype)
      return fail(ErrorCode::model_unsupported,
                  "the model's input \"" + port.name + "\" is " + std::string(name_of(port.dtype)) +
                      ", the task gives " + std::string(name_of(found->second.dtype())));
    tensors.push_back(&found->second);
  }
  return tensors;
}

// Where outputs go: to the tensors that the caller gives, else to memory of the library's choice.
std::vector<Ort::Value> places(const std::vector<Port>& ports, const Tensors& into) {
  std::vector<Ort::Value> values;
  for (const auto& port : ports) {
    const auto given = into.find(port.name);
    values.push_back(given == into.end() ? Ort::Value{nullptr} : to_value(given->second));
  }
  return values;
}

template <class Of>
std::vector<const char*> names_of(const Of& ports) {
  std::vector<const char*> names;
  for (const auto& port : ports) names.push_back(port.name.c_str());
  return names;
}

}  // namespace

Result<Session> Session::open(const Runtime& runtime, const Source& source,
                              const SessionOptions& options) try {
  auto session = open_session(runtime, source, session_options(source, options));
  auto inputs = ports_of(session, true);
  auto outputs = ports_of(session, false);
  return Session(std::make_shared<Parts>(
      Parts{runtime, std::move(session), std::move(inputs), std::move(outputs)}));
} catch (const Ort::Exception& exception) {
  return tl::unexpected(to_error(exception, ErrorCode::model_invalid));
}

const std::vector<Port>& Session::inputs() const { return parts_->inputs; }
const std::vector<Port>& Session::outputs() const { return parts_->outputs; }

bool Session::has_input(std::string_view name) const {
  return std::ranges::find(parts_->inputs, name, &Port::name) != parts_->inputs.end();
}

Result<Tensors> Session::run(const Tensors& inputs, const std::stop_token& stop,
                             const Tensors& into) const {
  const auto tensors = TRY(arguments(parts_->inputs, inputs));
  try {
    std::vector<Ort::Value> values;
    for (const auto* tensor : tensors) values.push_back(to_value(*tensor));
    const auto input_names = names_of(parts_->inputs);
    const auto output_names = names_of(parts_->outputs);
    Ort::RunOptions options;
    const std::stop_callback terminate(stop, [&options] { options.SetTerminate(); });
    auto results = places(parts_->outputs, into);
    parts_->session.Run(options, input_names.data(), values.data(), values.size(),
                        output_names.data(), results.data(), results.size());
    Tensors outputs;
    for (std::size_t i = 0; i < results.size(); ++i)
      outputs.emplace(output_names[i], to_tensor(std::move(results[i])));
    return outputs;
  } catch (const Ort::Exception& exception) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "cancelled while the model ran");
    return tl::unexpected(to_error(exception, ErrorCode::inference_failed));
  }
}

}  // namespace hfi::runtime
