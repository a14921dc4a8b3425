"""How Rolebook reads role files of people who never heard of it, beside how a person reads them.

    .venv/bin/python benchmarks/strangers/measure.py LABELS [--show WHAT] [--collection NAME …]

`LABELS` is a file of JSON lines (see `labels.py`); each collection is a folder beside it, read as a library
of roles of its own. `--show` lists the files or headings behind a figure: roles, others, titles, ladders,
kinds, lost or advice.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from labels import Label, read_labels
from score import Verdict, verdict

from rolebook.assemble.handbook import role_problems
from rolebook.load.library import read_library
from rolebook.model.problem import Problem, Severity
from rolebook.yaml.front_matter import read_front_matter

_ADVICE_SHOWN = 60
_COLUMNS = (
    *("collection", "roles taken", "others beside them taken", "titles", "ladders", "sections"),
    *("lose words or order", "advice"),
)


@dataclass
class _Arguments(argparse.Namespace):
    """What the command line says."""

    labels: Path = Path()
    show: str = ""
    collection: Sequence[str] = ()


@dataclass(frozen=True)
class Collection:
    """How a collection was read, and what was said of its files."""

    name: str
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]


def main() -> None:
    """Print a table, and what was asked to be shown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", default="")
    parser.add_argument("--collection", nargs="*", default=())
    asked = parser.parse_args(namespace=_Arguments())
    labels = [label for label in read_labels(asked.labels) if not label.unsure]
    by_name = groupby(sorted(labels, key=lambda label: label.collection), lambda label: label.collection)
    read = [
        _read(asked.labels.parent / name, tuple(found))
        for name, found in by_name
        if not asked.collection or name in asked.collection
    ]
    print("\n".join(table(read)))
    if asked.show:
        print("\n".join(shown(read, asked.show)))


def _read(folder: Path, labels: tuple[Label, ...]) -> Collection:
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(folder, Path(root) / "roles" / folder.name)
        (Path(root) / "companies").mkdir()
        library = read_library(Path(root))
    problems = (*library.problems, *role_problems(library.roles))
    by_path = {role.path: role for role in library.roles}
    verdicts = []
    for label in labels:
        path = f"roles/{folder.name}/{label.path}"
        text = (folder / label.path).read_text(encoding="utf-8-sig", errors="replace")
        matter, _ = read_front_matter(text, path)
        messages = [problem.message for problem in problems if problem.path == path]
        verdicts.append(verdict(label, by_path.get(path), matter.body, messages))
    return Collection(folder.name, tuple(verdicts), tuple(problems))


def table(read: Sequence[Collection]) -> Iterator[str]:
    """Yield the figures of each collection, and of all."""
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"| :--- {'| ---: ' * (len(_COLUMNS) - 1)}|"
    for one in read:
        yield _row(one.name, one.verdicts, one.problems)
    every = [verdict for one in read for verdict in one.verdicts]
    yield _row("all", every, [problem for one in read for problem in one.problems])


def _row(name: str, verdicts: Sequence[Verdict], problems: Sequence[Problem]) -> str:
    roles = [one for one in verdicts if one.label.is_role]
    near = {(one.label.collection, one.label.folder) for one in roles}
    others = [
        one for one in verdicts if not one.label.is_role and (one.label.collection, one.label.folder) in near
    ]
    titles = [one.title for one in roles if one.title is not None]
    ladders = Counter(one.ladder for one in roles if one.ladder)
    kinds = [right for one in roles for *_, right in one.kinds]
    cells = (
        _share([one.is_role for one in roles]),
        _share([one.is_role for one in others]),
        _share(titles),
        ", ".join(f"{count} {what}" for what, count in sorted(ladders.items())),
        _share(kinds),
        str(sum(bool(one.lost or one.moved) for one in verdicts)),
        str(sum(problem.severity is not Severity.NOTICE for problem in problems)),
    )
    return f"| {name} | {' | '.join(cells)} |"


def _share(counted: Sequence[bool]) -> str:
    return f"{sum(counted)} of {len(counted)} ({sum(counted) / len(counted):.1%})" if counted else "–"


def shown(read: Sequence[Collection], what: str) -> Iterator[str]:
    """Yield what is behind a figure."""
    if what == "advice":
        problems = [problem for one in read for problem in one.problems]
        yield from map(str, problems[:: len(problems) // _ADVICE_SHOWN or 1])
        return
    for one in (each for collection in read for each in collection.verdicts):
        path = f"{one.label.collection}/{one.label.path}"
        yield from (f"{path}: {line}" for line in _behind(one, what))


def _behind(one: Verdict, what: str) -> Iterator[str]:
    if what == "roles" and one.label.is_role and not one.is_role:
        yield "is no role"
    if what == "others" and one.is_role and not one.label.is_role:
        yield "is a role"
    if what == "titles" and one.title is False:
        yield f"is not called {one.label.titles}"
    if what == "ladders" and one.ladder not in (None, "read"):
        yield f"ladder {one.ladder}"
    if what == "kinds":
        yield from (
            f"{heading}: {said}, read as {kind}" for heading, said, kind, right in one.kinds if not right
        )
    if what == "lost" and one.moved:
        yield "parts are out of order"
    if what == "lost" and one.lost:
        yield " ".join(one.lost)


if __name__ == "__main__":
    main()
