"""question-answering, zero-shot-classification and text-ranking on encoder families."""

import numpy as np
import torch
from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification, pipeline

from encoder_families import make
from text_encoders import LONG, TEXTS

CURIE = "Marie Curie was born in Warsaw, in what was then Russia. She moved to Paris in 1891, where she met Pierre Curie."


def windows(encoding, max_seq_len, doc_stride):
    """The tokens of a question and its context in windows, each as columns. The library's own windows are not used: since
    version 0.22 it stops encoding soon after the first when it is told to truncate."""
    sequence = encoding.sequence_ids(0)
    context = [i for i, s in enumerate(sequence) if s == 1]
    before, after = list(range(context[0])), list(range(context[-1] + 1, len(sequence)))
    room = max_seq_len - len(before) - len(after)
    start = 0
    while True:
        tokens = before + context[start:start + room] + after
        yield {name: [column[i] for i in tokens] for name, column in
               dict(encoding, sequence=sequence, words=encoding.word_ids(0), offset_mapping=encoding["offset_mapping"]).items()}
        if start + room >= len(context):
            return
        start += room - doc_stride


def decode_spans(start, end, topk, max_answer_len, undesired):
    """transformers 4, pipelines/question_answering.py, as are the following functions; version 5 has no such pipeline."""
    candidates = np.tril(np.triu(np.matmul(start[:, None], end[None, :])), max_answer_len - 1)
    flat = candidates.flatten()
    if topk == 1:
        order = [np.argmax(flat)]
    elif len(flat) < topk:
        order = np.argsort(-flat)
    else:
        index = np.argpartition(-flat, topk)[:topk]
        order = index[np.argsort(-flat[index])]
    starts, ends = np.unravel_index(order, candidates.shape)
    keep = np.isin(starts, undesired.nonzero()) & np.isin(ends, undesired.nonzero())
    return [(s, e, candidates[s, e]) for s, e in zip(starts[keep], ends[keep]) if candidates[s, e] > 0]


def select(start, end, allowed, top_k, max_answer_len):
    start, end = np.where(allowed, start, -10000.0), np.where(allowed, end, -10000.0)
    start, end = np.exp(start - start.max()), np.exp(end - end.max())
    start, end = start / start.sum(), end / end.sum()
    impossible = float(start[0] * end[0])
    start[0] = end[0] = 0.0
    return decode_spans(start, end, top_k, max_answer_len, allowed), impossible


def characters(window, s, e, align_to_words):
    def span(token):
        word = window["words"][token]
        if not align_to_words or word is None:
            return window["offset_mapping"][token]
        same = [o for w, q, o in zip(window["words"], window["sequence"], window["offset_mapping"]) if w == word and q == 1]
        return same[0][0], same[-1][1]
    return span(s)[0], span(e)[1]


def answer(model, tokenizer, question, context, top_k=1, doc_stride=None, max_answer_len=15, max_seq_len=None,
           handle_impossible_answer=False, align_to_words=True):
    max_seq_len = max_seq_len or min(tokenizer.model_max_length, 384)
    doc_stride = min(max_seq_len // 2, 128) if doc_stride is None else doc_stride
    encoding = tokenizer([question], [context], return_offsets_mapping=True)
    names = [n for n in tokenizer.model_input_names if n in encoding]
    columns = {name: encoding[name][0] for name in (*names, "offset_mapping")}
    columns["input_ids"] = encoding["input_ids"][0]
    wrapped = type("Encoding", (dict,), {"sequence_ids": lambda self, i: encoding.sequence_ids(i),
                                         "word_ids": lambda self, i: encoding.word_ids(i)})(columns)
    answers, least = [], 1000000
    for window in windows(wrapped, max_seq_len, doc_stride):
        with torch.no_grad():
            out = model(**{name: torch.tensor([window[name]]) for name in names})
        allowed = np.array([s == 1 or i == tokenizer.cls_token_id for s, i in zip(window["sequence"], window["input_ids"])])
        count = top_k * 2 + 10 if align_to_words else top_k
        spans, impossible = select(out.start_logits[0].numpy(), out.end_logits[0].numpy(), allowed, count, max_answer_len)
        least = min(least, impossible)
        for s, e, score in spans:
            start, end = characters(window, s, e, align_to_words)
            text = context[start:end]
            same = next((a for a in answers if a["answer"].lower() == text.lower()), None)
            if same:
                same["score"] += float(score)
            else:
                answers.append({"answer": text, "score": float(score), "start": start, "end": end})
    if handle_impossible_answer:
        answers.append({"answer": "", "score": least, "start": 0, "end": 0})
    answers = sorted(answers, key=lambda a: a["score"], reverse=True)[:top_k]
    return answers[0] | ({"answers": answers} if top_k > 1 else {})


def question_answering(model, tokenizer):
    def case(question, context, **options):
        return {"inputs": {"question": question, "context": context}, "options": options,
                "output": answer(model, tokenizer, question, context, **options)}
    question = "Where was Marie Curie born?"
    yield case(question, CURIE)
    yield case("Größe?", TEXTS[1])
    yield case(question, CURIE, top_k=4)
    yield case(question, CURIE, top_k=3, align_to_words=False)
    yield case(question, CURIE, max_answer_len=2)
    yield case(question, CURIE, handle_impossible_answer=True, top_k=5)
    yield case("Where?", LONG)
    yield case("Where?", LONG + CURIE, max_seq_len=32, doc_stride=8, top_k=3)


def entailment(family):
    names = ["entailment", "neutral", "contradiction"] if family == "roberta" else ["CONTRADICTION", "NEUTRAL", "ENTAILMENT"]
    return dict(id2label=dict(enumerate(names)), label2id={n: i for i, n in enumerate(names)})


def zero_shot_classification(model, tokenizer):
    run = pipeline("zero-shot-classification", model=model, tokenizer=tokenizer)
    def case(text, labels, **options):
        found = run(text, labels, **options)
        rows = [{"label": label, "score": score} for label, score in zip(found["labels"], found["scores"])]
        return {"inputs": {"text": text, "candidate_labels": labels}, "options": options, "output": {"predictions": rows}}
    labels = ["sports", "politics", "technology"]
    yield case(TEXTS[0], labels)
    yield case(TEXTS[1], labels, multi_label=True)
    yield case(TEXTS[0], ["film"])
    yield case(TEXTS[0], ["good", "bad"], hypothesis_template="It is {}!")


def one_score(family):
    return dict(num_labels=1) | {
        "distilbert": dict(sbert_ce_default_activation_function="torch.nn.modules.linear.Identity"),
        "roberta": dict(sentence_transformers=dict(version="4.1.0", activation_fn="torch.nn.modules.activation.Sigmoid")),
        "electra": dict(sentence_transformers=dict(version="4.1.0", activation_fn="torch.nn.modules.linear.Identity")),
        "modernbert": dict(classifier_pooling="cls"),
    }.get(family, {})


def text_ranking(model, tokenizer):
    """sentence_transformers, CrossEncoder.predict: the sigmoid of the one logit, unless the configuration declares another."""
    declared = getattr(model.config, "sbert_ce_default_activation_function", None) or (
        getattr(model.config, "sentence_transformers", None) or {}).get("activation_fn", "Sigmoid")
    def score(query, text, raw):
        with torch.no_grad():
            logit = model(**tokenizer(query, text, return_tensors="pt")).logits[0, 0]
        return (logit if raw or declared.endswith("Identity") else torch.sigmoid(logit)).item()
    def case(inputs, **options):
        pairs = inputs.get("pairs") or [[inputs["query"], text] for text in inputs["candidates"]]
        scores = [score(*pair, options.get("raw_scores", False)) for pair in pairs]
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        return {"inputs": inputs, "options": options, "output": {"scores": scores, "indices": order[:options.get("top_k", len(order))]}}
    listed = {"query": "What is the capital of France?",
              "candidates": ["Paris is the capital of France.", "Berlin lies on the Spree.", "Bread.", TEXTS[1]]}
    yield case(listed)
    yield case(listed, raw_scores=True, top_k=2)
    yield case({"pairs": [["A film?", TEXTS[0]], ["Bread?", "Flour and water."]]})


TASKS = {
    "question-answering": (AutoModelForQuestionAnswering, {}, question_answering),
    "zero-shot-classification": (AutoModelForSequenceClassification, entailment, zero_shot_classification),
    "text-ranking": (AutoModelForSequenceClassification, one_score, text_ranking),
}

if __name__ == "__main__":
    make(TASKS)
