"""The ends of streams: a validator counts the bytes that are there."""

import io

import page
import pikepdf
import pytest

from rolebook.printing.stream_ends import with_clear_stream_ends


def drawn(contents: list[bytes]) -> bytes:
    """Return a document with a page for each content, written by hand."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(contents)))
    parts.append(b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 9 9] >>" % (kids, len(contents)))
    for at, content in enumerate(contents):
        parts.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (4 + 2 * at))
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    written, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + end % (len(parts) + 1, table, len(parts) + 1, len(written))


def contents_of(pdf: bytes) -> list[bytes]:
    """Return what the pages of a document hold; a table of offsets that is wrong is not forgiven."""
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
        return [found.Contents.read_raw_bytes() for found in document.pages]


@pytest.mark.parametrize("contents", [[b"q Q\r"], [b"q", b"Q\r", b"q\nQ\r", b"n"], [b"\r", b"\r"]], ids=repr)
def test_unclear_ends(contents: list[bytes]) -> None:
    """A last byte that looks like half a line end gets a whole one after it, and every object stays found."""
    clear = with_clear_stream_ends(drawn(contents))
    assert clear.count(b"\r\r\nendstream") == sum(content.endswith(b"\r") for content in contents)
    assert contents_of(clear) == contents


def test_it_is_what_a_validator_misses() -> None:
    """Such an end is an error of PDF/A (6.1.7.1), and none once it is clear."""
    unclear = drawn([b"q Q\r"])

    def wrong_lengths(pdf: bytes) -> list[str]:
        found = map(str, page.validate_pdf_bytes(pdf, profile="2a").failures)
        return [failure for failure in found if "STREAM-LENGTH" in failure]

    assert wrong_lengths(unclear)
    assert not wrong_lengths(with_clear_stream_ends(unclear))


def test_clear_ends() -> None:
    """A document with nothing unclear stays as it is, to the byte."""
    pdf = drawn([b"q Q", b""])
    assert with_clear_stream_ends(pdf) is pdf
