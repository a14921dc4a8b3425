"""What MkDocs and its plugins warn of and raise, as one `BuildError`."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound
from mkdocs.exceptions import Abort, MkDocsException, PluginError

from rolebook.engine.build_warnings import LEFT_OUT, PageSources, problems_in
from rolebook.engine.guests import receiving
from rolebook.engine.page_environment import template_place
from rolebook.engines import MKDOCS, running
from rolebook.model.problem import BuildError, Problem


class PagesError(PluginError):
    """Pages have problems, each of which is known with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(["pages have problems:", *map(str, problems)]))
        self.problems = tuple(problems)


class _Warned(list[str]):
    """What one thread was warned of; `beside` is what others were, which may have worked for it."""

    def __init__(self) -> None:
        super().__init__()
        self.beside: list[str] = []


class _Collector(logging.Handler):
    """Collects the warnings of one thread, and dead links; a server's others log what they like."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.messages = _Warned()
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if _is_wrong(record):
            own = record.thread == self._thread
            (self.messages if own else self.messages.beside).append(record.getMessage())


def _is_wrong(record: logging.LogRecord) -> bool:
    """Tell a warning; a link to a page that is left out is dead too, though MkDocs only mentions it."""
    return record.levelno >= logging.WARNING or bool(LEFT_OUT.search(record.getMessage()))


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of."""
    collector = _Collector()
    # Plugins and the theme speak as MkDocs' own, whichever engine takes its place.
    loggers = [logging.getLogger(name) for name in {MKDOCS, running()}]
    propagated = [logger.propagate for logger in loggers]
    of_links = logging.getLogger(f"{running()}.structure.pages")
    level = of_links.level
    of_links.setLevel(logging.INFO)
    for logger in loggers:
        logger.propagate = False
        logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        of_links.setLevel(level)
        for logger, propagates in zip(loggers, propagated, strict=True):
            logger.removeHandler(collector)
            logger.propagate = propagates


@contextmanager
def build_errors(root: Path, sources: Callable[[], PageSources]) -> Iterator[list[str]]:
    """Collect what is warned of, and raise a `BuildError` with it where MkDocs could not go on.

    `sources` gives the files behind pages as far as they are known by then.
    """
    with warnings() as messages, receiving():
        try:
            yield messages
        except Exception as error:
            reasons = reasons_of(error, messages, root, sources())
            if not reasons:
                raise
            raise BuildError(*reasons) from error


def reasons_of(
    error: Exception, messages: Sequence[str], root: Path, sources: PageSources
) -> tuple[Problem, ...]:
    """Return why MkDocs could not go on, and what it had warned of; nothing where no author can help it."""
    raised = next((one for one in (error, error.__context__) if isinstance(one, PagesError)), None)
    warned = [message for message in messages if not raised or message != str(raised)]
    if raised:
        return _once([*problems_in(warned, sources), *raised.problems])
    if isinstance(error, (MkDocsException, Abort)):
        beside = getattr(messages, "beside", []) if isinstance(error, Abort) else []
        return _once(problems_in(warned or beside or [str(error)], sources))
    in_template = _in_template(error, root, told=bool(warned))
    if in_template:
        warned = [message for message in warned if not message.startswith("Error ")]
    return _once([*problems_in(warned, sources), *filter(None, [in_template])])


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _in_template(error: Exception, root: Path, *, told: bool) -> Problem | None:
    """Return where in a theme an error arose: the folder's own, or that which ships if no page is `told`."""
    path, line = template_place(error)
    file = Path(path)
    if file.is_relative_to(root):
        return Problem(file.relative_to(root).as_posix(), line, _explain(error))
    return None if told or not isinstance(error, TemplateError) else Problem(file.name, line, _explain(error))


def _explain(error: Exception) -> str:
    """Return what is wrong with a template, in words for those who write one."""
    if isinstance(error, RecursionError):
        return "takes itself in without end"
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.name}"'
    return str(error)
