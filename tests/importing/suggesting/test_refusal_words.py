"""What refuses is heard, in a cell or in a title: no opt-out is lost, and none is half of one."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.errors import InvalidValueError
from clientbook.parsing.consents import ConsentColumn, parse_consent

REFUSED = """
Denied|Not granted|Withheld|Not accepted|Not allowed|Declined|Not permitted
Refusé|Refusée|Non accordé|Non autorisé|Pas accepté|Non consenti
verweigert|nicht erteilt|nicht gestattet|nicht akzeptiert|nicht zugestimmt|abgelehnt
Denegado|Denegada|No concedido|No autorizado|No aceptada|No otorgado
Negato|Negata|Non concesso|Non accettato|Non autorizzato|Non prestato
Negado|Não concedido|Não autorizada|Não aceite|Recusado
Geweigerd|Niet verleend|Niet toegestaan|Niet akkoord
"""
UNCLEAR = ["non rifiutato", "not refused", "nicht verweigert", "niet geweigerd", "granted by Ann"]
LAWS = """
GDPR|RGPD|DSGVO|AVG|LGPD|LOPD|LOPDGDD|BDSG|CCPA|POPIA|CNIL|Privacywet|Datenschutz|Privacy
Data protection|Protección de datos|Protection des données|Protezione dati|Proteção de dados
AVG akkoord|Acconsento|web_communication_agreement
"""
NO_CONTACT = """
Do not contact|Kein Kontakt|Nicht kontaktieren|Ne pas contacter|No contactar|Non contattare
Não contactar|Niet contacteren|DNC|No contact
"""
WAYS = """
Preferred contact method|Communication preference|Moyen de contact préféré|Bevorzugter Kontaktweg
Medio de contacto preferido|Mezzo di contatto preferito|Meio de contacto preferido|Contactvoorkeur
Marketing allowed via
"""
ADVERTISING = [
    *("Accepts marketing", "Marketing consent", "Accepte le marketing", "Consentement marketing"),
    *("Werbung erlaubt", "Acepta publicidad", "Consenso marketing", "Aceita marketing", "Opt in"),
]
BARRED = """
Online booking disabled|No online booking|Online booking blocked|Cannot book online
Interdit de réservation|Bloqué en ligne|Réservation en ligne bloquée|Pas de réservation en ligne
Online-Buchung gesperrt|Sperre Online-Buchung|Keine Online-Buchung
Reserva online bloqueada|Bloqueado online|Prenotazione online bloccata|Marcação online bloqueada
Online boeken geblokkeerd
"""
NOT_BARRED = [
    "Allow online booking",
    "Online booking",
    "Booking no",
    "Not blocked from booking",
    "No-shows",
]


def _listed(text: str) -> list[str]:
    return [word for line in text.strip().splitlines() for word in line.split("|")]


def _table(title: str, *cells: str) -> Table:
    names = ("Ann", "Bob")[: len(cells)]
    rows = [[n, f"{n}@example.org", cell] for n, cell in zip(names, cells, strict=True)]
    return Table.from_rows(["Name", "E-mail", title], rows)


@pytest.mark.parametrize("cell", _listed(REFUSED))
def test_what_was_not_granted_is_an_opt_out(cell: str) -> None:
    """X36: a refusal in words is one in any column of a consent, in seven languages."""
    for column in (ConsentColumn.SUBSCRIPTION, ConsentColumn.REFUSAL):
        assert parse_consent(cell, column, title="Marketing consent").opted_in is False


@pytest.mark.parametrize("cell", UNCLEAR)
def test_what_may_be_either_is_asked_about(cell: str) -> None:
    """X36: a refusal that is itself denied opts nobody in and nobody out."""
    with pytest.raises(InvalidValueError):
        parse_consent(cell, ConsentColumn.SUBSCRIPTION)


@pytest.mark.parametrize("title", _listed(LAWS))
def test_a_law_that_asks_for_consent_is_a_question(title: str) -> None:
    """X36: under the name of a law, national or not, a no may be an opt-out."""
    for cells in (("No", "Yes"), ("Sí", ""), ("0", "1")):
        column = suggest_mapping(_table(title, *cells)).columns[2]
        assert column.target is None
        assert {target.field for target in column.alternatives} == {"consent"}


@pytest.mark.parametrize("cell", _listed(NO_CONTACT))
@pytest.mark.parametrize(
    "title", ["Preferred contact method", "Status", "Kontaktweg", "Marketing consent"]
)
def test_do_not_contact_is_of_every_channel_and_topic(title: str, cell: str) -> None:
    """X36: who is not to be contacted is not, whatever the column is called that says so."""
    book = ClientBook(MemoryStore())
    table = _table(title, cell)
    book.imports.run(table, suggest_mapping(table).skip_undecided(), by=ANNE)
    (ann,) = book.search.find("Ann")
    said = [(event.channel, event.topic) for event in book.consent.events(ann.id)]
    assert said == [(None, ALL_TOPICS)]


def test_a_column_of_one_way_refuses_that_way() -> None:
    """X36: "do not contact" below "E-mail status" is said of e-mail."""
    answer = parse_consent("do not contact", ConsentColumn.STATUS, title="E-mail status")
    assert (answer.opted_in, answer.of_all) == (False, False)


@pytest.mark.parametrize("title", _listed(WAYS))
@pytest.mark.parametrize("cell", ["None", "Email only", "Keiner", "Aucun", "Nur SMS", "Solo email"])
def test_what_leaves_a_way_out_is_a_question(title: str, cell: str) -> None:
    """X36: "None" and "E-mail only" forbid something; it is no attribute in silence."""
    column = suggest_mapping(_table(title, cell, "Email")).columns[2]
    assert column.target is None
    assert [target.part for target in column.alternatives] == ["no"]


def test_a_way_that_one_likes_best_forbids_nothing() -> None:
    """X36: a column that names ways alone stays the company's own."""
    for title in _listed(WAYS)[:-1]:
        assert str(suggest_mapping(_table(title, "Email", "SMS")).columns[2].target) == "custom"


def test_none_is_a_blank_beside_an_answer_and_else_a_question() -> None:
    """X36: programs write None where nothing was said; where it stands alone it may be a no."""
    beside = suggest_mapping(_table("Newsletter", "None", "yes")).columns[2]
    alone = suggest_mapping(_table("Newsletter", "None", "None")).columns[2]
    assert (str(beside.target), alone.target) == ("consent.email", None)
    assert parse_consent("None", ConsentColumn.SUBSCRIPTION, title="Newsletter").opted_in is None
    via = parse_consent("None", ConsentColumn.REFUSAL, title="Marketing allowed via")
    assert via.opted_in is False


@pytest.mark.parametrize("title", ADVERTISING)
def test_a_no_that_names_no_channel_is_of_every_one(title: str) -> None:
    """X36: "Werbung erlaubt: nein" is "Keine Werbung: ja"; its yes is of e-mail alone."""
    book = ClientBook(MemoryStore())
    book.imports.run(_table(title, "no", "yes"), by=ANNE)
    for name, channels in (("Ann", []), ("Bob", [Channel.EMAIL])):
        (found,) = book.search.find(name)
        assert [c for c in Channel if _subscribed(book, found.id, c)] == channels
    (ann,) = book.search.find("Ann")
    assert [(e.channel, e.topic) for e in book.consent.events(ann.id)] == [(None, "MARKETING")]


def _subscribed(book: ClientBook, client: ClientId, channel: Channel) -> bool:
    return book.consent.subscriptions(client)[channel, "MARKETING"].subscribed


@pytest.mark.parametrize(
    "title", ["Email comercial", "E-Mail Werbung", "Newsletter email", "E-mail marketing"]
)
def test_cells_that_are_addresses_are_no_consent(title: str) -> None:
    """K1: where to is not whether: one cell is enough to tell."""
    assert str(suggest_mapping(_table(title, "ann@example.com")).columns[2].target) == "email.2"


@pytest.mark.parametrize("title", _listed(BARRED))
def test_a_title_that_bars_booking_is_a_block(title: str) -> None:
    """K30: "Online booking disabled" is what "Do not book" is, in whatever words."""
    assert str(suggest_mapping(_table(title, "yes", "")).columns[2].target) == "blocked"


@pytest.mark.parametrize("title", NOT_BARRED)
def test_a_title_that_bars_nothing_is_none(title: str) -> None:
    """K30: what allows booking, counts it or numbers it blocks nobody."""
    assert str(suggest_mapping(_table(title, "yes", "no")).columns[2].target) != "blocked"
