"""MediaWiki."""
