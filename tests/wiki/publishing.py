"""Publishing as the command does, without the command."""

from rolebook_wiki.mediawiki.api import Api
from rolebook_wiki.mediawiki.wiki import MediaWiki
from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Plan
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.sentences import Sentences
from tests.wiki.mediawiki_server import BOT, BOT_PASSWORD


def open_mediawiki(url: str, root: str = "Handbook", company: str = "acme", pause: float = 0.01) -> MediaWiki:
    """Return a wiki, logged in as the account that publishes."""
    return MediaWiki(Api(url, BOT, BOT_PASSWORD, root, pause), company, Sentences())


def published(
    url: str, handbook: WikiHandbook, options: PublishOptions | None = None, pause: float = 0.01
) -> PublishOutcome:
    """Publish a handbook to the MediaWiki at an address."""
    return publish(
        open_mediawiki(url, pause=pause),
        handbook,
        options or PublishOptions(),
        _seen,
        lambda actions: actions,
    )


def _seen(_plan: Plan) -> None:
    """Say nothing of a plan."""
