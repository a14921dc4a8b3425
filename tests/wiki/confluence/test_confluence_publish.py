"""A handbook published to Confluence, and published again."""

from rolebook.wiki.page import WikiHandbook
from tests.wiki.confluence.conftest import Publisher
from tests.wiki.confluence.server import Stub


def test_the_second_time_nothing_is_written(publish_to: Publisher, stub: Stub, small: WikiHandbook) -> None:
    """What stands in the wiki already is left alone."""
    first = publish_to(small)
    assert first.in_sync
    assert len(stub.wiki.titles) == len(small.pages)
    stub.forget()
    assert publish_to(small).in_sync
    assert stub.writes == []
