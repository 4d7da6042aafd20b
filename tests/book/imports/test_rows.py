"""What becomes of rows: one outcome each, all problems at once, doubles found."""

from pathlib import Path

import attrs
import pytest
from tests.book.imports.conftest import BY, FR, MakeBook, everybody, table_of

from clientbook import (
    FIELD_SERVICE,
    SAFE,
    ClientBook,
    ImportMode,
    OutcomeKind,
    PhoneKind,
    Table,
)
from clientbook.domain.settings import ImportSettings
from clientbook.errors import MappingError, UndecidedColumnError
from clientbook.importing.mapping import UpdatePolicy
from clientbook.messages.issues import IssueCode

PEOPLE = """
First name | Last name | Mobile         | Email
Marie      | Dupont    | 06 12 34 56 78 | marie@example.fr
Paul       | Martin    | 07 66 22 33 44 | paul@example.fr
"""


def codes(book: ClientBook, run_id: str) -> dict[int, list[IssueCode]]:
    return {o.row: [i.code for i in o.issues] for o in book.imports.outcomes(run_id)}


def test_k10_the_outcomes_of_a_file_sum_to_its_rows(book: ClientBook) -> None:
    """K10, V28: a file of 500 rows ends in 500 outcomes, and the counts say the same."""
    rows = [[f"Name{n}", f"06 {n // 100:02d} {n % 100:02d} 11 22"] for n in range(491)]
    rows += [["", ""], ["Bad", "12"], *rows[:5], ["", "x"], ["Only name", ""], ["Only name", ""]]
    table = Table.from_rows(["Last name", "Mobile"], rows)
    run = book.imports.run(table, by=BY)
    outcomes = list(book.imports.outcomes(run.id))
    assert len(outcomes) == run.counts.rows == table.row_count == 500
    for name, number in attrs.asdict(run.counts).items():
        assert sum(o.kind.value == name for o in outcomes) == number
    assert run.counts.duplicate_in_file == 6
    assert run.counts.rejected == 2


def test_k12_several_values_in_one_cell_are_an_error_unless_a_separator_is_declared(
    book: ClientBook,
) -> None:
    """K12: two e-mails in one cell name row and column; with split they become two."""
    table = table_of("Name | Email\nMarie Dupont | a@x.fr; b@x.fr")
    mapping = book.imports.suggest(table).assign("Email", "email.1", split=None)
    run = book.imports.run(table, mapping, by=BY)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.kind is OutcomeKind.REJECTED
    assert [(i.code, i.column) for i in outcome.issues] == [(IssueCode.MULTI_VALUE_CELL, "Email")]
    assert outcome.row == 2
    run = book.imports.run(table, mapping.assign("Email", "email.1", split=";"), by=BY)
    assert run.counts.created == 1
    (profile,) = everybody(book)
    assert [e.address for e in profile.emails] == ["a@x.fr", "b@x.fr"]


def test_k18_every_column_has_to_be_decided(book: ClientBook) -> None:
    """K18: planning with an undecided column fails naming it; SKIP decides it too."""
    table = table_of("Name | Gizmo\nMarie Dupont | 7")
    mapping = book.imports.suggest(table).with_column(1, target=None)
    with pytest.raises(UndecidedColumnError) as caught:
        book.imports.plan(table, mapping)
    assert caught.value.headers == ("Gizmo",)
    plan = book.imports.plan(table, mapping.with_column(1, target="skip"))
    assert plan.counts is not None
    assert plan.counts.created == 1


def test_k20_a_new_attribute_is_defined_at_commit_and_once(book: ClientBook) -> None:
    """K20: aborting leaves no definition; committing makes one; equal names reuse it."""
    from clientbook.book.clients.attributes import load_definitions

    table = table_of("Name | Shoe size\nMarie Dupont | 38")
    mapping = book.imports.suggest(table).assign("Shoe size", "custom:Shoe size")
    plan = book.imports.plan(table, mapping)
    assert [d.name for d in plan.new_attributes] == ["Shoe size"]
    assert load_definitions(book.context) == {}
    book.imports.commit(plan, by=BY)
    assert list(load_definitions(book.context)) == ["shoe size"]
    again = table_of("Name | SHOE SIZE\nPaul Martin | 44")
    other = book.imports.suggest(again).assign("SHOE SIZE", "custom:SHOE SIZE")
    book.imports.run(again, other, by=BY)
    assert list(load_definitions(book.context)) == ["shoe size"]
    assert [p.attribute("Shoe size") for p in everybody(book)] == ["38", "44"]


def test_k21_a_skipped_value_reaches_no_record(book: ClientBook, tmp_path: Path) -> None:
    """K21: no stored client, change or outcome of an accepted row holds a skipped value."""
    table = table_of("Name | Secret\nMarie Dupont | xyzzy-secret")
    mapping = book.imports.suggest(table).assign("Secret", "skip")
    run = book.imports.run(table, mapping, by=BY)
    context = book.context
    stored = [
        context.store.get_clients(
            context.book, [o.client_id or "" for o in book.imports.outcomes(run.id)]
        ),
        context.store.read_changes(context.book),
        context.store.list_records(context.book, "outcome"),
        context.store.list_records(context.book, "import"),
    ]
    documents = [attrs.asdict(c) for c in stored[0].values()]
    assert documents
    assert "xyzzy" not in repr(documents) + repr([attrs.asdict(c) for c in stored[1]])
    assert "xyzzy" not in repr([r.body for r in (*stored[2], *stored[3])])
    for file in tmp_path.glob("book.db*"):  # whatever the store keeps beside, indexes included
        assert b"xyzzy" not in file.read_bytes()


def test_v8_a_header_repeated_inside_the_data_is_an_error(book: ClientBook) -> None:
    """V8: a second row of titles is refused, it is not a client called 'First name'."""
    lines = PEOPLE.strip().splitlines()
    run = book.imports.run(table_of("\n".join([*lines, lines[0]])), by=BY)
    assert codes(book, run.id)[4] == [IssueCode.REPEATED_HEADER]
    assert run.counts.created == 2


def test_v14_a_contact_needs_a_name_and_a_phone(make_book: MakeBook) -> None:
    """V14: the four cases of name and phone under FIELD_SERVICE, with distinct reasons."""
    book = make_book(attrs.evolve(FIELD_SERVICE, default_region="FR"))
    table = table_of(
        """
        First name | Phone          | Email
        Marie      | 01 42 34 56 78 |
        Paul       |                | paul@example.fr
                   | 01 42 34 56 79 | anne@example.fr
                   |                | jean@example.fr
        """
    )
    run = book.imports.run(table, by=BY)
    assert run.counts.created == 1
    missing = {
        o.row: [i.field for i in o.issues if i.code is IssueCode.MISSING_FIELD]
        for o in book.imports.outcomes(run.id)
    }
    assert missing == {2: [], 3: ["phone"], 4: ["name"], 5: ["name", "phone"]}


def test_v15_to_v18_more_columns_than_the_book_keeps_are_refused(make_book: MakeBook) -> None:
    """V15, V16, V17, V18: five values are kept in order, a sixth column is refused when mapping."""
    book = make_book(attrs.evolve(FIELD_SERVICE, default_region="FR"))
    cells = [f"01 42 34 56 {n:02d}" for n in range(5)] + [f"06 12 34 56 {n:02d}" for n in range(5)]
    header = ["Name", *(f"P{n}" for n in range(10)), *(f"E{n}" for n in range(6))]
    row = ["Marie Dupont", *cells, *(f"m{n}@example.fr" for n in range(5)), ""]
    table = Table.from_rows(header, [row])
    mapping = book.imports.suggest(table).assign("Name", "full_name")
    for n in range(5):
        mapping = mapping.assign(f"P{n}", f"phone.other.{n + 1}")
        mapping = mapping.assign(f"P{n + 5}", f"phone.mobile.{n + 1}")
        mapping = mapping.assign(f"E{n}", f"email.{n + 1}")
    run = book.imports.run(table, mapping.assign("E5", "skip"), by=BY)
    assert run.counts.created == 1
    (profile,) = everybody(book)
    assert [p.kind for p in profile.phones].count(PhoneKind.MOBILE) == 5
    assert [e.address[:2] for e in profile.emails] == ["m0", "m1", "m2", "m3", "m4"]
    with pytest.raises(MappingError, match="email"):
        book.imports.plan(table, mapping.assign("E5", "email.6"))


@pytest.mark.parametrize(
    ("kept", "sixth"),
    [
        ("email.{}", "email.6"),
        ("phone.other.{}", "phone.other.6"),
        ("phone.mobile.{}", "phone.mobile.6"),
        ("address.{}.city", "address.6.city"),
    ],
)
def test_a_sixth_column_of_any_kind_is_refused(make_book: MakeBook, kept: str, sixth: str) -> None:
    """V15, V16, V17, V18: five columns of a kind plan, the sixth is refused before any row."""
    book = make_book(attrs.evolve(FIELD_SERVICE, default_region="FR"))
    header = ["Name", "Main", *(f"C{n}" for n in range(1, 7))]
    table = Table.from_rows(header, [["Marie Dupont", "+33 1 42 34 56 00", *([""] * 6)]])
    mapping = book.imports.suggest(table).assign("Name", "full_name")
    mapping = mapping.assign("Main", "skip").assign("C6", "skip")
    for n in range(1, 6):
        mapping = mapping.assign(f"C{n}", kept.format(n))
    assert book.imports.plan(table, mapping).counts is not None
    with pytest.raises(MappingError):
        book.imports.plan(table, mapping.assign("C6", sixth))


def test_v19_a_row_that_continues_the_one_above_is_an_error(book: ClientBook) -> None:
    """V19: a row without name under a complete row says that it seems to continue it."""
    settings = attrs.evolve(FR, requirements=FIELD_SERVICE.requirements)
    strict = ClientBook(book.context.store, book="v19", settings=settings)
    run = strict.imports.run(
        table_of(
            "Name | Phone\nMarie Dupont | 01 42 34 56 78\n"
            " | 01 42 34 56 79\n | 01 42 34 56 80\n | 01 42 34 56 81"
        ),
        by=BY,
    )
    for row in (3, 4, 5):  # S31: each of several rows that go on
        assert IssueCode.CONTINUATION_ROW_SUSPECTED in codes(strict, run.id)[row]


@pytest.mark.parametrize(
    ("text", "said"),
    [  # rows that are clients by themselves, below others; which of them are said
        ("Marie Dupont | 06 12 34 56 78 | \n | 06 12 34 56 79 | 75001 Paris", [3]),
        ("Marie Dupont | 06 12 34 56 78 | \n | 06 12 34 56 79 | \n | 06 12 34 56 80 | ", [3, 4]),
        (" | 06 12 34 56 78 | \n | 06 12 34 56 79 | ", []),  # nobody has a name
        (" | 06 12 34 56 78 | \nMarie Dupont | 06 12 34 56 79 | ", []),
        ("Marie Dupont | 06 12 34 56 78 | \nPaul Roux | 06 12 34 56 79 | ", []),
        ("Marie Dupont | 12 | \n | 06 12 34 56 79 | ", []),  # below a row that is none
    ],
)
def test_v19_a_client_without_a_name_below_one_that_has_one_is_said(
    make_book: MakeBook, text: str, said: list[int]
) -> None:
    """V19: it is imported, for it may be a caller who left no name, and it says what it may be."""
    book = make_book(attrs.evolve(SAFE, default_region="FR"))
    run = book.imports.run(table_of("Name | Phone | City\n" + text), by=BY)
    found = codes(book, run.id)
    assert [row for row, of in found.items() if IssueCode.NAMELESS_BELOW in of] == said
    assert run.counts.created == len(text.split("\n")) - run.counts.rejected


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        ("Phone | City", "06 12 34 56 78 | Lyon\n06 12 34 56 79 | Lyon"),  # no name is asked for
        ("Client ID | Name | Phone", "7 | Marie Roux | 06 12 34 56 78\n8 | | 06 12 34 56 79"),
        ("Name | Company | Phone", "Marie Roux | | 06 12 34 56 78\n | Acme | 06 12 34 56 79"),
    ],
)
def test_v19_who_is_somebody_without_a_name_is_not_said(
    make_book: MakeBook, titles: str, rows: str
) -> None:
    """V19: a list without names, a number of one's own and a firm go on with nobody."""
    book = make_book(attrs.evolve(SAFE, default_region="FR"))
    run = book.imports.run(table_of(f"{titles}\n{rows}"), by=BY)
    assert run.counts.created == 2
    assert not any(IssueCode.NAMELESS_BELOW in of for of in codes(book, run.id).values())


def test_v23_a_full_name_in_the_first_name_column_is_kept_as_given(make_book: MakeBook) -> None:
    """V23: nothing is split, and the client is found by the family name."""
    book = make_book(attrs.evolve(FIELD_SERVICE, default_region="FR"))
    run = book.imports.run(
        table_of("First name | Last name | Phone\nMarie Dupont | | 01 42 34 56 78"), by=BY
    )
    assert run.counts.created == 1
    (profile,) = everybody(book)
    assert profile.name.given == "Marie Dupont"


def test_v24_blank_cells_leave_no_holes(book: ClientBook) -> None:
    """V24, V27: values keep the order of their columns, empty ones leave nothing."""
    table = table_of(
        """
        Name         | P1 | P2             | P3             | Town | Town 2
        Marie Dupont |    | 01 42 34 56 78 | 01 42 34 56 79 |      | Lyon
        """
    )
    mapping = book.imports.suggest(table)
    targets = ("phone.1", "phone.2", "phone.3", "address.home.city", "address.work.city")
    for index, target in enumerate(targets, start=1):
        mapping = mapping.with_column(index, target=target)
    book.imports.run(table, mapping, by=BY)
    (profile,) = everybody(book)
    assert [p.e164 for p in profile.phones] == ["+33142345678", "+33142345679"]
    assert [a.locality for a in profile.addresses] == ["Lyon"]


def test_v25_the_kind_of_a_phone_comes_from_its_column(book: ClientBook) -> None:
    """V25: a mobile number under Phone stays OTHER, with a warning; under Mobile it is one."""
    table = table_of("Name | Phone | Mobile\nMarie Dupont | 06 12 34 56 78 | 07 66 34 56 78")
    run = book.imports.run(table, by=BY)
    (profile,) = everybody(book)
    assert {p.e164: p.kind for p in profile.phones} == {
        "+33612345678": PhoneKind.OTHER,
        "+33766345678": PhoneKind.MOBILE,
    }
    assert codes(book, run.id)[2] == [IssueCode.LOOKS_MOBILE]


@pytest.mark.parametrize(
    ("region", "text", "e164"),
    [
        ("FR", "06 12 34 56 78", "+33612345678"),
        ("CA", "06 12 34 56 78", None),
        ("CA", "+33 6 12 34 56 78", "+33612345678"),
        ("FR", "+1 418 418 0484", "+14184180484"),
        ("ZZ", "06 12 34 56 78", None),
        ("ZZ", "+33 6 12 34 56 78", "+33612345678"),
    ],
)
def test_v26_a_number_without_country_code_takes_the_region_of_the_book(
    make_book: MakeBook, region: str, text: str, e164: str | None
) -> None:
    """V26: the region of the book completes national numbers and touches no others."""
    book = make_book(attrs.evolve(SAFE, default_region=region))
    run = book.imports.run(Table.from_rows(["Name", "Mobile"], [["Marie", text]]), by=BY)
    if e164 is None:
        assert run.counts.rejected == 1
    else:
        (profile,) = everybody(book)
        assert [p.e164 for p in profile.phones] == [e164]
        assert profile.phones[0].raw == text


def test_all_problems_of_a_row_are_told_at_once(book: ClientBook) -> None:
    """V31: nobody has to upload a file once per mistake."""
    table = table_of("Name | Mobile | Email | Birth date\nMarie | 12 | nobody@ | 31/02/1990")
    run = book.imports.run(table, by=BY)
    assert set(codes(book, run.id)[2]) == {
        IssueCode.PHONE_TOO_SHORT,
        IssueCode.INVALID_EMAIL,
        IssueCode.DATE_NOT_ON_CALENDAR,
    }


def test_a_spreadsheet_error_is_a_row_error(book: ClientBook) -> None:
    """A cell that holds #REF! is not a name."""
    run = book.imports.run(table_of("Name | Town\nMarie | #REF!"), by=BY)
    assert codes(book, run.id)[2] == [IssueCode.CELL_ERROR]


MODES = [
    (ImportMode.CREATE, "skipped", "created", {}),
    (ImportMode.UPDATE, "updated", "rejected", {"email": "new@example.fr"}),
    (ImportMode.UPSERT, "updated", "created", {"email": "new@example.fr"}),
]


@pytest.mark.parametrize(("mode", "known", "unknown", "_"), MODES)
def test_x13_modes_say_what_rows_may_do(
    book: ClientBook, mode: ImportMode, known: str, unknown: str, _: object
) -> None:
    """X13: create skips known persons, update refuses unknown ones, upsert does both."""
    book.imports.run(table_of(PEOPLE), by=BY)
    second = table_of(
        """
        First name | Last name | Mobile         | Email
        Marie      | Dupont    | 06 12 34 56 78 | new@example.fr
        Zoé        | Petit     | 06 99 88 77 66 | zoe@example.fr
        """
    )
    run = book.imports.run(second, by=BY, mode=mode)
    kinds = [o.kind.value for o in book.imports.outcomes(run.id)]
    assert kinds == [known, unknown]


@pytest.mark.parametrize(
    ("policy", "blank_clears", "cell", "expected"),
    [
        (UpdatePolicy.FILL, False, "Acme", "Old"),
        (UpdatePolicy.OVERWRITE, False, "Acme", "Acme"),
        (UpdatePolicy.OVERWRITE, False, "", "Old"),
        (UpdatePolicy.OVERWRITE, True, "", None),
        (UpdatePolicy.FILL, True, "", None),
    ],
)
def test_x13_a_column_fills_overwrites_or_clears(
    book: ClientBook, policy: UpdatePolicy, blank_clears: bool, cell: str, expected: str | None
) -> None:
    """X13: an update never blanks a field unless its column says so."""
    book.imports.run(table_of("Name | Mobile | Company\nMarie | 06 12 34 56 78 | Old"), by=BY)
    table = Table.from_rows(["Name", "Mobile", "Company"], [["Marie", "0612345678", cell]])
    mapping = book.imports.suggest(table).assign(
        "Company", "company", policy=policy, blank_clears=blank_clears
    )
    book.imports.run(table, mapping, by=BY)
    (profile,) = everybody(book)
    assert profile.company == expected


def test_x13_only_a_new_external_id_attaches_the_row(book: ClientBook) -> None:
    """A known person who only gains the id of another system is attached, not updated."""
    book.imports.run(table_of(PEOPLE), by=BY)
    table = table_of("Id | First name | Last name | Mobile\n77 | Marie | Dupont | 0612345678")
    mapping = book.imports.suggest(table).assign("Id", "external_id:crm")
    run = book.imports.run(table, mapping, by=BY)
    assert run.counts.attached == 1
    assert book.imports.run(table, mapping, by=BY).counts.unchanged == 1


def test_a_family_that_shares_a_phone_is_several_persons(book: ClientBook) -> None:
    """The same number under different first names is no double."""
    text = "First name | Last name | Mobile\nMarie | Roy | 0612345678\nPaul | Roy | 0612345678"
    run = book.imports.run(table_of(text), by=BY)
    assert run.counts.created == 2
    assert book.imports.run(table_of(text), by=BY).counts.unchanged == 2


def test_a_row_that_may_be_two_persons_waits_for_a_human(book: ClientBook) -> None:
    """Two compatible holders of the number: REVIEW, nothing written, candidates named."""
    book.imports.run(
        table_of(
            "First name | Last name | Mobile\nMarie | Roy | 0612345678\nMax | Roy | 0612345678"
        ),
        by=BY,
    )
    run = book.imports.run(
        table_of("First name | Last name | Mobile\nM. | Roy | 0612345678"), by=BY
    )
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.kind is OutcomeKind.REVIEW
    assert len(outcome.candidates) == 2
    assert len(everybody(book)) == 2


def test_doubles_inside_the_file_fill_the_first_row(book: ClientBook) -> None:
    """The second row of a person adds what the first lacks; both rows are accounted for."""
    run = book.imports.run(
        table_of(
            """
            First name | Last name | Mobile         | Email
            Marie      | Dupont    | 06 12 34 56 78 |
            Paul       | Martin    |                | paul@example.fr
            MARIE      | DUPONT    | +33612345678   | marie@example.fr
            """
        ),
        by=BY,
    )
    assert (run.counts.created, run.counts.duplicate_in_file) == (2, 1)
    marie = next(p for p in everybody(book) if p.phones)
    assert [e.address for e in marie.emails] == ["marie@example.fr"]
    assert marie.name.given == "Marie"


def test_x9_an_external_id_decides_alone(book: ClientBook) -> None:
    """X9: the same id is the same person, whatever the number; other names wait, X31."""
    header = "Id | Name | Mobile\n"
    first = table_of(header + "7 | Marie Dupont | 0612345678")
    mapping = book.imports.suggest(first).assign("Id", "external_id:crm")
    book.imports.run(first, mapping, by=BY)
    second = table_of(header + "7 | Marie | 0699999999\n7 | Marie Durand | 0699999999")
    run = book.imports.run(second, mapping, by=BY)
    assert (run.counts.updated, run.counts.review) == (1, 1)
    assert len(everybody(book)) == 1


def test_new_attributes_can_be_forbidden(make_book: MakeBook) -> None:
    """A book that does not take unknown attributes refuses them by name."""
    book = make_book(attrs.evolve(FR, imports=ImportSettings(new_attributes=False)))
    table = table_of("Name | Gizmo\nMarie Dupont | 7")
    mapping = book.imports.suggest(table).assign("Gizmo", "custom:Gizmo")
    with pytest.raises(MappingError, match="Gizmo"):
        book.imports.plan(table, mapping)


def test_an_import_brings_consents_in_but_never_lifts_an_unsubscription(book: ClientBook) -> None:
    """SPEC §3: an opt-out comes in; a later opt-in of a file does not undo it, and says so."""
    from clientbook.domain.consents import Channel

    header = "Name | Email | Newsletter\nMarie Dupont | marie@example.fr | "
    for answer, kept in (("no", False), ("no", False), ("yes", True)):
        table = table_of(header + answer)
        mapping = book.imports.suggest(table).assign("Newsletter", "consent.email")
        run = book.imports.run(table, mapping, by=BY)
        (outcome,) = book.imports.outcomes(run.id)
        assert (IssueCode.CONSENT_KEPT in codes(book, run.id)[2]) is kept
        decision = book.consent.may_contact(outcome.client_id or "", Channel.EMAIL, "MARKETING")
        assert not decision.allowed
    assert len(book.consent.events(outcome.client_id or "")) == 1


def test_an_import_blocks_but_never_unblocks(book: ClientBook) -> None:
    """SPEC §3: a blocked client stays blocked whatever a file says, and the row says so."""
    for answer, expected in (("yes", []), ("no", [IssueCode.BLOCK_KEPT])):
        table = table_of(f"Name | Email | Blocked\nMarie Dupont | marie@example.fr | {answer}")
        mapping = book.imports.suggest(table).assign("Blocked", "blocked")
        run = book.imports.run(table, mapping, by=BY)
        (outcome,) = book.imports.outcomes(run.id)
        assert [i.code for i in outcome.issues] == expected
        assert book.clients.get(outcome.client_id or "").block is not None


@pytest.mark.parametrize("given", ["Jon", "Johnn"])
def test_a_likely_double_waits_for_a_human(book: ClientBook, given: str) -> None:
    """Same phone and nearly the same name: REVIEW, never merged nor created by a machine."""
    header = "First name | Last name | Mobile\n"
    book.imports.run(table_of(header + "John | Smith | 0612345678"), by=BY)
    run = book.imports.run(table_of(header + f"{given} | Smith | 0612345678"), by=BY)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.kind is OutcomeKind.REVIEW
    assert [i.code for i in outcome.issues] == [IssueCode.POSSIBLE_DUPLICATE]
    assert len(outcome.candidates) == 1


def test_x19_a_shared_number_identifies_nobody_in_an_import(book: ClientBook) -> None:
    """X19: a number marked as a family's makes no row a double."""
    header = "First name | Last name | Mobile\n"
    book.imports.run(table_of(header + "John | Smith | 0612345678"), by=BY)
    book.privacy.mark_shared("0612345678", by=BY)
    run = book.imports.run(table_of(header + "J. | Smith | 0612345678"), by=BY)
    assert run.counts.created == 1


def test_a_number_of_a_client_abroad_is_read_as_there(book: ClientBook) -> None:
    """V26: the country of the address comes before that of the head office, where it has one."""
    table = table_of(
        """
        Name      | Mobile         | Country
        Ann Lee   | (418) 418-0484 | Canada
        Bob Ray   | 06 12 34 56 78 | Canada
        Zoé Petit | 06 99 88 77 66 |
        """
    )
    run = book.imports.run(table, by=BY)
    assert run.counts.created == 3
    numbers = {p.display_name: p.phones[0].e164 for p in everybody(book)}
    assert numbers == {
        "Ann Lee": "+14184180484",
        "Bob Ray": "+33612345678",
        "Zoé Petit": "+33699887766",
    }
