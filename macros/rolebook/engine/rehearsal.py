"""A build without the pages that Rolebook makes by itself: what can go wrong in the others, in little time.

What a generated page is made of ships with Rolebook, and role text meets nothing there that could refuse it.
Where a folder has templates, plugins or modules of its own, nothing but a whole build knows.
"""

from collections.abc import Iterator, Sequence

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from rolebook.engine.content import Contents
from rolebook.engine.generated import FramedFile, GeneratedFile
from rolebook.model.problem import Problem


def hush_generated(files: Files) -> None:
    """Let generated pages say nothing for now."""
    for file in files:
        if isinstance(file, GeneratedFile) and not isinstance(file, FramedFile):
            file.content_string = ""


def leave_out_generated(files: Files, config: MkDocsConfig, contents: Contents) -> Iterator[Problem]:
    """Keep generated pages from being built, and read those to whose headings others link.

    Yield what is wrong with these.
    """
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = {target for page in pages for target in page.links_to_anchors or ()}
    for file in files:
        if isinstance(file, GeneratedFile):
            file.inclusion = InclusionLevel.EXCLUDED
            if file in linked and file.page:
                yield from _read(file, config, files, contents)


def _read(file: GeneratedFile, config: MkDocsConfig, files: Files, contents: Contents) -> Sequence[Problem]:
    page = file.own_page
    if isinstance(file, FramedFile):
        return contents.generated(page, files).problems
    file.content_string = file.rolebook.markdown
    _populate_page(page, config, files)
    return ()
