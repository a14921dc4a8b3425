"""Typst, and all that is known of it."""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal, cast

import typst

from rolebook.printing.fillable_fields import with_fields
from rolebook.printing.stream_ends import with_clear_stream_ends

_STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_STANDARDS_OF_FORMS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1"]
"""PDF/A has no place for fields that change how a document looks."""

_PICTURE = b"#image(sys.inputs.picture)"
_TEMPLATE_LINE = re.compile(r"(overrides/print/\S+\.typ):(\d+):")
_DIGEST = re.compile(rb"(rolebook-input:([0-9a-f]{64})-)([0-9a-f]{64})")
_UNSEALED = "0" * 64
"""Stands in a document for the digest of the document itself, until that is known."""


class CompilerError(Exception):
    """A document could not be set; the message says why, `template` and `line` where, as far as is known."""

    def __init__(self, message: str, template: str, line: int) -> None:
        super().__init__(message)
        self.template = template
        self.line = line


class TypstCompiler:
    """Makes documents of one company; `sandbox` is an empty folder for what Typst may read.

    Templates of an earlier folder win over those of a later one. `pictures` maps a path in the sandbox
    to the file that is copied there. `is_own` tells whether a folder other than the last has templates.
    """

    def __init__(
        self, sandbox: Path, templates: Sequence[Path], pictures: Mapping[str, Path], fonts: Sequence[Path]
    ) -> None:
        self._sandbox = sandbox
        self._reasons: dict[str, str] = {}
        self.is_own = any(any(folder.rglob("*.typ")) for folder in templates[:-1])
        for folder in reversed(templates):
            for file in folder.rglob("*.typ"):
                _copy(file, sandbox / file.relative_to(folder))
        for name, file in pictures.items():
            _copy(file, sandbox / name)
        self._surroundings = _digest_of([*sorted(_files(sandbox)), *fonts], sandbox)
        folders = [str(folder) for folder in dict.fromkeys(file.parent for file in fonts)]
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        self._compilers: dict[str, typst.Compiler] = {}

    def families(self, font: Path) -> tuple[str, ...]:
        """Return the names by which a document asks for the fonts in a file; none where it is of no use."""
        names = (info.family for info in self._fonts.fonts() if Path(info.path or "") == font)
        return tuple(dict.fromkeys(names))

    def digest(self, template: str, data: Mapping[str, Any]) -> str:
        """Return what is the same for two documents of the same data, templates, pictures and fonts."""
        of_forms = version("pikepdf").encode() if data.get("fillable") else b""
        return sha256(template.encode() + _written(data).encode() + self._surroundings + of_forms).hexdigest()

    def pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        """Return a document as PDF/UA-1 and, but for a form, PDF/A-2a. Raises `CompilerError`."""
        compiler = self._compiler(template)
        inputs = {"document": _written(data), "digest": f"{self.digest(template, data)}-{_UNSEALED}"}
        fillable = bool(data.get("fillable"))
        standards = _STANDARDS_OF_FORMS if fillable else _STANDARDS
        try:
            pdf = cast(
                "bytes", compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=list(standards))
            )
        except typst.TypstError as error:
            reason = self._in_overrides(error.diagnostic or error.message).strip()
            match = _TEMPLATE_LINE.search(reason)
            path, line = (match[1], int(match[2])) if match else (f"overrides/print/{template}.typ", 0)
            raise CompilerError(reason.removeprefix("error: ").partition("\n")[0], path, line) from error
        return _sealed(with_fields(pdf) if fillable else with_clear_stream_ends(pdf))

    def reason_against_picture(self, path: str) -> str:
        """Return why a picture, by its path from the sandbox, cannot be set; empty where it can."""
        if path not in self._reasons:
            self._reasons[path] = self._reason(path)
        return self._reasons[path]

    def _reason(self, path: str) -> str:
        compiler = typst.Compiler(_PICTURE, root=str(self._sandbox), font_paths=self._fonts)
        try:
            compiler.compile(sys_inputs={"picture": path})
        except typst.TypstError as error:
            return error.message
        return ""

    def _in_overrides(self, message: str) -> str:
        """Return a message with the places of templates and pictures as their authors know them."""
        sandbox = re.escape(self._sandbox.name)
        named = re.sub(rf"\S*{sandbox}/(?=\S+\.typ\b)", "overrides/print/", message)
        return re.sub(rf"\S*{sandbox}/(?:assets/)?", "", named)

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self._compilers:
            self._compilers[template] = typst.Compiler(
                str(self._sandbox / f"{template}.typ"), root=str(self._sandbox), font_paths=self._fonts
            )
        return self._compilers[template]


def digest_in(pdf: bytes) -> str:
    """Return the digest of what a document was set from; empty where it does not say, or is damaged."""
    seal = _DIGEST.search(pdf)
    return seal[2].decode() if seal and _sealed(pdf) == pdf else ""


def _sealed(pdf: bytes) -> bytes:
    """Return a document that holds the digest of itself."""
    unsealed = _DIGEST.sub(rb"\g<1>" + _UNSEALED.encode(), pdf)
    return _DIGEST.sub(rb"\g<1>" + sha256(unsealed).hexdigest().encode(), pdf)


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _digest_of(files: Sequence[Path], root: Path) -> bytes:
    hashed = sha256(version("typst").encode())
    for file in (*sorted(Path(__file__).parent.glob("*.py")), *files):
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        hashed.update(name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return hashed.digest()
