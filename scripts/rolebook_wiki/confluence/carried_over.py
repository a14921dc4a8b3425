"""What people added to a Confluence page, carried over into a new text of it: comments on words, ticks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from rolebook_wiki.confluence.storage_xml import (
    AC,
    SPACE,
    Element,
    NotStorageError,
    is_block,
    parsed,
    written,
)

_MARKER = f"{AC}inline-comment-marker"
_REF = f"{AC}ref"
_TASK = f"{AC}task"
_ID, _UUID, _STATUS, _BODY = (f"{AC}task-{name}" for name in ("id", "uuid", "status", "body"))
_NOT_READ = frozenset({f"{AC}parameter", f"{AC}plain-text-body", _ID, _UUID, _STATUS})
_NO_MARKERS = f"{AC}plain-text-link-body"


@dataclass(frozen=True)
class Carried:
    """A new text with what people added; `lost` are the comments whose words are no longer in it."""

    text: str
    lost: tuple[str, ...] = ()


def carried(new: str, old: str) -> Carried:
    """Return a new text in the storage format with the comments and ticks of the old one.

    A comment stays where the words around it are the same, or where its own words are still there once.
    """
    target = parsed(new)
    try:
        source = parsed(old)
    except NotStorageError:
        source = parsed("")
    _carry_ticks(target, source)
    lost = _carry_comments(target, source)
    return Carried(written(target), lost)


def _carry_ticks(target: Element, source: Element) -> None:
    """Give each task its number, and the tick of the task of the same words."""
    known: dict[str, list[Element]] = defaultdict(list)
    for task in source.iter(_TASK):
        known[_text_of_task(task)].append(task)
    numbers = {int(number.text or "") for number in source.iter(_ID) if (number.text or "").isdecimal()}
    unused = max(numbers, default=0)
    for task in target.iter(_TASK):
        same = known[_text_of_task(task)]
        before = same.pop(0) if same else None
        number = before.findtext(_ID) if before is not None else None
        if not number:
            unused += 1
            number = str(unused)
        status = (before.findtext(_STATUS) if before is not None else None) or "incomplete"
        uuid = before.findtext(_UUID) if before is not None else None
        _set(task, ((_ID, number), (_UUID, uuid), (_STATUS, status)))


def _text_of_task(task: Element) -> str:
    body = task.find(_BODY)
    return " ".join("".join(map(str, body.itertext())).split()) if body is not None else ""


def _set(task: Element, values: Sequence[tuple[str, str | None]]) -> None:
    for tag, value in reversed(values):
        if value is not None:
            element = etree.Element(tag)
            element.text = value
            task.insert(0, element)


def _carry_comments(target: Element, source: Element) -> tuple[str, ...]:
    lost = [marked.ref for marked in tuple(_marked(source)) if not _put_marker(marked, target, source)]
    return tuple(dict.fromkeys(lost))


@dataclass(frozen=True)
class _Marked:
    """Words with a comment: where they stand in the text of their block."""

    ref: str
    block: Element
    start: int
    end: int

    @property
    def text(self) -> str:
        return _Text(self.block).text[self.start : self.end]


class _Text:
    """The text of a block, without that of blocks in it: each run of white space is one space."""

    def __init__(self, block: Element) -> None:
        self.runs = tuple(_runs(block))
        raw = "".join(run.text for run in self.runs)
        self._written_at = [
            offset
            for offset, character in enumerate(raw)
            if character not in SPACE or (offset and raw[offset - 1] not in SPACE)
        ]
        self.text = "".join(" " if raw[offset] in SPACE else raw[offset] for offset in self._written_at)

    def written_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the text begins and ends in the text as it is written."""
        return self._written_at[start], self._written_at[end - 1] + 1

    def characters_before(self, written: int) -> int:
        """Return how many characters stand before an offset in the text as it is written."""
        return sum(offset < written for offset in self._written_at)


@dataclass(frozen=True)
class _TextRun:
    """Text in an element, or behind it (`tail`)."""

    element: Element
    tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.tail else self.element.text) or ""


def _runs(element: Element) -> Iterator[_TextRun]:
    yield _TextRun(element, tail=False)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_READ and not is_block(child):
            yield from _runs(child)
        yield _TextRun(child, tail=True)


def _marked(source: Element) -> Iterator[_Marked]:
    for marker in source.iter(_MARKER):
        block = next(above for above in (*marker.iterancestors(),) if is_block(above) or above is source)
        text = _Text(block)
        inside = {id(element) for element in marker.iter()}
        offset, ends = 0, []
        for run in text.runs:
            of_marker = id(run.element) in inside and not (run.tail and run.element is marker)
            if of_marker and run.text:
                ends += [offset, offset + len(run.text)]
            offset += len(run.text)
        if ends:
            start, end = text.characters_before(ends[0]), text.characters_before(ends[-1])
            if text.text[start:end].strip():
                yield _Marked(marker.get(_REF, ""), block, start, end)


def _put_marker(marked: _Marked, target: Element, source: Element) -> bool:
    """Put a marker where its words stand in the target; tell whether they do."""
    text = _Text(marked.block).text
    before = [block for block in _blocks(source) if _Text(block).text.strip(SPACE) == text.strip(SPACE)]
    after = [block for block in _blocks(target) if _Text(block).text.strip(SPACE) == text.strip(SPACE)]
    at = before.index(marked.block)
    if at < len(after):
        shift = _indent(_Text(after[at]).text) - _indent(text)
        return _wrap(after[at], marked.start + shift, marked.end + shift, marked.ref)
    holding = [block for block in _blocks(target) if marked.text in _Text(block).text]
    times = sum(_Text(block).text.count(marked.text) for block in _blocks(source))
    if len(holding) != 1 or times != 1 or _Text(holding[0]).text.count(marked.text) != 1:
        return False
    start = _Text(holding[0]).text.index(marked.text)
    return _wrap(holding[0], start, start + len(marked.text), marked.ref)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(SPACE))


def _blocks(root: Element) -> Iterator[Element]:
    yield root
    yield from (element for element in root.iter("*") if element is not root and is_block(element))


def _wrap(block: Element, start: int, end: int, ref: str) -> bool:
    text = _Text(block)
    first, last = text.written_span(start, end)
    offset = 0
    pieces = []
    for run in text.runs:
        begin, stop = max(first - offset, 0), min(last - offset, len(run.text))
        offset += len(run.text)
        if begin < stop:
            pieces.append((run, begin, stop))
    if any(run.element.tag == _NO_MARKERS and not run.tail for run, _, _ in pieces):
        return False
    for run, begin, stop in pieces:
        _wrap_run(run, begin, stop, ref)
    return True


def _wrap_run(run: _TextRun, begin: int, stop: int, ref: str) -> None:
    text = run.text
    marker = etree.Element(_MARKER)
    marker.set(_REF, ref)
    marker.text, marker.tail = text[begin:stop], text[stop:]
    if run.tail:
        above = run.element.getparent()
        if above is None:
            return
        above.insert(above.index(run.element) + 1, marker)
        run.element.tail = text[:begin]
        return
    run.element.insert(0, marker)
    run.element.text = text[:begin]
