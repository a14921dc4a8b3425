"""A company's own names for levels."""

from collections.abc import Mapping
from pathlib import Path

from tests.site.reading import address, article, text


def test_levels_go_by_the_companys_names(shipped: Mapping[str, Path]) -> None:
    """The ladder of a company that renames levels shows its names, and the ids stay the same for all."""
    own = article(address(shipped["cyan-and-sons"], "/ladders/backend-engineer/"))
    plain = article(address(shipped["initech"], "/ladders/backend-engineer/"))
    headers = [cell.get_text().strip() for cell in own.select("thead th")]
    assert headers[1:5] == ["Associate", "Professional", "Senior", "Principal"]
    assert [cell.get("id") for cell in own.select("thead th")] == [
        cell.get("id") for cell in plain.select("thead th")
    ]
    assert "Novice" not in own.get_text()


def test_search_finds_levels_by_the_companys_names(shipped: Mapping[str, Path]) -> None:
    """The search index knows a level by the name its readers use."""
    index = (shipped["cyan-and-sons"] / "search/search_index.json").read_text(encoding="utf-8")
    assert "Principal" in index
    assert "Level 4 (Master)" not in index


def test_a_theme_speaks_another_language(shipped: Mapping[str, Path]) -> None:
    """The interface of a German handbook is German; the specs keep their own language."""
    role = text(address(shipped["nordlicht"], "/roles/backend-engineer/"))
    assert "Berichtet an" in role
    assert "Reports to" not in role
    assert "Design RESTful and GraphQL APIs" in role
