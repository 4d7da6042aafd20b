"""An error names what is wrong, and what it may have meant."""

import io
from collections.abc import Callable

import attrs
import pytest

from clientbook import (
    SAFE,
    ClientBook,
    InvalidValueError,
    MemoryStore,
    Table,
    Target,
    WrongTypeError,
    parse_phone,
    render,
)

BOOK = ClientBook(MemoryStore())
TABLE = Table.from_rows(["A"], [["b"]])
CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: Target.parse("nope"), "there is no field nope; there are fields such as note"),
    (lambda: Target.parse("given_nam"), "no field given_nam; there are fields such as given_name"),
    (lambda: Target.parse("phone.mobil"), "phone has no such kind; its kinds: mobile, home"),
    (lambda: BOOK.imports.suggest(TABLE).assign("A", "nope"), "there is no field nope"),
    (lambda: BOOK.lists.export(io.BytesIO(), columns=["nope"]), "there is no field nope"),
    (lambda: BOOK.lists.export(io.BytesIO(), format="parquet"), "format: .* expected xlsx or csv;"),  # type: ignore[arg-type]
    (lambda: ClientBook(MemoryStore(), language="de"), "language: .* expected en or fr;"),  # type: ignore[arg-type]
    (lambda: attrs.evolve(SAFE, language="de"), "language: .* expected en or fr;"),  # type: ignore[arg-type]
    (lambda: BOOK.imports.plan(TABLE, mode="foo"), "mode: .* one of create, update, upsert;"),  # type: ignore[arg-type]
    (lambda: parse_phone("+1 555 000 0000", region="FR"), r"of country code \+1; correct it"),
    (lambda: parse_phone("+44 12", region="FR"), "too short for a telephone number of region GB"),
    (lambda: parse_phone("+800 12", region="FR"), r"too short for a telephone number of region "),
]


@pytest.mark.parametrize(("wrong", "said"), CASES, ids=[said for _, said in CASES])
def test_the_culprit_is_named(wrong: Callable[[], object], said: str) -> None:
    """What is none of the choices is a value, not a type, and both languages say what is."""
    with pytest.raises(InvalidValueError, match=said) as refused:
        wrong()
    assert not isinstance(refused.value, WrongTypeError)
    french = str(render(refused.value, "fr"))
    assert not any(word in french for word in ("expected", "there", "autre type", "such"))


def test_another_type_is_said_as_such() -> None:
    """A number where a word is chosen is of another type."""
    with pytest.raises(WrongTypeError, match="expected xlsx or csv, got int"):
        BOOK.lists.export(io.BytesIO(), format=3)  # type: ignore[arg-type]
