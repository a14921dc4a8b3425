"""What a PDF document says: on its pages, in its contents and about itself."""

from collections.abc import Iterator

import pypdfium2


def said_in_pdf(data: bytes) -> Iterator[str]:
    """Yield the text of each page, the headings of the contents, and what the document says of itself."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield from document.get_metadata_dict().values()
        yield from (entry.get_title() for entry in document.get_toc())
        for page in document:
            text = page.get_textpage()
            yield text.get_text_bounded().replace("\r\n", " ").replace("\ufffe", "")
            text.close()
            page.close()
    finally:
        document.close()
