"""Isolation before anything is stamped: a shape that says what is one company's is no other's."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain

from rolebook.isolation.brands import Copied, copied_brands
from rolebook.isolation.extracted import ExtractedText, Reading, TextKind
from rolebook.isolation.search import KnownPhrases, Search, excerpt, owners
from rolebook.isolation.secrets import Secret, secrets
from rolebook.isolation.text_as_words import Words, phrases, words_in
from rolebook.isolation.theme import is_shipped, theme_words
from rolebook.isolation.vocabulary import Vocabulary, vocabulary_of
from rolebook.isolation.written import texts_in_source
from rolebook.load.input_digests import Inputs, digest, digest_of
from rolebook.load.sources import Line, source_lines
from rolebook.model.problem import Problem
from rolebook.shape.compiled import TOKEN_GAP, open_shape
from rolebook.shape.extracted_texts import phrases_of_shape, texts_of_shape
from rolebook_build.cache import Cache
from rolebook_build.plan import BuildPlan


class Isolation:
    """Knows what each company must not see."""

    def __init__(self, inputs: Inputs, planned: BuildPlan, cache: Cache) -> None:
        self._inputs = inputs
        self._cache = cache
        self._shapes = planned.shapes
        companies = (*planned.content.companies.values(), *planned.content.unreadable)
        self._companies = companies
        self._declared = planned.declared
        key = digest([str(inputs.root), inputs.library])
        if planned.has_several:
            vocabulary = cache.remembered("ordinary", key, lambda: self._vocabulary(planned))
            all_secrets = secrets(companies, planned.declared, vocabulary)
            self._search = Search(all_secrets, vocabulary.small, theme_words)
        else:
            self._search = Search({}, (), theme_words)
        self._leaks: dict[str, Mapping[Words, str]] = {}
        self._files: dict[str, frozenset[str]] = {}

    def is_likely(self, heard: Collection[ExtractedText] = ()) -> bool:
        """Tell whether what people wrote, or was `heard`, may hold what not all companies may read.

        Where it does not, no shape can say it, and none need be built to know.
        """
        if self._copied or not self._search.secrets:
            return bool(self._copied)
        texts = self._written | frozenset(heard)
        known = KnownPhrases(phrase for one in texts for phrase in phrases(words_in(one.text)))
        likely = self._search.among(known).secrets.values()
        return any(
            any(one.is_meant_by(t.text, in_code=t.kind is TextKind.CODE) for t in texts) for one in likely
        )

    def refusal(self, company: str, shape: str) -> str:
        """Return why a company must not get a shape, a line for each reason; empty when it may."""
        return "\n".join(map(str, self.problems(company, shape)))

    def problems(self, company: str, shape: str) -> list[Problem]:
        """Return what a shape says that a company must not read, where its author wrote it."""
        if shape not in self._leaks:
            self._leaks[shape] = self._leaks_of(shape)
        leaks = self._leaks[shape].items()
        secrets = self._search.secrets
        problems = {
            self._problem(*leak, shape) for leak in leaks if company not in secrets[leak[0]].companies
        }
        return sorted({*problems, *self._brands_of_others(company, shape)})

    def _brands_of_others(self, company: str, shape: str) -> Iterator[Problem]:
        for copied in map(self._copied.__getitem__, self._copied.keys() & self._digests(shape)):
            if company not in copied.companies:
                whose = ", ".join(sorted(copied.companies))
                message = f"is, byte for byte, {copied.brand}, of the brand of {whose}; take it out of here"
                yield Problem(copied.path, 0, message)

    def _digests(self, shape: str) -> frozenset[str]:
        """Return the digests of the files of a shape, if there is need to know."""
        if self._copied and shape not in self._files:
            opened = open_shape(self._cache.shape(shape))
            data = (opened.pieces(file) for file in opened.files if not file.slots)
            self._files[shape] = frozenset(digest_of(bytes(pieces[0])) for pieces in data)
        return self._files.get(shape, frozenset())

    def _leaks_of(self, shape: str) -> Mapping[Words, str]:
        leaks = self._said(shape) if self._search.secrets else {}
        if self._shapes[shape].settings.get("print"):
            return {**self._search.first_of_each(self._print_templates), **leaks}
        return leaks

    def _said(self, shape: str) -> Mapping[Words, str]:
        folder = self._cache.heard(shape)
        likely = self._search.among(phrases_of_shape(folder))
        return likely.first_of_each(texts_of_shape(folder)) if likely.secrets else {}

    def _problem(self, secret_words: Words, text: str, shape: str) -> Problem:
        secret = self._search.secrets[secret_words]
        path, line = self._places.get(secret_words, ("", 0))
        says = f'says "{secret.text}", {owners(secret)}'
        remedy = self._remedy(secret)
        if path:
            return Problem(path, line, f"{says}; {remedy}")
        page = self._page(secret_words, shape)
        return Problem(page, 0, f'{says}, in "{excerpt(text, secret.text)}"; {remedy}')

    def _remedy(self, secret: Secret) -> str:
        fact = secret.name if secret.name.isupper() else "COMPANY_NAME"
        instead = f"write {{{{{fact}}}}} there"
        if fact not in self._declared:
            instead = "write a fact there, which companies/facts.yml declares and each company gives"
        allowed = f'`{fact}: {{public: ["{secret.text}"]}}`'
        return f"{instead}, or if nobody is meant, allow it in companies/facts.yml: {allowed}"

    def _page(self, secret_words: Words, shape: str) -> str:
        """Return which file says a secret that no line of a source does: one of `docs/`, or of a handbook."""
        from rolebook.isolation.extraction import extracted  # noqa: PLC0415 - who is refused nothing reads no files

        opened = open_shape(self._cache.shape(shape))
        search = Search({secret_words: self._search.secrets[secret_words]}, (), theme_words)
        heard = Reading()
        for file in opened.files:
            texts = extracted(file.path, TOKEN_GAP.join(opened.pieces(file)), heard)
            if not is_shipped(file.path, bytes(opened.pieces(file)[0])) and any(search.first_of_each(texts)):
                is_own = (self._inputs.root / "docs" / file.path).is_file()
                return f"docs/{file.path}" if is_own else file.path
        return "some page"

    @property
    def _written(self) -> frozenset[ExtractedText]:
        """Return what people wrote, as it stands there and as it reads once it is rendered."""
        texts: dict[str, list[str]] = {}
        for path, _, line in self._lines:
            texts.setdefault(path, []).append(line)
        reading = Reading()
        sources = (texts_in_source(path, "\n".join(lines), reading) for path, lines in texts.items())
        return frozenset(chain.from_iterable(sources))

    @cached_property
    def _print_templates(self) -> list[ExtractedText]:
        """Return the lines of the folder's own templates for documents, of which no shape knows."""
        return [ExtractedText(line) for path, _, line in self._lines if path.endswith(".typ")]

    @cached_property
    def _copied(self) -> Mapping[str, Copied]:
        return copied_brands(self._inputs.root, self._companies)

    @cached_property
    def _lines(self) -> list[Line]:
        return list(source_lines(self._inputs.root))

    def _vocabulary(self, planned: BuildPlan) -> Vocabulary:
        from rolebook.assemble.handbook import levels_of  # noqa: PLC0415 - the vocabulary is kept

        return vocabulary_of(self._lines, levels_of(planned.content.roles))

    @cached_property
    def _places(self) -> Mapping[Words, tuple[str, int]]:
        """Return where authors wrote what is a company's."""
        wanted = {secret_words for leaks in self._leaks.values() for secret_words in leaks}
        search = Search({secret_words: self._search.secrets[secret_words] for secret_words in wanted}, ())
        places: dict[Words, tuple[str, int]] = {}
        for path, number, line in self._lines:
            for match in search.find(ExtractedText(line)):
                places.setdefault(match.words, (path, number))
        for path, number, line in self._lines if len(places) < len(wanted) else ():
            for one in texts_in_source(path, line):
                for match in search.find(one):
                    places.setdefault(match.words, (path, number))
        return places
