"""What encoder-decoders do besides writing: BART's heads for one text and for pairs, and the encoder of T5 by itself."""

import torch
from transformers import (BartConfig, BartForConditionalGeneration, BartForQuestionAnswering, BartForSequenceClassification, BartModel, T5Config, T5EncoderModel,
                          pipeline)

from repository import load_tokenizer, save_cases, save_model
from text_encoders import feature_extraction, fill_mask
from text_pairs import entailment, one_score, question_answering, text_ranking, zero_shot_classification
from text_to_text import LOW, STACKS, T5, TEXTS


def classification():
    """BartForSequenceClassification, which reads the decoder's last end-of-sequence token."""
    tokenizer = load_tokenizer("byte_level_bpe")
    model = BartForSequenceClassification._from_config(BartConfig(vocab_size=len(tokenizer), **STACKS, num_labels=3),
                                                       attn_implementation="eager")
    save_model("bart-text-classification", model, "byte_level_bpe")
    run = pipeline("text-classification", model=model, tokenizer=tokenizer)
    def case(inputs, **options):
        return {"inputs": inputs, "options": options, "output": {"predictions": run(inputs, **{"top_k": 5, **options})}}
    save_cases("text-classification", "bart-text-classification", [
        *(case({"text": text}) for text in TEXTS), case({"text": TEXTS[0], "text_pair": "The film was terrible."}),
        case({"text": TEXTS[0]}, top_k=1, function_to_apply="sigmoid")])


def pairs():
    """BART's other heads: the tasks on two texts, and the decoder's last layer as it is."""
    tokenizer = load_tokenizer("byte_level_bpe")
    tokenizer.model_input_names = ["input_ids", "attention_mask"]
    heads = {"zero-shot-classification": (BartForSequenceClassification, entailment("bart"), zero_shot_classification),
             "text-ranking": (BartForSequenceClassification, one_score("bart"), text_ranking),
             "question-answering": (BartForQuestionAnswering, {}, question_answering),
             "feature-extraction": (BartModel, {}, feature_extraction),
             "fill-mask": (BartForConditionalGeneration, {}, fill_mask)}
    for task, (model_class, settings, cases) in heads.items():
        config = BartConfig(vocab_size=len(tokenizer), **STACKS, **settings)
        model = model_class._from_config(config, attn_implementation="eager")
        save_model(f"bart-{task}", model, "byte_level_bpe")
        save_cases(task, f"bart-{task}", list(cases(model, tokenizer)))


def embeddings():
    """The encoder of T5 by itself."""
    tokenizer = load_tokenizer("t5_unigram")
    model = T5EncoderModel._from_config(T5Config(vocab_size=len(tokenizer), **T5, **LOW), attn_implementation="eager")
    save_model("t5-feature-extraction", model, "t5_unigram")
    def case(text):
        with torch.no_grad():
            hidden = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0]
        return {"inputs": {"text": text}, "options": {"pooling": "mean"},
                "output": {"embedding": hidden.mean(0).tolist(), "dim": 32}}
    save_cases("feature-extraction", "t5-feature-extraction", [case(text) for text in TEXTS])


if __name__ == "__main__":
    classification()
    pairs()
    embeddings()
