// What people come for, and the tasks that serve it.

#include <algorithm>
#include <array>
#include <set>

#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

struct Intent {
  std::string_view id;  // stays what it is: programs remember it
  std::string_view label;
  std::string_view description;
  std::vector<std::string_view> tasks;
};

// NOLINTNEXTLINE(readability-function-size): a table
const std::vector<Intent>& intents() {
  static const std::vector<Intent> all = {
      {"chat",
       "Write and chat",
       "Continue a text, or talk.",
       {"text-generation", "text2text-generation", "any-to-any"}},
      {"summarize", "Summarize", "Make a long text short.", {"summarization"}},
      {"translate", "Translate", "Say a text in another language.", {"translation"}},
      {"qa",
       "Answer questions",
       "Find the answer in a text or a table.",
       {"question-answering", "table-question-answering"}},
      {"classify-text",
       "Classify text",
       "Find labels for a text, or for the words in it.",
       {"text-classification", "zero-shot-classification", "token-classification"}},
      {"fill-mask", "Fill gaps", "Guess the missing word.", {"fill-mask"}},
      {"embed-text", "Embed text", "Turn texts into vectors.", {"feature-extraction"}},
      {"compare-text",
       "Compare and rank",
       "Measure how close texts are, or sort them by it.",
       {"sentence-similarity", "text-ranking"}},
      {"describe-image",
       "Describe pictures",
       "Say in words what a picture shows.",
       {"image-to-text", "image-text-to-text"}},
      {"ask-image",
       "Ask about pictures",
       "Answer questions about a picture or a document.",
       {"visual-question-answering", "document-question-answering", "visual-document-retrieval"}},
      {"classify-image",
       "Classify pictures",
       "Find labels for a picture.",
       {"image-classification", "zero-shot-image-classification"}},
      {"embed-image",
       "Embed pictures",
       "Turn pictures into vectors.",
       {"image-feature-extraction"}},
      {"detect-objects",
       "Find objects",
       "Draw boxes or points where things are.",
       {"object-detection", "zero-shot-object-detection", "keypoint-detection"}},
      {"segment-image",
       "Cut out",
       "Find the outlines of things.",
       {"image-segmentation", "mask-generation"}},
      {"depth-estimate", "Measure depth", "Tell near from far.", {"depth-estimation"}},
      {"image-to-image",
       "Change pictures",
       "Edit, restore or enlarge a picture.",
       {"image-to-image", "image-restoration", "image-super-resolution"}},
      {"text-to-image", "Create pictures", "Draw what a text says.", {"text-to-image"}},
      {"transcribe",
       "Transcribe speech",
       "Write down what is said.",
       {"automatic-speech-recognition", "audio-text-to-text"}},
      {"speak", "Speak", "Say a text aloud.", {"text-to-speech"}},
      {"create-sound",
       "Create sound",
       "Make the sound or music that a text asks for.",
       {"text-to-audio"}},
      {"classify-audio",
       "Classify sound",
       "Find labels for a sound, or where speech is in it.",
       {"audio-classification", "zero-shot-audio-classification", "voice-activity-detection"}},
      {"improve-audio", "Improve sound", "Remove noise, or part voices.", {"audio-to-audio"}},
      {"video",
       "Video",
       "Create a video, or find labels for one.",
       {"text-to-video", "image-to-video", "video-classification"}},
      {"create-3d",
       "Create 3D models",
       "Make a body from a text or a picture.",
       {"text-to-3d", "image-to-3d"}},
      {"forecast", "Forecast", "Continue a series of numbers.", {"time-series-forecasting"}},
  };
  return all;
}

json::Object row_of(const Intent& intent) {
  json::Array input_types;
  json::Array tasks;
  for (const auto task : intent.tasks) {
    tasks.emplace_back(task);
    const auto& document = tasks::taxonomy().find(task)->document;
    for (const auto& type : document.at("modalities").at("input").as_array())
      if (std::ranges::find(input_types, type) == input_types.end()) input_types.push_back(type);
  }
  return {{"id", intent.id},
          {"label", intent.label},
          {"description", intent.description},
          {"input_types", std::move(input_types)},
          {"hf_tasks", std::move(tasks)}};
}

}  // namespace

std::vector<Endpoint> intents_endpoints(const Services&) {
  json::Array rows;
  for (const auto& intent : intents()) rows.push_back(row_of(intent));
  const auto body = std::make_shared<const std::string>(json::dump(rows));
  const auto answer = [body](const Request&) -> Result<Reply> {
    return Response{.content_type = "application/json", .body = body};
  };
  return {{{Method::get, "/api/intents", answer, Run::on_io_thread},
           "What people come for, and the tasks that serve it.",
           "tasks",
           {.answer = "intents"}}};
}

}  // namespace hfi::server
