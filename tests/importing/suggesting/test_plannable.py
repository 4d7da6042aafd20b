"""No suggested mapping fails: whatever the titles are, the suggestion plans and imports."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.domain.settings import BOOKING, FIELD_SERVICE, MESSAGING, SAFE, SALON, BookSettings
from clientbook.domain.targets import Target
from clientbook.errors import MappingError
from clientbook.importing.attribute_titles import attribute_name
from clientbook.importing.mapping import Mapping
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.titles import every_target, title_of
from clientbook.storage.memory import MemoryStore

ME = Actor("somebody")
PRESETS = {
    "safe": SAFE,
    "messaging": MESSAGING,
    "salon": SALON,
    "booking": BOOKING,
    "field_service": FIELD_SERVICE,
}


def book_of(preset: BookSettings = SAFE) -> ClientBook:
    return ClientBook(MemoryStore(), settings=preset)


def attributes_of(book: ClientBook, name: str) -> dict[str, object]:
    (found,) = book.search.find(name).items
    return {a.key: a.value for a in found.profile.attributes}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["", "First name", "Last name"], ["0", "Ann", "Roy"]),
        (["First name", "", "Last name"], ["Ann", "x", "Roy"]),
        (["First name", "Last name", ""], ["Ann", "Roy", "x"]),
        (["\u200b", "First name", "Last name"], ["0", "Ann", "Roy"]),
        (["First name", "Last name", "a question " * 10], ["Ann", "Roy", "x"]),
        (["First name", "Last name", "ß" * 80], ["Ann", "Roy", "x"]),
        (["First name", "Last name", "", "", ""], ["Ann", "Roy", "x", "y", "z"]),
    ],
)
def test_a_column_without_a_title_or_with_a_long_one_stops_nobody(
    header: list[str], row: list[str], preset: BookSettings
) -> None:
    """X43, F1: an untitled column is called after its letter, a long title is cut."""
    book = book_of(preset)
    table = Table.from_rows(header, [row])
    plan = book.imports.plan(table, book.imports.suggest(table).skip_undecided())
    assert plan.counts.rows == 1


def test_an_untitled_column_is_named_after_its_letter() -> None:
    """X43: the cell under no title is kept as "Column C", a long title loses its end."""
    book = book_of()
    long = "How did you hear of us, and of whom, and when, and why did you come " * 2
    table = Table.from_rows(["First name", "Last name", "", long], [["Ann", "Roy", "x", "y"]])
    book.imports.run(table, by=ME)
    assert attributes_of(book, "ann") == {"column c": "x", long[:100].strip().casefold(): "y"}


@pytest.mark.parametrize(
    ("titles", "keys"),
    [
        (["Véhicule", "Véhicule"], ["véhicule", "véhicule 2"]),
        (["Plaque", "PLAQUE", "plaque "], ["plaque", "plaque 2", "plaque 3"]),
        (["Plaque", "Plaque 2", "Plaque"], ["plaque", "plaque 2", "plaque 3"]),
        (["", "Column B", ""], ["column b", "column b 2", "column d"]),
    ],
)
def test_two_columns_of_one_title_are_two_attributes(titles: list[str], keys: list[str]) -> None:
    """X43, S5: repeated titles of attributes are numbered and no value is lost."""
    book = book_of()
    values = [f"value {n}" for n in range(len(titles))]
    table = Table.from_rows(["First name", *titles], [["Zoé", *values]])
    book.imports.run(table, by=ME)
    assert attributes_of(book, "zoé") == dict(zip(keys, values, strict=True))


@pytest.mark.parametrize(
    "targets",
    [
        ("custom:Car", "custom:car "),
        ("custom", "custom:véhicule"),
        ("address.city", "address.1.city"),
        ("phone.mobile", "phone.mobile"),
        ("company", "company"),
    ],
)
def test_two_columns_for_one_value_are_refused(targets: tuple[str, str]) -> None:
    """K20, S5, N14: what only one column can fill, two may not; the error names both columns."""
    book = book_of()
    table = Table.from_rows(["Véhicule", "Other", "Name"], [["a", "b", "Ann"]])
    mapping = book.imports.suggest(table)
    for index, target in enumerate(targets):
        mapping = mapping.with_column(index, target=target)
    with pytest.raises(MappingError, match=r"two columns go to .*: A 'Véhicule' and B 'Other'"):
        book.imports.plan(table, mapping)


def test_more_phones_than_slots_become_attributes() -> None:
    """X43, V15: a file of 96 numbers maps the ones that are kept, the rest as attributes."""
    header = ["Name", *(f"Phone {n}" for n in range(1, 97))]
    book = book_of(SAFE)
    table = Table.from_rows(header, [["Ann", *(f"+3361234{n:04d}" for n in range(96))]])
    mapping = book.imports.suggest(table)
    fields = [c.target.field for c in mapping if c.target]
    assert (fields.count("phone"), fields.count("custom")) == (50, 46)
    assert book.imports.plan(table, mapping).counts.rows == 1
    few = book_of(FIELD_SERVICE)
    fields = [c.target.field for c in few.imports.suggest(table) if c.target]
    assert fields.count("phone") == 5


_WORDS = [title_of(t, language) for t in every_target() for language in ("en", "fr")]
_PIECES = st.sampled_from([*_WORDS, "", " ", "phone", "E-mail", "Nom", "é" * 150, "=1+1", "'+x"])
_TITLES = st.one_of(_PIECES, st.text(max_size=130), st.tuples(_PIECES, _PIECES).map(" ".join))


@given(header=st.lists(_TITLES, min_size=1, max_size=25), cells=st.data())
@settings(max_examples=300, deadline=None)
def test_any_row_of_titles_plans(header: list[str], cells: st.DataObject) -> None:
    """X43: the mapping that suggest gives plans, whatever the titles are."""
    row = cells.draw(st.lists(st.text(max_size=20), min_size=len(header), max_size=len(header)))
    book = book_of()
    table = Table.from_rows(header, [row])
    mapping = book.imports.suggest(table).skip_undecided()
    assert book.imports.plan(table, mapping).counts.rows == table.row_count


@pytest.mark.parametrize("rows", [200, pytest.param(1_000, marks=pytest.mark.long)])
def test_odd_header_rows_plan(rows: int) -> None:
    """X43: titles of ours, repeated, cut, glued, blank, in rows of 1 to 60 columns."""
    rng = random.Random(43)

    def title() -> str:
        text = rng.choice(_WORDS)
        odd = rng.random()
        if odd < 0.1:
            return rng.choice(["", "  ", "\ufeff", "?", "#", "\u200b", "-"])
        if odd < 0.2:
            return text * rng.randint(2, 12)
        if odd < 0.3:
            return f"{text} {rng.randint(0, 120)}"
        if odd < 0.4:
            return "".join(chr(rng.randint(1, 0x2FFF)) for _ in range(rng.randint(1, 120)))
        return text.upper() if odd < 0.5 else f"{rng.choice(_WORDS)} - {text}"

    books = {name: book_of(preset) for name, preset in PRESETS.items()}
    for number in range(rows):
        header = [title() for _ in range(rng.choice((1, 2, 5, 12, 60)))]
        if number % 3 == 0:
            header += rng.sample(header, len(header) // 2)
        table = Table.from_rows(header, [["x"] * len(header)])
        book = books[list(books)[number % len(books)]]
        mapping = book.imports.suggest(table)
        assert Mapping.from_json(mapping.to_json()) == mapping
        book.imports.plan(table, mapping.skip_undecided())


@given(st.text(max_size=300), st.integers(0, 800))
def test_every_title_gives_a_name(header: str, index: int) -> None:
    """X43: an attribute can be called what a title gives, and stays called so."""
    name = attribute_name(header, index)
    assert Target.custom(name).name
    assert Target.parse(str(Target.custom(name))) == Target.custom(name)
    assert attribute_name(name, index) in (name, attribute_name(name[1:], index))


def test_a_suggestion_without_a_book_knows_no_limits() -> None:
    """V24: suggest_mapping alone deals as many slots as there are columns."""
    header = ["Name", *(f"Phone {n}" for n in range(1, 61))]
    mapping = suggest_mapping(Table.from_rows(header))
    assert sum(c.target is not None and c.target.field == "phone" for c in mapping) == 60
