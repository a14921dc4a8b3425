"""A handbook in a real MediaWiki."""

from rolebook.wiki.page import WikiHandbook
from rolebook.wiki.plan import Kind
from tests.wiki.mediawiki_server import MediaWikiServer
from tests.wiki.publishing import published


def test_what_is_published_is_not_written_again(server: MediaWikiServer, handbook: WikiHandbook) -> None:
    """The first run makes every page, the second changes none."""
    first = published(server.url, handbook)
    assert first.in_sync
    assert {action.kind for action in first.done} == {Kind.CREATE}
    assert len(first.done) == len(handbook.pages) + len(handbook.files) + 1
    again = published(server.url, handbook)
    assert again.in_sync
    assert [action for action in again.plan.actions if action.kind is not Kind.UNCHANGED] == []
