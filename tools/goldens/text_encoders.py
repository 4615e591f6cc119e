"""text-classification, token-classification, fill-mask and feature-extraction on encoder families."""

import torch
from transformers import (AutoModel, AutoModelForMaskedLM, AutoModelForSequenceClassification,
                          AutoModelForTokenClassification, BertConfig, DistilBertConfig, RobertaConfig,
                          XLMRobertaConfig, pipeline)

from repository import export, load_tokenizer, save_cases, save_model, write

SHAPE = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64)
ROBERTA = dict(**SHAPE, max_position_embeddings=66, type_vocab_size=1, pad_token_id=1, bos_token_id=0, eos_token_id=2)

FAMILIES = {
    "bert": ("wordpiece", lambda n, **k: BertConfig(vocab_size=n, max_position_embeddings=64, **SHAPE, **k)),
    "distilbert": ("wordpiece", lambda n, **k: DistilBertConfig(
        vocab_size=n, max_position_embeddings=64, dim=32, n_layers=2, n_heads=4, hidden_dim=64, **k)),
    "roberta": ("byte_level_bpe", lambda n, **k: RobertaConfig(vocab_size=n, **ROBERTA, **k)),
    "xlm-roberta": ("unigram", lambda n, **k: XLMRobertaConfig(vocab_size=n, **ROBERTA, **k)),
}

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


def sentence_transformer(model, tokenizer, kind):
    """A repository that declares its pooling, saved from the bare base model."""
    name = "bert-sentence-transformer"
    folder = save_model(name, model, kind)
    write(folder / "modules.json", [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{module}"}
        for i, (path, module) in enumerate([("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")])])
    write(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True})
    write(folder / "sentence_bert_config.json", {"max_seq_length": 32, "do_lower_case": False})
    save_cases("feature-extraction", name, list(feature_extraction(model, tokenizer, "mean", True))[:7])


def main():
    for family, (kind, config) in FAMILIES.items():
        tokenizer = load_tokenizer(kind)
        for task, (auto, settings, cases) in TASKS.items():
            name = f"{family}-{task}"
            model = auto.from_config(config(len(tokenizer), **settings), attn_implementation="eager")
            folder = save_model(name, model, kind)
            sample = dict(tokenizer(["A sample.", "Two of them"], padding=True, return_tensors="pt"))
            if family == "distilbert":
                sample.pop("token_type_ids", None)
                tokenizer.model_input_names = ["input_ids", "attention_mask"]
            output = "last_hidden_state" if task == "feature-extraction" else "logits"
            axes = {k: {0: "batch", 1: "length"} for k in sample}
            axes[output] = {0: "batch"} if task == "text-classification" else {0: "batch", 1: "length"}
            save_cases(task, name, list(cases(model, tokenizer)))
            export(model, folder, sample, axes)
            if name == "bert-feature-extraction":
                sentence_transformer(model, tokenizer, kind)
            print(name)


main()
