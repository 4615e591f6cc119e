"""Trains starter/sentiment-bert-tiny and says how it does on sentiment_heldout.tsv, which nothing is chosen by (for that there is
sentiment_development.tsv).

Needs Python with torch, transformers and tokenizers, and takes some minutes. Run it from the root of the project; run again, it
goes on where it was interrupted:

    python3 tools/starter/train_sentiment.py
"""

import json
import pathlib
import random
import sys

import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertForSequenceClassification, pipeline

import sentiment_corpus as corpus

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "starter" / "sentiment-bert-tiny"
ANSWERS = ROOT / "tests" / "program" / "sentiment.json"
STATE = ROOT / "build" / "sentiment-training.pt"
SENTENCES, VOCABULARY, LENGTH, BATCH = 60_000, 3600, 64, 96
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)
LABELS = {0: "negative", 1: "positive"}


def make_tokenizer(texts) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(
        vocab_size=VOCABULARY, special_tokens=SPECIAL, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", CLS), ("[SEP]", SEP)])
    return tokenizer


def start_with_what_words_tell(model, rows):
    """Puts the log-odds of every piece, counted over sentences, into the first dimensions of its embedding. What is left to
    learn is how words change each other, which takes minutes instead of hours."""
    embeddings = model.bert.embeddings.word_embeddings.weight
    counts = torch.full((2, len(embeddings)), 20.0)  # so many that rare pieces tell little
    for ids, label in rows:
        counts[label, list(set(ids))] += 1
    odds = (counts[1] / counts[0]).log().clamp(-3, 3)
    with torch.no_grad():
        embeddings[:, :4] += 0.1 * odds[:, None]


def rows_of(tokenizer, pairs):
    encodings = tokenizer.encode_batch([text for text, _ in pairs])
    return [(encoding.ids[:LENGTH], label) for encoding, (_, label) in zip(encodings, pairs)]


def batch_of(rows):
    width = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([ids + [PAD] * (width - len(ids)) for ids, _ in rows])
    return {"input_ids": ids, "attention_mask": (ids != PAD).long()}, torch.tensor([label for _, label in rows])


def spoiled(ids, rng):
    """Some tokens are lost and some become any other: strangers use words and sentences that the grammar does not have."""
    kept = [i for i in ids[1:-1] if rng.random() > 0.05]
    return [ids[0], *(rng.randrange(5, VOCABULARY) if rng.random() < 0.06 else i for i in kept), ids[-1]]


def batches(rows, rng):
    """Without an end. Sentences of about the same length go together, so that little of a batch is padding."""
    while True:
        some = sorted(rng.sample(rows, BATCH * 8), key=lambda row: len(row[0]))
        chunks = [some[k:k + BATCH] for k in range(0, len(some), BATCH)]
        for chunk in rng.sample(chunks, len(chunks)):
            yield batch_of([(spoiled(ids, rng), label) for ids, label in chunk])


def accuracy(model, rows):
    model.eval()
    with torch.no_grad():
        inputs, labels = batch_of(rows)
        return (model(**inputs).logits.argmax(-1) == labels).float().mean().item()


def written_by_hand(name):
    lines = (corpus.FOLDER / name).read_text().splitlines()
    return [(text, int(label)) for label, text in (line.split("\t") for line in lines)]


def save(model, tokenizer):
    OUT.mkdir(parents=True, exist_ok=True)
    model.config.architectures = ["BertForSequenceClassification"]
    model.config.to_json_file(OUT / "config.json", use_diff=False)
    save_file({k: v.contiguous().half() for k, v in model.state_dict().items() if v.is_floating_point()},
              OUT / "model.safetensors", {"format": "pt"})
    tokenizer.save(str(OUT / "tokenizer.json"), pretty=False)
    (OUT / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 128, "unk_token": "[UNK]",
        "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]"}, indent=1) + "\n")


def write_answers(pairs):
    """What transformers makes of the saved files, for tests/program/starter_models_test.cpp."""
    run, cases = pipeline("text-classification", model=str(OUT), dtype=torch.float32), []
    for text, label in pairs:
        scores = {row["label"]: row["score"] for row in run(text, top_k=None)}
        cases.append({"text": text, "label": LABELS[label], "scores": scores})
        if scores[LABELS[label]] < 0.5:
            print(f"  {LABELS[label]}, but {1 - scores[LABELS[label]]:.2f} the other: {text}")
    right = sum(case["scores"][case["label"]] > 0.5 for case in cases)
    print(f"{right} of {len(cases)} right")
    made_by = f"transformers {transformers.__version__}, torch {torch.__version__}"
    ANSWERS.write_text(json.dumps({"made_by": made_by, "cases": cases}, indent=1) + "\n")


def new_model():
    return BertForSequenceClassification(BertConfig(
        vocab_size=VOCABULARY, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128,
        max_position_embeddings=128, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, id2label=LABELS,
        label2id={v: k for k, v in LABELS.items()}, pad_token_id=PAD))


def train(model, rows, steps, checks):
    """Goes on where it was interrupted: STATE is written every hundred steps."""
    decay = [p for p in model.parameters() if p.dim() > 1]
    rest = [p for p in model.parameters() if p.dim() == 1]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": 0.05}, {"params": rest, "weight_decay": 0.0}])
    step = 0
    if STATE.exists():
        step, weights, moments = torch.load(STATE)
        model.load_state_dict(weights)
        optimizer.load_state_dict(moments)
    source = batches(rows, random.Random(step))
    while step < steps:
        for group in optimizer.param_groups:
            group["lr"] = 1.5e-3 * min(1, 10 * (step + 1) / steps, 1.2 * (1 - step / steps))
        model.train()
        inputs, labels = next(source)
        loss = torch.nn.functional.cross_entropy(model(**inputs).logits, labels, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            torch.save((step, model.state_dict(), optimizer.state_dict()), STATE)
        if step % 250 == 0:
            print(f"{step}: loss {loss.item():.3f}", *(f"{name} {accuracy(model, some):.3f}" for name, some in checks.items()), flush=True)
    STATE.unlink()


def main(steps: int):
    torch.set_num_threads(1)  # products this small are slower on several
    torch.manual_seed(7)
    pairs = corpus.sentences(SENTENCES, 1)
    tokenizer = make_tokenizer([text for text, _ in pairs] + corpus.WORDS * 3)
    rows = rows_of(tokenizer, pairs)
    model = new_model()
    start_with_what_words_tell(model, rows)
    train(model, rows, steps, {"grammar": rows_of(tokenizer, corpus.sentences(600, 2)), "by hand": rows_of(tokenizer, written_by_hand("sentiment_development.tsv"))})
    save(model.eval(), tokenizer)
    write_answers(written_by_hand("sentiment_heldout.tsv"))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 2400)
