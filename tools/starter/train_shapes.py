"""Trains starter/shapes-resnet-tiny, which names a drawn shape, and says how it does on pictures drawn from another seed.

Needs Python with torch, torchvision and transformers, and takes some minutes. Run it from the root of the project:

    python3 tools/starter/train_shapes.py
"""

import base64
import io
import json
import math
import pathlib
import random
import sys

import torch
import transformers
from PIL import Image, ImageDraw, ImageFilter
from safetensors.torch import save_file
from transformers import ResNetConfig, ResNetForImageClassification, ViTImageProcessor, pipeline

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "starter" / "shapes-resnet-tiny"
ANSWERS = ROOT / "tests" / "program" / "shapes.json"
EDGE = 64
LABELS = ["arrow", "circle", "cross", "heart", "moon", "ring", "square", "star", "triangle"]


def points_of(label):
    """Corners in a box from -1 to 1."""
    if label == "square":
        return [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
    if label == "triangle":
        return [(0, -1), (0.9, 0.7), (-0.9, 0.7)]
    if label == "cross":
        a = 0.3
        return [(-a, -1), (a, -1), (a, -a), (1, -a), (1, a), (a, a), (a, 1), (-a, 1), (-a, a), (-1, a), (-1, -a), (-a, -a)]
    if label == "arrow":
        return [(-1, -0.25), (0.2, -0.25), (0.2, -0.75), (1, 0), (0.2, 0.75), (0.2, 0.25), (-1, 0.25)]
    if label == "star":
        return [((1 if i % 2 == 0 else 0.42) * math.sin(i * math.pi / 5), -(1 if i % 2 == 0 else 0.42) * math.cos(i * math.pi / 5))
                for i in range(10)]
    if label == "heart":
        turns = [i * math.pi / 24 for i in range(48)]
        return [(math.sin(t) ** 3, -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)) / 16) for t in turns]
    if label == "moon":
        outer = [(math.cos(t), math.sin(t)) for t in (i * math.pi / 20 for i in range(-14, 15))]
        inner = [(0.45 + 0.75 * math.cos(t) - 0.62, 0.75 * math.sin(t)) for t in (i * math.pi / 20 for i in range(15, -16, -1))]
        return [(x - 0.2, y) for x, y in outer + inner]
    return [(0.9 * math.cos(i * math.pi / 24), 0.9 * math.sin(i * math.pi / 24)) for i in range(48)]


def colour(random):
    return tuple(random.randrange(256) for _ in range(3))


def distant(random, other):
    """A colour that can be told from `other`."""
    while True:
        mine = colour(random)
        if sum(abs(a - b) for a, b in zip(mine, other)) > 160:
            return mine


def draw(label, random):
    size = random.randrange(72, 200)
    back = colour(random)
    picture = Image.new("RGB", (size, random.randrange(72, 200)), back)
    canvas = ImageDraw.Draw(picture)
    for _ in range(random.randrange(6)):  # clutter, close to the background
        shade = tuple(max(0, min(255, c + random.randrange(-40, 41))) for c in back)
        x, y = random.randrange(picture.width), random.randrange(picture.height)
        canvas.rectangle([x, y, x + random.randrange(60), y + random.randrange(60)], fill=shade)
    radius = random.uniform(0.28, 0.46) * min(picture.size)
    cx = random.uniform(radius, picture.width - radius)
    cy = random.uniform(radius, picture.height - radius)
    turn = random.uniform(-0.4, 0.4) if label != "arrow" else random.uniform(0, 2 * math.pi)
    sin, cos, flat = math.sin(turn), math.cos(turn), random.uniform(0.85, 1)
    place = [(cx + radius * (x * cos - y * flat * sin), cy + radius * (x * sin + y * flat * cos)) for x, y in points_of(label)]
    canvas.polygon(place, fill=distant(random, back))
    if label == "ring":
        canvas.polygon([(cx + (x - cx) * 0.55, cy + (y - cy) * 0.55) for x, y in place], fill=back)
    if random.random() < 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.5)))
    return picture


def rows(count, seed):
    source = random.Random(seed)
    return [(draw(label, source), index) for _ in range(count) for index, label in enumerate(LABELS)]


def main(per_label=300, epochs=10):
    torch.set_num_threads(1)
    torch.manual_seed(3)
    processor = ViTImageProcessor(size={"height": EDGE, "width": EDGE})
    names = dict(enumerate(LABELS))
    model = ResNetForImageClassification(ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 32, 64, 96], depths=[1, 1, 1, 1], layer_type="basic", id2label=names,
        label2id={v: k for k, v in names.items()}))
    drawn = rows(per_label, 1)
    inputs = torch.cat([processor(images=[p for p, _ in drawn[i:i + 64]], return_tensors="pt").pixel_values
                        for i in range(0, len(drawn), 64)])
    labels = torch.tensor([label for _, label in drawn])
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.02)
    steps = epochs * (len(labels) // 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(labels))
        for i in range(0, len(labels) - 63, 64):
            some = order[i:i + 64]
            loss = torch.nn.functional.cross_entropy(model(inputs[some]).logits, labels[some], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch}: loss {loss.item():.3f}", flush=True)
    save(model.eval(), processor)


def save(model, processor):
    OUT.mkdir(parents=True, exist_ok=True)
    model.config.architectures = [type(model).__name__]
    model.config.to_json_file(OUT / "config.json", use_diff=True)
    weights = {k: v.contiguous() for k, v in model.state_dict().items() if v.is_floating_point()}
    save_file(weights, OUT / "model.safetensors", metadata={"format": "pt"})
    (OUT / "preprocessor_config.json").write_text(json.dumps(processor.to_dict(), indent=1) + "\n")
    run = pipeline("image-classification", model=model, image_processor=processor)
    held_out = rows(100, 2)
    right = sum(run(picture, top_k=1)[0]["label"] == LABELS[label] for picture, label in held_out)
    print(f"held out: {right} of {len(held_out)} right")
    write_answers(run)


def write_answers(run):
    cases = []
    for picture, label in rows(4, 4):
        buffer = io.BytesIO()
        picture.save(buffer, "PNG")
        scores = {row["label"]: row["score"] for row in run(picture, top_k=len(LABELS))}
        cases.append({"image_base64": base64.b64encode(buffer.getvalue()).decode(), "label": LABELS[label], "scores": scores})
    made_by = f"transformers {transformers.__version__}, torch {torch.__version__}"
    lines = ",\n".join(json.dumps(case) for case in cases)
    ANSWERS.write_text(f'{{"made_by": {json.dumps(made_by)}, "cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
