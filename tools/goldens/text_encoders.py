"""text-classification, token-classification, fill-mask and feature-extraction on encoder families."""

import torch
from transformers import (AutoModel, AutoModelForMaskedLM, AutoModelForSequenceClassification,
                          AutoModelForTokenClassification, pipeline)

from encoder_families import make

TEXTS = ["The film was wonderful, touching and beautifully played.",
         "Größe und Höhe: 東京 и Москва 🙂!",
         "x",
         "  Tabs\tand  double  spaces, doesn't it?  "]
LONG = "Angela travelled from Berlin to London. " * 12
LABELS = {i: name for i, name in enumerate(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])}


def text_classification(model, tokenizer):
    run = pipeline("text-classification", model=model, tokenizer=tokenizer)
    def case(inputs, **options):
        arguments = {"top_k": 5, **options}
        return {"inputs": inputs, "options": options, "output": {"predictions": run(inputs, **arguments)}}
    yield from (case({"text": text}) for text in TEXTS)
    yield case({"text": TEXTS[0], "text_pair": "The film was terrible."})
    yield case({"text": TEXTS[0]}, top_k=2)
    yield from (case({"text": TEXTS[0]}, function_to_apply=f) for f in ("sigmoid", "softmax", "none"))


def windows(tokenizer, text, stride):
    """What the pipeline feeds the model for a long text. Since tokenizers 0.22 the library stops encoding soon after
    the first window when it is told to truncate, so the windows are cut here."""
    whole = tokenizer(text, return_offsets_mapping=True, return_special_tokens_mask=True)
    room = tokenizer.model_max_length - 2
    starts = range(1, len(whole["input_ids"]) - 1 - stride, room - stride)
    for start in starts:
        inputs = {}
        for key in ("input_ids", "attention_mask", "special_tokens_mask", "offset_mapping"):
            row = whole[key]
            inputs[key] = torch.tensor([[row[0], *row[1:-1][start - 1:start - 1 + room], row[-1]]])
        yield {**inputs, "sentence": text if start == 1 else None, "is_last": start == starts[-1]}


def token_classification(model, tokenizer):
    run = pipeline("token-classification", model=model, tokenizer=tokenizer)
    preprocess = run.preprocess
    run.preprocess = lambda text, **params: (windows(tokenizer, text, params["tokenizer_params"]["stride"])
                                             if "tokenizer_params" in params else preprocess(text, **params))
    def case(text, **options):
        entities = run(text, **{"aggregation_strategy": "simple", **options})
        return {"inputs": {"text": text}, "options": options,
                "output": {"entities": [{k: v if isinstance(v, (str, int)) else float(v) for k, v in e.items()} for e in entities]}}
    yield from (case(text) for text in TEXTS)
    for strategy in ("none", "simple", "first", "average", "max"):
        yield case("Marie Curie worked in Warsaw and São Paulo, unhappily.", aggregation_strategy=strategy)
    yield case(TEXTS[0], aggregation_strategy="none", ignore_labels=["B-PER", "I-LOC"])
    yield case(LONG, stride=8)
    yield case(LONG, stride=0, aggregation_strategy="first")


def fill_mask(model, tokenizer):
    run = pipeline("fill-mask", model=model, tokenizer=tokenizer)
    mask = tokenizer.mask_token
    def row(guess):
        return {"label": guess["token_str"], "token": guess["token"], "score": guess["score"], "sequence": guess["sequence"]}
    def case(text, **options):
        guesses = run(text, **options)
        rows = [row(g) for g in guesses] if isinstance(guesses[0], dict) else [[row(g) for g in mask] for mask in guesses]
        return {"inputs": {"text": text}, "options": options, "output": {"predictions": rows}}
    yield case(f"The capital of {mask} is Paris.")
    yield case(f"{mask}")
    yield case(f"The {mask} of France is {mask}.")
    yield case(f"São {mask} é a maior cidade.", top_k=2)
    words = [tokenizer.convert_ids_to_tokens(i) for i in (200, 150, 300)]
    yield case(f"A {mask} day.", targets=words)
    yield case(f"A {mask} day.", targets=words, top_k=1)


def pooled(hidden, pooling, normalize):
    """sentence_transformers, models/Pooling.py, for one text without padding."""
    vector = {"cls": lambda h: h[0], "mean": lambda h: h.mean(0), "max": lambda h: h.max(0).values,
              "mean_sqrt_len_tokens": lambda h: h.sum(0) / len(h) ** 0.5, "lasttoken": lambda h: h[-1],
              "weightedmean": lambda h: (h * torch.arange(1, len(h) + 1)[:, None]).sum(0) / torch.arange(1, len(h) + 1).sum(),
              "none": lambda h: h}[pooling](hidden)
    return (torch.nn.functional.normalize(vector, dim=-1) if normalize else vector).tolist()


def feature_extraction(model, tokenizer, pooling="none", normalize=False):
    def embed(text, options):
        encoded = tokenizer(text, return_tensors="pt", truncation=options.get("truncate", False))
        with torch.no_grad():
            hidden = model(**encoded).last_hidden_state[0]
        return pooled(hidden, options.get("pooling", pooling), options.get("normalize", normalize))
    def case(text, **options):
        single = isinstance(text, str)
        vectors = [embed(t, options) for t in ([text] if single else text)]
        return {"inputs": {"text": text}, "options": options,
                "output": {"embedding": vectors[0] if single else vectors, "dim": 32}}
    yield case(TEXTS[2])
    yield case(TEXTS, pooling="mean", normalize=True)
    yield from (case(TEXTS[0], pooling=p) for p in ("cls", "max", "mean_sqrt_len_tokens", "weightedmean", "lasttoken"))
    yield case(LONG, truncate=True, pooling="mean")


TASKS = {
    "text-classification": (AutoModelForSequenceClassification, dict(num_labels=3), text_classification),
    "token-classification": (AutoModelForTokenClassification,
                             dict(id2label=LABELS, label2id={v: k for k, v in LABELS.items()}), token_classification),
    "fill-mask": (AutoModelForMaskedLM, {}, fill_mask),
    "feature-extraction": (AutoModel, {}, feature_extraction),
}


if __name__ == "__main__":
    make(TASKS)
