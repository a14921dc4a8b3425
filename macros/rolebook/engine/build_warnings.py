"""What MkDocs warns of, as problems: in the file that its author knows, at the line, in plain words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, relpath

from rolebook.load.files import configuration_file
from rolebook.model.problem import Problem, did_you_mean
from rolebook.reading.source import code_lines
from rolebook.resources import default_pages, theme_folders

_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?P<kind>[\w ]*link) '(?P<link>.*?)'(?:, but |, )(?P<reason>.*)",
    re.DOTALL,
)
_SUGGESTED = re.compile(r"Did you mean '(.+)'\?")
_TARGET = re.compile(r"the target '(.+?)' is not found")
_NO_ANCHOR = re.compile(r"the doc '(?P<page>.+)' does not contain an anchor '#(?P<anchor>.*)'")
_OF_PAGE = re.compile(r"Error (?P<done>reading|building) page '(?P<page>.+?)':\s*(?P<reason>.*)", re.DOTALL)
_CONFLICT = re.compile(r"Excluding '(?P<page>.+)' from the site because it conflicts with '(?P<other>.+)'\.")
_NOT_IN_NAV = re.compile(
    r"pages exist in the docs directory, but are not included in the .nav. configuration:\s+(?P<pages>.*)",
    re.DOTALL,
)
_IN_NAV = re.compile(r"'(?P<link>[^']+)' is included in the 'nav' configuration")
LEFT_OUT = re.compile(
    r"Doc file '(?P<page>.+)' contains a link to '(?P<target>.+)' which is excluded from the built site"
)
_NOT_FETCHED = re.compile(r"Couldn't retrieve (?P<address>\S+): ")
_NO_TEMPLATE = re.compile(r"Template skipped: '(?P<name>.+)' not found in docs_dir")

_Reading = Callable[["re.Match[str]", "PageSources"], Iterator[Problem]]


class PageSources:
    """Knows the files behind pages: `templates` maps the path of a generated page to what it is made of."""

    def __init__(self, root: Path, templates: Mapping[str, str], pages: Iterable[str]) -> None:
        self._root = root
        self._templates = templates
        self.pages = tuple(pages)
        self.configuration = configuration_file(root).name

    def path(self, page: str) -> str:
        """Return the path by which an author knows the file of a page."""
        return self._templates.get(page, f"docs/{page}")

    def text(self, path: str) -> str:
        """Return what a file of the handbook folder says, or one that ships in its place."""
        folder, _, name = path.partition("/")
        shipped = default_pages().get(name) if folder == "docs" else None
        themes = [theme / name for theme in theme_folders(self._root)] if folder == "overrides" else []
        files = (file for file in (self._root / path, *filter(None, [shipped]), *themes) if file.is_file())
        file = next(files, None)
        return file.read_text("utf-8-sig", "replace") if file else ""


def problems_in(messages: Iterable[str], sources: PageSources) -> Iterator[Problem]:
    """Yield what each message of MkDocs says is wrong; one that is not known is the configuration's."""
    for message in messages:
        readings = ((read, match) for form, read in _READINGS if (match := form.search(message)))
        read, match = next(readings, (None, None))
        if read and match:
            yield from read(match, sources)
        else:
            yield Problem(sources.configuration, 0, " ".join(message.split()))


def _link(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    path, link = sources.path(match["page"]), match["link"]
    message = f'links to "{link}", {_reason(match, sources)}'
    yield from (Problem(path, line, message) for line in lines_with(link, sources.text(path)))


def _reason(match: re.Match[str], sources: PageSources) -> str:
    link, reason = match["link"], match["reason"]
    if match["kind"] == "absolute link":
        return "which is no path from this page; name the page by its file, such as roles/index.md"
    if anchor := _NO_ANCHOR.search(reason):
        return f'but "{anchor["page"]}" has no heading or anchor "{anchor["anchor"]}"'
    if reason.startswith("there is no such anchor"):
        return "but this page has no such heading or anchor"
    suggested, target = _SUGGESTED.search(reason), _TARGET.search(reason)
    near = did_you_mean(target[1] if target else link, sources.pages)
    hint = f'; did you mean "{suggested[1]}"?' if suggested else near
    return f"which is no page or file of docs/{hint}"


def _left_out(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    path, target = sources.path(match["page"]), match["target"]
    link = relpath(target, dirname(match["page"]) or ".")
    message = f'links to "{target}", which `exclude_docs:` or `draft_docs:` leaves out'
    yield from (Problem(path, line, message) for line in lines_with(link, sources.text(path)))


def _conflict(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    other = sources.path(match["other"])
    yield Problem(sources.path(match["page"]), 0, f"has the address of {other}; rename one of the two")


def _of_page(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    reason = " ".join(match["reason"].partition(" in search paths")[0].split())
    if match["done"] == "building":
        reason += "; its front matter may hold what the theme does not understand"
    yield Problem(sources.path(match["page"]), 0, f"cannot be shown: {reason}")


def _in_nav(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    message = f'`nav:` names "{match["link"]}", which is no page{did_you_mean(match["link"], sources.pages)}'
    yield Problem(sources.configuration, _line_of(match["link"], sources), message)


def _not_in_nav(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    pages = ", ".join(match["pages"].removeprefix("- ").split("\n  - "))
    message = f"`nav:` leaves out {pages}; list them, or name them below `not_in_nav:`"
    yield Problem(sources.configuration, _line_of("nav:", sources), message)


def _not_fetched(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    message = f"the plugin privacy cannot fetch {match['address']}; take it out: no page asks another host"
    yield Problem(sources.configuration, _line_of("privacy", sources), message)


def _no_template(match: re.Match[str], sources: PageSources) -> Iterator[Problem]:
    message = f'extra_templates: there is no file "{match["name"]}" in docs/'
    yield Problem(sources.configuration, _line_of(match["name"], sources), message)


def _line_of(wanted: str, sources: PageSources) -> int:
    """Return the first line of the configuration that says this, a key where it begins; 0 if none does."""
    pattern = re.compile(f"^{wanted}" if wanted.endswith(":") else re.escape(wanted), re.MULTILINE)
    text = sources.text(sources.configuration)
    match = pattern.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


_READINGS: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (LEFT_OUT, _left_out),
    (_LINK, _link),
    (_CONFLICT, _conflict),
    (_OF_PAGE, _of_page),
    (_NOT_IN_NAV, _not_in_nav),
    (_IN_NAV, _in_nav),
    (_NOT_FETCHED, _not_fetched),
    (_NO_TEMPLATE, _no_template),
)


def lines_with(link: str, text: str) -> list[int]:
    """Return the numbers of the lines that link there, outside code; 0 where none can be found that does."""
    code = code_lines(text)
    wanted = re.compile(rf"(?:[(<\"'=]|\]:[ \t]*)(?:\./)?{re.escape(link)}(?=[)>\"'\s#]|$)")
    lines = enumerate(text.split("\n"))
    return [at + 1 for at, line in lines if at not in code and wanted.search(line)] or [0]
