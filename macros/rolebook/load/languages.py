"""The language in which the theme speaks, for a language that a handbook is written in."""

from collections.abc import Iterable, Iterator

from rolebook.model.company import Company
from rolebook.model.problem import Problem, did_you_mean

_WRITTEN_AS = {"zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "sr-latn": "sh", "no": "nb"}
"""Where another language than the one without its region is nearer."""


def near_languages(asked: str) -> Iterator[str]:
    """Yield the languages that a reader of one reads, nearest first: `sr-Latn-RS`, `sr-Latn`, `sh`, `sr`."""
    while asked:
        yield asked
        yield from filter(None, [_WRITTEN_AS.get(asked.casefold(), "")])
        asked = asked.rpartition("-")[0]


def nearest_language(asked: str, known: Iterable[str]) -> str:
    """Return the one of the known languages that is nearest: `de` for `de-AT`; empty where none is near."""
    by_fold = {name.casefold(): name for name in known}
    return next(
        (by_fold[name.casefold()] for name in near_languages(asked) if name.casefold() in by_fold), ""
    )


def language_problem(company: Company, known: Iterable[str]) -> Problem | None:
    """Return what is wrong with the language of a company, if the theme has no words in it."""
    languages = frozenset(known)
    if nearest_language(company.language, languages):
        return None
    message = f'there are no words for buttons and menus in "{company.language}"'
    own = f"or add overrides/partials/languages/{company.language}.html"
    hint = did_you_mean(company.language, languages) or f"; use another language, such as en, {own}"
    return Problem(company.path, company.line("site", "language"), f"site.language: {message}{hint}")
