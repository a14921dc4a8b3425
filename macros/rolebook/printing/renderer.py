"""Documents set and written, the unchanged ones left as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolebook.load.unfinished import remove_all_left_over, write_whole
from rolebook.model.company import Company
from rolebook.model.document import Document
from rolebook.model.paper import Paper
from rolebook.model.problem import Problem
from rolebook.printing.character_problems import character_problems
from rolebook.printing.manuscript import Manuscript
from rolebook.printing.picture_problems import picture_problems
from rolebook.printing.typst_compiler import CompilerError, TypstCompiler, digest_in


@dataclass(frozen=True)
class Printed:
    """What came of a document: the file, whether it was there unchanged, or why there is none."""

    document: Document
    file: Path
    unchanged: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Renderer:
    """Sets documents of one company into `target`; `earlier` is a folder with documents of before.

    That may be `target` itself; another is that of an edition, whose successor takes its place as a whole.
    `root` is the handbook folder, `fonts` are the files that hold the letters.
    """

    root: Path
    manuscript: Manuscript
    compiler: TypstCompiler
    fonts: tuple[Path, ...]
    paper: Paper
    target: Path
    earlier: Path

    def print(self, documents: Iterable[Document]) -> Iterator[Printed]:
        """Yield each document when it is written, whole. Raises `OSError`."""
        self.target.mkdir(parents=True, exist_ok=True)
        remove_all_left_over(self.target)
        for document in documents:
            yield self._print(document)

    def _print(self, document: Document) -> Printed:
        file = self.target / document.file_name
        data = self.manuscript.data(document, self.paper)
        before = self.earlier / document.file_name
        unchanged = before.read_bytes() if before.is_file() else b""
        if digest_in(unchanged) == self.compiler.digest(document.product, data):
            if before != file:
                file.write_bytes(unchanged)
            return Printed(document, file, unchanged=True)
        problems = tuple(self._character_problems(document, data))
        if not problems:
            pdf, problems = self._set(document, data)
            if not problems:
                write_whole(file, pdf)
        return Printed(document, file, problems=problems)

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Return what would keep a document from being printed.

        It is set only where its template is the folder's own: of those that ship it is known what can fail.
        """
        data = self.manuscript.data(document, self.paper)
        no_letters = tuple(self._character_problems(document, data))
        if no_letters or not self.compiler.is_own:
            return no_letters or tuple(self._picture_problems(document, data))
        return self._set(document, data)[1]

    def _set(self, document: Document, data: dict[str, Any]) -> tuple[bytes, tuple[Problem, ...]]:
        """Return a document, or why there is none."""
        try:
            return self.compiler.pdf(document.product, data), ()
        except CompilerError as error:
            return b"", tuple(self._picture_problems(document, data)) or (self._unset(document, error),)

    def _unset(self, document: Document, error: CompilerError) -> Problem:
        """Return where a document could not be set: in a template of the folder's own, or in what it says."""
        if (self.root / error.template).is_file():
            return Problem(error.template, error.line, f"no document can be set with it: {error}")
        line = f"{error.template}:{error.line}"
        return Problem(self._path(document), 0, f"the {document.product} was not set: {error} ({line})")

    def _path(self, document: Document) -> str:
        return document.role.path if document.role else self._company.path

    @property
    def _company(self) -> Company:
        return self.manuscript.handbook.company

    def _character_problems(self, document: Document, data: dict[str, Any]) -> Iterator[Problem]:
        return character_problems(data, self.fonts, self.root, self._files(document), self._company.path)

    def _picture_problems(self, document: Document, data: dict[str, Any]) -> Iterator[Problem]:
        reason = self.compiler.reason_against_picture
        return picture_problems(data, reason, self.root, self._files(document), self._company)

    def _files(self, document: Document) -> list[str]:
        """Return the files that a document says the words of, the likeliest first."""
        roles = [role.path for role in self.manuscript.handbook.roles]
        return [document.role.path, self._company.path] if document.role else [self._company.path, *roles]
