"""What a company file and `facts.yml` may hold."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from rolebook.facts.address import is_address
from rolebook.model.company import FACT_NAME, FactKind

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(
    r"""
    (?P<language>[a-z]{2,3}(?:-[a-z]{3})?) (?:-(?P<script>[a-z]{4}))? (?:-(?P<region>[a-z]{2}|\d{3}))?
    (?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))* (?:-x(?:-[a-z\d]{1,8})+)?)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What BCP 47 takes for a language: with its script, region and variants."""
_FONTS = (".ttf", ".otf", ".ttc", ".otc")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico")


def _site_address(text: str) -> str:
    if not is_address(text) or not text.startswith(("http://", "https://")):
        raise ValueError(f'must be an address such as https://handbook.example.com/, not "{text}"')
    if "?" in text or "#" in text:
        raise ValueError("is the address of a site and cannot hold a `?` or a `#`")
    return text


def _wiki_address(text: str) -> str:
    parts = urlsplit(text)
    # Over ssh an account is no secret; over https a token may stand in its place.
    if parts.password or (parts.username and parts.scheme in ("http", "https")):
        raise ValueError(
            "must hold no account, password or token; they come from the environment: ROLEBOOK_WIKI_USER, "
            "ROLEBOOK_WIKI_PASSWORD (Confluence: ROLEBOOK_WIKI_TOKEN)"
        )
    return text


def _language(text: str) -> str:
    match = _LANGUAGE.fullmatch(text)
    if not match:
        raise ValueError(f'must be a language such as en, de or pt-BR, not "{text}"')
    script, region = (match["script"] or "").title(), (match["region"] or "").upper()
    parts = filter(None, (match["language"].lower(), script, region))
    return "-".join(parts) + match["rest"].lower()


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        message = f'must be a colour such as "#0b5cad" (in quotes, six hexadecimal digits), not "{text}"'
        raise ValueError(message)
    return text.lower()


def _picture(text: str) -> str:
    if not text.lower().endswith(_PICTURES):
        raise ValueError(f'must be a picture ({", ".join(_PICTURES)}), not "{text}"')
    return text


def _font(text: str) -> str:
    if not text.lower().endswith(_FONTS):
        raise ValueError(f'must be a font ({", ".join(_FONTS)}), not "{text}"')
    return text


def _fact_name(name: str) -> str:
    if not FACT_NAME.fullmatch(name):
        raise ValueError(no_fact_name(name))
    return name


def no_fact_name(name: str) -> str:
    """Return what to say of a name that is none, with the one that was meant where it can be told."""
    meant = re.sub(r"[\W_]+", "_", name).strip("_").upper()
    example = meant if FACT_NAME.fullmatch(meant) else "COMPANY_NAME"
    return f"is no name for a fact; write it like {example}"


Colour = Annotated[str, AfterValidator(_colour)]
Picture = Annotated[str, AfterValidator(_picture)]
Font = Annotated[str, AfterValidator(_font)]
Filled = Annotated[str, Field(min_length=1)]
FactName = Annotated[str, AfterValidator(_fact_name)]
_MAY_BE_EMPTY = BeforeValidator(lambda block: {} if block is None else block)
_MAY_BE_EMPTY_LIST = BeforeValidator(lambda entries: [] if entries is None else entries)
Patterns = Annotated[list[Filled], _MAY_BE_EMPTY_LIST]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteBlock(_Strict):
    """`site:` where the handbook is published, and in which language its theme speaks."""

    url: Annotated[str, AfterValidator(_site_address)] = ""
    language: Annotated[str, AfterValidator(_language)] = "en"


class BrandBlock(_Strict):
    """`brand:` pictures and fonts are paths below `companies/`."""

    logo: Picture = ""
    favicon: Picture = ""
    primary: Colour = ""
    accent: Colour = ""
    fonts: Annotated[list[Font], _MAY_BE_EMPTY_LIST] = []


class RolesBlock(_Strict):
    """`roles:` ids or patterns such as `engineering/*`."""

    include: Patterns = []
    exclude: Patterns = []


class SettingsBlock(BaseModel):
    """`settings:` Rolebook's own switches, and an author's free flags, which pages ask for."""

    model_config = ConfigDict(extra="allow", frozen=True)

    print: StrictBool = False
    offline: StrictBool = False


SWITCHES = tuple(SettingsBlock.model_fields)
"""The settings that are Rolebook's own."""


class WikiBlock(_Strict):
    """One of `wiki:`, the wikis that the handbook is published to, by a name of one's own.

    `url` is the address of the wiki's API, or the remote of a git wiki; `root` the title of the page that all
    others stand below; `space` and `parent` are Confluence's, `branch` is git's.
    """

    kind: Literal["mediawiki", "git", "confluence"]
    url: Annotated[Filled, AfterValidator(_wiki_address)]
    root: Filled = "Handbook"
    space: str = ""
    parent: str = ""
    branch: str = ""


class CompanyFile(_Strict):
    """`companies/<id>.yml`."""

    name: Filled
    facts: Annotated[dict[FactName, str], _MAY_BE_EMPTY]
    site: Annotated[SiteBlock, _MAY_BE_EMPTY] = SiteBlock()
    brand: Annotated[BrandBlock, _MAY_BE_EMPTY] = BrandBlock()
    roles: Annotated[RolesBlock, _MAY_BE_EMPTY] = RolesBlock()
    levels: Annotated[dict[str, Filled], _MAY_BE_EMPTY] = {}
    settings: Annotated[SettingsBlock, _MAY_BE_EMPTY] = SettingsBlock()
    wiki: Annotated[dict[Filled, WikiBlock], _MAY_BE_EMPTY] = {}


class FactEntry(_Strict):
    """One entry of `facts.yml`; a default is given when it is among `model_fields_set`."""

    meaning: str = ""
    default: str = ""
    required: bool = False
    kind: FactKind = FactKind.TEXT
    public: bool | list[Filled] = False
