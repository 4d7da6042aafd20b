"""A number is no refusal, whatever sign it is written with."""

import pytest

from clientbook import Table, suggest_mapping

SIGNS = ("Nº", "N.º", "nº", "N°", "№", "Número")
NUMBERED = ("reserva", "de reserva", "cita", "email", "de emails", "publicidad", "de llamadas")


def _target(title: str, *cells: str) -> str:
    rows = [["Ana", "Ruiz", cell] for cell in cells]
    return str(
        suggest_mapping(Table.from_rows(["Nombre", "Primer apellido", title], rows))
        .columns[2]
        .target
    )


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("of", NUMBERED)
def test_a_number_is_no_no(sign: str, of: str) -> None:
    """V22: "Nº reserva" bars no booking, "Nº email" refuses no mail."""
    assert _target(f"{sign} {of}") == "custom"
    assert _target(f"{sign} {of}", "1", "7") == "custom"


@pytest.mark.parametrize("title", ["Nº cliente", "N.º cliente", "№ cliente"])
def test_a_clients_number_is_one_with_every_sign(title: str) -> None:
    """V22: the sign stands for "number"."""
    assert _target(title) == "external_id"


@pytest.mark.parametrize("title", ["No reserva", "No cita", "No. cita", "No réservation"])
def test_a_no_before_a_booking_may_be_its_number(title: str) -> None:
    """V22: without a yes or a no below it nobody is barred."""
    assert _target(title) == "custom"


def test_a_no_before_a_booking_bars_where_it_is_answered() -> None:
    """V22: over yes and no it is the client who cannot book."""
    assert _target("No reserva", "sí", "no") == "blocked"
    assert _target("No email", "sí", "no") == "consent.all_email.optout"


@pytest.mark.parametrize("title", ["Canone", "Canone mensile", "Canoni"])
def test_a_rent_is_no_region(title: str) -> None:
    """V22: one letter beside "Cantone" it is another word."""
    titles = ["Nome", "Cognome", "Indirizzo", title]
    told = suggest_mapping(Table.from_rows(titles, []))
    assert str(told.columns[3].target) == "custom"
    assert str(
        suggest_mapping(Table.from_rows([*titles[:3], "Cantone"], [])).columns[3].target
    ) == ("address.region")
