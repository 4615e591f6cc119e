"""Tasks on pictures: tiny models of every family that is built in, asked through the pipelines of transformers."""

import base64
import io
import json
import re
import sys

import numpy as np
import torch
import transformers
from transformers import (AutoModel, AutoModelForImageClassification, CLIPConfig, ConvNextConfig, DepthAnythingConfig, DetrConfig,
                          Dinov2Config, DPTConfig, ResNetConfig, SegformerConfig, ViTConfig, YolosConfig, pipeline)

from clip_exports import export_clip_together
from pictures import FOLDER, load
from repository import export, load_tokenizer, save_cases, save_model, write

LABELS = ["crane", "house", "hill", "sun", "sky"]
NAMES = dict(id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)})

# photographs, then drawings: odd sizes, grey, CMYK, alpha, turned, 16 bits
EVERY_KIND = ["cat.jpg", "cat-turned.jpg", "coffee-cmyk.jpg", "rocket.jpg", "rocket-grey.jpg",
              "photo.jpg", "tall.jpg", "grey.jpg", "cmyk.jpg", "alpha.png", "turned-6.jpg", "deep.png", "deep-grey.png",
              "lossy.webp", "offset.gif", "masks.bmp", "lzw.tiff"]
FEW = ["cat.jpg", "photo.jpg", "tall.jpg", "alpha.png"]


def picture(name):
    return {"image_base64": {"$file": f"pictures/{name}"}}


def image_classification(run):
    def case(name, **options):
        return {"inputs": picture(name), "options": options, "output": {"predictions": run(load(name), **{"top_k": 5, **options})}}
    for name in EVERY_KIND:
        yield case(name)
    yield case("photo.jpg", top_k=2)
    yield from (case("photo.jpg", function_to_apply=f) for f in ("sigmoid", "softmax", "none"))


def depth(tensor):
    return 1 + depth(tensor[0]) if isinstance(tensor, list) else 0


def image_feature_extraction(run, pools=True):
    def case(name, **options):
        vectors = run(load(name), **options)[0]
        if options.get("pool"):  # of a convolutional network it has the shape [channels, 1, 1]
            vectors = torch.tensor(vectors).flatten().tolist()
        inner = vectors
        while isinstance(inner[0], list):
            inner = inner[0]
        return {"inputs": picture(name), "options": options, "output": {"embedding": vectors, "dim": len(inner)}}
    yield from (case(name) for name in (FEW if pools else EVERY_KIND))
    if pools:
        yield from (case(name, pool=True) for name in EVERY_KIND)


def inside(box, size):
    """Whole pixels of the picture: the reference's boxes may lie beyond its edges."""
    limits = {"xmin": size[0], "xmax": size[0], "ymin": size[1], "ymax": size[1]}
    return {k: min(max(v, 0), limits[k]) for k, v in box.items()}


def object_detection(run):
    def case(name, **options):
        image = load(name)
        found = sorted(run(image, **options), key=lambda d: -d["score"])
        return {"inputs": picture(name), "options": options,
                "output": {"detections": [{**d, "box": inside(d["box"], image.size)} for d in found]}}
    yield from (case(name, threshold=0.2) for name in EVERY_KIND)
    yield case("photo.jpg")
    yield case("photo.jpg", threshold=0.0)
    yield case("photo.jpg", threshold=0.99)


def png(image):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def image_segmentation(run, thresholds, subtasks):
    def case(name, classes=None, **options):
        image = load(name)
        found = sorted(run(image, **options), key=lambda s: -(s["score"] or 0))
        segments = [{"label": s["label"], **({"score": s["score"]} if s["score"] is not None else {}),
                     "mask_base64": png(s["mask"]), "area": float((np.array(s["mask"]) > 0).sum())}
                    for s in found if classes is None or s["label"] in classes]
        return {"inputs": picture(name), "options": {**options, **({"classes": classes} if classes else {})},
                "output": {"segments": segments, "width": image.width, "height": image.height}}
    yield from (case(name, **thresholds) for name in EVERY_KIND)
    yield from (case("photo.jpg", subtask=subtask, **thresholds) for subtask in subtasks)
    yield case("photo.jpg", classes=["sky", "house"], **thresholds)
    yield case("photo.jpg")


def depth_estimation(run):
    for name in EVERY_KIND:
        result = run(load(name))
        depth = result["predicted_depth"]
        numbers = {"min": depth.min().item(), "max": depth.max().item(), "mean": depth.mean().item(), "shape": list(depth.shape)}
        yield {"inputs": picture(name), "options": {}, "output": {"depth_base64": png(result["depth"]), "predicted_depth": numbers}}


def zero_shot_image_classification(run):
    def case(name, labels, **options):
        result = run(load(name), candidate_labels=labels, **options)
        return {"inputs": {**picture(name), "candidate_labels": labels}, "options": options,
                "output": {"predictions": [{"label": r["label"], "score": r["score"]} for r in result]}}
    yield from (case(name, LABELS) for name in EVERY_KIND)
    yield case("photo.jpg", ["one"])
    yield case("photo.jpg", ["a house on a hill", "São Paulo", "x"], hypothesis_template="{}, seen from far away")


SMALL = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4)
STAGES = dict(hidden_sizes=[8, 12, 16, 24], depths=[1, 2, 1, 1])

FAMILIES = {
    "vit": (lambda **k: ViTConfig(**SMALL, intermediate_size=48, image_size=48, patch_size=8, **k),
            transformers.ViTImageProcessor(size={"height": 48, "width": 48})),
    "resnet": (lambda **k: ResNetConfig(embedding_size=8, **STAGES, **k),
               transformers.ConvNextImageProcessor(size={"shortest_edge": 64}, crop_pct=0.875,
                                                   image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225])),
    "resnet-basic": (lambda **k: ResNetConfig(embedding_size=8, **STAGES, layer_type="basic", downsample_in_first_stage=True,
                                              **k),
                     transformers.ConvNextImageProcessor(size={"shortest_edge": 384})),
    "convnext": (lambda **k: ConvNextConfig(**STAGES, num_stages=4, **k),
                 transformers.ConvNextImageProcessor(size={"shortest_edge": 64}, crop_pct=0.875)),
    "dinov2": (lambda **k: Dinov2Config(**SMALL, mlp_ratio=2, image_size=42, patch_size=14, **k),
               transformers.BitImageProcessor(size={"shortest_edge": 64}, crop_size={"height": 56, "width": 70})),
    "dinov2-swiglu": (lambda **k: Dinov2Config(**SMALL, mlp_ratio=4, image_size=56, patch_size=14, use_swiglu_ffn=True,
                                               qkv_bias=False, **k),
                      transformers.BitImageProcessor(size={"shortest_edge": 60}, crop_size={"height": 56, "width": 56})),
}

TASKS = {
    "image-classification": (AutoModelForImageClassification, NAMES, image_classification, ["logits"]),
    "image-feature-extraction": (AutoModel, {}, image_feature_extraction,
                                 ["last_hidden_state", "pooler_output"]),
}


RESNET = dict(embedding_size=8, **STAGES, out_features=["stage1", "stage2", "stage3", "stage4"])
DETR = dict(d_model=32, encoder_layers=2, decoder_layers=2, encoder_ffn_dim=48, decoder_ffn_dim=48, encoder_attention_heads=8,
            decoder_attention_heads=8, num_queries=7, use_timm_backbone=False, **NAMES)
DINOV2 = dict(**SMALL, mlp_ratio=2, image_size=42, patch_size=14, out_indices=[1, 2], reshape_hidden_states=False)
NECK = dict(neck_hidden_sizes=[8, 12], reassemble_factors=[2, 0.5], fusion_hidden_size=16)
CLIP = dict(**SMALL, intermediate_size=48, projection_dim=16)


def detr(**options):
    return DetrConfig(backbone_config=ResNetConfig(**RESNET), **DETR)


def clip(end):
    tokenizer = load_tokenizer(end)
    text = dict(**CLIP, vocab_size=len(tokenizer), max_position_embeddings=64, eos_token_id=tokenizer.convert_tokens_to_ids(
        tokenizer.sep_token or tokenizer.eos_token), bos_token_id=0, pad_token_id=tokenizer.pad_token_id)
    return CLIPConfig(text_config=text, vision_config=dict(**CLIP, image_size=32, patch_size=8), projection_dim=16)


DETECTOR = dict(size={"shortest_edge": 96, "longest_edge": 128})
SQUARE = dict(size={"height": 64, "width": 64})

# name: (class, configuration, image processor, task, its cases, tokenizer, tolerance)
OTHERS = {
    "detr-object-detection": ("DetrForObjectDetection", detr, transformers.DetrImageProcessor(**DETECTOR),
                              "object-detection", object_detection),
    "detr-timm-object-detection": ("DetrForObjectDetection", detr, transformers.DetrImageProcessor(**DETECTOR),
                                   "object-detection", object_detection),
    "detr-square-object-detection": (
        "DetrForObjectDetection", detr, transformers.DetrImageProcessor(size={"height": 96, "width": 128}),
        "object-detection", object_detection),
    "yolos-object-detection": (
        "YolosForObjectDetection", lambda: YolosConfig(**SMALL, intermediate_size=48, image_size=[64, 96], patch_size=16,
                                                       num_detection_tokens=7, **NAMES),
        transformers.YolosImageProcessor(**DETECTOR), "object-detection", object_detection),
    "detr-image-segmentation": (
        "DetrForSegmentation", detr, transformers.DetrImageProcessor(**DETECTOR), "image-segmentation",
        lambda run: image_segmentation(run, dict(threshold=0.2, mask_threshold=0.1, overlap_mask_area_threshold=0.05),
                                       ["semantic", "instance", "panoptic"])),
    "segformer-image-segmentation": (
        "SegformerForSemanticSegmentation",
        lambda: SegformerConfig(hidden_sizes=[8, 8, 16, 16], depths=[1, 2, 1, 1], num_attention_heads=[1, 2, 2, 4],
                                decoder_hidden_size=24, **NAMES),
        transformers.SegformerImageProcessor(size={"height": 96, "width": 64}), "image-segmentation",
        lambda run: image_segmentation(run, {}, ["semantic"])),
    "dpt-depth-estimation": (
        "DPTForDepthEstimation", lambda: DPTConfig(**SMALL, intermediate_size=48, image_size=48, patch_size=16,
                                                   backbone_out_indices=[0, 1], **NECK),
        transformers.DPTImageProcessor(**SQUARE), "depth-estimation", depth_estimation),
    "dpt-dinov2-depth-estimation": (
        "DPTForDepthEstimation", lambda: DPTConfig(backbone_config=Dinov2Config(**DINOV2), readout_type="add", hidden_size=32,
                                                   **NECK),
        transformers.DPTImageProcessor(size={"height": 70, "width": 70}, keep_aspect_ratio=True, ensure_multiple_of=14),
        "depth-estimation", depth_estimation),
    "depth-anything-depth-estimation": (
        "DepthAnythingForDepthEstimation",
        lambda: DepthAnythingConfig(backbone_config=Dinov2Config(**DINOV2), reassemble_hidden_size=32, head_hidden_size=8, **NECK),
        transformers.DPTImageProcessor(size={"height": 70, "width": 70}, keep_aspect_ratio=True, ensure_multiple_of=14),
        "depth-estimation", depth_estimation),
    "clip-zero-shot-image-classification": (
        "CLIPModel", lambda: clip("wordpiece"), transformers.CLIPImageProcessor(
            size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}),
        "zero-shot-image-classification", zero_shot_image_classification, "wordpiece"),
    "clip-old-zero-shot-image-classification": (
        "CLIPModel", lambda: clip("byte_level_bpe"), transformers.CLIPImageProcessor(
            size={"shortest_edge": 40}, crop_size={"height": 32, "width": 32}),
        "zero-shot-image-classification", zero_shot_image_classification, "byte_level_bpe"),
}

# their outputs, for those that are exported as well; sizes are fixed while a network is traced
EXPORTS = {"segformer-image-segmentation": ["logits"], "dpt-depth-estimation": ["predicted_depth"],
           "detr-square-object-detection": ["logits", "pred_boxes"]}

STAGE = r"encoder\.stages\.(\d)\.layers\.(\d)\."
TIMM = [(r"embedder\.embedder\.convolution", lambda m: "conv1"), (r"embedder\.embedder\.normalization", lambda m: "bn1"),
        (STAGE + r"shortcut\.convolution", lambda m: f"layer{int(m[1]) + 1}.{m[2]}.downsample.0"),
        (STAGE + r"shortcut\.normalization", lambda m: f"layer{int(m[1]) + 1}.{m[2]}.downsample.1"),
        (STAGE + r"layer\.(\d)\.convolution", lambda m: f"layer{int(m[1]) + 1}.{m[2]}.conv{int(m[3]) + 1}"),
        (STAGE + r"layer\.(\d)\.normalization", lambda m: f"layer{int(m[1]) + 1}.{m[2]}.bn{int(m[3]) + 1}")]


def timm_name(name):
    """As checkpoints have it whose backbone came from timm, among them facebook/detr-resnet-50."""
    for pattern, replacement in TIMM:
        name = re.sub(pattern, replacement, name)
    return name


def forget_backbone(folder):
    """config.json as those checkpoints have it."""
    config = json.loads((folder / "config.json").read_text())
    write(folder / "config.json", {**config, "backbone_config": None, "use_timm_backbone": True, "backbone": "resnet50"})


def repository(name, model, processor, tokenizer=None):
    folder = save_model(name, model, tokenizer, **({"rename": timm_name} if "timm" in name else {}))
    if "timm" in name:
        forget_backbone(folder)
    write(folder / "preprocessor_config.json", processor.to_dict())
    return folder


def encoders(wanted):
    for family, (config, processor) in FAMILIES.items():
        for task, (auto, settings, cases, outputs) in TASKS.items():
            name = f"{family}-{task}"
            if wanted and name not in wanted and family not in wanted:
                continue
            model = auto.from_config(config(**settings), attn_implementation="eager")
            folder = repository(name, model, processor)
            # in double precision, so that the comparison sees the rounding of one program instead of two
            run = pipeline(task, model=model.double(), image_processor=processor, dtype=torch.float64)
            save_cases(task, name, list(cases(run)))
            model.float()
            if family in ("vit", "resnet", "convnext") and (task == "image-classification" or family == "vit"):
                export_for(model, folder, processor, outputs)
            print(name)


def export_for(model, folder, processor, outputs):
    batch = {0: "batch"}
    inputs = dict(processor(images=load("photo.jpg"), return_tensors="pt"))
    axes = {**({"pixel_mask": batch} if "pixel_mask" in inputs else {}), "pixel_values": batch}
    export(model, folder, {name: inputs[name] for name in axes}, {**axes, **{name: batch for name in outputs}})


def others(wanted):
    for name, (class_name, config, processor, task, cases, *tokenizer) in OTHERS.items():
        if wanted and name not in wanted:
            continue
        model = getattr(transformers, class_name)._from_config(config(), attn_implementation="eager")
        folder = repository(name, model, processor, *tokenizer)
        extra = {}
        if tokenizer:
            extra["tokenizer"] = load_tokenizer(*tokenizer)
            extra["tokenizer"].model_input_names = ["input_ids", "attention_mask"]
        run = pipeline(task, model=model.double(), image_processor=processor, dtype=torch.float64, **extra)
        save_cases(task, name, list(cases(run)), 1e-3 if task == "depth-estimation" else 1e-4)
        if name in EXPORTS:
            export_for(model.float(), folder, processor, EXPORTS[name])
        if name == "clip-zero-shot-image-classification":
            export_clip_together(model.float(), folder)
        print(name)


if __name__ == "__main__":
    encoders(sys.argv[1:])
    others(sys.argv[1:])
