"""The files of tiny repositories without tokenizer.json, for tokenizers_slow.py."""

import json

from corpus import SENTENCES


def config(folder, tokenizer_class, model_type, **more):
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": tokenizer_class} | more, indent=1) + "\n")
    (folder / "config.json").write_text(json.dumps({"model_type": model_type}) + "\n")


def t5(folder, spm):
    spm(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    config(folder, "T5Tokenizer", "t5", extra_ids=10)


def pegasus(folder, spm):
    spm(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    config(folder, "PegasusTokenizer", "pegasus")


def xlm_roberta(folder, spm):
    spm(folder / "sentencepiece.bpe.model")
    config(folder, "XLMRobertaTokenizer", "xlm-roberta")


def albert(folder, spm):
    spm(folder / "spiece.model", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, control_symbols="[CLS],[SEP],[MASK]")
    config(folder, "AlbertTokenizer", "albert")


def llama(folder, spm):
    spm(folder / "tokenizer.model", "bpe", size=620, byte_fallback=True, rules=False, normalization_rule_name="identity")
    config(folder, "LlamaTokenizer", "llama", add_bos_token=True, add_eos_token=False)


def marian_pieces(folder, spm, sizes):
    """The pieces of both sides, not all of them, in the order of their models."""
    import sentencepiece
    result = []
    for side, size in zip(("source", "target"), sizes):
        spm(folder / f"{side}.spm", size=size, bos_id=-1, eos_id=0, unk_id=1)
        model = sentencepiece.SentencePieceProcessor(str(folder / f"{side}.spm"))
        result.append([model.id_to_piece(i) for i in range(len(model)) if i % 29])
    return result


def numbered(folder, name, tokens):
    vocab = {token: i for i, token in enumerate(dict.fromkeys(tokens))}
    vocab["<pad>"] = len(vocab)
    (folder / name).write_text(json.dumps(vocab, ensure_ascii=False) + "\n")


def marian(folder, spm):
    source, target = marian_pieces(folder, spm, (300, 280))
    numbered(folder, "vocab.json", ["</s>", "<unk>", ">>fra<<", *source, *target])
    config(folder, "MarianTokenizer", "marian", source_lang="en", target_lang="fr")


def marian_separate(folder, spm):
    source, target = marian_pieces(folder, spm, (280, 300))
    numbered(folder, "vocab.json", ["</s>", "<unk>", ">>fra<<", *source])
    numbered(folder, "target_vocab.json", ["</s>", "<unk>", *reversed(target)])
    config(folder, "MarianTokenizer", "marian", source_lang="en", target_lang="fr", separate_vocabs=True)


def nllb(folder, spm):
    spm(folder / "sentencepiece.bpe.model", "bpe", size=400)
    config(folder, "NllbTokenizer", "nllb", src_lang="deu_Latn", additional_special_tokens=["eng_Latn", "deu_Latn", "fra_Latn"])


def mbart(folder, spm):
    spm(folder / "sentencepiece.bpe.model")
    config(folder, "MBartTokenizer", "mbart", src_lang="de_DE")


def mbart50(folder, spm):
    spm(folder / "sentencepiece.bpe.model")
    config(folder, "MBart50Tokenizer", "mbart", src_lang="fr_XX")


def m2m100(folder, spm):
    spm(folder / "sentencepiece.bpe.model", "bpe", size=400)
    import sentencepiece
    model = sentencepiece.SentencePieceProcessor(str(folder / "sentencepiece.bpe.model"))
    pieces = [model.id_to_piece(i) for i in range(len(model)) if i % 31]
    vocab = {piece: i for i, piece in enumerate(dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", *pieces]))}
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False) + "\n")
    config(folder, "M2M100Tokenizer", "m2m_100", src_lang="de")


def bert(folder, spm):
    from tiny_tokenizers import wordpiece
    vocab = wordpiece().get_vocab()
    (folder / "vocab.txt").write_text("".join(f"{token}\n" for token in sorted(vocab, key=vocab.get)))
    config(folder, "BertTokenizer", "bert", do_lower_case=True, model_max_length=64)


def bert_cased(folder, spm):
    bert(folder, spm)
    config(folder, "BertTokenizer", "bert", do_lower_case=False, strip_accents=None, tokenize_chinese_chars=False)


def distilbert(folder, spm):
    bert(folder, spm)
    (folder / "tokenizer_config.json").unlink()
    (folder / "config.json").write_text(json.dumps({"model_type": "distilbert"}) + "\n")


def bpe_files(folder, special, words=False, size=420):
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    tokenizer = Tokenizer(models.BPE(end_of_word_suffix="</w>" if words else ""))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator([s.lower() for s in SENTENCES] if words else SENTENCES, trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False,
        **({"end_of_word_suffix": "</w>"} if words else {})))
    model = json.loads(tokenizer.to_str())["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"], ensure_ascii=False) + "\n")
    merges = "".join(f"{left} {right}\n" for left, right in model["merges"])
    (folder / "merges.txt").write_text("#version: 0.2\n" + merges)


def gpt2(folder, spm):
    bpe_files(folder, ["<|endoftext|>"])
    config(folder, "GPT2Tokenizer", "gpt2")


def gpt2_bos(folder, spm):
    bpe_files(folder, ["<|endoftext|>", "<pad>"])
    config(folder, "GPT2Tokenizer", "opt", add_bos_token=True, pad_token="<pad>", add_prefix_space=True,
           bos_token={"__type": "AddedToken", "content": "<|endoftext|>", "lstrip": False, "normalized": True, "rstrip": False, "single_word": False})


def roberta(folder, spm):
    bpe_files(folder, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    config(folder, "RobertaTokenizer", "roberta")


def bart(folder, spm):
    bpe_files(folder, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    config(folder, "BartTokenizer", "bart")


def clip(folder, spm):
    bpe_files(folder, ["<|startoftext|>", "<|endoftext|>"], words=True, size=800)
    config(folder, "CLIPTokenizer", "clip")


def whisper(folder, spm):
    bpe_files(folder, ["<|endoftext|>"])
    names = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|de|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>",
             "<|nocaptions|>", "<|notimestamps|>"]
    size = len(json.loads((folder / "vocab.json").read_text()))
    added = {name: size + i for i, name in enumerate(names[1:])}
    (folder / "added_tokens.json").write_text(json.dumps(added) + "\n")
    config(folder, "WhisperTokenizer", "whisper", additional_special_tokens=names)


def ctc(folder, spm):
    letters = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ"]
    (folder / "vocab.json").write_text(json.dumps({letter: i for i, letter in enumerate(letters)}) + "\n")
    config(folder, "Wav2Vec2CTCTokenizer", "wav2vec2", do_lower_case=False)


def ctc_lower(folder, spm):
    """A vocabulary of capitals behind a tokenizer of small letters."""
    letters = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ", *"ΑΔΟΣÄ"]
    (folder / "vocab.json").write_text(json.dumps({letter: i for i, letter in enumerate(letters)}) + "\n")
    config(folder, "Wav2Vec2CTCTokenizer", "wav2vec2", do_lower_case=True)


def llama_eos(folder, spm):
    """One with tokenizer.json, whose post-processor stands against the configuration."""
    from tokenizers_kinds import KINDS as TINY
    TINY["llama2"]().save(str(folder / "tokenizer.json"), pretty=False)
    config(folder, "PreTrainedTokenizerFast", "llama", add_bos_token=False, add_eos_token=True, bos_token="<s>", eos_token="</s>", unk_token="<unk>")


KINDS = {name: {"make": globals()[name]} for name in (
    "t5", "pegasus", "marian", "marian_separate", "xlm_roberta", "albert", "llama", "nllb", "mbart", "mbart50", "m2m100", "bert", "bert_cased", "distilbert", "gpt2",
    "gpt2_bos", "roberta", "bart", "clip", "whisper", "llama_eos", "ctc", "ctc_lower")}
KINDS["marian"] |= {"texts": [">>fra<< Hello there", ">>fra<<", "</s> a <unk> b <pad>"], "pairs": False}
KINDS["marian_separate"] |= {"texts": [">>fra<< Hello there", "</s> a <unk> b <pad>"], "pairs": False}
for name in ("m2m100", "ctc", "ctc_lower"):
    KINDS[name] |= {"pairs": False}
KINDS["ctc_lower"]["texts"] = ["hello world", "ΟΔΟΣ ΣΟΔΟΣ ΟΣΑ", "<pad>a<s>bb|c", "straße Ärger", "it's  a-b"]
KINDS["ctc"]["texts"] = ["HELLO WORLD", "<pad>A<s>BB|C", "IT'S  A-B"]
