"""Importing over the pages: upload, columns, differences, report, rows that wait, undo."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl

import attrs
import pytest
from tests.web.filing import Filing, files_in, people, run_id
from tests.web.visitor import ANNA, Visitor, landed, make_book, marie, read, sent_by

from clientbook import (
    SALON,
    Actor,
    ClientBook,
    OnDuplicate,
    PersonName,
    Profile,
    Table,
    parse_phone,
)
from clientbook.domain.imports import RunState
from clientbook.errors import PlanError
from clientbook.importing.mapping import Mapping, UpdatePolicy
from clientbook.web import driving
from clientbook.web.pages import import_undos
from clientbook.web.uploads import KEPT_HOURS, Uploads

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def book() -> ClientBook:
    return make_book()


@pytest.fixture
def visitor(book: ClientBook, tmp_path: Path) -> Visitor:
    return Visitor(book, uploads=tmp_path / "uploads")


# -- the file --------------------------------------------------------------------------------------


def test_a_file_waits_with_what_its_columns_may_be(visitor: Visitor) -> None:
    """X53: After the upload each column stands beside its values and what it becomes."""
    page = read(visitor.get(Filing.of(visitor, people(3)).file))
    assert "3 rows in clients.csv" in page.text
    assert "Nina0" in page.text
    chosen = [a["value"] for a in page.all("option") if "selected" in a]
    assert {"given_name", "family_name", "phone.mobile", "address.city"} <= set(chosen)


def test_nothing_is_written_before_the_import_begins(visitor: Visitor) -> None:
    """K22: Upload, columns and differences leave the book as it is."""
    before = visitor.book.history.events()
    assert Filing.of(visitor, people(3)).planned().status == 200
    assert visitor.book.history.events() == before


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04nonsense", b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook"]
)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(
    data: bytes, visitor: Visitor, tmp_path: Path
) -> None:
    """X53: A refused file is a page that says what is wrong and what to do; its bytes are gone."""
    answer = visitor.send("/imports", "clients.xlsx", data)
    assert answer.status == 422
    assert "The file cannot be read" in read(answer).text
    assert files_in(tmp_path / "uploads") == []


def test_a_file_over_the_limit_is_refused_and_not_kept(tmp_path: Path, book: ClientBook) -> None:
    """X53: The limit of bytes is checked while a file is copied, whatever its sender says."""
    from clientbook.errors import FileTooLargeError
    from clientbook.web import Upload

    uploads = Uploads(tmp_path, "main")
    upload = Upload("big.csv", BytesIO(b"x" * 101), 1)
    with pytest.raises(FileTooLargeError):
        uploads.receive(upload, by="anna", now=book.context.clock(), most=100)
    assert files_in(tmp_path) == []


def test_without_a_folder_nothing_can_be_uploaded(book: ClientBook) -> None:
    """X53: Where the host has named no folder the page says so, and keeps nothing."""
    visitor = Visitor(book)
    assert "No folder for uploads" in read(visitor.get("/imports")).text
    assert visitor.send("/imports", "a.csv", people(1)).status == 409


def test_no_file_chosen_is_said(visitor: Visitor) -> None:
    """X53: The form without a file comes back."""
    answer = visitor.post("/imports")
    assert answer.status == 422
    assert "Choose a file first" in read(answer).text


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c.csv", HOSTILE, "é" * 500, ""])
def test_what_a_sender_calls_a_file_is_shown_and_never_opened(
    name: str, visitor: Visitor, tmp_path: Path
) -> None:
    """X53: Files lie under names of our own; the sender's is text."""
    filing = Filing.of(visitor, people(2), name)
    lying = [path.name for path in (tmp_path / "uploads").iterdir()]
    assert all(len(name.partition(".")[0]) == 32 for name in lying)
    assert "<script>alert" not in visitor.get(filing.file).text
    assert "<script>alert" not in visitor.get("/imports").text


@pytest.mark.parametrize("file_id", ["0" * 32, "../x", "none", "A" * 32, "0" * 31])
def test_an_address_of_no_file_says_so(file_id: str, visitor: Visitor) -> None:
    """X53: What is not there, and what is no id of ours, is 404."""
    Filing.of(visitor, people(1))
    assert visitor.get("/imports/files/" + file_id.replace("/", "~2f")).status == 404


def test_files_of_another_book_are_not_seen(visitor: Visitor, tmp_path: Path) -> None:
    """X24: Two books that share a folder never meet in it."""
    filing = Filing.of(visitor, people(2))
    other = Visitor(ClientBook(visitor.book.context.store, book="other"), uploads=visitor.uploads)
    assert other.get(filing.file).status == 404
    assert "clients.csv" not in other.get("/imports").text


def test_a_file_goes_after_a_day(visitor: Visitor, tmp_path: Path) -> None:
    """X53: A file that waited a day is not shown, and removed with the next thing done."""
    filing = Filing.of(visitor, people(2))
    later = visitor.book.context.clock() + timedelta(hours=KEPT_HOURS, seconds=1)
    book = ClientBook(visitor.book.context.store, clock=lambda: later)
    tomorrow = Visitor(book, uploads=visitor.uploads)
    assert tomorrow.get(filing.file).status == 404
    tomorrow.send("/imports", "bad.xlsx", b"PK\x03\x04")
    assert files_in(tmp_path / "uploads") == []


def test_a_file_goes_when_it_is_thrown_away(visitor: Visitor, tmp_path: Path) -> None:
    """X53: Whoever does not want to import a file removes it."""
    filing = Filing.of(visitor, people(2))
    assert "done=file_removed" in landed(visitor.post(f"{filing.file}/discard"))
    assert files_in(tmp_path / "uploads") == []


def test_erasing_somebody_removes_the_files_that_wait(visitor: Visitor, tmp_path: Path) -> None:
    """X38: An erased person stands in no file that waits for its import: no byte is left."""
    client = marie(visitor.book)
    Filing.of(visitor, people(1, "Marie;Dupont;06 12 34 56 78;Lyon"))
    asked = sent_by(read(visitor.get(f"/clients/{client.id}/erase")))
    assert visitor.post(f"/clients/{client.id}/erase", [*asked, ("sure", "yes")]).status == 303
    assert files_in(tmp_path / "uploads") == []


# -- columns ---------------------------------------------------------------------------------------


def test_a_column_nobody_decided_is_asked_about(book: ClientBook, tmp_path: Path) -> None:
    """K18: The import does not go on before every column is decided, even by skipping it."""
    rules = attrs.evolve(book.settings.imports, new_attributes=False)
    book.change_settings(attrs.evolve(book.settings, imports=rules), by=ANNA)
    visitor = Visitor(book, uploads=tmp_path)
    filing = Filing.of(visitor, b"Nom;Qzx\nRoy;1\n")
    answer = visitor.post(filing.file, [("act", "look")])
    assert answer.status == 422
    assert "Qzx" in read(answer).text
    assert "Choose what" in read(answer).text
    assert filing.planned([("target.1", "skip")]).status == 200


def test_a_column_becomes_what_was_chosen(visitor: Visitor) -> None:
    """K19, K20, K21: A field, a new attribute under another name, a split, or nothing at all."""
    data = b"Nom;Xyz;Wvu;Mails\nRoy;red;secret;a@x.fr / b@x.fr\n"
    filing = Filing.of(visitor, data)
    filing.begun(
        [
            ("target.0", "family_name"),
            ("target.1", "new"),
            ("name.1", "Colour"),
            ("target.2", "skip"),
            ("target.3", "email.1"),
            ("split.3", "/"),
        ]
    )
    client = visitor.book.search.find("roy").items[0]
    assert client.profile.attribute("Colour") == "red"
    assert [e.address for e in client.profile.emails] == ["a@x.fr", "b@x.fr"]
    assert "secret" not in str(client.profile)


def test_choices_are_kept_between_pages(visitor: Visitor) -> None:
    """X53: What was chosen stands on the page again: also the rules for the whole file."""
    filing = Filing.of(visitor, b"Nom;Date de naissance\nRoy;03/04/1980\n")
    form = [("target.0", "full_name"), ("overwrite.0", "yes"), ("target.1", "birth_date"),
            ("order.1", "MDY"), ("mode", "create"), ("source", "old till"),
            ("on_bad_value", "keep")]  # fmt: skip
    assert visitor.post(filing.file, form).status == 303
    page = read(visitor.get(filing.file))
    chosen = [a["value"] for a in page.all("option") if "selected" in a]
    assert {"full_name", "birth_date", "MDY", "create", "keep"} <= set(chosen)
    assert page.values()["overwrite.0"] == "yes"
    assert page.values()["source"] == "old till"
    filing.begun()
    (client,) = visitor.book.search.find("roy").items
    assert client.profile.birthday.isoformat() == "1980-03-04"  # type: ignore[union-attr]


def test_a_choice_that_is_none_is_refused_beside_its_column(visitor: Visitor) -> None:
    """X53: A form that somebody has written by hand breaks nothing."""
    filing = Filing.of(visitor, people(1))
    for target in ("phone.nonsense", HOSTILE, "external_id", "custom:" + "x" * 500):
        answer = visitor.post(filing.file, [("target.0", target), ("act", "look")])
        assert answer.status in (303, 422)
        assert "<script>alert" not in answer.text
    assert visitor.post(filing.file, [("target.9999", "note"), ("act", "save")]).status == 303


def test_two_columns_for_one_value_are_refused_with_the_reason(visitor: Visitor) -> None:
    """X53: What the mapping cannot do is said on the page of the columns."""
    filing = Filing.of(visitor, people(1))
    answer = visitor.post(
        filing.file, [("target.0", "birth_date"), ("target.1", "birth_date"), ("act", "look")]
    )
    assert answer.status == 422
    assert "The columns cannot be used so" in read(answer).text


def test_a_template_is_saved_and_found_again(visitor: Visitor) -> None:
    """V2: The next file of the same layout asks nothing; another one takes it when told."""
    filing = Filing.of(visitor, people(1))
    visitor.post(
        filing.file, [("target.0", "nickname"), ("act", "template"), ("template_name", "Till")]
    )
    again = Filing.of(visitor, people(2))
    page = read(visitor.get(again.file))
    assert "by a saved template" in page.text
    assert "nickname" in [a["value"] for a in page.all("option") if "selected" in a]
    other = Filing.of(visitor, b"Pr\xc3\xa9nom;Ort\nAnn;Bern\n")
    assert visitor.post(other.file, [("act", "apply"), ("template", "Till")]).status == 303
    chosen = [a["value"] for a in read(visitor.get(other.file)).all("option") if "selected" in a]
    assert "nickname" in chosen
    assert visitor.post(other.file, [("act", "apply"), ("template", "none")]).status == 303


def test_the_first_row_may_be_a_client(visitor: Visitor) -> None:
    """K17: Without titles the columns are A, B, C, and the first row is imported too."""
    filing = Filing.of(visitor, b"Ann;Roy;06 52 00 00 11\nBob;Ray;06 52 00 00 12\n")
    assert visitor.post(f"{filing.file}/reading", [("header", "no")]).status == 303
    assert "2 rows" in read(visitor.get(filing.file)).text
    assert visitor.post(f"{filing.file}/reading", [("header", "yes")]).status == 303
    assert "1 row in" in read(visitor.get(filing.file)).text


def test_another_delimiter_or_encoding_is_chosen(visitor: Visitor) -> None:
    """X53: What was found out by itself can be overridden; what cannot be read so is said."""
    filing = Filing.of(visitor, "Nom|Ville\nRoy|Orl\xe9ans\n".encode("cp1252"))
    visitor.post(f"{filing.file}/reading", [("delimiter", "bar"), ("encoding", "cp1252")])
    assert "Orléans" in read(visitor.get(filing.file)).text
    answer = visitor.post(f"{filing.file}/reading", [("encoding", "utf_8")])
    assert answer.status == 422
    assert "The file cannot be read" in read(answer).text
    assert "Orléans" in read(visitor.get(filing.file)).text


def test_titles_that_a_template_does_not_know_are_asked_about(tmp_path: Path) -> None:
    """V2, X14, X53: Shown as the file opens and asked for, whatever the book leaves aside."""
    leaving = attrs.evolve(SALON.imports, skip_undecided=True, new_attributes=False)
    book = make_book(imports=leaving)
    visitor = Visitor(book, uploads=tmp_path / "uploads")
    first = Filing.of(visitor, b"First name;Last name;Mobile\nAnn;Lee;06 12 34 56 78\n")
    visitor.post(first.file, [("act", "template"), ("template_name", "Till")])
    more = b"First name;Last name;Mobile;Zone;Rank\nBob;Roy;06 12 34 56 79;North;1\n"
    filing = Filing.of(visitor, more)
    page = read(visitor.get(filing.file))
    assert "does not know 2 columns: Zone, Rank" in page.text
    refused = visitor.post(filing.file, [("act", "look")])
    assert refused.status == 422
    assert "2 columns are undecided: Zone, Rank" in read(refused).text
    page = read(filing.planned([("target.3", "tags"), ("target.4", "skip")]))
    assert "1 new client" in page.text


def test_another_sheet_is_chosen(visitor: Visitor) -> None:
    """X53: Of a workbook with several sheets the other one can be read."""
    import xlsxwriter

    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    for title in ("One", "Two"):
        sheet = workbook.add_worksheet(title)
        sheet.write_row(0, 0, ("Last name", "City"))
        sheet.write_row(1, 0, (f"Name{title}", "Paris"))
    workbook.close()
    filing = Filing.of(visitor, out.getvalue(), "two.xlsx")
    page = read(visitor.get(filing.file))
    assert "NameOne" in page.text
    assert "Read from the sheet “One”, one of 2" in page.text
    assert {"1: One", "2: Two"} <= set(page.texts)  # each by its name, where one is chosen
    visitor.post(f"{filing.file}/reading", [("sheet", "2")])
    assert "NameTwo" in read(visitor.get(filing.file)).text


def test_a_file_of_many_columns_is_mapped_page_by_page(visitor: Visitor) -> None:
    """X53: 500 columns fit forms of a thousand fields: fifty on a page, all of them kept."""
    titles = ["Nom", *(f"Col {n}" for n in range(499))]
    filing = Filing.of(visitor, f"{';'.join(titles)}\nRoy{';x' * 499}\n".encode())
    page = read(visitor.get(filing.file))
    names = [a["name"] for tag in ("input", "select") for a in page.all(tag) if "name" in a]
    assert len(names) < 1000
    assert "target.49" in names
    assert "target.50" not in names
    where = landed(visitor.post(filing.file, [("target.1", "skip"), ("act", "to-50")]))
    assert where.endswith("?first=50")
    page = read(visitor.get(filing.file, [("first", "50")]))
    assert "target.50" in [a.get("name") for a in page.all("select")]
    visitor.post(filing.file, [("target.60", "skip"), ("first", "50"), ("act", "save")])
    kept = Uploads(visitor.uploads or Path(), "main").get(
        filing.file.rpartition("/")[2], now=visitor.book.context.clock()
    )
    mapping = Mapping.from_json(kept.mapping)
    assert [n for n, c in enumerate(mapping) if c.target and c.target.is_skip] == [1, 60]
    assert all(c.policy is UpdatePolicy.FILL for c in mapping)


# -- differences -----------------------------------------------------------------------------------


def test_the_differences_stand_before_the_import(visitor: Visitor) -> None:
    """X40: Who is new, what changes of whom from what to what, which rows are refused and why."""
    marie(visitor.book)
    data = people(2, "Marie;Dupont;06 12 34 56 78;Lyon", "Bad;Row;0612;Paris")
    filing = Filing.of(visitor, data)
    page = read(filing.planned())
    assert "1 known client changed" in page.text
    assert "2 new clients" in page.text
    assert "1 refused" in page.text
    assert "3 rows go in. 1 is refused and comes back" in page.text
    assert "Marie Dupont Field Before After Addresses nothing Lyon" in page.text
    created = read(visitor.get(f"{filing.file}/plan", [("outcome", "created")]))
    assert "Nina0 Faure0" in created.text
    refused = read(visitor.get(f"{filing.file}/plan", [("outcome", "rejected")]))
    assert "too short for a telephone number" in refused.text


def test_the_button_says_how_many_rows_go_in(visitor: Visitor) -> None:
    """X53: Rows that are refused are not counted on the button; where none goes in, it says so."""
    page = read(Filing.of(visitor, people(2, "Bad;Row;0612;Paris")).planned())
    assert "Import 2 rows" in page.texts
    none = read(Filing.of(visitor, people(0, "Bad;Row;0612;Paris"), "bad.csv").planned())
    assert "Keep these rows for later" in none.texts


def test_a_row_that_repeats_another_is_shown_with_it(visitor: Visitor) -> None:
    """V8, X53: The tab of repeated rows names the row and the one above that it repeats."""
    line = people(1).decode().splitlines()[1]
    filing = Filing.of(visitor, people(1, line))
    filing.planned()
    page = read(visitor.get(f"{filing.file}/plan", [("outcome", "duplicate_in_file")]))
    assert "Row 3" in page.texts
    assert "he same person as row 2 of this file" in page.text


@pytest.mark.parametrize("step", ["", "/plan"])
def test_who_comes_back_to_an_imported_file_finds_the_import(visitor: Visitor, step: str) -> None:
    """X53: After the end the pages of the file lead to what became of it."""
    filing = Filing.of(visitor, people(2))
    run = filing.begun()
    answer = visitor.get(f"{filing.file}{step}")
    assert answer.status == 404
    page = read(answer)
    assert "What became of it stands among the imports below" in page.text
    assert run in [a["href"] for a in page.all("a")]


def test_differences_come_in_pages(visitor: Visitor) -> None:
    """X40: Fifty rows a page, each once, in the order of the file."""
    filing = Filing.of(visitor, people(120))
    answer, seen = filing.planned(), []
    while True:
        page = read(answer)
        seen += [text for text in page.texts if text.startswith("Row ")]
        following = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        if not following:
            break
        answer = visitor.get(*_split(following[0]))
    assert seen == [f"Row {n}" for n in range(2, 122)]


def _split(address: str) -> tuple[str, list[tuple[str, str]]]:
    from urllib.parse import parse_qsl

    path, _, query = address.partition("?")
    return path, parse_qsl(query)


def test_a_plan_that_went_stale_is_shown_again(visitor: Visitor) -> None:
    """X35: Settings changed after the look: nothing is imported, the page says how it stands."""
    filing = Filing.of(visitor, people(2))
    plan = read(filing.planned()).values()["plan"]
    settings = attrs.evolve(visitor.book.settings, default_region="BE")
    visitor.book.change_settings(settings, by=ANNA)
    answer = visitor.post(f"{filing.file}/commit", [("plan", plan)])
    assert answer.status == 409
    assert "Something changed since this was shown" in read(answer).text
    assert visitor.book.imports.runs() == ()
    again = read(answer).values()["plan"]
    assert visitor.post(f"{filing.file}/commit", [("plan", again)]).status == 303


def test_what_was_shown_is_what_is_imported(visitor: Visitor) -> None:
    """X53: A form of an older look is refused once another tab has chosen other columns."""
    filing = Filing.of(visitor, people(2))
    old = read(filing.planned()).values()["plan"]
    filing.planned([("target.3", "skip")])
    answer = visitor.post(f"{filing.file}/commit", [("plan", old)])
    assert answer.status == 409
    assert visitor.book.imports.runs() == ()


def test_an_import_is_not_begun_without_a_look(visitor: Visitor) -> None:
    """X53: No form begins an import whose differences nobody has seen."""
    filing = Filing.of(visitor, people(2))
    for plan in ("", "none", "x"):
        again = landed(visitor.post(f"{filing.file}/commit", [("plan", plan)]))
        assert landed(visitor.get(again)) == filing.file
    assert visitor.book.imports.runs() == ()


# -- report, refused rows, rows that wait ---------------------------------------------------------


def test_a_small_file_is_imported_in_one_request(visitor: Visitor, tmp_path: Path) -> None:
    """X53: The report says what became of the rows; the file is gone with its import."""
    run = Filing.of(visitor, people(3, "Bad;Row;0612;Paris")).begun()
    page = read(visitor.get(run))
    assert "3 new clients" in page.text
    assert "1 refused" in page.text
    assert "Bad" in page.text
    assert visitor.book.imports.get(run_id(run)).actor == ANNA
    assert files_in(tmp_path / "uploads") == []
    assert "clients.csv" in read(visitor.get("/imports")).text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_refused_rows_come_back_as_a_file_and_go_in_once_mended(
    kind: str, visitor: Visitor
) -> None:
    """V30, V32: The file holds the reasons, and is read as its import read it when it returns."""
    run = Filing.of(visitor, people(2, "Bad;Row;0612;Paris")).begun()
    answer = visitor.get(f"{run}/rejects", [("format", kind)])
    assert f'filename="refused.{kind}"' in (answer.header("Content-Disposition") or "")
    assert not isinstance(answer.body, bytes)
    data = answer.body.read()
    answer.body.close()
    table = visitor.book.imports.open(data)
    assert [row.cells[:3] for row in table] == [("Bad", "Row", "0612")]
    assert "Reasons (clientbook)" in table.header
    header = ";".join(table.header[:4])
    mended = Filing.of(
        visitor, f"{header}\nBad;Row;06 52 99 99 11;Paris\n".encode(), like=run_id(run)
    )
    assert "2 new clients" not in read(visitor.get(mended.begun())).text
    assert len(visitor.book.search.find("row").items) == 1


def family(book: ClientBook) -> tuple[str, str]:
    """Return two clients who share a mobile: whose row is it?"""
    ids = []
    for given in ("Marie", "Marine"):
        profile = Profile(
            name=PersonName(given=given, family="Dupont"),
            phones=(parse_phone("06 12 34 56 78", region="FR"),),
        )
        ids.append(book.clients.create(profile, by=ANNA, on_duplicate=OnDuplicate.ALLOW).plain.id)
    return ids[0], ids[1]


def waiting(visitor: Visitor) -> tuple[str, str, str]:
    """Return the address of an import with a row that waits, and whom it may be."""
    first, second = family(visitor.book)
    run = Filing.of(visitor, people(1, "M;Dupont;06 12 34 56 78;Lyon")).begun()
    assert "Decide 1 row" in read(visitor.get(run)).text
    return f"{run}/waiting", first, second


def test_a_row_that_waits_is_given_to_somebody(visitor: Visitor) -> None:
    """X32: The page shows the row beside whom it may be; the answer imports it."""
    address, first, second = waiting(visitor)
    page = read(visitor.get(address))
    assert {first, second, "new"} == {
        a["value"] for a in page.all("input") if a.get("type") == "radio"
    }
    assert visitor.post(f"{address}/3", [("who", second)]).status == 303
    client = visitor.book.clients.get(second)
    assert client.profile.addresses[0].locality == "Lyon"
    assert "No row waits any more" in read(visitor.get(address)).text


def test_a_row_speaks_of_the_clients_that_can_be_chosen(visitor: Visitor) -> None:
    """X32, X53: One of the two was deleted since: the row counts who is left."""
    address, first, _ = waiting(visitor)
    assert "clients that match this row: 2" in read(visitor.get(address)).text.casefold()
    visitor.book.clients.delete(first, by=ANNA)
    assert "clients that match this row: 1" in read(visitor.get(address)).text.casefold()


def test_a_list_that_is_known_goes_in_without_a_change(visitor: Visitor) -> None:
    """X40, X53: The same list again changes nobody, and says so; its undo deletes nobody."""
    Filing.of(visitor, people(3), "list.csv").begun()
    again = Filing.of(visitor, people(3), "list.csv")  # "05:40 clients.csv" would be "0 clients"
    page = read(again.planned()).text
    assert "no client changes" in page
    assert "rows go in" not in page
    run = again.begun()
    form = [(k, v) for k, v in read(visitor.get(f"{run}/undo")).values().items()]
    visitor.post(f"{run}/undo", [pair for pair in form if pair[0] != "csrf_token"])
    for shown in (run, "/imports"):
        text = read(visitor.get(shown)).text
        assert "undone by anna" in text
        assert "0 clients" not in text


def test_a_kind_of_file_that_there_is_not_is_refused(visitor: Visitor) -> None:
    """X53: Whoever asks for another kind gets no file of a usual one."""
    assert visitor.get("/imports/template", [("format", "exe")]).status == 422


@pytest.mark.parametrize("first_says", ["somebody", "new"])
def test_a_row_that_somebody_else_has_decided_says_how_and_by_whom(
    visitor: Visitor, first_says: str
) -> None:
    """X32, X53: The second choice did not count, and the page says so; a click twice is none."""
    address, first, second = waiting(visitor)
    bob = Visitor(visitor.book, actor=Actor("bob"), name_of=lambda actor: actor.id.title())
    choice = [("who", second if first_says == "somebody" else "new")]
    assert visitor.post(f"{address}/3", choice).status == 303
    assert visitor.post(f"{address}/3", choice).status == 303
    for other in ([("who", first)], choice):
        answer = bob.post(f"{address}/3", other)
        assert answer.status == 409
        (text,) = [t for t in read(answer).texts if "Row 3 was decided before, by Anna" in t]
        assert "did not count" in text
        assert ("it is a new client" in text) == (first_says == "new")
    assert visitor.post(f"{address}/3", [("who", first)]).status == 409


def test_a_row_that_waits_is_somebody_new(visitor: Visitor) -> None:
    """X32: None of them: the row becomes a client of its own."""
    address, _, _ = waiting(visitor)
    before = visitor.book.clients.count()
    assert visitor.post(f"{address}/3", [("who", "new")]).status == 303
    assert visitor.book.clients.count() == before + 1


def test_somebody_who_came_in_since_is_shown_first(visitor: Visitor) -> None:
    """X32: A new person is not made while somebody has come in who may be it; then on purpose."""
    address, _, _ = waiting(visitor)
    profile = Profile(
        name=PersonName(given="M", family="Dupont"),
        phones=(parse_phone("06 12 34 56 78", region="FR"),),
    )
    since = visitor.book.clients.create(profile, by=ANNA, on_duplicate=OnDuplicate.ALLOW).plain
    answer = visitor.post(f"{address}/3", [("who", "new")])
    assert answer.status == 409
    assert "Somebody came into the book meanwhile" in read(answer).text
    values = [a["value"] for a in read(answer).all("input") if a.get("type") == "radio"]
    assert values[0] == since.id
    assert values[-1] == "still-new"
    assert visitor.post(f"{address}/3", [("who", "still-new")]).status == 303


def test_an_answer_that_cannot_be_taken_says_why(visitor: Visitor) -> None:
    """X53: No answer, a client that is gone, a row that is decided already."""
    address, first, second = waiting(visitor)
    assert visitor.post(f"{address}/3").status == 422
    visitor.book.clients.confirm_delete(visitor.book.clients.plan_delete([first]), by=ANNA)
    assert visitor.post(f"{address}/3", [("who", first)]).status == 409
    assert visitor.post(f"{address}/3", [("who", second)]).status == 303
    assert visitor.post(f"{address}/3", [("who", "new")]).status == 409
    assert visitor.post(f"{address}/99", [("who", second)]).status == 404


# -- undo and history ------------------------------------------------------------------------------


def test_an_undo_is_shown_before_it_is_done(visitor: Visitor) -> None:
    """V34, V36: What goes, what stays and why; then the line says who deleted how many."""
    run = Filing.of(visitor, people(4)).begun()
    noted = visitor.book.search.find("nina2").items[0]
    visitor.book.clients.add_note(noted.id, "called", by=ANNA)
    page = read(visitor.get(f"{run}/undo"))
    assert "3 clients are deleted" in page.text
    assert "1 is left as it is" in page.text
    assert "Nina2 Faure2 has a note" in page.text
    form = [(k, v) for k, v in page.values().items() if k != "csrf_token"]
    assert landed(visitor.post(f"{run}/undo", form)) == run
    assert [c.id for c in visitor.book.search.find("nina").items] == [noted.id]
    history = read(visitor.get("/imports"))
    assert "3 clients deleted by anna" in history.text
    assert "gone" in [a.get("class") for a in history.all("tr")]
    assert landed(visitor.post(f"{run}/undo", form)) == run  # a second click


def test_an_undo_of_something_else_than_was_shown_is_shown_again(visitor: Visitor) -> None:
    """X35: A row decided after the look makes the plan stale: nothing is taken back."""
    address, _, second = waiting(visitor)
    run = address.removesuffix("/waiting")
    form = [
        (k, v) for k, v in read(visitor.get(f"{run}/undo")).values().items() if k != "csrf_token"
    ]
    visitor.post(f"{address}/3", [("who", second)])
    answer = visitor.post(f"{run}/undo", form)
    assert answer.status == 409
    assert "Something changed since this was shown" in read(answer).text
    assert visitor.book.imports.get(run_id(run)).state is RunState.DONE


@pytest.mark.parametrize("forged", ["figures", "seal", "another run"])
def test_figures_of_an_undo_that_no_page_told_are_counted_anew(
    forged: str, visitor: Visitor
) -> None:
    """X53: A crafted address or form shows what is so, and undoes nothing."""
    run = Filing.of(visitor, people(3)).begun()
    other = Filing.of(visitor, people(0, "Zoé;Noël;06 52 99 99 99;Paris"), "b.csv").begun()
    asked = visitor.book.imports.plan_undo(run_id(run))
    shown = read(visitor.get(f"{other if forged == 'another run' else run}/undo")).values()
    told = {k: v for k, v in shown.items() if k != "csrf_token"}
    told |= {"run_hash": asked.run_hash, "seq": str(asked.journal_seq)}
    told |= {"removed": "0", "nothing": "3"} if forged == "figures" else {}
    told |= {"seal": ""} if forged == "seal" else {}
    assert "3 clients are deleted" in read(visitor.get(f"{run}/undo", told.items())).text
    answer = visitor.post(f"{run}/undo", told.items())
    assert answer.status == 409
    assert "3 clients are deleted" in read(answer).text
    assert visitor.book.imports.get(run_id(run)).state is RunState.DONE


def test_an_undone_import_tells_whom_it_has_kept(visitor: Visitor) -> None:
    """V34: On the page of the import, each with why, as long as it is listed."""
    run = Filing.of(visitor, people(3)).begun()
    first = next(iter(visitor.book.lists.page()))
    visitor.book.clients.add_note(first.client_id, "Comes on Mondays", by=ANNA)
    asked = read(visitor.get(f"{run}/undo"))
    assert visitor.post(f"{run}/undo", sent_by(asked)).status == 303
    page = read(visitor.get(run))
    assert "What was left as it is, and why" in page.text
    assert "has a note" in page.text
    assert f"/clients/{first.client_id}" in [a.get("href") for a in page.all("a")]


@pytest.mark.parametrize("touched", [True, False])
def test_an_undo_is_asked_again_once_a_client_of_it_was_changed(
    visitor: Visitor, touched: bool
) -> None:
    """V34, X53: Between the question and the click: others may work, its clients may not."""
    other = marie(visitor.book)
    run = Filing.of(visitor, people(2)).begun()
    form = sent_by(read(visitor.get(f"{run}/undo")))
    ids = [row.client_id for row in visitor.book.lists.page() if row.client_id != other.id]
    changed = ids[0] if touched else other.id
    visitor.book.clients.add_note(changed, "Comes on Mondays", by=ANNA)
    answer = visitor.post(f"{run}/undo", form)
    assert answer.status == (409 if touched else 303)
    if touched:
        assert "has a note" in read(answer).text
        assert visitor.book.clients.count() == 3
        assert visitor.post(f"{run}/undo", sent_by(read(answer))).status == 303
    assert visitor.book.clients.count() == (2 if touched else 1)


def test_nothing_waits_once_an_import_is_undone(visitor: Visitor) -> None:
    """V36, X32: Who undid an import is asked about no row of it, soon after or days later."""
    address, first, _ = waiting(visitor)
    run = address.removesuffix("/waiting")
    form = read(visitor.get(f"{run}/undo")).values()
    assert landed(visitor.post(f"{run}/undo", form.items())) == run
    later = visitor.book.context.clock() + timedelta(days=6)
    book = ClientBook(visitor.book.context.store, clock=lambda: later)
    for one in (visitor, attrs.evolve(visitor, book=book)):
        assert "waits for you" not in read(one.get("/imports")).text
        report = read(one.get(run))
        assert "to decide" not in report.text
        assert "1 never decided" in report.text
        page = read(one.get(address))
        assert "no row of it waits" in page.text
        assert not [a for a in page.all("input") if a.get("name") == "who"]
        assert one.post(f"{address}/3", [("who", first)]).status == 409


def test_an_import_of_long_ago_is_listed_no_more(visitor: Visitor) -> None:
    """V5, V6: After twenty days the details are gone: 410, and the list does not name it."""
    run = Filing.of(visitor, people(2)).begun()
    later = visitor.book.context.clock() + timedelta(days=20, seconds=1)
    book = ClientBook(visitor.book.context.store, clock=lambda: later)
    then = Visitor(book, uploads=visitor.uploads)
    assert then.get(run).status == 410
    assert then.get(f"{run}/undo").status == 410
    assert "clients.csv" not in read(then.get("/imports")).text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_empty_file_to_fill_in_is_given(kind: str, visitor: Visitor) -> None:
    """V4: Filled in, it maps itself."""
    answer = visitor.get("/imports/template", [("format", kind)])
    assert not isinstance(answer.body, bytes)
    with answer.body as file:
        table = visitor.book.imports.open(file.read())
    assert isinstance(table, Table)
    assert not visitor.book.imports.suggest(table).undecided


def test_hostile_cells_are_text_on_every_page(visitor: Visitor) -> None:
    """X53: Titles and values of a file run nowhere: columns, differences, report, waiting, undo."""
    family(visitor.book)
    title = '"</script><img src=x onerror=alert(1)>"'
    data = (
        f"Prénom;Nom;Mobile;{title}\n"
        f"<b onclick=alert(1)>;<script>alert(2)</script>;06 52 00 00 11;{title}\n"
        f"M;Dupont;06 12 34 56 78;{title}\n"
        f"<script>alert(3)</script>;;06;{title}\n"
    ).encode()
    filing = Filing.of(visitor, data, '<script>alert("name")</script>.csv')
    pages = [visitor.get(filing.file), filing.planned()]
    pages += [
        visitor.get(f"{filing.file}/plan", [("outcome", kind)])
        for kind in ("created", "review", "rejected")
    ]
    run = filing.begun()
    pages += [visitor.get(p) for p in (run, f"{run}/waiting", f"{run}/undo", "/imports")]
    for answer in pages:
        assert answer.status == 200
        for tag, attributes in read(answer).tags:
            assert not any(name.startswith("on") for name in attributes)
            assert tag not in ("img", "b") or "onerror" not in attributes
            assert tag != "script" or attributes.get("src", "").startswith("/static/")


def test_french_pages_speak_french(visitor: Visitor) -> None:
    """X53: The whole import in the reader's language."""
    french = attrs.evolve(visitor, language="fr")
    filing = Filing.of(french, people(2, "Bad;Row;0612;Paris"))
    assert "À quoi correspond chaque colonne" in read(french.get(filing.file)).text
    assert "2 nouveaux clients" in read(filing.planned()).text
    run = filing.begun()
    assert "1 refusée" in read(french.get(run)).text
    assert "2 clients sont supprimés" in read(french.get(f"{run}/undo")).text


def test_who_may_not_undo_is_offered_no_undo(visitor: Visitor) -> None:
    """X53: The right to import is not the right to take back."""
    from clientbook.web import Permission

    run = Filing.of(visitor, people(2)).begun()
    clerk = attrs.evolve(visitor, permissions=frozenset({Permission.IMPORT}))
    page = read(clerk.get(run))
    links = {a["href"] for a in page.all("a")}
    assert f"{run}/undo" not in links
    assert not any(link.startswith("/clients?") for link in links)
    assert clerk.get(f"{run}/undo").status == 403


def test_the_host_names_the_actor(visitor: Visitor) -> None:
    """V1: The history shows who the host says imports, and who decided a row."""
    bob = attrs.evolve(visitor, actor=Actor("bob"))
    run = Filing.of(bob, people(1)).begun()
    assert visitor.book.imports.get(run_id(run)).actor == Actor("bob")
    assert "bob" in read(visitor.get("/imports")).text


def test_the_question_of_a_large_undo_is_counted_part_by_part(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V34, X53: Each request looks at some rows; what it found stands in the form, then a link.

    Nothing is counted twice, whom somebody worked on is named, and a plan that was cut short, or of
    something else, undoes nothing.
    """
    run = Filing.of(visitor, people(7)).begun()
    noted = [visitor.book.search.find(f"nina{n}").items[0] for n in (2, 5)]
    for one in noted:
        visitor.book.clients.add_note(one.id, "called", by=ANNA)
    whole = visitor.book.imports.plan_undo(run_id(run))
    monkeypatch.setattr(import_undos, "AT_ONCE", 2)
    monkeypatch.setattr(driving, "SECONDS", 0.0)
    page = read(visitor.get(f"{run}/undo"))
    requests = 0
    while form := [f for f in page.all("form") if f.get("data-drive")]:
        sent = [(k, v) for k, v in page.values().items() if k != "csrf_token"]
        answer = visitor.post(form[0]["action"], sent)
        requests += 1
        if answer.status == 303:
            answer = visitor.follow(answer)
        page = read(answer)
    assert requests == 3
    assert "5 clients are deleted" in page.text
    assert "2 are left as they are: somebody worked" in page.text
    more = page
    names = ""
    while True:
        names += more.text
        links = [a["href"] for a in more.all("a") if a.get("rel") == "next"]
        if not links:
            break
        path, _, query = links[0].partition("?")
        more = read(visitor.get(path, parse_qsl(query)))
    assert all(f"Nina{n} Faure{n}" in names for n in (2, 5))
    cut = visitor.book.imports.plan_undo(run_id(run), most=2)
    assert cut.next_row
    with pytest.raises(PlanError, match="cut short"):
        visitor.book.imports.undo(cut, by=ANNA)
    rest = visitor.book.imports.plan_undo(run_id(run), after=cut)
    assert (rest.counts, rest.kept, rest.next_row) == (whole.counts, whole.kept, 0)
    form_of_undo = [(k, v) for k, v in page.values().items() if k != "csrf_token"]
    assert landed(visitor.post(f"{run}/undo", form_of_undo)) == run
    assert visitor.book.clients.count() == 2
    stale = visitor.post(f"{run}/undo/count", form_of_undo)
    assert landed(stale) == run
