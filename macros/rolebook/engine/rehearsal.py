"""A build without the pages that Rolebook makes by itself: what can go wrong in the others, in little time.

What a generated page is made of ships with Rolebook, and role text meets nothing there that could refuse it.
Where a folder has templates, plugins or modules of its own, nothing but a whole build knows.
"""

from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from rolebook.engine.content import read_generated
from rolebook.engine.generated import FramedFile, GeneratedFile
from rolebook.engine.site import Site


def hush_generated(files: Files) -> None:
    """Let generated pages say nothing for now."""
    for file in files:
        if isinstance(file, GeneratedFile) and not isinstance(file, FramedFile):
            file.content_string = ""


def leave_out_generated(files: Files, config: MkDocsConfig, site: Site) -> None:
    """Keep generated pages from being built, and read those to whose headings others link."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = {target for page in pages for target in page.links_to_anchors or ()}
    for file in files:
        if isinstance(file, GeneratedFile):
            file.inclusion = InclusionLevel.EXCLUDED
            if file in linked and file.page:
                _read(file, config, files, site)


def _read(file: GeneratedFile, config: MkDocsConfig, files: Files, site: Site) -> None:
    page = file.own_page
    if isinstance(file, FramedFile):
        read_generated(page, site, config, files)
    else:
        file.content_string = file.rolebook.markdown
        _populate_page(page, config, files)
