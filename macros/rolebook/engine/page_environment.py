"""The environment in which mkdocs-macros renders pages: sandboxed, strict, and collecting errors.

Parts have another one (`render/templates`): they may compute, they escape, and they trim the lines of their
tags, which Markdown must not.
"""

import sys
from collections.abc import Callable, Mapping
from inspect import isroutine
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rolebook.docs.page import COMMENT_START, TOO_DEEP
from rolebook.facts.token import token

_OWN = "<template>"
_TEMPLATES = (".md", ".html", ".xml")
_SHOWN_OF_PAGE = ("title", "url", "meta")
_HIDDEN = frozenset(
    [
        "config",
        "environment",
        "git",
        "plugin",
        "files",
        "navigation",
        "macros",
        "filters",
        "filters_builtin",
        "extra",
    ]
)
"""What mkdocs-macros offers every page, and what an author's page has no business with."""

Report = Callable[[str, int, str], None]
"""Takes the file of a template (the page's own is `<template>`), the line in it, and what is wrong."""


class FactComputedError(Exception):
    """A page did something with a fact other than printing it."""


class PrintedFact:
    """A fact on a page in `docs/`: it can be printed, and everything else is an error."""

    def __init__(self, name: str) -> None:
        self._name = name

    def printed(self) -> str:
        """Return what stands for the fact until it is stamped."""
        return token(self._name)

    def _refuse(self, *_arguments: object) -> NoReturn:
        raise FactComputedError(
            f"{self._name} is a fact: it can be printed, but not compared or filtered; use a setting for that"
        )

    __str__ = __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = __hash__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __mod__ = __mul__ = __rmul__ = __call__ = __format__ = _refuse
    __html__ = __int__ = __float__ = _refuse


class NotCalledError(Exception):
    """A page prints a macro instead of what it shows."""


def _finalize(value: Any) -> Any:
    if isroutine(value) or isinstance(value, Macro | type):
        name = getattr(value, "__name__", "") or getattr(value, "name", "")
        raise NotCalledError(f'"{name}" is called with brackets and what it is to show: {name}(…)')
    return value.printed() if isinstance(value, PrintedFact) else value


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Takes the place of the plugin's own environment, which is neither sandboxed nor strict.

    An error becomes a call of `report` with its place, and the page an empty one, so that all errors
    of all pages are known at the end.
    """

    def __init__(self, loader: BaseLoader, globals_: Mapping[str, Any], report: Report) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            comment_start_string=COMMENT_START,
            finalize=_finalize,
            auto_reload=False,
            cache_size=-1,
        )
        self.globals.update(globals_)
        self.report = report
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *arguments: Any, **options: Any) -> Template:
        """Return a page's template; generated pages of one kind share theirs."""
        if source not in self._compiled:
            try:
                template = super().from_string(source, *arguments, **options)
            except TemplateSyntaxError as error:
                self.report(_OWN, error.lineno, error.message or "not understood")
                template = super().from_string("")
            except (
                RecursionError,
                MemoryError,
                SyntaxError,
            ):  # Python's own, of what Jinja makes of the page
                self.report(_OWN, 0, TOO_DEEP)
                template = super().from_string("")
            self._compiled[source] = _PageTemplate(template, self.report)
        return self._compiled[source]


class _PageTemplate(Template):
    """A page's template that reports its errors instead of raising them."""

    def __new__(cls, *_arguments: Any) -> "_PageTemplate":
        return object.__new__(cls)

    def __init__(self, template: Template, report: Report) -> None:
        self._template = template
        self._report = report

    def render(self, *arguments: Any, **context: Any) -> str:
        shown = {key: value for key, value in context.items() if key not in _HIDDEN}
        page = context.get("page")
        shown["page"] = SimpleNamespace(**{name: getattr(page, name, None) for name in _SHOWN_OF_PAGE})
        try:
            return self._template.render(*arguments, **shown)
        except Exception as error:  # noqa: BLE001 - whatever a page does wrong, its author is told
            self._report(*template_place(error), _explain(error))
            return ""


def _explain(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no file {error.name} to include"
    return str(error) or type(error).__name__


def call_place() -> tuple[str, int]:
    """Return the template that is being rendered and the line it has come to."""
    frame = sys._getframe()  # noqa: SLF001 - the one way to the frames of callers
    while caller := frame.f_back:
        frame = caller
        template = frame.f_globals.get("__jinja_template__")
        file = frame.f_code.co_filename
        if template and (file == _OWN or file.endswith(_TEMPLATES[0])):
            return file, template.get_corresponding_lineno(frame.f_lineno)
    return _OWN, 0


def template_place(error: Exception) -> tuple[str, int]:
    """Return the template and the line at which an error arose; Jinja puts both into tracebacks."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    place = (_OWN, 0)
    traceback = error.__traceback__
    while traceback:
        file = traceback.tb_frame.f_code.co_filename
        if file == _OWN or file.endswith(_TEMPLATES):
            place = file, traceback.tb_lineno
        traceback = traceback.tb_next
    return place
