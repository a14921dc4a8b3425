"""Slugs for ids and addresses."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify_unicode

from rolebook.facts.slug import short, slugify, unique
from rolebook.facts.token import RESERVED, Place, names, token

TEXT = st.text(st.characters(exclude_characters=RESERVED, codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("API Development Workflow", "api-development-workflow"),
        ("Tools & Technologies", "tools-technologies"),
        ("GOLD_STANDARD References", "gold_standard-references"),
        ("  What you'll do - daily!  ", "what-youll-do-daily"),
        ("Größe und Straße", "größe-und-straße"),
        ("विकास प्रक्रिया", "विकास-प्रक्रिया"),
        ("設計 レビュー", "設計-レビュー"),
        ("⚙️ Setup 🚀", "setup"),
        ("../../etc/passwd", "etcpasswd"),
        ("🎉", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    """Letters of every script stay with their marks; symbols, emoji, dots and slashes go."""
    assert slugify(text) == slug


@pytest.mark.parametrize(
    "text", ["API Design", "Success Metrics & KPIs", "GOLD_STANDARD", "Überblick", "Größe", "a - b_c"]
)
def test_slugs_are_those_of_python_markdown(text: str) -> None:
    """For everyday headings the ids are the ones MkDocs users know."""
    assert slugify(text) == slugify_unicode(text, "-")


def test_a_token_stays_and_stands_in_a_slug() -> None:
    """A fact in a heading is stamped with the slug of its value."""
    assert slugify(f"Work at {token('COMPANY_NAME')}!") == f"work-at-{token('COMPANY_NAME', Place.SLUG)}"


@given(TEXT, st.lists(st.tuples(st.from_regex(r"[A-Z][A-Z0-9_]{0,5}", fullmatch=True), TEXT), max_size=3))
@example("\u0130 \u00a8", [])
def test_slugs_have_no_spaces_and_all_tokens(start: str, rest: list[tuple[str, str]]) -> None:
    """No text leaves white space, upper case ASCII or a slash in a slug, and none loses a token."""
    slug = slugify(start + "".join(token(name) + after for name, after in rest))
    assert list(names(slug)) == [name for name, _ in rest]
    assert not any(character.isspace() or character in "/\\.#?%&" for character in slug)
    assert not slug.startswith("-")
    assert slugify(slug) == slug


@given(TEXT, st.text("ab-", max_size=100), st.from_regex(r"[A-Z]{1,30}", fullmatch=True))
def test_a_short_slug_fits_a_file_name(start: str, middle: str, name: str) -> None:
    """A slug is cut between words and never inside a token."""
    slug = slugify(f"{start}{middle}{token(name)}{middle}")
    cut = short(slug)
    assert len(cut) <= 80
    assert slug.startswith(cut)
    assert cut == slug or not cut.endswith("-")
    assert cut.count(token("", Place.SLUG)[0]) == len(names(cut))


def test_a_taken_slug_is_numbered() -> None:
    """The first keeps its name, the next ones count, and what has no slug is a section."""
    taken = {"index"}
    assert [unique(slug, taken) for slug in ("a", "a", "a-2", "index", "", "")] == [
        "a",
        "a-2",
        "a-2-2",
        "index-2",
        "section",
        "section-2",
    ]
