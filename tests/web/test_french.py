"""What somebody reads who reads French: every screen over a rich book, no word of English."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import attrs
import pytest
from tests.messages.test_catalogue import ROWS, open_book
from tests.web.filing import Filing, enter_twin, people
from tests.web.sample import ANNA, sample_book
from tests.web.visitor import Visitor, landed, read

from clientbook import ClientBook, MemoryStore, OnDuplicate, PersonName, Profile, Table
from clientbook.domain.dates import PartialDate
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.profiles import ExternalId
from clientbook.messages.catalogue import FINDINGS, ISSUES
from clientbook.messages.issues import IssueCode
from clientbook.messages.page_texts import TABLES
from clientbook.messages.refusals import FILES_FR, MAPPINGS_FR
from clientbook.messages.value_refusals import VALUES_FR
from clientbook.reports import review_texts
from clientbook.web.routes import ROUTES

SHOWN = ("aria-label", "placeholder", "title", "alt")
"""Attributes that somebody sees or hears."""


class _Words(HTMLParser):
    """Collects the texts of a page, those of attributes too."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attributes if name in SHOWN]

    def handle_data(self, data: str) -> None:
        self.texts += [" ".join(line.split()) for line in data.splitlines() if line.strip()]


def _pairs_of(words: object) -> Iterable[tuple[str, str]]:
    """Yield the pairs of English and French within tables of words."""
    if isinstance(words, dict):
        for inner in words.values():
            yield from _pairs_of(inner)
    elif isinstance(words, tuple) and len(words) == 2 and all(isinstance(w, str) for w in words):
        yield words[0], words[1]


def pairs() -> Iterable[tuple[str, str]]:
    """Yield every text that a screen may show, in English and in French."""
    for table in TABLES.values():
        yield from table.values()
    for texts in (*ISSUES.values(), *FINDINGS.values()):
        yield from zip(texts["en"], texts["fr"], strict=True)
    for refusals in (VALUES_FR, FILES_FR, MAPPINGS_FR):
        yield from refusals.items()
    for name in ("FIELDS", "_LEVELS", "_STREET", "_AREA", "_PART_NAMES"):
        yield from _pairs_of(getattr(review_texts, name))


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Return what fits one of some texts, whatever their holes are filled with."""
    alternatives = {
        ".+?".join(map(re.escape, re.split(r"\{[^{}]*\}", text)))
        for text in texts
        if len(re.sub(r"\{[^{}]*\}|\W", "", text)) > 5
    }
    joined = "|".join(sorted(alternatives, key=len, reverse=True))
    return re.compile(rf"(?:{joined})(?:[.:;] ?)?", re.IGNORECASE | re.DOTALL)


_ALL = [(e, f) for e, f in pairs() if e.strip() and e != f]
ENGLISH, FRENCH = _pattern(e for e, _ in _ALL), _pattern(f for _, f in _ALL)
SENTENCES = [
    e for e, f in _ALL if len(re.findall(r"[a-z]+", e)) > 3 and "{" not in e and e not in f
]


def english_in(html: str) -> set[str]:
    """Return the texts of a page that stand in the catalogue in English, and not in French."""
    texts = _Words(html).texts
    whole = {text for text in texts if ENGLISH.fullmatch(text) and not FRENCH.fullmatch(text)}
    page = " ".join(texts)
    return whole | {sentence for sentence in SENTENCES if sentence in page}


@pytest.fixture(scope="module")
def rich() -> ClientBook:
    """A book with something of everything: twins that clash, imports, merges, deleted ones."""
    book = sample_book(MemoryStore())
    enter_twin(book)
    return book


def _rich_pair(book: ClientBook) -> tuple[str, str]:
    """Return two who share much and clash in what can clash."""
    number = book.clients.count()
    marie = book.search.find("marie dupont").items[0]
    other = attrs.evolve(
        marie.profile,
        birthday=PartialDate(1990, 7, 1),
        gender=Gender(GenderCode.MALE),
        external_ids=(ExternalId("account", f"m{number}b"),),
    )
    clashing = attrs.evolve(
        marie.profile,
        gender=Gender(GenderCode.FEMALE),
        external_ids=(ExternalId("account", f"m{number}a"),),
    )
    one = book.clients.create(clashing, by=ANNA, on_duplicate=OnDuplicate.ALLOW).plain
    two = book.clients.create(other, by=ANNA, on_duplicate=OnDuplicate.ALLOW).plain
    book.duplicates.ignore(one.id, two.id, by=ANNA)
    return one.id, two.id


def test_the_law_sees_english() -> None:
    """X53: Of the same screens in English it finds much, so it would find a word left behind."""
    html = Visitor(sample_book(MemoryStore()), language="en").get("/clients").text
    assert {"Search", "Filters"} <= english_in(html)
    assert not english_in("<p>Chercher</p>")


def test_every_screen_is_french(rich: ClientBook, tmp_path: Path) -> None:
    """X53: Each page one can look at, over a book with something of everything."""
    visitor = Visitor(rich, language="fr", uploads=tmp_path)
    marie = rich.search.find("marie dupont").items[0]
    one, two = _rich_pair(rich)
    filing = Filing.of(visitor, people(4, "Marie;Dupont;06 12 34 56 78;Lyon", ";;06 1;Paris"))
    run = filing.begun()
    kept = Filing.of(visitor, people(3, "Marie;Dupont;06 12 34 56 78;Lyon", ";;06 1;Paris"))
    note = rich.clients.notes(marie.id)[0]
    wrong = rich.clients.create(Profile(name=PersonName(given="Wrong")), by=ANNA)
    merge = rich.merges.merge(rich.merges.plan(marie.id, [wrong.id]), by=ANNA, reason="x")
    params = {
        "client_id": marie.id,
        "note_id": note.id,
        "name": "stylist",
        "file_id": kept.file.rpartition("/")[2],
        "run_id": run.rpartition("/")[2],
        "merge_id": merge.id,
        "row": "1",
    }
    kept.planned()
    queries = ["", "q=marie", "q=xyz&tag=vip", "tag=vip", "not_since=oops", "with_later=yes",
               f"left={one}&right={two}", f"a={one}&b={two}", "outcome=rejected",
               "outcome=created"]  # fmt: skip
    found: dict[str, set[str]] = {}
    seen = 0
    for route in ROUTES:
        if route.method != "GET" or route.pattern.endswith(("/rejects", "/template")):
            continue
        path = re.sub(r"\{(\w+)\}", lambda m: params[m[1]], route.pattern)
        for query in queries:
            answer = visitor.get(path, parse_qsl(query))
            kind = answer.header("Content-Type") or ""
            if answer.status != 303 and kind.startswith("text/html"):
                seen += answer.status == 200
                if left := english_in(answer.text):
                    found[f"{path}?{query}"] = left
    assert seen > 100
    assert found == {}


def test_what_stands_against_a_merge_is_french(rich: ClientBook) -> None:
    """X53: Every clash of two clients, and what the score is made of."""
    one, two = _rich_pair(rich)
    visitor = Visitor(rich, language="fr")
    page = visitor.get("/duplicates/pair", [("a", one), ("b", two)])
    assert page.status == 200
    assert english_in(page.text) == set()


@pytest.mark.parametrize(("code", "text"), ROWS, ids=[code.value for code, _ in ROWS])
def test_the_reasons_of_rows_are_french(code: IssueCode, text: str, tmp_path: Path) -> None:
    """X53, V33: What is said of a row, on the report and where it waits for a person."""
    book = open_book()
    rows = [line.split("|") for line in text.splitlines()]
    table = Table.from_rows(rows[0], rows[1:])
    mapping = book.imports.suggest(table)
    for index, title in enumerate(rows[0]):
        mapping = mapping.with_column(index, target=title)
    run = book.imports.run(table, mapping, by=ANNA)
    visitor = Visitor(book, language="fr", uploads=tmp_path)
    for page in ("", "/waiting", "/undo"):
        assert english_in(visitor.get(f"/imports/runs/{run.id}{page}").text) == set(), code


WRONG_FILES = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "a web page": b"<!doctype html><html><body>hello</body></html>",
    "JSON": b'{"a": 1}',
    "a broken workbook": b"PK\x03\x04" + b"\0" * 100,
}


@pytest.mark.parametrize("data", WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_file_that_cannot_be_read_is_refused_in_french(data: bytes, tmp_path: Path) -> None:
    """X53: What is wrong with a file, and what to do."""
    visitor = Visitor(sample_book(MemoryStore()), language="fr", uploads=tmp_path)
    answer = visitor.send("/imports", "liste.xlsx", data)
    assert answer.status == 422
    assert english_in(answer.text) == set()
    assert "lang" not in [name for a in read(answer).all("p") for name in a]


def test_columns_that_cannot_be_are_refused_in_french(tmp_path: Path) -> None:
    """X53: Two columns for one field, and a template without a name."""
    visitor = Visitor(sample_book(MemoryStore()), language="fr", uploads=tmp_path)
    file = landed(visitor.send("/imports", "liste.csv", people(3)))
    twice = visitor.post(file, [("target.0", "given_name"), ("target.1", "given_name"),
                                ("act", "look")])  # fmt: skip
    unnamed = visitor.post(file, [("act", "template")])
    for answer in (twice, unnamed):
        assert answer.status == 422
        assert english_in(answer.text) == set()
