"""What sets the documents of a company, with all it needs taken from a handbook folder."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from rolebook.load.content import Content
from rolebook.load.messages import messages
from rolebook.load.revisions import revisions
from rolebook.model.handbook import Handbook
from rolebook.model.paper import Paper
from rolebook.model.problem import Problem
from rolebook.printing.fonts import FontError, covered, missing
from rolebook.printing.manuscript import Manuscript
from rolebook.printing.renderer import Renderer
from rolebook.printing.typst_compiler import TypstCompiler
from rolebook.resources import default_overrides, theme_folders
from rolebook.stamp.values import Values


class PrintError(Exception):
    """Nothing can be printed for a company; the problem says what is wrong and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def open_renderer(
    content: Content,
    handbook: Handbook,
    values: Values,
    target: Path,
    *,
    paper: Paper = Paper.A4,
    earlier: Path | None = None,
    fillable: bool = False,
) -> Iterator[Renderer]:
    """Give what sets the documents of one company, into `target`.

    Documents in `earlier` (`target` where none is given) that would come out the same are not set again.
    With `fillable`, what is to be written on can be filled in on screen too. Raises `PrintError`.
    """
    root, company = content.root, handbook.company
    theme = theme_folders(root)
    own_fonts = _own_fonts(root, handbook)
    logo = f"brand/logo{PurePosixPath(company.brand.logo).suffix.lower()}" if company.brand.logo else ""
    pictures = {logo: root / "companies" / company.brand.logo} if logo else {}
    with tempfile.TemporaryDirectory(prefix="rolebook-print-") as sandbox:
        templates = [folder / "print" for folder in theme]
        fonts = (*(Path(sandbox, path) for path in own_fonts), *_shipped_fonts())
        copied = {**pictures, **own_fonts, **content.assets}
        compiler = TypstCompiler(Path(sandbox), templates, copied, fonts)
        manuscript = Manuscript(
            handbook,
            values,
            messages(theme, company.language),
            revisions(root),
            can_set=lambda text: not missing(text, fonts),
            pictures=tuple(content.assets),
            logo=f"/{logo}" if logo else "",
            fonts=_names(fonts[: len(own_fonts)], compiler, handbook),
            fillable=fillable,
        )
        yield Renderer(root, manuscript, compiler, fonts, paper, target, earlier or target)


def _shipped_fonts() -> list[Path]:
    return sorted((default_overrides() / "print" / "fonts").glob("*.ttf"))


def _own_fonts(root: Path, handbook: Handbook) -> dict[str, Path]:
    """Return a company's own fonts by their places in the sandbox, apart from those of other companies."""
    fonts = [root / "companies" / font for font in handbook.company.brand.fonts]
    for font in fonts:
        try:
            covered((font,))
        except FontError as error:
            raise _not_usable(str(error), handbook) from error
    return {f"brand/fonts/{number}/{font.name}": font for number, font in enumerate(fonts)}


def _names(fonts: Sequence[Path], compiler: TypstCompiler, handbook: Handbook) -> tuple[str, ...]:
    """Return the names by which documents ask for a company's own fonts."""
    names: list[str] = []
    for font in fonts:
        families = compiler.families(font)
        if not families:
            raise _not_usable(f"{font.name} is no font that can be used: it does not say its names", handbook)
        names += families
    return tuple(dict.fromkeys(names))


def _not_usable(reason: str, handbook: Handbook) -> PrintError:
    company = handbook.company
    return PrintError(Problem(company.path, company.line("brand", "fonts"), f"brand.fonts: {reason}"))
