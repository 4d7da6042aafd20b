"""What a gym or a club writes about its members is no consent to be written to."""

import pytest

from clientbook import Table, suggest_mapping

SOLD = (
    *("Abbonamento", "Abbonamenti", "Abonnement", "Abo", "Suscripción", "Assinatura"),
    *("Motivo de la baja", "Motivo baja"),
)
LEFT = {
    "Afmelddatum": "Naam|E-mail|Lid sinds",
    "Uitschrijfdatum": "Naam|E-mail|Lidnummer",
    "Abmeldedatum": "Name|E-Mail|Mitglied seit",
    "Date désinscription": "Nom|E-mail|Membre depuis",
}


def _targets(titles: list[str], *rows: list[str]) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles, list(rows)))]


@pytest.mark.parametrize("title", SOLD)
def test_what_a_club_sells_is_no_consent_by_its_title(title: str) -> None:
    """V22: without cells that answer nothing is asked of it."""
    titles = ["Nome", "Cognome", "Email", title]
    assert _targets(titles)[3] == "custom"
    assert _targets(titles, ["Ana", "Ruiz", "a@example.org", "no"])[3] == "None"


@pytest.mark.parametrize(("title", "beside"), LEFT.items())
def test_the_day_of_leaving_a_club_is_a_question(title: str, beside: str) -> None:
    """X36: the club, or its news?  A person says which, and beside a newsletter it is the news."""
    row = ["Ann Li", "ann@example.org", "2020-01-02", "2024-05-06"]
    titles = [*beside.split("|"), title]
    assert _targets(titles)[3] == "None"
    assert _targets(titles, row)[3] == "None"
    assert _targets([*titles, "Newsletter"])[3].startswith("consent.")
    assert _targets([titles[0], titles[1], title])[2] == "consent.email.optout"
