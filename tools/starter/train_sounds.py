"""Trains starter/sounds-ast-tiny, which names a sound, and says how it does on sounds made from another seed.

Needs Python with torch and transformers, and takes some minutes. Run it from the root of the project:

    python3 tools/starter/train_sounds.py
"""

import base64
import io
import json
import pathlib
import sys
import wave

import numpy as np
import torch
import transformers
from transformers import ASTConfig, ASTFeatureExtractor, ASTForAudioClassification, pipeline

from sound_makers import MAKERS, RATE, heard, make

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "starter" / "sounds-ast-tiny"
ANSWERS = ROOT / "tests" / "program" / "sounds.json"
LABELS = list(MAKERS)
BANDS, FRAMES = 32, 96  # a second of sound


def rows(count, seed):
    random = np.random.default_rng(seed)
    return [(make(label, random), index) for _ in range(count) for index, label in enumerate(LABELS)]


def features(extractor, sounds):
    return torch.cat([extractor(heard(sound), sampling_rate=RATE, return_tensors="pt").input_values for sound in sounds])


def train(model, inputs, labels, epochs):
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05)
    steps = epochs * (len(labels) // 48)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(labels))
        for i in range(0, len(labels) - 47, 48):
            some = order[i:i + 48]
            shifted = torch.roll(inputs[some], int(torch.randint(-8, 9, ())), 1)
            loss = torch.nn.functional.cross_entropy(model(shifted).logits, labels[some], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch}: loss {loss.item():.3f}", flush=True)
    return model.eval()


def main(per_label=200, epochs=12):
    torch.set_num_threads(1)
    torch.manual_seed(3)
    names = dict(enumerate(LABELS))
    made = rows(per_label, 1)
    extractor = ASTFeatureExtractor(num_mel_bins=BANDS, max_length=FRAMES, do_normalize=False)
    raw = features(extractor, [sound for sound, _ in made])
    extractor = ASTFeatureExtractor(num_mel_bins=BANDS, max_length=FRAMES, mean=raw.mean().item(), std=raw.std().item())
    inputs = (raw - extractor.mean) / (extractor.std * 2)
    print(f"{len(made)} sounds made", flush=True)
    model = ASTForAudioClassification(ASTConfig(
        hidden_size=64, num_hidden_layers=3, num_attention_heads=4, intermediate_size=128, patch_size=16, frequency_stride=8,
        time_stride=8, max_length=FRAMES, num_mel_bins=BANDS, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        id2label=names, label2id={v: k for k, v in names.items()}))
    save(train(model, inputs, torch.tensor([label for _, label in made]), epochs), extractor)


def save(model, extractor):
    model.save_pretrained(OUT)  # under the names that the Hub's checkpoints have
    model.config.to_json_file(OUT / "config.json", use_diff=True)
    (OUT / "preprocessor_config.json").write_text(json.dumps(json.loads(extractor.to_json_string()), indent=1) + "\n")
    run = pipeline("audio-classification", model=model, feature_extractor=extractor)
    held_out = rows(50, 2)
    wrong = {}
    for sound, label in held_out:
        said = run(heard(sound), top_k=1)[0]["label"]
        if said != LABELS[label]:
            wrong[f"{LABELS[label]} as {said}"] = wrong.get(f"{LABELS[label]} as {said}", 0) + 1
    print(f"held out: {len(held_out) - sum(wrong.values())} of {len(held_out)} right; {wrong}", flush=True)
    write_answers(run)


def wav(sound):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(sound.tobytes())
    return base64.b64encode(buffer.getvalue()).decode()


def write_answers(run):
    cases = []
    for sound, label in rows(2, 4):
        scores = {row["label"]: row["score"] for row in run(heard(sound), top_k=len(LABELS))}
        cases.append({"audio_base64": wav(sound), "label": LABELS[label], "scores": scores})
    made_by = f"transformers {transformers.__version__}, torch {torch.__version__}"
    lines = ",\n".join(json.dumps(case) for case in cases)
    ANSWERS.write_text(f'{{"made_by": {json.dumps(made_by)}, "cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
