"""What a preview adds to a page: a script that loads it again, and what is wrong, for as long as it is."""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

ASKS = "/livereload/"
"""Below this address an open page asks whether there is a newer state than its own."""

_MOST = 20
_PLACE = re.compile(r"(?P<place>[^\s:][^:\n]*?(?::\d+)?): (?P<message>.*)", re.DOTALL)
_BODY_END = re.compile(rb"</body>(?![\s\S]*</body>)", re.IGNORECASE)

_HERE = Path(__file__).parent
_SCRIPT = Template((_HERE / "reload.js").read_text(encoding="utf-8"))
_STYLE = (_HERE / "notice.css").read_text(encoding="utf-8")
_LONE_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<body class="rolebook-lone">{notice}</body></html>'
)


def with_additions(page: bytes, version: int, trouble: Sequence[str]) -> bytes:
    """Return a page that loads again when there is another version, and says why it is not newer."""
    notice = _notice("This is the last good state", trouble) if trouble else ""
    script = f"<script>{_SCRIPT.substitute(asks=ASKS, version=version)}</script>"
    added = (notice + script).encode()
    end = _BODY_END.search(page)
    offset = end.start() if end else len(page)
    return page[:offset] + added + page[offset:]


def trouble_page(trouble: Sequence[str]) -> bytes:
    """Return a page that only says what is wrong, in the place of one that never was whole."""
    title = "This page cannot be shown"
    return _LONE_PAGE.format(title=title, notice=_notice(title, trouble)).encode()


def _notice(title: str, trouble: Sequence[str]) -> str:
    listed = "".join(f"<li>{_line(line)}</li>" for line in trouble[:_MOST])
    more = f"<li>and {len(trouble) - _MOST} more, which the terminal names</li>" if trouble[_MOST:] else ""
    said = "It stays until this is mended; then it loads again by itself."
    return (
        f'<style>{_STYLE}</style><section class="rolebook-trouble" role="alert"><h2>{title}</h2><p>{said}</p>'
        f"<ul>{listed}{more}</ul></section>"
    )


def _line(line: str) -> str:
    """Return a problem with its place, if it names one, set apart."""
    match = _PLACE.fullmatch(line)
    if not match:
        return html.escape(line)
    return f"<code>{html.escape(match['place'])}</code> {html.escape(match['message'])}"
