"""Documents as paper: their standards, their pages, their type, and that nothing on them is lost or cut off."""

from collections.abc import Iterator
from itertools import product

import pytest

from rolebook.model.document import NEED_A_LADDER, Product
from rolebook.model.paper import Paper
from rolebook.model.role import Role, Text
from tests.printing.conftest import GIANT_LEVELS, SHIPPED, Draw, Shop, giant_name
from tests.printing.reading import Letter, Pdf

OF_A_ROLE = tuple(kind for kind in Product if kind is not Product.BOOK)
SIZES = {Paper.A4: (210, 297), Paper.LETTER: (216, 279), Paper.A3: (297, 420)}
MARGIN = 16 / 25.4 * 72
OVERHANG = 1.5
"""How far ink may stand out of the place of its letter, in points."""


ROLES = (*SHIPPED, "giant", "librarian")
ALL = [
    (kind, role, Paper.A4)
    for role, kind in product(ROLES, OF_A_ROLE)
    if role != "librarian" or kind not in NEED_A_LADDER
] + [(Product.BOOK, "", Paper.A4)]
ALL += [(kind, SHIPPED[0], Paper.LETTER) for kind in OF_A_ROLE] + [(Product.POSTER, SHIPPED[0], Paper.A3)]


@pytest.fixture(scope="module", params=ALL, ids=lambda given: "-".join(filter(None, given)))
def printed(request: pytest.FixtureRequest, shop: Shop) -> tuple[Paper, Pdf]:
    """Set each product for each role on each paper."""
    kind, role, paper = request.param
    return paper, shop.pdf(kind, role, paper=paper)


def test_standards(printed: tuple[Paper, Pdf]) -> None:
    """A document can be read by everybody, and in a hundred years: PDF/UA-1 and PDF/A-2a."""
    _, pdf = printed
    assert pdf.failures() == []


def test_paper(printed: tuple[Paper, Pdf]) -> None:
    """Every page is a sheet of the paper that was asked for, upright or across."""
    paper, pdf = printed
    assert {tuple(sorted(size)) for size in pdf.sizes} == {SIZES[paper]}


def test_nothing_is_cut_off(printed: tuple[Paper, Pdf]) -> None:
    """Every letter stands between the margins of its page, and none in the space of the foot."""
    _, pdf = printed
    for number, (width, height) in enumerate(pdf.sizes, 1):
        right, top = (side / 25.4 * 72 - edge for side, edge in ((width, MARGIN), (height, 0.8 * MARGIN)))
        for letter in pdf.letters(number):
            assert letter.left > MARGIN - OVERHANG, (number, letter)
            assert letter.right < right + OVERHANG, (number, letter)
            assert letter.bottom > 0.5 * MARGIN, (number, letter)
            assert letter.top < top + OVERHANG, (number, letter)


def is_on(one: Letter, other: Letter) -> bool:
    """Tell whether two letters cover each other by half; those that are joined, as in fluffy, have one box."""
    if (one.left, one.right, one.bottom, one.top) == (other.left, other.right, other.bottom, other.top):
        return False
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    areas = ((it.right - it.left) * (it.top - it.bottom) for it in (one, other))
    return width > 0 and height > 0 and width * height > 0.5 * min(areas)


def letters_on_others(pdf: Pdf) -> Iterator[tuple[int, str]]:
    """Yield the page and the two letters wherever one is printed on another."""
    for number in range(1, len(pdf.sizes) + 1):
        letters = sorted(pdf.letters(number), key=lambda letter: letter.left)
        open_ones: list[Letter] = []
        for letter in letters:
            open_ones = [other for other in open_ones if other.right > letter.left]
            yield from (
                (number, other.character + letter.character) for other in open_ones if is_on(other, letter)
            )
            open_ones.append(letter)


@pytest.mark.parametrize("role", SHIPPED)
@pytest.mark.parametrize("paper", Paper)
def test_a_poster_is_one_page(role: str, paper: Paper, shop: Shop) -> None:
    """The ladders that ship fill exactly one sheet across, as large as that sheet lets them."""
    pdf = shop.pdf(Product.POSTER, role, paper=paper)
    short, long = SIZES[paper]
    assert pdf.sizes == ((long, short),)
    lowest = min(letter.bottom for letter in pdf.letters(1) if letter.size > 8)
    assert lowest < 0.25 * short / 25.4 * 72, "the table ends in the upper part of the page"


def test_a_long_ladder_goes_on(shop: Shop) -> None:
    """A poster that no page holds continues on the next, its head repeated, in type that can be read."""
    pdf = shop.pdf(Product.POSTER, "giant")
    assert len(pdf.sizes) > 1
    for level in GIANT_LEVELS:
        assert pdf.pages_that_say(level) == list(range(1, len(pdf.sizes) + 1)), level
    sizes = {letter.size for number in range(1, len(pdf.sizes) + 1) for letter in pdf.letters(number)}
    assert min(sizes) >= 7
    assert pdf.pages_that_say(giant_name(30)) == [len(pdf.sizes)]


@pytest.mark.parametrize("role", [*SHIPPED, "giant"])
@pytest.mark.parametrize("kind", [Product.POSTER, Product.LADDER, Product.BOOKLET, Product.ASSESSMENT])
def test_nothing_is_lost(role: str, kind: Product, shop: Shop) -> None:
    """Every level, every competency and every expectation can be read, to its last word."""
    pdf = shop.pdf(kind, role)
    (ladder,) = found(role, shop).ladders
    for level in ladder.levels:
        assert pdf.says(shop.words(level)), level
    for competency in ladder.competencies:
        assert pdf.says(shop.words(competency.name)), competency.name
        for expectation in competency.expectations:
            assert pdf.says(shop.words(expectation)), expectation


def test_an_empty_cell_says_so(shop: Shop) -> None:
    """Where a ladder says nothing of a level, its reader is told that it is not the printer who left it out."""
    for kind in (Product.POSTER, Product.LADDER, Product.BOOKLET, Product.LEVEL_SHEET, Product.ASSESSMENT):
        assert shop.pdf(kind, "giant").says("Not defined"), kind
        assert not shop.pdf(kind, "engineering-manager").says("Not defined"), kind


def test_the_rest_of_a_role_is_in_its_booklet(shop: Shop) -> None:
    """A booklet and the book hold every section of a role with all its items."""
    for pdf in (shop.pdf(Product.BOOKLET, "engineering-manager"), shop.pdf(Product.BOOK)):
        for text in texts_of(found("engineering-manager", shop)):
            assert pdf.says(shop.words(text)), text


def found(role: str, shop: Shop) -> Role:
    """Return a role by its id."""
    named = shop.handbook().role(role)
    assert named
    return named


def texts_of(role: Role) -> Iterator[Text]:
    """Yield what a spec says, part by part."""
    yield from (section.heading for section in role.sections)
    yield from (item.text for item in (*role.objectives, *role.learning))
    yield from (item.text for item in role.checklist)
    yield from (duty.text for area in role.areas for duty in area.duties)
    yield from (step.text for workflow in role.workflows for step in workflow.steps)
    yield from (tool.name for category in role.tool_categories for tool in category.tools)
    yield from (metric.name for metric in role.metrics)
    yield from (work.title for work in role.references)


def test_words_are_found(shop: Shop) -> None:
    """The search of a viewer finds words whose letters a font joins."""
    pdf = shop.pdf(Product.BOOKLET, "librarian")
    for word in ("office", "efficient", "fluffy", "shelf"):
        assert pdf.finds(word), word
    assert not pdf.finds("fluffier")


LONG_WORDS = (
    "internationalization",
    "responsibilities",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "configuration_value_of_the_service_without_a_break",
    "https://wiki.example/pages/that/are/deep?and=long&with=parameters-and-more",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
)


def test_a_word_wider_than_its_column(draw: Draw) -> None:
    """It goes on in the next line: no letter runs into the next cell or off the page, and none is lost."""
    head = f"| Competency | {' | '.join(LONG_WORDS)} |\n{'|---' * (len(LONG_WORDS) + 1)}|\n"
    rows = "".join(f"| {word} {f'| {word} ' * len(LONG_WORDS)}|\n" for word in LONG_WORDS)
    spec = f"# {' '.join(LONG_WORDS)}\n\n## Evaluation Matrix\n{head}{rows}"
    drawn = draw({"roles/quality/qa-engineer.md": spec})
    for kind in Product:
        pdf = drawn.pdf(kind, "" if kind is Product.BOOK else "qa-engineer")
        assert list(letters_on_others(pdf)) == [], kind
        test_nothing_is_cut_off((Paper.A4, pdf))
        assert all(pdf.says(word) for word in LONG_WORDS), kind


def test_no_letter_stands_on_another(shop: Shop) -> None:
    """What is set close stays legible: every letter has its own place."""
    for role, kind in product(SHIPPED, OF_A_ROLE):
        assert list(letters_on_others(shop.pdf(kind, role))) == [], (role, kind)


def test_words_stay_whole_where_they_fit(shop: Shop) -> None:
    """A poster is set no larger than lets its words stand in their columns unbroken."""
    for paper, role in product(Paper, SHIPPED):
        pdf = shop.pdf(Product.POSTER, role, paper=paper)
        lines = {word for line in pdf.text.splitlines() for word in line.split()}
        for competency in found(role, shop).ladders[0].competencies:
            for said in (competency.name, *competency.expectations):
                assert set(shop.words(said).replace("-", " ").replace("/", " ").split()) <= split(lines), said


def split(words: set[str]) -> set[str]:
    """Return words with those of compounds apart."""
    return {part for word in words for part in word.replace("-", " ").replace("/", " ").split()}
