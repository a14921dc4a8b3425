"""What was built into an output: of what each edition there is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from rolebook.load.input_digests import Inputs, digest, file_digest
from rolebook.load.revisions import revisions
from rolebook.load.sealed_files import seal_of
from rolebook.load.tracking.opened import Opened
from rolebook.model.company import Company


@dataclass(frozen=True)
class EditionSources:
    """Digests of what an edition is made of, by which it is known without a look at it that nothing changed.

    `shared` is that of all that editions have in common, `company` that of the company's file at `path`,
    `brand` has those of the files that it names, `revisions` is that of the revisions printed on documents.
    `key` is the digest of what of all this concerns the edition.
    """

    shared: str
    path: str
    company: str
    brand: Mapping[str, str]
    revisions: str = ""
    key: str = ""

    def with_key(self, key: str) -> "EditionSources":
        """Return the sources with the digest of what concerns the edition."""
        return replace(self, key=key)

    def are_unchanged(self, inputs: Inputs) -> bool:
        """Tell whether all of it is as it was."""
        return (
            self.shared == inputs.shared
            and self.company == inputs.companies.get(self.path)
            and self.brand == _brand(inputs.root, tuple(self.brand))
            and self.revisions in ("", revisions_digest(inputs.root))
        )


@dataclass(frozen=True)
class EditionState:
    """An edition as it stands: where it lies, as its output says, and what it is made of.

    `opened` is what was opened to make it, beside its sources.
    """

    identity: str
    made_of: EditionSources
    opened: Opened = ()

    def in_doubt(self) -> "EditionState":
        """Return what is known of an edition while another is put in its place: not what it is made of."""
        return replace(self, made_of=replace(self.made_of, shared="", key=""))


Record = dict[str, EditionState]
"""The editions of an output, by company."""


def sources_of(inputs: Inputs, company: Company) -> EditionSources:
    """Return what a company's edition is made of now."""
    return EditionSources(
        shared=inputs.shared,
        path=company.path,
        company=inputs.companies[company.path],
        brand=_brand(inputs.root, company.brand.files),
        revisions=revisions_digest(inputs.root) if company.settings.get("print") else "",
    )


def record_from(text: str | bytes) -> Record:
    """Return what a record says; nothing where it is none, or not as it was written."""
    try:
        written = json.loads(text)
        if written["seal"] != _seal(written["editions"], written["opened"]):
            return {}
        opened = [tuple((what, state) for what, state in one) for one in written["opened"]]
        return {
            company: EditionState(one["identity"], EditionSources(**one["made_of"]), opened[one["opened"]])
            for company, one in written["editions"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def record_text(record: Record) -> str:
    """Return a record as it is written down; what many editions opened is written once."""
    opened = {one: number for number, one in enumerate(dict.fromkeys(s.opened for s in record.values()))}
    editions = {
        company: {"identity": one.identity, "made_of": vars(one.made_of), "opened": opened[one.opened]}
        for company, one in sorted(record.items())
    }
    return json.dumps({"seal": _seal(editions, [*opened]), "opened": [*opened], "editions": editions})


def _seal(*said: Any) -> str:
    return seal_of("record", json.dumps(said).encode())


@cache
def revisions_digest(root: Path) -> str:
    """Return the digest of when each spec was changed last."""
    return digest(f"{path}: {revision}" for path, revision in sorted(revisions(root).items()))


def _brand(root: Path, files: tuple[str, ...]) -> dict[str, str]:
    return {path: _digest(root / "companies" / path) for path in files}


def _digest(file: Path) -> str:
    try:
        return file_digest(file)
    except OSError:
        return ""
