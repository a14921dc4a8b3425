"""Files in `roles/` that nothing is made of, and what to do with them."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from rolebook.model.problem import Problem, warning
from rolebook.parse.left_out import is_about_its_folder

SPECS = (".md", ".markdown")
_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic"}
)
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_TEXTS = frozenset({".txt", ".text", ".mdx", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", ""})
_DOCUMENTS = frozenset(
    {".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".html", ".htm", ".rst", ".adoc", ".asciidoc"}
    | {".org", ".tex", ".epub", ".wiki", ".textile"}
)
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers"})
_SETTINGS = frozenset({".yml", ".yaml", ".json", ".toml"})
_LEFT_BEHIND = frozenset({".bak", ".orig", ".rej", ".old", ".tmp", ".swp", ".part", ".crdownload"})


def passed_over(paths: Iterable[str], linked: Collection[str]) -> Iterator[Problem]:
    """Yield what to do with each file that is neither a spec nor a picture, nor `linked` by a spec."""
    for path in paths:
        file = PurePosixPath(path)
        silent = path in linked or file.suffix.lower() in {*SPECS, *_PICTURES}
        if not silent and file.name.lower() not in _OF_THE_SYSTEM and not is_about_its_folder(path):
            message = f"is not read: {_remedy(file)}"
            yield warning(Problem(path, 0, message))


def _remedy(file: PurePosixPath) -> str:
    """Return what would be right, by what kind of file it seems to be."""
    kind = file.suffix.lower()
    spec = f"{file.stem.removesuffix('.md')}.md"
    if kind in _LEFT_BEHIND or file.name.endswith(("~", "#")):
        return "a program left it behind; remove it, or move it out of roles/"
    if kind in _TEXTS:
        return f"a spec is Markdown, and its name ends in .md; rename it to {spec} if it is one"
    if kind in _DOCUMENTS:
        return f"a spec is Markdown; save its text as {spec}, or link to the file from a spec"
    if kind in _TABLES:
        return "tables stand in specs, with pipes: | Competency | Level 1 |; or link to the file from a spec"
    if kind in _SETTINGS:
        return "what is true of a company stands in companies/; put it there, or move it out of roles/"
    return "only Markdown (.md) and what specs link to is; link to it from a spec, or move it out of roles/"
