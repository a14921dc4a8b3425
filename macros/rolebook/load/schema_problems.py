"""What pydantic finds wrong, in the words of the files' authors and at their lines."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rolebook.model.company import FACT_NAME
from rolebook.model.problem import Problem, did_you_mean
from rolebook.yaml.text import YamlText

_TO_ADD = MappingProxyType(
    {
        "name": "the name of the company, such as `name: Initech`",
        "facts": "the facts of the company, one a line, such as `COMPANY_NAME: Initech`",
    }
)
_MAY_BE_BLANK = ("facts", "default")
_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "string_type": "must be one text",
        "dict_type": "must hold `key: value` lines",
        "model_type": "must hold `key: value` lines",
        "list_type": "must be a list such as `[engineering/*, qa-engineer]`",
        "enum": "must be text or url",
        "bool_parsing": "must be true or false",
        "bool_type": "must be true or false, without quotes",
        "literal_error": "must be mediawiki, git or confluence",
    }
)


def validation_problems(
    error: ValidationError, source: YamlText, path: str, model: type[BaseModel], prefix: str = ""
) -> Iterator[Problem]:
    """Yield what pydantic found, at the line of the value; `prefix` is the key the data stands under."""
    for details in error.errors():
        keys = [str(key) for key in details["loc"]]
        key_path = [*([prefix] if prefix else []), *(key for key in keys if key != "[key]")]
        yield Problem(
            path, _nearest_line(key_path, source), _message(details, ".".join(key_path), keys, model)
        )


def _nearest_line(keys: Sequence[str], source: YamlText) -> int:
    for end in range(len(keys), 0, -1):
        line = source.lines.get(".".join(keys[:end]))
        if line:
            return line
    return 1


def _message(details: ErrorDetails, dotted: str, keys: Sequence[str], model: type[BaseModel]) -> str:
    kind, given = details["type"], details["input"]
    if kind == "invalid_key" or (keys[-1:] == ["[key]"] and kind != "value_error"):
        return f"{dotted.rpartition('.')[0]}: put keys in quotes that are numbers, dates, yes, no, on or off"
    match kind:
        case "extra_forbidden":
            return f'unknown key "{dotted}"{_hint(keys, model)}'
        case "missing":
            return f"`{dotted}:` is missing; add {_TO_ADD[dotted]}"
        case "value_error":
            return f"{dotted} {details['ctx']['error']}"
        case _ if given in (None, ""):
            return f"{dotted} has no value; {_way_out(keys)}"
        case _:
            return f"{dotted} {_EXPECTED[kind]}, not {_in_words(given)}"


def _hint(keys: Sequence[str], model: type[BaseModel]) -> str:
    """Return what an unknown key was meant for: one of a block that it is not below, or another."""
    known = _known_keys(model, keys[:-1])
    block = next((name for name in known if keys[-1] in _known_keys(model, [*keys[:-1], name])), "")
    if FACT_NAME.fullmatch(keys[-1]) and "facts" in known:
        block = "facts"
    if block and keys[-1] not in known:
        return f"; it belongs below `{block}:`, indented further than it"
    return did_you_mean(keys[-1], known) or f"; known are {', '.join(known)}"


def _way_out(keys: Sequence[str]) -> str:
    if keys[0] == "settings":
        return "write true or false"
    blank = ', or write "" if it is meant to be empty' if keys[0] in _MAY_BE_BLANK else ""
    return f'put it in quotes if it begins with "#"{blank}'


def _in_words(given: Any) -> str:
    if isinstance(given, dict):
        return "`key: value` lines"
    return "a list" if isinstance(given, list) else f'"{given}"'


def _known_keys(model: type[BaseModel], keys: Sequence[str]) -> tuple[str, ...]:
    for key in keys:
        inner = model.model_fields[key].annotation if key in model.model_fields else None
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return tuple(model.model_fields)
