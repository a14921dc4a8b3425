"""The slug function for headings on pages in `docs/`."""

from rolebook.facts.slug import slugify


def slugs(text: str, separator: str) -> str:
    """Return a heading's slug, tokens included; Python-Markdown's own drops them."""
    return slugify(text).replace("-", separator)
