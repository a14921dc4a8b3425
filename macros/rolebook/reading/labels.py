"""Labelled lines: `**Label**: value`, `Label: value` and their kin."""

import re
from collections.abc import Sequence
from itertools import groupby

from rolebook.model.role import Item, Text
from rolebook.reading.outside import first_outside, is_closed
from rolebook.reading.plain import plain, unwrapped
from rolebook.reading.shapes import Block, List, Paragraph

_SEPARATOR = r"\s*(?:[:\uff1a\ufe55]|\s[-\u2013\u2014](?=\s))\s*"
_MARKED = re.compile(
    r"\s*(?P<mark>\*\*\*|\*\*|__|\*|_)(?P<label>(?:(?!(?P=mark)).)+?)"
    rf"(?:[:\uff1a\ufe55]\s*(?P=mark)\s*(?:[-\u2013\u2014]\s)?\s*|(?P=mark)(?:{_SEPARATOR}|\s*$|\\?\n))"
    r"(?P<value>.*)",
    re.DOTALL,
)
_BOLD = re.compile(r"\s*(?P<mark>\*\*|__)(?P<label>[^*_]+)(?P=mark)\s+(?P<value>\S.*)", re.DOTALL)
_COLON = re.compile(r":(?=\s|$)|[\uff1a\ufe55]")
_DASH = re.compile(r"(?<=\S)\s+[-\u2013\u2014]\s+(?=\S)")
_SENTENCE_ENDS = re.compile(r"\.\s|\u3002|\n")
_COLON_AT_END = re.compile(r"(?<!\\)\s*[:\uff1a\ufe55]+\s*$")
_SHORTCODE_AT_END = re.compile(r"(?<![\w:]):[\w+-]+:\s*$")
_CODE_OR_LINK = re.compile(r"`[^`\n]*`|\[[^\[\]\n]*\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_NOTE = re.compile(r"(?<=[\w.)%] )\[[^\[\]\n]+\]")
_MARKUP = re.compile(r"[*`\[\]]|(?<!\w)_(?=\S)")
_LONGEST = 60


def label_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split `**Label**: value`, `**Label:** value`, `**Label** - value` or `Label: value`; else None.

    The colon stands outside of brackets, quotes, code, addresses and times, or it ends no label.
    """
    return _marked(text) or _unmarked(text)


def _marked(text: Text) -> tuple[Text, Text] | None:
    match = _MARKED.fullmatch(text)
    label = without_colon(unwrapped(match["label"])) if match else ""
    return (label, match["value"].strip()) if match and label and is_closed(label) else None


def _unmarked(text: Text) -> tuple[Text, Text] | None:
    colon = first_outside(text, _COLON)
    label = text[: colon.start()].strip() if colon else ""
    return (label, text[colon.end() :].strip()) if colon and _reads_as_label(label) else None


def _reads_as_label(label: Text) -> bool:
    """Return whether a label is short, within a sentence, and cuts through no emphasis."""
    bare = _NOTE.sub("", _CODE_OR_LINK.sub("", label))
    if not label or _MARKUP.search(bare) or first_outside(label, _SENTENCE_ENDS):
        return False
    return len(label) <= _LONGEST or len(plain(label)) <= _LONGEST


def without_colon(text: Text) -> Text:
    """Return a text without the colon it ends in, if it ends in one and not in a shortcode."""
    return text.strip() if _SHORTCODE_AT_END.search(text) else _COLON_AT_END.sub("", text).strip()


def ends_in_colon(text: Text) -> bool:
    """Return whether a text announces what follows it."""
    return without_colon(text) != text.strip()


def bold_and_value(text: Text) -> tuple[Text, Text] | None:
    """Split `**Label** value`, where nothing but the weight parts the two."""
    match = _BOLD.fullmatch(text)
    return (match["label"].strip(), match["value"].strip()) if match and is_closed(match["label"]) else None


def is_lead_in(text: Text) -> bool:
    """Return whether a text is a label alone: wholly bold, or ending in a colon."""
    labelled = label_and_value(text)
    return labelled is not None and not labelled[1]


def name_and_note(text: Text) -> tuple[Text, Text] | None:
    """Split `Name: note` and `Name - note`; None when there is only a name."""
    return label_and_value(text) or _dashed(text)


def _dashed(text: Text) -> tuple[Text, Text] | None:
    dash = first_outside(text, _DASH)
    return (unwrapped(text[: dash.start()]), text[dash.end() :]) if dash else None


def lead_in_name(text: Text) -> Text:
    """Return a label that stands alone, without its colon and emphasis."""
    labelled = label_and_value(text)
    return labelled[0] if labelled and not labelled[1] else unwrapped(text)


def labelled_lines_as_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with paragraphs of `label: value` lines as lists of those lines.

    A single such line may be a remark ("Note: ..."), unless its label is bold.
    """
    lists: list[Block] = []
    for labelled, run in groupby(blocks, key=lambda block: bool(_labelled_lines(block))):
        together = list(run)
        items = tuple(item for block in together for item in _labelled_lines(block)) if labelled else ()
        if len(items) > 1 or (items and items[0].text.startswith(("**", "__"))):
            lists.append(List(items, ordered=False, line=items[0].line))
        else:
            lists += together
    return lists


def _labelled_lines(block: Block) -> list[Item]:
    if not isinstance(block, Paragraph):
        return []
    lines = [line.rstrip("\\ ").strip() for line in block.text.split("\n")]
    labelled = [label_and_value(line) for line in lines]
    if not all(pair and pair[1] for pair in labelled):
        return []
    return [Item(line, number) for number, line in enumerate(lines, block.line)]
