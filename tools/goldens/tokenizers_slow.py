"""Repositories without tokenizer.json (but for one), and what transformers makes of them: tests/golden/slow_tokenizers/<name>/.

    python3 tools/goldens/tokenizers_slow.py [NAME …]
"""

import json
import pathlib
import sys
import tempfile

import sentencepiece
import transformers
from tokenizers import processors
from transformers import AutoTokenizer

from corpus import SENTENCES
from slow_tokenizers_kinds import KINDS
from tokenizers_texts import texts

# transformers names an argument that this version of tokenizers has renamed
roberta = processors.RobertaProcessing
processors.RobertaProcessing = lambda sep, cls, **options: roberta(sep, cls, **options)

FOLDER = pathlib.Path("tests/golden/slow_tokenizers")
RULES = "0009\t20\n000A\t20\n000D\t20\n00A0\t20\n3000\t20\nFF21\t41\nFB01\t66 69\n2460\t31\n00AD\t\n0041 030A\tC5\n"


def spm(path, kind="unigram", size=300, **options):
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "rules.tsv"
        rules.write_text(RULES)
        if options.pop("rules", True):
            options["normalization_rule_tsv"] = str(rules)
        with open(path, "wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(SENTENCES), model_writer=file, vocab_size=size, model_type=kind,
                hard_vocab_limit=False, minloglevel=2, num_threads=1, **options)


def cases(tokenizer, own, has_pairs):
    last = ""
    for i, text in enumerate(own + [t for t in texts(5, 60) if "\0" not in t]):
        pair = last if has_pairs and i % 7 == 6 else None
        special = i % 3 != 0
        ids = tokenizer(text, pair, add_special_tokens=special)["input_ids"]
        last = text
        case = {"text": text, "add_special_tokens": special, "ids": ids, "tokens": tokenizer.convert_ids_to_tokens(ids),
                "decoded": tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)}
        if pair is not None:
            case["pair"] = pair
        yield case


def main(names):
    for name, kind in KINDS.items():
        if names and name not in names:
            continue
        folder = FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
        kind["make"](folder, spm)
        tokenizer = AutoTokenizer.from_pretrained(folder)
        answers = list(cases(tokenizer, kind.get("texts", []), kind.get("pairs", True)))
        body = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in answers)
        made_by = json.dumps(f"transformers {transformers.__version__}, {type(tokenizer).__name__}")
        (folder / "cases.json").write_text(f'{{"made_by":{made_by},\n"cases":[\n{body}\n]}}\n')
        if names:
            print(name, type(tokenizer).__name__, tokenizer.is_fast, len(tokenizer), tokenizer.special_tokens_map)
            if tokenizer.is_fast:
                document = json.loads(tokenizer.backend_tokenizer.to_str())
                for key in ("vocab", "merges"):
                    if key in document["model"]:
                        document["model"][key] = list(document["model"][key])[:8]
                added = document.pop("added_tokens")
                print(json.dumps(document, ensure_ascii=False)[:3000])
                print(len(added), added[:6], added[-3:])


main(sys.argv[1:])
