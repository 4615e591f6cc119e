"""What the `tokenizers` library makes of texts: tests/golden/tokenization/, and on request as much more of it as you like.

    python3 tools/goldens/tokenizers_cases.py                                          the goldens
    python3 tools/goldens/tokenizers_cases.py TOKENIZER.json SEED COUNT >CASES         cases for build/…/tokenizers_parity
    python3 tools/goldens/tokenizers_cases.py KIND SEED COUNT FOLDER                   the same for one of the tiny kinds: writes
                                                                                       FOLDER/tokenizer.json and FOLDER/cases
"""

import json
import pathlib
import sys

import tokenizers
from tokenizers import Tokenizer

from tokenizers_kinds import KINDS
from tokenizers_texts import texts

FOLDER = pathlib.Path("tests/golden/tokenization")
GOLDEN_TEXTS = 48


def answer(tokenizer, text, pair, special):
    case = {"text": text, "add_special_tokens": special}
    if pair is not None:
        case["pair"] = pair
    try:
        encoding = tokenizer.encode(text, pair, add_special_tokens=special)
    except Exception as error:  # an unknown word without a token for it
        return case | {"error": str(error)}

    def or_none(numbers):
        return [-1 if n is None else n for n in numbers]

    case |= {"ids": encoding.ids, "offsets": [n for offset in encoding.offsets for n in offset], "word_ids": or_none(encoding.word_ids),
             "tokens": encoding.tokens}
    if pair is not None:
        case |= {"type_ids": encoding.type_ids, "sequence_ids": or_none(encoding.sequence_ids), "special_tokens_mask": encoding.special_tokens_mask}
    return case | {"decoded": tokenizer.decode(encoding.ids, skip_special_tokens=True),
                   "decoded_with_special_tokens": tokenizer.decode(encoding.ids, skip_special_tokens=False)}


def cases(tokenizer, seed, count):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    last = ""
    for i, text in enumerate(texts(seed, count)):
        yield answer(tokenizer, text, last if i % 7 == 6 else None, i % 3 != 0)
        last = text


def line(case):
    return json.dumps(case, ensure_ascii=False, separators=(",", ":"))


def write_goldens():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for number, (name, make) in enumerate(KINDS.items()):
        tokenizer = make()
        document = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":"))
        body = ",\n".join(line(case) for case in cases(tokenizer, number, GOLDEN_TEXTS))
        made_by = json.dumps(f"tools/goldens/tokenizers_cases.py with tokenizers {tokenizers.__version__}")
        (FOLDER / f"{name}.json").write_text(f'{{"made_by":{made_by},\n"tokenizer":{document},\n"cases":[\n{body}\n]}}\n')


def main(arguments):
    if not arguments:
        return write_goldens()
    which, seed, count = arguments[0], int(arguments[1]), int(arguments[2])
    if len(arguments) == 3:
        return sys.stdout.writelines(line(case) + "\n" for case in cases(Tokenizer.from_file(which), seed, count))
    folder = pathlib.Path(arguments[3])
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = KINDS[which]()
    tokenizer.save(str(folder / "tokenizer.json"))
    with open(folder / "cases", "w") as file:
        file.writelines(line(case) + "\n" for case in cases(tokenizer, seed, count))


main(sys.argv[1:])
