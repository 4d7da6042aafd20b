"""A title that may speak of an opt-out is read as one, or asked about; it is never dropped."""

import pytest
from tests.book.people import ANNE

from clientbook import FIELD_SERVICE, ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.consents import Channel
from clientbook.errors import UndecidedColumnError

EMAIL = (Channel.EMAIL, "MARKETING")
TITLES = (
    "Blacklisté",
    "Blackliste",
    "Liste noire",
    "En lista negra",
    "Lista negra",
    "Blacklisted",
    "is_blacklisted",
    "Blacklist",
    "BLACKLISTED",
    "Schwarze Liste",
    "Lista nera",
    "Zwarte lijst",
    "Client blacklisté",
    "Blacklisted from booking",
)
BLOCKS = ("Blocked", "Bloqué", "Banned", "Online booking blocked")


def _table(title: str, said: str = "1") -> Table:
    return Table.from_rows(["Name", "E-mail", title], [["Ann Li", "ann@example.org", said]])


@pytest.mark.parametrize("title", TITLES)
def test_a_black_list_is_a_question(title: str) -> None:
    """X36: no booking, or no mail?  Both are proposed, and nothing is planned before an answer."""
    mapping = suggest_mapping(_table(title))
    column = mapping.columns[2]
    assert column.target is None
    assert [str(t) for t in column.alternatives] == ["consent.marketing.optout", "blocked"]
    book = ClientBook(MemoryStore())
    with pytest.raises(UndecidedColumnError):
        book.imports.run(_table(title), by=ANNE)
    assert book.clients.count() == 0


@pytest.mark.parametrize("title", BLOCKS)
def test_a_block_that_says_so_is_none(title: str) -> None:
    """X36: a title that speaks of no list is the block it was."""
    assert str(suggest_mapping(_table(title)).columns[2].target) == "blocked"


@pytest.mark.parametrize("title", [*TITLES, "Opted out of email: Newsletter One"])
@pytest.mark.parametrize("said", ["1", "oui"])
def test_who_does_not_answer_loses_no_opt_out(title: str, said: str) -> None:
    """X36: where columns nobody decided are skipped, this one is read as an opt-out."""
    table = _table(title, said)
    mapping = suggest_mapping(table).skip_undecided()
    assert not mapping.undecided
    book = ClientBook(MemoryStore())
    book.imports.run(table, mapping, by=ANNE)
    (ann,) = book.search.find("Ann")
    subscription = book.consent.subscriptions(ann.id)[EMAIL]
    assert not subscription.subscribed
    assert subscription.decided_by is not None


def test_the_question_names_the_channel_of_the_title() -> None:
    """X36: who refuses texts, in words nobody knows, is not asked about e-mail."""
    for title, target in (
        ("Opposition aux SMS de courtoisie", "consent.sms.optout"),
        ("Opted out of texts: Offers One", "consent.sms.optout"),
        ("Opted out of email: Newsletter One", "consent.email.optout"),
    ):
        column = suggest_mapping(_table(title)).columns[2]
        assert [str(t) for t in column.alternatives] == [target]


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Do not call list", "consent.all_phone.optout"),
        ("Do not email flagged", "consent.all_email.optout"),
        ("Nicht anrufen laut Frau Roy", "consent.all_phone.optout"),
        ("No SMS xyz", "consent.all_sms.optout"),
    ],
)
def test_a_refusal_with_a_word_nobody_knows_is_a_question(title: str, target: str) -> None:
    """X36: nearly an opt-out is asked about, and read as one where nobody answers."""
    column = suggest_mapping(_table(title)).columns[2]
    assert column.target is None
    assert [str(t) for t in column.alternatives] == [target]
    read = suggest_mapping(_table(title)).skip_undecided().columns[2]
    assert str(read.target) == target


@pytest.mark.parametrize("title", ["Do not call list", "No SMS xyz"])
def test_a_column_of_remarks_is_no_question(title: str) -> None:
    """X36: what no opt-out says stands in an attribute of the company's own."""
    column = suggest_mapping(_table(title, "only after nine, she says")).columns[2]
    assert str(column.target) == "custom"


def test_an_answer_is_a_block_and_no_opt_out() -> None:
    """X36: a person says which of both it is."""
    book = ClientBook(MemoryStore())
    table = _table("Blacklisted")
    book.imports.run(table, book.imports.suggest(table).assign("Blacklisted", "blocked"), by=ANNE)
    (ann,) = book.search.find("Ann")
    assert ann.block is not None
    assert book.consent.events(ann.id) == ()


def test_what_cannot_be_read_refuses_no_row() -> None:
    """X36: a column nobody decided never costs the row; what it says stays as text."""
    book = ClientBook(MemoryStore(), settings=FIELD_SERVICE)
    table = Table.from_rows(
        ["Name", "Mobile", "Blacklisted"], [["Ann Li", "+14155552671", "see the folder"]]
    )
    run = book.imports.run(table, by=ANNE)
    assert run.counts.created == 1
    (ann,) = book.search.find("Ann")
    assert [unread.text for unread in ann.profile.unread] == ["see the folder"]


@pytest.mark.parametrize(
    "title",
    [
        "STOP",
        "STOP SMS",
        "STOP email",
        "Stop pub",
        "Opposition",
        "Opposition SMS",
        "Refus SMS",
        "Refus pub",
        "Consent revoked",
        "Consent withdrawn",
        "Widerspruch",
        "Widerspruch E-Mail",
    ],
)
def test_a_refusal_is_no_attribute_whatever_the_language_of_the_other_titles(title: str) -> None:
    """X36: it is an opt-out, or a question; nobody's refusal lies in a column of its own."""
    column = suggest_mapping(_table(title, "oui")).columns[2]
    assert column.target is None or column.target.field == "consent", str(column.target)


DOUBTFUL = {
    "consent.marketing.optout": "Robinson|Baja|Suppressed|DND|Refus|Refusé|Widerruf|Opposition"
    "|Oppositie|Suppression list|Liste orange|Marketing: no",
    "consent.phone.optout": "TPS|CTPS|Liste rouge",
    "consent.post.optout": "MPS",
    "consent.email.optout": "Mailing: no|Newsletter: non|Bounced|Hard bounce|Unsubscribe reason"
    "|Fecha de baja",
    "consent.partners.optout": "Do not sell",
}
QUESTIONS = [(title, kind) for kind, titles in DOUBTFUL.items() for title in titles.split("|")]


@pytest.mark.parametrize(("title", "target"), QUESTIONS)
@pytest.mark.parametrize("heads", [["Name", "E-mail"], ["Prénom", "Email"], ["Nombre", "Correo"]])
def test_a_word_that_may_refuse_is_a_question(heads: list[str], title: str, target: str) -> None:
    """X36: it is asked about, whatever the language, and nobody's refusal is read as a yes."""
    table = Table.from_rows([*heads, title], [["Ann", "ann@example.org", "x"]])
    column = suggest_mapping(table).columns[2]
    assert column.target is None
    assert str(column.alternatives[0]) == target


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Robinson", ["Crusoe", "Lucy"]),
        ("Baja", ["médica", "voluntaria"]),
        ("TPS", ["123456 RT0001", "R12"]),
        ("Refus", ["devis trop cher"]),
        ("Motivo de baja", ["cambio de domicilio"]),
    ],
)
def test_a_word_that_refuses_nothing_is_no_question(title: str, cells: list[str]) -> None:
    """X36: what no opt-out says stands in an attribute of the company's own."""
    rows = [["Ann", f"ann{at}@example.org", cell] for at, cell in enumerate(cells)]
    column = suggest_mapping(Table.from_rows(["Nom", "Email", title], rows)).columns[2]
    assert str(column.target) == "custom"


@pytest.mark.parametrize("title", ["Mailing: yes/no", "Newsletter (oui/non)", "Newsletter j/n"])
def test_a_title_that_gives_both_answers_asks_for_one(title: str) -> None:
    """X36: its yes is an opt-in; where the title is not sure, that is the first proposal."""
    column = suggest_mapping(_table(title, "x")).columns[2]
    read = column.target if column.target is not None else column.alternatives[0]
    assert (read.field, read.part) == ("consent", None)


@pytest.mark.parametrize(
    "title", ["Geblokkeerd voor mailing", "Blocked for marketing", "Gesperrt für Newsletter"]
)
def test_a_channel_that_is_blocked_is_a_question(title: str) -> None:
    """X36: no mail, or no booking?  A person says which."""
    column = suggest_mapping(_table(title)).columns[2]
    assert column.target is None
    assert column.alternatives[0].is_opt_out
    assert str(column.alternatives[1]) == "blocked"


@pytest.mark.parametrize(
    "title",
    ["Bloctel", "Sans pub", "Werbesperre", "Désinscrit", "No llamar", "Opted out", "Robinson"],
)
def test_a_day_is_an_answer_of_an_opt_out(title: str) -> None:
    """X36: a column of dates is no attribute for it; each is the day somebody opted out."""
    rows = [[f"Ann{day}", f"ann{day}@example.org", f"2024-05-{day:02}"] for day in range(1, 13)]
    column = suggest_mapping(Table.from_rows(["Prénom", "Email", title], rows)).columns[2]
    assert (column.target or column.alternatives[0]).part == "optout"


@pytest.mark.parametrize(
    "title",
    [
        "Receives invoice by mail",
        "Receives receipts by SMS",
        "Wants e-mail invoice",
        "Reçoit la facture par mail",
        "Erhält Rechnung per E-Mail",
        "Recibe factura por correo",
        "Riceve fattura via email",
        "Recebe fatura por e-mail",
        "Ontvangt factuur per mail",
    ],
)
def test_who_gets_invoices_agreed_to_nothing(title: str) -> None:
    """X36: the way an invoice or a delivery is told on is no consent, yes or no."""
    mapping = suggest_mapping(_table(title, "yes"))
    assert str(mapping.columns[2].target) == "custom"
    book = ClientBook(MemoryStore())
    book.imports.run(_table(title, "yes"), mapping, by=ANNE)
    (ann,) = book.search.find("Ann")
    assert all(s.decided_by is None for s in book.consent.subscriptions(ann.id).values())


@pytest.mark.parametrize("title", ["Receives newsletter by mail", "Accepts offers by email"])
def test_what_is_offered_by_the_same_words_is_a_consent(title: str) -> None:
    """X36: the words beside a way to contact decide, not the way."""
    column = suggest_mapping(_table(title, "yes")).columns[2]
    assert (column.target or column.alternatives[0]).field == "consent"


@pytest.mark.parametrize("title", ["Billing email opt in", "Invoice e-mail consent"])
def test_a_consent_to_invoices_is_a_question(title: str) -> None:
    """X36: its no is no opt-out of advertising unless somebody says so."""
    column = suggest_mapping(_table(title, "no")).columns[2]
    assert str(column.target or "custom") == "custom"
