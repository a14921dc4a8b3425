"""Who reads which edition, and what editions have in common: that is read once."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from rolebook.assemble.declared_facts import value_of
from rolebook.assemble.handbook import levels_of
from rolebook.isolation.edition import Finding, Read, Reader, findings, spelled_out, telling, wrong
from rolebook.isolation.extracted import ExtractedText
from rolebook.isolation.extraction import extracted
from rolebook.isolation.search import Own, Search
from rolebook.isolation.secrets import own_values, secrets
from rolebook.isolation.theme import is_shipped, theme_words
from rolebook.isolation.vocabulary import vocabulary_of
from rolebook.load.files import company_ids
from rolebook.load.input_digests import read_inputs
from rolebook.load.sources import source_lines
from rolebook.model.company import Company
from rolebook.shape.compiled import Shape, open_shape
from rolebook.shape.extracted_texts import phrases_of_shape, texts_of_shape
from rolebook.shape.unstamped import Unstamped
from rolebook.stamp.values import values
from rolebook_build.cache import Cache
from rolebook_build.plan import plan
from rolebook_build.tasks import ShapeTask
from rolebook_build.workers import make_shapes


def make_shared_shapes(folder: Path, companies: Collection[str], kept: Cache) -> None:
    """Build the shapes of editions where they are gone, for what several of them have in common."""
    inputs = read_inputs(folder)
    planned = plan(inputs, company_ids(folder), kept)
    used = Counter(edition.shape for edition in planned.editions if edition.company.id in companies)
    tasks = {
        key: ShapeTask(inputs, kept, key, planned.shapes[key], planned.declared, planned.bases[key])
        for key, editions in used.items()
        if editions > 1 and not kept.find(key)
    }
    make_shapes(tasks)  # what cannot be built, the build says; its editions are read as they lie there


@cache
def readers_of(folder: Path, kept: Path) -> "Readers":
    """Return the readers of a folder's editions, once in this process; `kept` is the cache's folder."""
    return Readers(folder, Cache(kept))


class Readers:
    """The companies of a folder, what each may read, and what was read of their editions so far."""

    def __init__(self, folder: Path, kept: Cache) -> None:
        self._cache = kept
        planned = plan(read_inputs(folder), company_ids(folder), self._cache)
        content = planned.content
        self._declared = planned.declared
        self._shapes = {edition.company.id: edition.shape for edition in planned.editions}
        lines = list(source_lines(folder))
        vocabulary = vocabulary_of(lines, levels_of(content.roles))
        all_of_them = (*content.companies.values(), *content.unreadable)
        self.companies = {company.id: company for company in all_of_them}
        all_secrets = secrets(all_of_them, self._declared, vocabulary) if len(all_of_them) > 1 else {}
        self._search = Search(all_secrets, vocabulary.small, theme_words)
        self._on_purpose = spelled_out(line for _, _, line in lines)
        self._files: dict[bytes, tuple[ExtractedText, ...]] = {}
        self._opened: dict[str, tuple[Shape, tuple[ExtractedText, ...]]] = {}

    def findings(self, edition: Path, company: str) -> Iterator[Finding]:
        """Yield what an edition holds that it must not."""
        reader = self._reader(self.companies[company])
        return findings(edition, reader, self._search, self._read(self.companies[company], reader))

    def _reader(self, company: Company) -> Reader:
        facts = {name: value_of(name, company, self._declared) or "" for name in self._declared}
        own = (*own_values(company), *facts.values())
        return Reader(company.id, own, frozenset(facts), self._on_purpose)

    def _read(self, company: Company, reader: Reader) -> Read:
        """Return how to read an edition: what is as it was stamped says what its shape does and no more.

        A shape that says what this company must not read is no help: its files are read one by one.
        """
        key = self._shapes.get(company.id, "")
        if not key or not self._cache.find(key):
            return self._in_full
        shape, texts = self._shape(key)
        own = Own(reader.own)
        if any(any(wrong(text, reader, own, self._search)) for text in texts):
            return self._in_full
        unstamped = Unstamped(shape, values(company, shape.levels, self._declared))

        def read(path: str, data: bytes) -> Sequence[ExtractedText]:
            learned = unstamped.learned(path, data)
            return self._in_full(path, data) if learned is None else [ExtractedText(text) for text in learned]

        return read

    def _in_full(self, path: str, data: bytes) -> Sequence[ExtractedText]:
        """Return what a file says that may be somebody's; files that editions share are read once."""
        key = sha256(path.encode() + b"\0" + data).digest()
        if key not in self._files:
            texts = () if is_shipped(path, data) else extracted(path, data)
            self._files[key] = tuple(telling(texts, self._search))
        return self._files[key]

    def _shape(self, key: str) -> tuple[Shape, tuple[ExtractedText, ...]]:
        """Return a shape, and what of it may be somebody's."""
        if key not in self._opened:
            heard = self._cache.heard(key)
            likely = self._search.among(phrases_of_shape(heard))
            opened = open_shape(self._cache.shape(key))
            self._opened[key] = opened, tuple(telling(texts_of_shape(heard), likely))
        return self._opened[key]
