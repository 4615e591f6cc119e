"""What VitsTokenizer makes of texts: tests/golden/speech_tokenizers.json."""

import json
import pathlib
import tempfile

import transformers
from transformers import VitsTokenizer

from repository import ROOT, write

MMS = "k abcdefghijlmnopqrstuvwxyz'-"
KINDS = {
    "mms": (MMS, dict(pad_token="k")),
    "space": (" abcdefghijklmnop-", dict(pad_token=" ")),
    "romanian": ("_abcdefghijklmnoprstuvz ăâîşţ", dict(pad_token="_", language="ron")),
    "roman": ("_abcdefghijklmnopqrstuvwxyz '", dict(pad_token="_", is_uroman=True)),
    "no blanks": (MMS, dict(pad_token="k", add_blank=False)),
    "as it is": ("kabcdefghijlmnopqrstuvwxyz ABC.,'", dict(pad_token="k", normalize=False)),
}
TEXTS = ["Hello world", "The bookkeeper Kathy kept a kayak.", "", "  spaces  around it ", "k", "kk", "123", "don't stop-now!",
         "Ünïcode ÀÉ İstanbul ΣΑΣ", "țară Țară și şi ÎN", "tab\tand\nline", "..."]


def encoded(tokenizer, text):
    return {"text": text, "ids": tokenizer(text)["input_ids"]}


def main():
    kinds = []
    for name, (letters, options) in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            config = {"tokenizer_class": "VitsTokenizer", "phonemize": False, "unk_token": "<unk>", **options}
            files = {"vocab.json": {letter: i for i, letter in enumerate(letters)}, "added_tokens.json": {"<unk>": len(letters)}}
            for file, value in (*files.items(), ("tokenizer_config.json", config)):
                pathlib.Path(folder, file).write_text(json.dumps(value))
            tokenizer = VitsTokenizer.from_pretrained(folder)
            texts = [t for t in TEXTS if t.isascii() or not options.get("is_uroman")]
            kinds.append({"name": name, "config": config, "files": files, "cases": [encoded(tokenizer, t) for t in texts]})
    write(ROOT / "speech_tokenizers.json", {"made_by": f"transformers {transformers.__version__}", "kinds": kinds})


main()
