"""What a cell about contact says."""

from datetime import UTC, datetime

import pytest

from clientbook.errors import InvalidValueError
from clientbook.parsing.consents import NOTHING_SAID, ConsentAnswer, ConsentColumn, parse_consent
from clientbook.parsing.date_orders import DateOrder

SUBSCRIPTION, STATUS, OPTOUT, REFUSAL, UNCLEAR = ConsentColumn

WORDS: list[tuple[str, bool | None, bool | None, bool | None]] = [
    # cell, as a subscription, as a status, as an opt-out
    ("", None, None, None),
    ("  ", None, None, None),
    ("unreachable", False, False, False),
    ("yes", True, True, False),
    ("1", True, True, False),
    ("oui", True, True, False),
    ("ja", True, True, False),
    ("sí", True, True, False),
    ("x", True, True, False),
    ("no", False, False, None),
    ("0", False, False, None),
    ("false", False, False, None),
    ("non", False, False, None),
    ("nein", False, False, None),
    ("subscribed", True, True, None),
    ("Abonné", True, True, None),
    ("angemeldet", True, True, None),
    ("suscrita", True, True, None),
    ("unsubscribed", False, False, False),
    ("Désabonnée", False, False, False),
    ("abgemeldet", False, False, False),
    ("Dado de baja", False, False, False),
    ("STOP", False, False, False),
    ("cleaned", False, False, False),
    ("bounced", False, False, False),
    ("Hard bounce", False, False, False),
    ("do not contact", False, False, False),
    ("Ne pas contacter", False, False, False),
    ("Nicht kontaktieren", False, False, False),
    ("No contactar", False, False, False),
    ("pending", None, None, None),
    ("En attente", None, None, None),
    ("unbestätigt", None, None, None),
    ("pendiente", None, None, None),
    ("unknown", None, None, None),
    ("not_subscribed", False, None, None),
    ("non-subscribed", False, None, None),
    ("Nicht abonniert", False, None, None),
    ("NEVER_SUBSCRIBED", None, None, None),
    ("jamais abonné", None, None, None),
    ("nie abonniert", None, None, None),
    ("nooit aangemeld", None, None, None),
    ("0000-00-00", None, None, None),
]


@pytest.mark.parametrize("column", [SUBSCRIPTION, STATUS, OPTOUT])
@pytest.mark.parametrize("case", WORDS, ids=lambda case: case[0] or "blank")
def test_a_word_says_what_its_column_asks(
    case: tuple[str, bool | None, bool | None, bool | None], column: ConsentColumn
) -> None:
    """X36, F2, F3: "not opted out" says nothing; no word becomes an opt-in that nobody gave."""
    text = case[0]
    if text.startswith("0000") and column is not OPTOUT:
        with pytest.raises(InvalidValueError):
            parse_consent(text, column)
        return
    expected = dict(zip((SUBSCRIPTION, STATUS, OPTOUT), case[1:], strict=True))[column]
    assert parse_consent(text, column).opted_in is expected


@pytest.mark.parametrize("case", WORDS[:-1], ids=lambda case: case[0] or "blank")
def test_a_column_that_nobody_was_sure_of_opts_nobody_in(
    case: tuple[str, bool | None, bool | None, bool | None],
) -> None:
    """X36: its no counts as a subscription's; of an unclear one what refuses in each column."""
    text, *said = case
    assert parse_consent(text, REFUSAL).opted_in is (False if said[0] is False else None)
    everywhere = said == [False, False, False]
    assert parse_consent(text, UNCLEAR).opted_in is (False if everywhere else None)


@pytest.mark.parametrize(
    "text", ["2024-05-02 10:00:00", "2024-05-02T10:00:00Z", "02.05.2024 10:00", "1714644000"]
)
def test_the_time_of_an_unsubscription_is_one(text: str) -> None:
    """X36: a time in a column of opt-outs is an opt-out at that time, in any order of the day."""
    answer = parse_consent(text, OPTOUT)
    assert (answer.opted_in, answer.at) == (False, datetime(2024, 5, 2, 10, tzinfo=UTC))


DATED = [
    *("Oui (12/03/2024)", "oui le 12/03/24", "Yes - 2024-03-12", "12/03/2024 : oui", "x 12.3.2024"),
    *("Ja, am 12. März 2024", "sí (desde 12/03/2024)", "Sì dal 12/03/2024", "Sim, em 12-03-2024"),
    *("ja [sinds 12 maart 2024]", "2024-03-12 yes", "opt-in 2024-03-12T00:00:00Z"),
]


@pytest.mark.parametrize("text", DATED)
def test_the_day_beside_a_yes_is_when_it_was_said(text: str) -> None:
    """X36: of a subscription its first moment; in a column of opt-outs an opt-out of that day."""
    yes = parse_consent(text, SUBSCRIPTION, order=DateOrder.DMY)
    assert (yes.opted_in, yes.at) == (True, datetime(2024, 3, 12, tzinfo=UTC))
    no = parse_consent(text, OPTOUT, order=DateOrder.DMY)
    if text.startswith("opt-in"):  # said of a subscription, whatever its column asks
        assert no == ConsentAnswer(None)
    else:
        assert (no.opted_in, no.at) == (False, datetime(2024, 3, 12, 23, 59, 59, 999_999, UTC))


def test_the_day_beside_a_no_is_that_of_an_opt_out() -> None:
    """X36: below a title that refuses a no says nothing, whatever day is beside it."""
    no = parse_consent("Non (12/03/2024)", SUBSCRIPTION, order=DateOrder.DMY)
    assert (no.opted_in, no.at and no.at.hour) == (False, 23)
    assert parse_consent("Non (12/03/2024)", OPTOUT) == ConsentAnswer(None)


@pytest.mark.parametrize(
    "text",
    [
        "Oui ?",
        "Oui ? (12/03/2024)",
        "Oui (12/03/2024 ?)",
        "peut-être (12/03/2024)",
        "oui 0612345678",
        "oui (44)",
        "oui 2024",
        "12/03/2024",
        "oui 06 12 34 56 78",
        "oui non 12/03/2024",
    ],
)
def test_a_doubtful_answer_with_a_day_stays_a_question(text: str) -> None:
    """X36: no opt-in that nobody gave."""
    with pytest.raises(InvalidValueError):
        parse_consent(text, SUBSCRIPTION, order=DateOrder.DMY)


@pytest.mark.parametrize("column", ConsentColumn)
@pytest.mark.parametrize("text", ["maybe", "ask his wife", "yes" * 90, "12", "👍👎"])
def test_what_may_mean_either_is_a_question(text: str, column: ConsentColumn) -> None:
    """X36: a word nobody knows is neither an opt-in nor lost: the row says so."""
    with pytest.raises(InvalidValueError):
        parse_consent(text, column)


REPEATED = [
    ("Do not e-mail", "NO EMAIL"),
    ("Do not e-mail", "no mail, please"),
    ("Do not e-mail", "no-email!"),
    ("Do not e-mail", "never"),
    ("Do not e-mail", "Don't email"),
    ("Do not call", "no phone"),
    ("Do not call", "donotcall"),
    ("No SMS", "no SMS"),
    ("No SMS", "NEVER"),
    ("Do not contact", "no calls"),
    ("Opt out", "no e-mails"),
    ("Pas de mail", "pas de mail"),
    ("Pas de mail", "Pas d'e-mail"),
    ("Pas de mail", "jamais"),
    ("Ne pas appeler", "pas d'appels svp"),
    ("Keine E-Mails", "keine Mails bitte"),
    ("Nicht anrufen", "nie"),
    ("Werbesperre", "Werbung unerwünscht"),
    ("No llamar", "sin llamadas"),
    ("Non contattare", "non contattare"),
    ("Sem SMS", "sem sms"),
    ("Niet bellen", "niet bellen aub"),
]


@pytest.mark.parametrize(("title", "cell"), REPEATED)
def test_a_cell_that_repeats_the_refusal_is_one(title: str, cell: str) -> None:
    """X36: in a column of opt-outs it is no filler word and no "no"."""
    assert parse_consent(cell, OPTOUT, title=title).opted_in is False


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Do not e-mail", "no SMS"),
        ("Pas d'appels", "pas de mail"),
        ("Do not e-mail", "no e-mail about boats"),
        ("Do not e-mail", "perhaps no mail"),
        ("Do not e-mail", "no thank you very much"),
    ],
)
def test_another_refusal_is_a_question(title: str, cell: str) -> None:
    """X36: what names another way of contact, or says more, is nobody's silent "nothing"."""
    with pytest.raises(InvalidValueError):
        parse_consent(cell, OPTOUT, title=title)


@pytest.mark.parametrize("title", ["Unsubscribed", "Opted out on", "Désinscrit le", ""])
@pytest.mark.parametrize("cell", ["never", "jamais", "no", "n/a", "-", "0"])
def test_nobody_opted_out_who_never_did(title: str, cell: str) -> None:
    """X36: "Unsubscribed: never" is no opt-out that nobody gave."""
    assert parse_consent(cell, OPTOUT, title=title).opted_in is None


@pytest.mark.parametrize("cell", ["no newsletter", "pas de mail", "keine Werbung", "no email"])
def test_a_refusal_in_words_is_a_no(cell: str) -> None:
    """X36: in a column of subscriptions as well."""
    assert parse_consent(cell, SUBSCRIPTION, title="Newsletter").opted_in is False


UNKNOWN = """
don't know|to be checked|to ask|ne sait pas|à demander|à vérifier|weiß nicht|zu klären|unbekannt
no sabe|a consultar|por preguntar|da verificare|da chiedere|non so|não sabe|a perguntar
weet niet|na te vragen|te vragen
"""


@pytest.mark.parametrize("column", ConsentColumn)
def test_who_is_still_to_be_asked_said_nothing(column: ConsentColumn) -> None:
    """X36: "to ask", "weiß nicht" and their like are a blank in every column of a consent."""
    for text in UNKNOWN.strip().replace("\n", "|").split("|"):
        assert parse_consent(text, column) == NOTHING_SAID, text


@pytest.mark.parametrize(
    "text",
    ["toestemming", "Einwilligung", "subscrito", "DOI", "double opt-in", "RGPD ok", "GDPR OK",
     "ok DSGVO"],
)  # fmt: skip
def test_a_consent_by_its_name_is_a_yes(text: str) -> None:
    """X36: in a column that asks for one; in one of opt-outs it says nothing."""
    assert parse_consent(text, SUBSCRIPTION).opted_in is True
    assert parse_consent(text, OPTOUT) == NOTHING_SAID


@pytest.mark.parametrize("text", ["non merci", "No, gracias", "nein danke", "no thanks"])
def test_a_polite_refusal_is_an_opt_out(text: str) -> None:
    """X36: in a column that asks for a consent, also in one that nobody was sure of."""
    for column in (SUBSCRIPTION, STATUS, ConsentColumn.REFUSAL):
        assert parse_consent(text, column).opted_in is False
