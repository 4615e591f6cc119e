"""feature-extraction and sentence-similarity on repositories of sentence-transformers, by the definitions of its modules
(sentence_transformers/models/*.py); the package itself is not needed."""

import torch
from transformers import AutoModel

import weights
from encoder_families import model_of, tokenizer_of, wanted
from repository import save_cases, save_model, write
from text_encoders import LONG, TEXTS

PROMPTS = {"query": "query: ", "passage": "passage of a text: "}
# family -> pooling modes, modules behind the pooling, include_prompt, default prompt
REPOSITORIES = {
    "bert": (["mean_tokens"], ["Normalize"], True, None),
    "distilbert": (["lasttoken"], [], True, None),
    "roberta": (["weightedmean_tokens"], ["Normalize"], False, "query"),
    "xlm-roberta": (["cls_token", "max_tokens"], ["LayerNorm"], False, "query"),
    "mpnet": (["mean_tokens"], ["Dense", "Normalize"], True, "query"),
    "modernbert": (["mean_sqrt_len_tokens"], ["Dense", "LayerNorm", "Dense"], False, None),
}


def pool(hidden, mode, skipped):
    """Pooling.py, for one text: tokens of a prompt that is left out have a mask of 0."""
    kept = hidden[skipped:]
    positions = torch.arange(skipped + 1, len(hidden) + 1)[:, None]
    return {"cls_token": lambda: hidden[0], "mean_tokens": lambda: kept.mean(0), "max_tokens": lambda: kept.max(0).values,
            "mean_sqrt_len_tokens": lambda: kept.sum(0) / len(kept) ** 0.5, "lasttoken": lambda: kept[-1],
            "weightedmean_tokens": lambda: (kept * positions).sum(0) / positions.sum()}[mode]()


def tensors(folder, shapes):
    """The weights of a module, as functions of their names."""
    rows = ",\n".join(f'  "{name}": {list(shape)}' for name, shape in shapes.items())
    (folder / "weights.json").write_text(f'{{\n "tokenizer": null,\n "tensors": {{\n{rows}\n }}\n}}\n')
    return {name: torch.from_numpy(weights.tensor(name, shape)) for name, shape in shapes.items()}


def dense(folder, width, last):
    """Dense.py"""
    out, activation = (8, "linear.Identity") if last else (16, "activation.Tanh")
    write(folder / "config.json", {"in_features": width, "out_features": out, "bias": not last,
                                   "activation_function": f"torch.nn.modules.{activation}"})
    found = tensors(folder, {"linear.weight": (out, width)} | ({} if last else {"linear.bias": (out,)}))
    function = torch.nn.Identity() if last else torch.tanh
    return out, lambda x: function(torch.nn.functional.linear(x, found["linear.weight"], found.get("linear.bias")))


def layer_norm(folder, width):
    """LayerNorm.py"""
    write(folder / "config.json", {"dimension": width})
    found = tensors(folder, {"norm.weight": (width,), "norm.bias": (width,)})
    return width, lambda x: torch.nn.functional.layer_norm(x, (width,), found["norm.weight"], found["norm.bias"])


def save_modules(folder, family):
    """Writes modules.json and what it names; gives the function from a pooled vector to the sentence's."""
    modes, behind, include_prompt, default = REPOSITORIES[family]
    width, functions = 32 * len(modes), []
    modules = [("", "Transformer"), ("1_Pooling", "Pooling")]
    write(folder / "1_Pooling" / "config.json",
          {"word_embedding_dimension": 32, "include_prompt": include_prompt} | {f"pooling_mode_{mode}": True for mode in modes})
    for i, module in enumerate(behind, 2):
        path = f"{i}_{module}"
        modules.append((path, module))
        if module == "Normalize":
            functions.append(lambda x: torch.nn.functional.normalize(x, dim=-1))
            continue
        make = (lambda f, w: dense(f, w, i > 2)) if module == "Dense" else layer_norm
        (folder / path).mkdir()
        width, function = make(folder / path, width)
        functions.append(function)
    write(folder / "modules.json", [{"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{module}"}
                                    for i, (path, module) in enumerate(modules)])
    write(folder / "sentence_bert_config.json", {"max_seq_length": 48, "do_lower_case": False})
    write(folder / "config_sentence_transformers.json", {"prompts": PROMPTS, "default_prompt_name": default})
    return functions


def embedder(model, tokenizer, family, functions):
    """SentenceTransformer.encode"""
    modes, behind, include_prompt, default = REPOSITORIES[family]
    def embed(text, prompt_name=None, truncate=False, normalize=None):
        prompt = PROMPTS.get(prompt_name or default, "")
        skipped = 0 if include_prompt or not prompt else len(tokenizer(prompt)["input_ids"]) - 1
        encoded = tokenizer(prompt + text, return_tensors="pt", truncation=truncate, max_length=48 if truncate else None)
        with torch.no_grad():
            hidden = model(**encoded).last_hidden_state[0]
        vector = torch.cat([pool(hidden, mode, skipped) for mode in modes])
        for module, function in zip(behind, functions):
            if module != "Normalize" or normalize is not False:
                vector = function(vector)
        return torch.nn.functional.normalize(vector, dim=-1) if normalize else vector
    return embed


def embedding_cases(embed):
    def case(text, **options):
        single = isinstance(text, str)
        vectors = [embed(t, **options).tolist() for t in ([text] if single else text)]
        return {"inputs": {"text": text}, "options": options, "output": {"embedding": vectors[0] if single else vectors, "dim": len(vectors[0])}}
    yield case(TEXTS[2])
    yield case(TEXTS[:1] + TEXTS[2:3])
    yield case(TEXTS[0], prompt_name="passage")
    yield case(TEXTS[2], normalize=True)
    yield case(TEXTS[2], normalize=False)
    yield case(LONG, truncate=True)


def similarity_cases(embed):
    def cosine(a, b):
        return torch.nn.functional.cosine_similarity(embed(a), embed(b), dim=0).item()
    pair = {"text": TEXTS[0], "text_pair": "A wonderful film."}
    yield {"inputs": pair, "options": {}, "output": {"score": cosine(*pair.values())}}
    listed = {"source_sentence": "That is a happy dog.", "sentences": ["That dog is glad.", "It rains today.", "That is a happy dog.", "x"]}
    yield {"inputs": listed, "options": {}, "output": {"scores": [cosine(listed["source_sentence"], s) for s in listed["sentences"]]}}


for family in REPOSITORIES:
    name = f"{family}-sentence-transformer"
    if wanted(name):
        kind, tokenizer = tokenizer_of(family)
        model = model_of(family, tokenizer, AutoModel, {})
        embed = embedder(model, tokenizer, family, save_modules(save_model(name, model, kind), family))
        save_cases("feature-extraction", name, list(embedding_cases(embed)))
        save_cases("sentence-similarity", f"{family}-sentence-similarity", list(similarity_cases(embed)), model=name)
        print(name, flush=True)
