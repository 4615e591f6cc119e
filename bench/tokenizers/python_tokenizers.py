"""python_tokenizers.py TOKENIZER.json TEXT: as tokenizers_bench, by the `tokenizers` library."""

import sys
import time

from tokenizers import Tokenizer


def documents(text):
    begin = 0
    while begin < len(text):
        end = text.find(b"\n", min(len(text), begin + 2048))
        end = len(text) if end < 0 else end + 1
        yield text[begin:end].decode()
        begin = end


tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.no_truncation()
tokenizer.no_padding()
text = open(sys.argv[2], "rb").read()
all_documents = list(documents(text))
start = time.perf_counter()
tokens = sum(len(tokenizer.encode(document).ids) for document in all_documents)
print(len(text) / 1e6 / (time.perf_counter() - start), tokens)
