"""A press, with all it needs taken from a handbook folder."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from rolebook.load.folder import Content
from rolebook.load.messages import messages
from rolebook.load.revisions import revisions
from rolebook.model.document import Paper
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem
from rolebook.printing.fonts import FontError, covered, families
from rolebook.printing.manuscript import Manuscript
from rolebook.printing.press import Press
from rolebook.printing.typesetter import Typesetter
from rolebook.resources import default_overrides
from rolebook.stamp.values import Values


class PrintError(Exception):
    """Nothing can be printed for a company; the message says what is wrong and where."""


@contextmanager
def press(
    content: Content,
    handbook: Handbook,
    values: Values,
    target: Path,
    *,
    paper: Paper = Paper.A4,
    earlier: Path | None = None,
    fillable: bool = False,
) -> Iterator[Press]:
    """Give the press of one company; it prints into `target`.

    Documents in `earlier` (`target` where none is given) that would come out the same are not set again.
    With `fillable`, what is to be written on can be filled in on screen too. Raises `PrintError`.
    """
    root, company = content.root, handbook.company
    theme = [folder for folder in (root / "overrides", default_overrides()) if folder.is_dir()]
    own_fonts = [root / "companies" / font for font in company.brand.fonts]
    names = _names(own_fonts, handbook)
    fonts = (*own_fonts, *_shipped_fonts())
    logo = f"brand/logo{PurePosixPath(company.brand.logo).suffix.lower()}" if company.brand.logo else ""
    pictures = {logo: root / "companies" / company.brand.logo} if logo else {}
    manuscript = Manuscript(
        handbook,
        values,
        messages(list(dict.fromkeys(theme)), company.language),
        revisions(root),
        pictures=tuple(content.assets),
        logo=f"/{logo}" if logo else "",
        fonts=names,
        fillable=fillable,
    )
    with tempfile.TemporaryDirectory(prefix="rolebook-print-") as workshop:
        templates = [folder / "print" for folder in dict.fromkeys(theme)]
        typesetter = Typesetter(Path(workshop), templates, {**pictures, **content.assets}, fonts)
        yield Press(root, manuscript, typesetter, fonts, paper, target, earlier or target)


def _shipped_fonts() -> list[Path]:
    return sorted((default_overrides() / "print" / "fonts").glob("*.ttf"))


def _names(fonts: Sequence[Path], handbook: Handbook) -> tuple[str, ...]:
    """Return the families of a company's own fonts. Raises `PrintError` where a file is no font."""
    company = handbook.company
    names: list[str] = []
    for font in fonts:
        try:
            covered((font,))
            names += families(font)
        except FontError as error:
            place = company.line("brand", "fonts")
            raise PrintError(str(Problem(company.path, place, f"brand.fonts: {error}"))) from error
    return tuple(names)
