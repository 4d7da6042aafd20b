"""Every code has a text in both languages and something that produces it (SPEC V33)."""

import io
import string
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import attrs
import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.readers.workbooks.workbook_files import ods, raw_xlsx

from clientbook import (
    FIELD_SERVICE,
    SAFE,
    Actor,
    BookSettings,
    ClientBook,
    ImportMode,
    MemoryStore,
    PersonName,
    Profile,
    Table,
    open_table,
    parse_phone,
)
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.settings import REQUIRABLE, OnBadValue
from clientbook.errors import InvalidValueError
from clientbook.messages.catalogue import FINDINGS, ISSUES, VALUES_FR, Language, render
from clientbook.messages.issues import FileFinding, FindingCode, Issue, IssueCode
from clientbook.parsing.emails import parse_email

BY = Actor("tester")
FR = attrs.evolve(SAFE, default_region="FR")
FIVE = attrs.evolve(FIELD_SERVICE, default_region="FR")
UPDATE, CREATE = ImportMode.UPDATE, ImportMode.CREATE


# -- rows ------------------------------------------------------------------------------------------

# code, rows of cells; the titles are targets
ROWS: list[tuple[IssueCode, str]] = [
    (IssueCode.MISSING_FIELD, "full_name|note\n|no name, no phone"),
    (IssueCode.VALUE_TOO_LONG, "full_name|note\nMarie|" + "x" * 20_001),
    (IssueCode.INVALID_VALUE, "full_name|gender\nMarie|lundi"),
    (IssueCode.INVALID_PHONE, "full_name|phone.1\nMarie|call her"),
    (IssueCode.PHONE_TOO_SHORT, "full_name|phone.1\nMarie|06 12"),
    (IssueCode.PHONE_TOO_LONG, "full_name|phone.1\nMarie|06 12 34 56 78 90 12 34 56"),
    (IssueCode.PHONE_DIGITS_LOST, "full_name|phone.1\nMarie|3.36E+10"),
    (IssueCode.PHONE_LOOKS_LIKE_DATE, "full_name|phone.1\nMarie|12/05/1988"),
    (IssueCode.INVALID_EMAIL, "full_name|email.1\nMarie|marie at home"),
    (IssueCode.INVALID_DATE, "full_name|birth_date\nMarie|in spring"),
    (IssueCode.DATE_NOT_ON_CALENDAR, "full_name|birth_date\nMarie|31/02/1988"),
    (IssueCode.DATE_OUT_OF_RANGE, "full_name|birth_date\nMarie|01/02/1388"),
    (IssueCode.INVALID_FLAG, "full_name|consent.sms\nMarie|perhaps"),
    (IssueCode.INVALID_NUMBER, "full_name|custom:Points\nMarie|many"),
    (IssueCode.INVALID_CHOICE, "full_name|custom:Plan\nMarie|platinum"),
    (IssueCode.MULTI_VALUE_CELL, "full_name|email.1\nMarie|a@example.fr b@example.fr"),
    (IssueCode.CELL_ERROR, "full_name|note\nMarie|#REF!"),
    (IssueCode.REPEATED_HEADER, "full_name|note\nMarie|x\nfull_name|note"),
    (IssueCode.CONTINUATION_ROW_SUSPECTED, "full_name|note\nMarie|x\n|and a second line"),
    (IssueCode.PLACEHOLDER_VALUE, "full_name|birth_date\nMarie|01/01/1900"),
    (IssueCode.CELL_HIDDEN, "full_name|birth_date\nMarie|########"),
    (IssueCode.DITTO_MARK, "full_name|address.city\nMarie|Paris\nAnn|idem"),
    (IssueCode.NAMELESS_BELOW, "full_name|phone.1\nMarie|06 12 34 56 78\n|06 12 34 56 79"),
    (IssueCode.DUPLICATE_IN_FILE, "full_name|phone.1\nMarie|06 12 34 56 78\nMarie|0612345678"),
    (IssueCode.LOOKS_MOBILE, "full_name|phone.work\nMarie|06 12 34 56 78"),
    (IssueCode.PHONE_HEALED, "full_name|phone.1\nMarie|612345678"),
    (IssueCode.CONTACT_REFUSED, "full_name|phone.1\nMarie|06 12 34 56 78 STOP SMS"),
    (IssueCode.POSTCODE_HEALED, "full_name|address.postcode|address.country\nMarie|1000|France"),
    (
        IssueCode.COUNTRY_CONTRADICTED,
        "full_name|address.postcode|address.country\nMarie|D-53111|France",
    ),
    (IssueCode.ENTITIES_DECODED, "full_name|note\nMarie|No&euml;lle"),
    (IssueCode.CELLS_SPLIT, "full_name|email.1\n" + "Marie|a@x.fr; b@x.fr\n" * 3),
    (IssueCode.DATE_AMBIGUOUS, "full_name|birth_date\nMarie|01/02/1988"),
    (IssueCode.REGION_ASSUMED, "full_name|phone.1|address.country\nMarie|06 12 34 56 78|Narnia"),
    (IssueCode.CENTURY_ASSUMED, "full_name|birth_date\nMarie|27/06/88"),
]


def open_book(settings: BookSettings = FR) -> ClientBook:
    book = ClientBook(MemoryStore(), settings=settings)
    number = AttributeDefinition("Points", type=AttributeType.INTEGER)
    choice = AttributeDefinition("Plan", type=AttributeType.CHOICE, choices=("silver", "gold"))
    for definition in (number, choice):
        book.attributes.define(definition, by=BY)
    return book


def issues(book: ClientBook, text: str, *, mode: ImportMode = ImportMode.UPSERT) -> Iterator[Issue]:
    """Import rows whose titles are targets; give every issue of the plan and of its rows."""
    rows = [line.split("|") for line in text.splitlines()]
    table = Table.from_rows(rows[0], rows[1:])
    mapping = book.imports.suggest(table)
    for index, title in enumerate(rows[0]):
        mapping = mapping.with_column(index, target=title)
    plan = book.imports.plan(table, mapping, mode=mode)
    run = book.imports.commit(plan, by=BY)
    yield from plan.warnings
    for outcome in book.imports.outcomes(run.id):
        yield from outcome.issues


def one_row(text: str) -> Callable[[], Iterator[Issue]]:
    return lambda: issues(open_book(), text)


def north_american_local() -> Iterator[Issue]:
    return issues(
        open_book(attrs.evolve(SAFE, default_region="CA")), "full_name|phone.1\nM|5550123"
    )


def only_the_letter_m() -> Iterator[Issue]:
    table = Table.from_rows(["Nombre", "Apellidos", "Sexo"], [["Ana", "Gil", "M"]])
    return iter(open_book().imports.plan(table, open_book().imports.suggest(table)).warnings)


def extra_cells() -> Iterator[Issue]:
    book = open_book()
    table = open_table((TITLES + PEOPLE + PEOPLE.splitlines()[0] + ",,stray\n").encode())
    run = book.imports.run(table, by=BY)
    return (issue for outcome in book.imports.outcomes(run.id) for issue in outcome.issues)


def too_many_values() -> Iterator[Issue]:
    book = open_book(FIVE)
    many = ";".join(f"a{n}@example.fr" for n in range(6))
    table = Table.from_rows(["Name", "Phone", "Mail"], [["Marie", "0145551234", many]])
    mapping = book.imports.suggest(table).assign("Mail", "email.1", split=";")
    run = book.imports.run(table, mapping, by=BY)
    return (issue for outcome in book.imports.outcomes(run.id) for issue in outcome.issues)


def id_of_two_clients() -> Iterator[Issue]:
    book = open_book()
    text = "full_name|external_id:pos|external_id:web\nMarie Dupont|1|\nPaul Martin||2"
    list(issues(book, text))
    return issues(book, "full_name|external_id:pos|external_id:web\nMarie Dupont|1|2")


def nobody_to_update() -> Iterator[Issue]:
    return issues(open_book(), "full_name|phone.1\nMarie|06 12 34 56 78", mode=UPDATE)


def known_in_create_mode() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "full_name|phone.1\nMarie|06 12 34 56 78"))
    return issues(book, "full_name|phone.1\nMarie|06 12 34 56 78", mode=CREATE)


def another_company() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "full_name|phone.1|company\nMarie|06 12 34 56 78|Nordet"))
    return issues(book, "full_name|phone.1|company\nMarie|06 12 34 56 78|Sudet")


def two_who_may_be_meant() -> Iterator[Issue]:
    book = open_book()
    phone = parse_phone("06 12 34 56 78", region="FR")
    for _ in range(2):
        book.clients.create(Profile(name=PersonName(full="Marie Dupont"), phones=(phone,)), by=BY)
    said = "Marie Dupont|06 12 34 56 78|new@example.org"  # of which of the two is not told
    return issues(book, f"full_name|phone.1|email.1\n{said}")


def likely_double() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "given_name|family_name|phone.1\nJohn|Smith|06 12 34 56 78"))
    return issues(book, "given_name|family_name|phone.1\nJohnn|Smith|06 12 34 56 78")


def a_number_of_too_many() -> Iterator[Issue]:
    rows = [[f"{chr(97 + n) * 3}an", "01 45 55 12 34"] for n in range(21)]
    table = Table.from_rows(["Name", "Phone"], rows)
    return iter(open_book().imports.plan(table).warnings)


def a_list_of_names_with_one_column_more() -> Iterator[Issue]:
    book = open_book()
    book.imports.run(Table.from_rows(["Name"], [["Marie Dupont"]]), by=BY)
    table = Table.from_rows(["Name", "Note"], [["Marie Dupont", "rings twice"]])
    return iter(book.imports.plan(table).warnings)


def the_same_names_by_other_mailboxes() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "given_name|family_name|email.1\nMarie|Dupont|marie@example.fr"))
    table = Table.from_rows(["First name", "Last name", "Note"], [["Marie", "Dupont", "rings"]])
    return iter(book.imports.plan(table).warnings)


def names_nobody_decided() -> Iterator[Issue]:
    book = open_book()
    rows = [[name, f"{name[:2]}@example.fr"] for name in ("Anna Moreau", "Peter Schmidt")]
    table = Table.from_rows(["Commanditaire", "E-mail"], rows)
    mapping = book.imports.suggest(table).skip_undecided()
    return iter(book.imports.plan(table, mapping).warnings)


def opt_in_after_an_opt_out() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "full_name|email.1|consent.email\nMarie|marie@example.fr|no"))
    return issues(book, "full_name|email.1|consent.email\nMarie|marie@example.fr|yes")


def unblocking() -> Iterator[Issue]:
    book = open_book()
    list(issues(book, "full_name|email.1|blocked\nMarie|marie@example.fr|yes"))
    return issues(book, "full_name|email.1|blocked\nMarie|marie@example.fr|no")


def a_second_client_under_one_id() -> Iterator[Issue]:
    book = open_book()
    rows = [["1", "Marie Dupont"], ["1", "Paul Martin"]]
    table = Table.from_rows(["external_id:pos", "full_name"], rows)
    run = book.imports.run(table, by=BY)
    return iter(book.imports.decide_row(run.id, 3, into=None, by=BY).issues)


def a_blank_form_field() -> Iterator[Issue]:
    with pytest.raises(InvalidValueError) as caught:
        parse_phone("-", region="FR")
    yield caught.value.issue


def a_value_kept_as_text() -> Iterator[Issue]:
    keeping = attrs.evolve(FR, imports=attrs.evolve(FR.imports, on_bad_value=OnBadValue.KEEP))
    return issues(open_book(keeping), "full_name|phone.1\nMarie|36 39")


ISSUE_MAKERS: dict[IssueCode, Callable[[], Iterator[Issue]]] = {
    **{code: one_row(text) for code, text in ROWS},
    IssueCode.PHONE_NEEDS_AREA_CODE: north_american_local,
    IssueCode.BLANK_VALUE: a_blank_form_field,
    IssueCode.VALUE_UNREAD: a_value_kept_as_text,
    IssueCode.EXTRA_CELLS: extra_cells,
    IssueCode.GENDER_AMBIGUOUS: only_the_letter_m,
    IssueCode.TOO_MANY_VALUES: too_many_values,
    IssueCode.DUPLICATE_EXTERNAL_ID: id_of_two_clients,
    IssueCode.NO_MATCH: nobody_to_update,
    IssueCode.ALREADY_IN_BOOK: known_in_create_mode,
    IssueCode.AMBIGUOUS_MATCH: two_who_may_be_meant,
    IssueCode.POSSIBLE_DUPLICATE: likely_double,
    IssueCode.SHARED_CONTACT: a_number_of_too_many,
    IssueCode.SAME_NAMES: a_list_of_names_with_one_column_more,
    IssueCode.NAMES_IN_BOOK: the_same_names_by_other_mailboxes,
    IssueCode.NAMES_LEFT_OUT: names_nobody_decided,
    IssueCode.CONSENT_KEPT: opt_in_after_an_opt_out,
    IssueCode.BLOCK_KEPT: unblocking,
    IssueCode.ID_KEPT: a_second_client_under_one_id,
    IssueCode.VALUE_KEPT: another_company,
}


# -- files -----------------------------------------------------------------------------------------

TITLES = "First name,Last name,Phone,E-mail\n"
PEOPLE = (
    "Jean,Dupont,+1 514 555 0123,jean@example.com\n"
    "Marie,Tremblay,+1 418 555 0199,marie@example.com\n"
    "Ana,Lopez,+34 612 345 678,ana@example.com\n"
    "Luc,Weiss,+49 30 123456,luc@example.com\n"
)
FOOTER = "\n\nCopyright 2024 example.com\nGenerated By: A. User 01/02/2024 10:11\n"
CARD_OF_A_GROUP = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Friends\r\nEND:VCARD\r\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\n{}FN:Marie Dupont\r\nEND:VCARD\r\n"


def csv(text: str) -> Callable[[Path], Table]:
    return lambda _: open_table(text.encode())


def misnamed(folder: Path) -> Table:
    path = folder / "clients.xlsx"
    path.write_text(TITLES + PEOPLE)
    return open_table(path)


def mixed_encodings(_: Path) -> Table:
    line = "Zoé,Dupré,+33 6 12 34 56 78,zoe@example.fr\n"
    return open_table((TITLES + line * 50).encode() + line.encode("cp1252"))


def workbook(change: Callable[[openpyxl.Workbook], object]) -> Callable[[Path], Table]:
    def make(_: Path) -> Table:
        book = openpyxl.Workbook()
        for line in (TITLES + PEOPLE).splitlines():
            book.active.append(line.split(","))
        change(book)
        out = io.BytesIO()
        book.save(out)
        return open_table(out.getvalue())

    return make


def hide_a_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Old").sheet_state = "hidden"


def hide_a_row(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[2].hidden = True


def hide_a_column(book: openpyxl.Workbook) -> None:
    book.active.column_dimensions["B"].hidden = True


def leave_out_a_year(book: openpyxl.Workbook) -> None:
    cell = book.active["A2"]
    cell.value, cell.number_format = date(2025, 5, 16), "dd-mmm"


def link_to_an_address(book: openpyxl.Workbook) -> None:
    sheet = book.active
    sheet["C1"], sheet["C2"] = "E-mail", "write"
    sheet["C2"].hyperlink = "mailto:jean@example.org"


def macros(_: Path) -> Table:
    sheet = (
        '<table:table table:name="S"><table:table-row><table:table-cell '
        'office:value-type="string"><text:p>Name</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:table-cell office:value-type='string'><text:p>Jean</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    return open_table(ods(sheet, more={"Basic/x.xml": "x"}))


def cell_error(_: Path) -> Table:
    return open_table(
        raw_xlsx(
            '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>Phone</v></c></row>'
            '<row r="2"><c r="A2" t="str"><v>Ann</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        )
    )


FINDING_MAKERS: dict[FindingCode, Callable[[Path], Table]] = {
    FindingCode.FILE_TYPE: csv(TITLES + PEOPLE),
    FindingCode.MISNAMED_FILE: misnamed,
    FindingCode.ENCODING_CHOSEN: csv(TITLES + PEOPLE),
    FindingCode.DELIMITER_CHOSEN: csv(TITLES + PEOPLE),
    FindingCode.QUOTE_CHOSEN: csv(TITLES + PEOPLE),
    FindingCode.HEADER_CHOSEN: csv(TITLES + PEOPLE),
    FindingCode.NO_HEADER: csv(PEOPLE),
    FindingCode.SHEET_CHOSEN: workbook(lambda book: book.create_sheet("Other")),
    FindingCode.SHEET_PASSED_OVER: workbook(
        lambda book: book.create_sheet("Read me", 0).append(["How to fill this in"])
    ),
    FindingCode.BLANK_ROW: csv(TITLES + ",,,\n" + PEOPLE),
    FindingCode.BLANK_COLUMN: csv("".join(f",{x}" for x in (TITLES + PEOPLE).splitlines(True))),
    FindingCode.UNTITLED_COLUMN: csv(TITLES + PEOPLE.replace("\n", ",x\n")),
    FindingCode.RAGGED_ROW: csv(TITLES + PEOPLE + "Ann,Lee\n"),
    FindingCode.TORN_ROW: csv("Name,Note,Phone\nAl,tea\nno sugar,0612345678\nBo,-,0612345679\n"),
    FindingCode.EXTRA_CELLS: csv(TITLES + PEOPLE + PEOPLE.splitlines()[0] + ",,stray\n"),
    FindingCode.TITLE_ROW_SUSPECTED: csv("Our clients 2024,,,\n" + TITLES + PEOPLE),
    FindingCode.PREAMBLE_SKIPPED: csv("Our clients 2024,,,\n" + TITLES + PEOPLE),
    FindingCode.FOOTER_SUSPECTED: csv(TITLES + PEOPLE + FOOTER),
    FindingCode.GROUP_HEADING: csv(TITLES + "Stylist: Eve,,,\n" + PEOPLE),
    FindingCode.GROUP_HEADING_SUSPECTED: csv(
        "Name,Phone\nParis,\nLee,0612345678\nFox,0612345679\nLyon,\nRoe,0612345670\n"
    ),
    FindingCode.SECOND_HEADER_ROW: csv(TITLES + "(text),(text),(optional),(required)\n" + PEOPLE),
    FindingCode.REPEATED_HEADER: csv(TITLES + PEOPLE + TITLES + PEOPLE),
    FindingCode.SEVERAL_TABLES: csv(TITLES + PEOPLE + "\nName,Surname,Mobile,Email\n" + PEOPLE),
    FindingCode.MIXED_ENCODINGS: mixed_encodings,
    FindingCode.DOUBLE_ENCODED: csv(TITLES + PEOPLE + "JÃ©rÃ´me,Noël,+1 514 555 0124,j@x.ca\n"),
    FindingCode.ENCODED_ONCE: csv(TITLES + PEOPLE + "JÃ©rÃ´me,Roy,+1 514 555 0124,j@x.ca\n"),
    FindingCode.NUL_BYTES: csv(TITLES + PEOPLE.replace("Marie", "Ma\0rie") * 20),
    FindingCode.UNCLOSED_QUOTE: csv(TITLES + PEOPLE * 20 + 'Ann,"Lee,+1 514 555 0124,a@x.ca\n'),
    FindingCode.HIDDEN_SHEET: workbook(hide_a_sheet),
    FindingCode.TABLE_LEFT_OUT: csv(TITLES + PEOPLE + "\nName,Phone,Email,Street,City,Zip\na,b\n"),
    FindingCode.TITLES_JOINED: csv("Home,,Work,\nCity,Zip,City,Zip\nParis,75001,Lyon,69001\n"),
    FindingCode.HIDDEN_ROWS: workbook(hide_a_row),
    FindingCode.HIDDEN_COLUMN: workbook(hide_a_column),
    FindingCode.YEAR_LEFT_OUT: workbook(leave_out_a_year),
    FindingCode.MERGED_CELLS: workbook(lambda book: book.active.merge_cells("A9:B9")),
    FindingCode.MACROS_IGNORED: macros,
    FindingCode.EPOCH_1904: workbook(lambda book: setattr(book, "epoch", CALENDAR_MAC_1904)),
    FindingCode.CELL_ERROR: cell_error,
    FindingCode.LINK_READ: workbook(link_to_an_address),
    FindingCode.FORMULA_WITHOUT_VALUE: workbook(lambda book: book.active.append(["=1+1", "x"])),
    FindingCode.CARD_CUT: csv(CARD.format("").removesuffix("END:VCARD\r\n")),
    FindingCode.CARD_OF_NO_PERSON: csv(CARD.format("") + CARD_OF_A_GROUP),
    FindingCode.CARD_PROPERTY_LEFT_OUT: csv(CARD.format("X-UNHEARD-OF:1\r\n")),
    FindingCode.CARD_PROPERTY_SKIPPED: csv(CARD.format("EMAIL;ENCODING=b:%%%\r\n")),
    FindingCode.MORE_FINDINGS: csv(TITLES + PEOPLE + "Ann,Lee\n" * 1_200),
}


# -- what holds for all of them --------------------------------------------------------------------


def templates(texts: tuple[str, str]) -> set[str]:
    """Names of the parts that a text asks for."""
    parts = [part for text in texts for part in string.Formatter().parse(text)]
    return {name for _, name, _, _ in parts if name is not None}


def check_messages(item: Issue | FileFinding) -> None:
    """Both languages say something, and every part they ask for is there."""
    for language in ("en", "fr"):
        message = render(item, language)
        assert message.problem
        assert "…" not in str(message), f"{item.code}: a part of the {language} text is not given"
        assert "  " not in str(message), f"{item.code}: a part of the {language} text is empty"
        assert "None" not in str(message), f"{item.code}: a part of the {language} text is empty"


@pytest.mark.parametrize("code", IssueCode)
def test_every_issue_is_produced_and_its_message_has_all_parts(code: IssueCode) -> None:
    """V33: each code comes out of an import, with the parts both languages name."""
    found = [issue for issue in ISSUE_MAKERS[code]() if issue.code is code]
    assert found
    for issue in found:
        check_messages(issue)


@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_is_produced_and_its_message_has_all_parts(
    code: FindingCode, tmp_path: Path
) -> None:
    """V33: each code comes out of opening a file, with the parts both languages name."""
    found = [f for f in FINDING_MAKERS[code](tmp_path).findings if f.code is code]
    assert found
    for finding in found:
        check_messages(finding)


def test_the_catalogue_holds_every_code_in_both_languages() -> None:
    """V33: no code without a text, no text without a code, the same parts in both languages."""
    assert set(ISSUES) == set(IssueCode)
    assert set(FINDINGS) == set(FindingCode)
    for code, texts in {**ISSUES, **FINDINGS}.items():
        assert set(texts) == {"en", "fr"}, code
        assert templates(texts["en"]) == templates(texts["fr"]), code
        assert bool(texts["en"][1]) == bool(texts["fr"][1]), code


def test_an_error_says_what_to_do() -> None:
    """Whatever refuses a row has a hint: its owner can act on it."""
    language: Language = "en"
    assert all(ISSUES[code][language][1] for code in IssueCode if not code.is_warning)


def test_a_missing_part_does_not_break_a_message() -> None:
    """A part that is not given shows as an ellipsis."""
    assert render(Issue.of(IssueCode.VALUE_TOO_LONG)).problem == "longer than … characters"


def test_a_missing_field_is_named_in_words() -> None:
    """Who has to fill something in reads what, not how a program calls it."""
    one_of = Issue.of(IssueCode.MISSING_FIELD, "name|phone|email")
    assert render(one_of).problem == "name, phone or e-mail is missing"
    assert render(one_of, "fr").problem == "le nom, le téléphone ou l'e-mail manque"
    assert (
        render(Issue.of(IssueCode.MISSING_FIELD, "given_name")).problem == "first name is missing"
    )


@pytest.mark.parametrize("field", REQUIRABLE)
def test_every_field_that_can_be_required_has_words(field: str) -> None:
    """A requirement that is not met is said in both languages."""
    issue = Issue.of(IssueCode.MISSING_FIELD, field)
    assert "_" not in render(issue).problem
    assert render(issue).problem != render(issue, "fr").problem


# -- parts in words --------------------------------------------------------------------------------


def test_every_reason_an_email_is_refused_for_is_french_too() -> None:
    """A French message holds no English part."""
    cells = ("q", "@a.fr", "a@", "a@b@c.fr", "a b@c.fr", f"{'a' * 65}@c.fr", "a..b@c.fr")
    cells += (".a@c.fr", "a@c", "a@.c.fr", "a@c.invalid", "a(@c.fr", "a@c.f_r", f"a@{'c' * 260}.fr")
    for cell in cells:
        with pytest.raises(InvalidValueError) as caught:
            parse_email(cell)
        issue = caught.value.issue
        reason = str(dict(issue.params)["reason"])
        assert VALUES_FR[reason] in str(render(issue, "fr"))
        assert reason in str(render(issue, "en"))


def test_a_book_without_a_region_does_not_speak_of_region_zz() -> None:
    """ZZ is how settings spell none; nobody who reads a message knows that."""
    issue = Issue.of(IssueCode.INVALID_PHONE, "phone", region="ZZ")
    for language in ("en", "fr"):
        assert "ZZ" not in str(render(issue, language))


def test_counts_are_written_as_the_language_writes_them() -> None:
    """V33: thousands are set apart, one is no plural, and a row keeps its number."""
    issue = Issue.of(IssueCode.NAMES_IN_BOOK, rows=1, looked=5988)
    assert render(issue).problem.endswith("1 of the first 5,988")
    assert render(issue, "fr").problem.endswith("1 des 5\u202f988 premiers")
    other = Issue.of(IssueCode.DUPLICATE_IN_FILE, other_row=5988)
    assert "row 5988 " in render(other).problem
