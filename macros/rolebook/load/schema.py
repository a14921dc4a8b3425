"""What a company file and `facts.yml` may hold, and what to say when they hold something else."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from rolebook.load.yaml_text import YamlText
from rolebook.model.company import FactKind
from rolebook.model.problem import Problem, did_you_mean

FACT_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_address(text: str) -> bool:
    """Tell whether a text is an absolute web or mail address without spaces or control characters."""
    if not text or re.search(r"[\s\x00-\x1f\"<>\\]", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or (
        parts.scheme in ("mailto", "tel") and bool(parts.path)
    )


def _address(text: str) -> str:
    if not is_address(text) or not text.startswith("http"):
        raise ValueError("must be an address such as https://handbook.example.com/")
    return text


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError('must be a colour such as "#0b5cad" (in quotes, six hexadecimal digits)')
    return text.lower()


def _picture(text: str) -> str:
    if not text.lower().endswith((".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico")):
        raise ValueError("must be a picture: .svg, .png, .jpg, .webp, .gif or .ico")
    return text


def _fact_name(name: str) -> str:
    if not FACT_NAME.fullmatch(name):
        raise ValueError("is no name for a fact; facts are written like COMPANY_NAME")
    return name


Colour = Annotated[str, AfterValidator(_colour)]
Picture = Annotated[str, AfterValidator(_picture)]
FactName = Annotated[str, AfterValidator(_fact_name)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteBlock(_Strict):
    """`site:` where the handbook is published, and in which language its theme speaks."""

    url: Annotated[str, AfterValidator(_address)] | None = None
    language: str = "en"


class BrandBlock(_Strict):
    """`brand:` pictures are paths below `companies/`."""

    logo: Picture | None = None
    favicon: Picture | None = None
    primary: Colour | None = None
    accent: Colour | None = None


class RolesBlock(_Strict):
    """`roles:` ids or patterns such as `engineering/*`."""

    include: list[str] = Field(default_factory=list)
    exclude: list[str] = Field(default_factory=list)


class CompanyFile(_Strict):
    """`companies/<id>.yml`."""

    name: Annotated[str, Field(min_length=1)]
    facts: dict[FactName, str]
    site: SiteBlock = SiteBlock()
    brand: BrandBlock = BrandBlock()
    roles: RolesBlock = RolesBlock()
    levels: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, Any] = Field(default_factory=dict)


class FactEntry(_Strict):
    """One entry of `facts.yml`."""

    meaning: str = ""
    default: str | None = None
    required: bool = False
    kind: FactKind = FactKind.TEXT


def validation_problems(
    error: ValidationError, source: YamlText, path: str, model: type[BaseModel], prefix: str = ""
) -> Iterator[Problem]:
    """Yield what pydantic found, in words, at the line of the value."""
    for found in error.errors():
        keys = [str(key) for key in found["loc"] if key != "[key]"]
        place = [*([prefix] if prefix else []), *keys]
        line = _nearest_line(place, source)
        yield Problem(path, line, _message(found["type"], found["msg"], ".".join(place), keys, model))


def _nearest_line(keys: Sequence[str], source: YamlText) -> int:
    for end in range(len(keys), 0, -1):
        line = source.lines.get(".".join(keys[:end]))
        if line:
            return line
    return 1


def _message(kind: str, text: str, place: str, keys: Sequence[str], model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        known = _known_keys(model, keys[:-1])
        hint = did_you_mean(keys[-1], known) or f"; known are {', '.join(known)}"
        return f'unknown key "{place}"{hint}'
    if kind == "missing":
        return f"`{place}:` is missing"
    if kind == "value_error":
        return f"{place} {text.removeprefix('Value error, ')}"
    return f"{place}: {text[0].lower()}{text[1:]}"


def _known_keys(model: type[BaseModel], keys: Sequence[str]) -> tuple[str, ...]:
    for key in keys:
        inner = model.model_fields[key].annotation if key in model.model_fields else None
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return tuple(model.model_fields)
