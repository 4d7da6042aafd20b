"""A remark behind an answer: a no stays one, a yes counts where it says how it was given."""

from datetime import date

import pytest

from clientbook import InvalidValueError
from clientbook.parsing.consents import (
    NOTHING_SAID,
    ConsentAnswer,
    ConsentColumn,
    opening_answer,
    parse_consent,
)
from clientbook.parsing.date_orders import DateOrder

REFUSED = """
no - withdrew|no (told us)|No: rang on 3/5|no, not by mail|doesn't want|Don't want any|no - sms ok
non (mail du 3/5)|non - fâchée|non : à ne plus relancer|ne veut plus|ne souhaite pas|Non. Fâchée
nein - am Telefon widerrufen|nein (3.5.)|möchte nicht|will keine|kein Interesse|nein, nur Termine
No quiere|no quiere más|no - llamó ayer|No (se quejó)|prefiere no
no, ha telefonato|non vuole|non desidera|no (lettera)
não - pediu para sair|não quer|não (ligou)
nee, liever niet|nee - aan de balie|wil niet|wil geen|nee (mail)
stop - rang|cleaned: full|refusé (tél.)
"""
GRANTED = """
yes - signed|yes (form at the desk)|oui - signé|oui (formulaire, à l'accueil)|oui, oral
ja (mündlich)|ja - am Empfang unterschrieben|sí - en tienda|sí (por escrito)|sì (modulo firmato)
sim - balcão|sim (assinado)|ja, schriftelijk|ja (formulier getekend)
"""
DOUBTFUL = """
yes, but not by mail|yes but not by mail|yes - ask first|yes (SMS only)|yes - withdrew|yes (wife)
yes (?)|yes - maybe|yes (until May)|yes, except offers|yes - form 12|yes / no|no / yes|n/a - gone
oui, mais pas de mail|oui (sauf SMS)|oui - à demander|oui (3/5)|ne veut que des SMS
ja, aber nur SMS|ja - erst fragen|ja (bis Mai)|ja, maar niet bellen|ja - navragen
sí, pero solo SMS|sí (menos ofertas)|sì, ma non SMS|sì - chiedere|sim, mas não SMS|sim - perguntar
0 - x|0,5|No. 12|no-show|unsubscribed: no|opted out: no|t: 01 43 55 12 34
"""


def _cells(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("cell", _cells(REFUSED))
def test_a_refusal_with_a_remark_is_one(cell: str) -> None:
    """X36: in seven languages, whatever the remark says."""
    for title in ("Newsletter", "Acepta publicidad", ""):
        for column in (ConsentColumn.SUBSCRIPTION, ConsentColumn.REFUSAL):
            assert parse_consent(cell, column, title=title).opted_in is False


@pytest.mark.parametrize("cell", _cells(GRANTED))
def test_a_yes_counts_whose_remark_says_how_it_was_given(cell: str) -> None:
    """X36: every word of it is a way or a place of giving it."""
    assert parse_consent(cell, ConsentColumn.SUBSCRIPTION, title="Newsletter").opted_in is True


@pytest.mark.parametrize("cell", _cells(DOUBTFUL))
def test_a_doubtful_remark_opts_nobody_in_and_is_no_silent_nothing(cell: str) -> None:
    """X36: a condition, another way, a number or words nobody knows: a person says."""
    with pytest.raises(InvalidValueError):
        parse_consent(cell, ConsentColumn.SUBSCRIPTION, title="Newsletter")


@pytest.mark.parametrize(
    "cell",
    ["yes - angry", "yes - rang 3 May", "oui (fâché)", "ja, aber SMS geht", "x - rang", "sì: lite"],
)
def test_a_yes_with_any_remark_is_an_opt_out_below_a_title_of_one(cell: str) -> None:
    """X36: there the yes refuses."""
    for title in ("Opt out", "Do not contact"):
        assert parse_consent(cell, ConsentColumn.OPTOUT, title=title).opted_in is False


def test_a_no_below_a_title_of_opt_outs_says_nothing_where_its_remark_is_plain() -> None:
    """X36: "no - but no SMS either" is nobody's silent nothing."""
    for cell in ("non (03/05)", "no - signed", "nein (Formular)"):
        assert parse_consent(cell, ConsentColumn.OPTOUT, title="Opt out") == NOTHING_SAID
    for cell in ("no - angry", "nein, erst fragen", "no quiere"):
        with pytest.raises(InvalidValueError):
            parse_consent(cell, ConsentColumn.OPTOUT, title="Opt out")


def test_the_day_in_a_remark_is_that_of_the_yes() -> None:
    """X36: a yes of long ago is none of today."""
    for cell in ("ja (mündlich, 3.5.2021)", "ja, 3.5.2021 mündlich"):
        answer = parse_consent(cell, ConsentColumn.SUBSCRIPTION, order=DateOrder.DMY)
        assert answer.opted_in is True
        assert answer.at is not None
        assert answer.at.date() == date(2021, 5, 3)


def test_a_cell_too_long_to_be_read_whole_opts_nobody_in() -> None:
    """X36: what stands behind its first words may turn them round; a no needs none of it."""
    with pytest.raises(InvalidValueError):
        parse_consent("yes - " + "signed " * 20 + "but no", ConsentColumn.SUBSCRIPTION)
    said = parse_consent("no - " + "rang " * 30, ConsentColumn.SUBSCRIPTION)
    assert said == ConsentAnswer(False)


@pytest.mark.parametrize("cell", _cells(REFUSED))
def test_a_refusal_opens_with_a_no(cell: str) -> None:
    """X36: whether what is behind it can be read or not."""
    assert opening_answer(cell) is False


def test_an_opening_yes_and_none() -> None:
    """X36: the first word decides."""
    assert opening_answer("yes but not by mail") is True
    assert opening_answer("weekly") is None
    assert opening_answer("0,5") is None
    assert opening_answer("") is None
    assert opening_answer("mai") is False
    assert opening_answer("mai 2023") is None
