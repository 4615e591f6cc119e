"""Conversations as chat templates render them: tests/golden/chat/. Run from the root of the project."""

import datetime
import json
import pathlib

import transformers
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast
from transformers.utils import chat_template_utils

from chat_families import FAMILIES
from chat_language import SNIPPETS, VARIABLES

FOLDER = pathlib.Path("tests/golden/chat")
MADE_BY = f"transformers {transformers.__version__}"


class FixedDay(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26, 12, 0, 0)


chat_template_utils.datetime = FixedDay

USER = {"role": "user", "content": "Hello! How are you?"}
ASSISTANT = {"role": "assistant", "content": " Fine, thanks. \n"}
AGAIN = {"role": "user", "content": "  Tell me <b>more</b> about \"ünïcödé\" & 'quotes'.\n"}
SYSTEM = {"role": "system", "content": "You are a helpful bot.\nBe brief."}
TOOLS = [
    {"type": "function", "function": {
        "name": "get_weather", "description": "The weather of a place & a day",
        "parameters": {"type": "object", "properties": {
            "place": {"type": "string", "description": "City, e.g. \"Köln\""},
            "days": {"type": "integer", "enum": [1, 2, 3]}, "scale": {"type": "number", "default": 1.5}},
            "required": ["place"]}}},
    {"type": "function", "function": {
        "name": "now", "description": "The time", "parameters": {"type": "object", "properties": {}}}}]
CALL = {"role": "assistant", "content": "", "tool_calls": [
    {"id": "call12345", "type": "function", "function": {"name": "get_weather", "arguments": {"place": "Köln", "days": 2}}}]}
RESULT = {"role": "tool", "tool_call_id": "call12345", "name": "get_weather", "content": "{\"sky\": \"grey\", \"t\": 12.5}"}
PARTS = {"role": "user", "content": [{"type": "text", "text": "Look: "}, {"type": "image"}, {"type": "text", "text": "what is it?"}]}
THOUGHT = {"role": "assistant", "content": "<think>\nLet me see.\n</think>\n\nIt is a cat."}
DOCUMENTS = [{"title": "One", "text": "First text."}, {"title": "Two", "text": "Second\ntext."}]

REQUESTS = [
    {"messages": [USER]},
    {"messages": [USER], "add_generation_prompt": True},
    {"messages": [SYSTEM, USER, ASSISTANT, AGAIN], "add_generation_prompt": True},
    {"messages": [USER, ASSISTANT, AGAIN, ASSISTANT]},
    {"messages": [USER, ASSISTANT], "continue_final_message": True},
    {"messages": [SYSTEM, USER], "tools": TOOLS, "add_generation_prompt": True},
    {"messages": [USER, CALL, RESULT], "tools": TOOLS, "add_generation_prompt": True},
    {"messages": [USER, CALL, RESULT, ASSISTANT, AGAIN], "tools": TOOLS},
    {"messages": [USER, USER]},
    {"messages": [ASSISTANT]},
    {"messages": [{"role": "nobody", "content": "?"}]},
    {"messages": [PARTS], "add_generation_prompt": True},
    {"messages": [USER, THOUGHT, AGAIN], "add_generation_prompt": True},
    {"messages": [USER], "add_generation_prompt": True, "variables": {"enable_thinking": False}},
    {"messages": [USER], "documents": DOCUMENTS, "add_generation_prompt": True},
]


def tokenizer(template, special_tokens):
    words = {token: i for i, token in enumerate(["<none>", *special_tokens.values()])}
    return PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.WordLevel(words, unk_token="<none>")), chat_template=template, **special_tokens)


def answer(chat, request):
    options = {key: value for key, value in request.items() if key not in ("messages", "variables")}
    try:
        text = chat.apply_chat_template(request["messages"], tokenize=False, **options, **request.get("variables", {}))
    except Exception as error:
        if type(error).__name__ in ("TemplateError", "UndefinedError"):
            return {"request": request, "error": str(error)}
        return None  # Python's own words are not repeated
    return {"request": request, "text": text}


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def main():
    for name, (template, special_tokens) in FAMILIES.items():
        chat = tokenizer(template, special_tokens)
        cases = [case for request in REQUESTS if (case := answer(chat, request))]
        stored = [{"name": k, "template": v} for k, v in template.items()] if isinstance(template, dict) else template
        write(FOLDER / "families" / f"{name}.json",
              {"made_by": MADE_BY, "chat_template": stored, "special_tokens": special_tokens, "cases": cases})
        print(name, len(cases), "cases,", sum("error" in case for case in cases), "errors")
    cases = []
    for snippet in SNIPPETS:
        try:
            text = chat_template_utils._compile_jinja_template(snippet).render(**VARIABLES)
            cases.append({"template": snippet, "text": text})
        except Exception as error:
            cases.append({"template": snippet, "error": f"{type(error).__name__}: {error}"})
    write(FOLDER / "language.json", {"made_by": MADE_BY, "variables": VARIABLES, "cases": cases})
    for case in cases:
        if "error" in case:
            print(case)


if __name__ == "__main__":
    main()
