"""Tiny tokenizers with the pipelines of well-known models, trained on corpus.py. Together they use every component."""

import io
import pathlib
import tempfile

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from corpus import SENTENCES
from protobuf import field

CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
CLIP = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
RULES = """0001\t\n0008\t\n200B\t20\n0009\t20\n000A\t20\n000D\t20\n00A0\t20\n3000\t20\nFF21\t41\nFF42\t62\nFF43\t63
FB01\t66 69\n2460\t31\n00BD\t31 2044 32\n00B2\t32\n2026\t2E 2E 2E\n0061 0301\tE1\n00AD\t\nFEFF\t\n1E9E\t53 53
30CF 3099\t30D0\n0958\t0915 093C\n"""


def charsmap():
    """Normalization rules in SentencePiece's compiled form."""
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "rules.tsv"
        rules.write_text(RULES)
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(SENTENCES), model_writer=model, vocab_size=400,
            normalization_rule_tsv=str(rules), hard_vocab_limit=False, minloglevel=2)
    return normalizers.Precompiled(field(field(model.getvalue(), 3), 2))


def trained(tokenizer, trainer):
    tokenizer.train_from_iterator(SENTENCES, trainer)
    return tokenizer


def byte_bpe(pre_tokenizer, special, size=420, normalizer=None, model=None, **options):
    tokenizer = Tokenizer(model or models.BPE())
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    return trained(tokenizer, trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False, **options))


def piece_bpe(special, size=560):
    """SentencePiece BPE as Llama and Gemma have it: unknown characters are spelt in bytes."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    special = special + [f"<0x{byte:02X}>" for byte in range(256)]
    return trained(tokenizer, trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, limit_alphabet=80, show_progress=False))


def unigram(normalizer, pre_tokenizer, special, size=300):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.Metaspace()
    return trained(tokenizer, trainers.UnigramTrainer(
        vocab_size=size, special_tokens=special, unk_token="<unk>", show_progress=False))


def wordpiece(lowercase):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(cleanup=lowercase)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trained(tokenizer, trainers.WordPieceTrainer(vocab_size=400, special_tokens=special, limit_alphabet=120, show_progress=False))
    cls, sep = ("[CLS]", 2), ("[SEP]", 3)
    tokenizer.post_processor = processors.BertProcessing(sep, cls) if lowercase else processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[cls, sep])
    return tokenizer


def gpt2():
    return byte_bpe(pre_tokenizers.ByteLevel(add_prefix_space=False), ["<|endoftext|>"])


def roberta():
    tokenizer = byte_bpe(pre_tokenizers.ByteLevel(add_prefix_space=True), ["<s>", "<pad>", "</s>", "<unk>"])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer


def llama2():
    tokenizer = piece_bpe(["<unk>", "<s>", "</s>"])
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    return tokenizer


def llama3():
    tokenizer = byte_bpe(
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(CL100K), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]),
        ["<|begin_of_text|>", "<|end|>"], model=models.BPE(ignore_merges=True))
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|>:1 $B:1",
                                      special_tokens=[("<|begin_of_text|>", 0)])])
    return tokenizer


def o200k():
    tokenizer = byte_bpe(
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(O200K), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]),
        ["<|endoftext|>"], normalizer=normalizers.NFC())
    tokenizer.add_tokens([AddedToken("<tool>", single_word=True, normalized=True), AddedToken("  ", normalized=True), AddedToken("of the", rstrip=True)])
    return tokenizer


def clip():
    tokenizer = byte_bpe(
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(CLIP), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]),
        ["<|startoftext|>", "<|endoftext|>"], size=760, end_of_word_suffix="</w>", model=models.BPE(unk_token="<|endoftext|>", end_of_word_suffix="</w>"),
        normalizer=normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]))
    tokenizer.post_processor = processors.RobertaProcessing(("<|endoftext|>", 1), ("<|startoftext|>", 0), add_prefix_space=False)
    tokenizer.decoder = decoders.Sequence([decoders.ByteLevel(), decoders.BPEDecoder("</w>")])
    return tokenizer


def falcon():
    return byte_bpe(pre_tokenizers.Sequence([
        pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.ByteLevel(add_prefix_space=False),
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Split(Regex("[0-9][0-9][0-9]"), "isolated")]), ["<|endoftext|>"])


def gemma():
    tokenizer = piece_bpe(["<pad>", "<eos>", "<bos>", "<unk>"])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    return tokenizer


def t5():
    tokenizer = unigram(charsmap(), pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]), ["<pad>", "</s>", "<unk>"])
    tokenizer.add_special_tokens([AddedToken("<extra_id_0>", special=True)])
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)])
    return tokenizer


def albert():
    tokenizer = unigram(
        normalizers.Sequence([
            normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(), normalizers.StripAccents(),
            normalizers.Lowercase(), charsmap(), normalizers.Replace(Regex(" {2,}"), " ")]),
        pre_tokenizers.Metaspace(prepend_scheme="first"), ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return tokenizer


def scripts():
    tokenizer = unigram(
        normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Strip(), normalizers.NFD(), normalizers.Prepend("▁")]),
        pre_tokenizers.Sequence([pre_tokenizers.UnicodeScripts(), pre_tokenizers.Digits(), pre_tokenizers.Metaspace(prepend_scheme="never", split=False)]),
        ["<unk>"])
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="never")
    return tokenizer


def ctc():
    letters = ["<pad>", "<s>", "</s>", "<unk>", "|"] + list("ETAONIHSRDLUMWCFGYPBVK'XJQZ")
    tokenizer = Tokenizer(models.WordLevel({letter: i for i, letter in enumerate(letters)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Replace(" ", "|")
    tokenizer.pre_tokenizer = pre_tokenizers.FixedLength(1)
    tokenizer.decoder = decoders.CTC()
    return tokenizer


def words():
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Whitespace(), pre_tokenizers.CharDelimiterSplit("e"), pre_tokenizers.Punctuation("merged_with_next")])
    tokenizer.normalizer = normalizers.ByteLevel()
    trained(tokenizer, trainers.WordLevelTrainer(vocab_size=150, special_tokens=["[UNK]"], show_progress=False))
    tokenizer.add_tokens([AddedToken("THE", normalized=False, lstrip=True), AddedToken("sea", normalized=True, single_word=True)])
    return tokenizer


KINDS = {
    "wordpiece": lambda: wordpiece(lowercase=True), "wordpiece_cased": lambda: wordpiece(lowercase=False), "gpt2": gpt2, "roberta": roberta,
    "llama2": llama2, "llama3": llama3, "o200k": o200k, "clip": clip, "falcon": falcon, "gemma": gemma, "t5": t5, "albert": albert,
    "scripts": scripts, "ctc": ctc, "words": words,
}
