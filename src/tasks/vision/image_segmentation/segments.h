#pragma once
// What a segmentation network answers, as regions of the picture.
// reference  transformers, models/detr/image_processing_detr.py and models/segformer/image_processing_segformer.py

#include <cstdint>
#include <optional>
#include <vector>

#include "media/image.h"
#include "tensor/tensor.h"

namespace hfi::tasks {

struct Segment {
  std::size_t label;
  std::optional<float> score{};  // absent for a region of a kind
  std::uint16_t number;          // its pixels have this number in the map
};

struct Segmentation {
  std::vector<std::uint16_t> map{};  // height * width; 0 where nothing is
  std::vector<Segment> segments{};
};

struct Thresholds {
  double score;
  double mask;
  double overlap;
};

// The likeliest class of each pixel, from scores [1, classes, height, width] at any size.
Segmentation semantic_segments(const Tensor& scores, media::Size size);

// Scores of classes from queries, for semantic_segments: logits [1, queries, classes + 1], masks [1, queries, height, width].
Tensor class_scores(const Tensor& logits, const Tensor& masks);

// One region per query that is sure of something and keeps enough of its mask: instances, and panoptic segments.
Segmentation query_segments(const Tensor& logits, const Tensor& masks, const Thresholds& thresholds,
                            media::Size size);

}  // namespace hfi::tasks
