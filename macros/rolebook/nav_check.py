"""What the menu of a folder's own names, held against what pages there are."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from rolebook.docs_check import page_sources
from rolebook.load.content import Content
from rolebook.load.files import configuration_file
from rolebook.model.problem import Problem, did_you_mean


def nav_problems(content: Content) -> Iterator[Problem]:
    """Yield the entries of `nav:` that are neither an address elsewhere nor a page of any company's."""
    pages, configuration = page_sources(content), configuration_file(content.root).name
    for entry in content.nav:
        address = urlsplit(entry.name)
        if not address.scheme and not address.netloc and entry.name not in pages:
            hint = did_you_mean(entry.name, pages) or "; name its file as it would lie in docs/"
            yield Problem(configuration, entry.line, f'nav: there is no page "{entry.name}"{hint}')
