"""What a shape says, for isolation: heard while it is built, or from its files when somebody needs it."""

from collections.abc import Iterable
from pathlib import Path

from rolebook.isolation.extracted import ExtractedText, Reading, TextKind
from rolebook.isolation.search import KnownPhrases
from rolebook.isolation.text_as_words import phrases, words_in
from rolebook.isolation.theme import is_shipped
from rolebook.shape.compiled import TOKEN_GAP, Shape

_SAID, _PHRASES = "said.txt", "phrases.txt"


def is_heard(folder: Path) -> bool:
    """Tell whether a folder holds what a shape says."""
    return (folder / _SAID).is_file()


def keep_heard(folder: Path, texts: Iterable[ExtractedText]) -> None:
    """Write down what a shape says."""
    distinct = set(texts)
    lines = sorted({kind.value + " ".join(text.split()) for text, kind in distinct})
    (folder / _SAID).write_text("\n".join(lines), encoding="utf-8", errors="replace")
    all_phrases = sorted({phrase for text, _ in distinct for phrase in phrases(words_in(text))})
    (folder / _PHRASES).write_text("\n".join(all_phrases), encoding="utf-8")


def hear(shape: Shape, folder: Path) -> None:
    """Hear what the files of a shape say that do not ship, and write it down in a folder of its own."""
    from rolebook.isolation.extraction import extracted  # noqa: PLC0415 - who asks what was heard reads no files

    folder.mkdir(parents=True)
    texts, heard = set[ExtractedText](), Reading()
    for file in shape.files:
        pieces = shape.pieces(file)
        if file.slots or not is_shipped(file.path, bytes(pieces[0])):
            texts.update(extracted(file.path, TOKEN_GAP.join(pieces), heard))
    keep_heard(folder, texts)


def texts_of_shape(folder: Path) -> list[ExtractedText]:
    """Return all that a shape says, each text once; a token stands as a character that is none."""
    lines = (folder / _SAID).read_text(encoding="utf-8").split("\n")
    return [ExtractedText(line[1:], TextKind(line[0])) for line in lines if line]


def phrases_of_shape(folder: Path) -> KnownPhrases:
    """Return the phrases of all that a shape says."""
    return KnownPhrases((folder / _PHRASES).read_text(encoding="utf-8").split("\n"))
