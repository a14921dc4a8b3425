"""Isolation before anything is stamped: a shape that says what is one company's is no other's."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from rolebook.isolation.search import Search, excerpt, owners
from rolebook.isolation.secrets import secrets
from rolebook.isolation.words import Words, ordinary_words, phrases, words
from rolebook.load.inputs import Inputs, digest
from rolebook.load.sources import Line, source_lines
from rolebook.model.problem import Problem
from rolebook.shape.compiled import phrases_of_shape, said_by_shape
from rolebook_cli.building.cache import Cache
from rolebook_cli.building.plan import Plan


class Isolation:
    """Knows what each company must not see."""

    def __init__(self, inputs: Inputs, planned: Plan, cache: Cache) -> None:
        self._inputs = inputs
        self._cache = cache
        self._shapes = planned.shapes
        companies = (*planned.content.companies.values(), *planned.content.unreadable)
        ordinary = cache.remembered("ordinary", digest([str(inputs.root), inputs.library]), self._ordinary)
        self._search = Search(secrets(companies, planned.declared) if len(companies) > 1 else {}, ordinary)
        self._leaks: dict[str, Mapping[Words, str]] = {}

    def is_likely(self) -> bool:
        """Tell whether what people wrote holds all the words of something that not all companies may read.

        Where it does not, no shape can say it, and none need be built to know.
        """
        texts: dict[str, list[str]] = {}
        for path, _, line in self._lines:
            texts.setdefault(path, []).append(line)
        said = (phrases(words("\n".join(lines))) for lines in texts.values())
        return bool(self._search.secrets and self._search.among(frozenset(chain.from_iterable(said))).secrets)

    def refusal(self, company: str, shape: str) -> str:
        """Return why a company must not get a shape, a line for each reason; empty when it may."""
        return "\n".join(map(str, self.problems(company, shape)))

    def problems(self, company: str, shape: str) -> list[Problem]:
        """Return what a shape says that a company must not read, where its author wrote it."""
        if shape not in self._leaks:
            self._leaks[shape] = self._found(shape)
        leaks = self._leaks[shape].items()
        secrets = self._search.secrets
        return sorted({self._problem(*leak) for leak in leaks if company not in secrets[leak[0]].companies})

    def _found(self, shape: str) -> Mapping[Words, str]:
        folder = self._cache.shape(shape)
        likely = self._search.among(phrases_of_shape(folder))
        found = likely.first_of_each(said_by_shape(folder)) if likely.secrets else {}
        if self._shapes[shape].settings.get("print"):
            return {**self._search.first_of_each(self._print_templates), **found}
        return found

    def _problem(self, spoken: Words, text: str) -> Problem:
        secret = self._search.secrets[spoken]
        path, line = self._places.get(spoken, ("", 0))
        says = f'says "{secret.text}", {owners(secret)}'
        fact = secret.name if secret.name.isupper() else "COMPANY_NAME"
        advice = f"write {{{{{fact}}}}} there, or if nobody is meant, allow it in companies/facts.yml"
        allowed = f'`{fact}: {{public: ["{secret.text}"]}}`'
        if path:
            return Problem(path, line, f"{says}; {advice}: {allowed}")
        message = f'some page {says}, in "{excerpt(text, secret.text)}"; {advice}: {allowed}'
        return Problem("docs", 0, message)

    @cached_property
    def _print_templates(self) -> list[str]:
        """Return the lines of the folder's own templates for documents, of which no shape knows."""
        return [line for path, _, line in self._lines if path.endswith(".typ")]

    @cached_property
    def _lines(self) -> list[Line]:
        return list(source_lines(self._inputs.root))

    def _ordinary(self) -> frozenset[str]:
        return ordinary_words(line for _, _, line in self._lines)

    @cached_property
    def _places(self) -> Mapping[Words, tuple[str, int]]:
        """Return where authors wrote what is a company's."""
        wanted = {spoken for leaks in self._leaks.values() for spoken in leaks}
        search = Search({spoken: self._search.secrets[spoken] for spoken in wanted}, ())
        found: dict[Words, tuple[str, int]] = {}
        for path, number, line in self._lines:
            for spoken, _, _ in search.find(line):
                found.setdefault(spoken, (path, number))
        return found
