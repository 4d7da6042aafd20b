"""What asks for a consent in the words of trade, of a messenger or of a list is read or asked."""

import pytest

from clientbook import Table, suggest_mapping

ASKED = {
    "Autorise contact commercial": ("non", "oui"),
    "Permite contacto comercial": ("no", "sí"),
    "Autorizza contatto commerciale": ("no", "sì"),
    "Autoriza contacto comercial": ("não", "sim"),
    "WSP PROMOS SI/NO": ("NO", "SI"),
    "Zap promos": ("não", "sim"),
    "Data de remoção": ("", "03/05/2025"),
    "Data rimozione": ("", "03/05/2025"),
    "Removal date": ("", "03/05/2025"),
    "Estado": ("Activo", "Baja"),
    "Situación": ("Activa", "Dada de baja"),
}
KEPT = {
    "Contact commercial": ("Jean Petit", "Anne Roy"),
    "Comercial": ("Ruiz", "Gil"),
    "Estado": ("Activo", "Inactivo"),
    "Estado del pedido": ("Activo", "Baja"),
    "Removed": ("yes", ""),
}


def _target(title: str, cells: tuple[str, ...]) -> str | None:
    rows = [["Ann Lee", f"a{place}@example.org", cell] for place, cell in enumerate(cells)]
    target = suggest_mapping(Table.from_rows(["Name", "Email", title], rows)).columns[2].target
    return None if target is None else target.field


@pytest.mark.parametrize("title", ASKED)
def test_a_no_is_never_kept_as_an_attribute(title: str) -> None:
    """X36: an attribute forbids nothing."""
    assert _target(title, ASKED[title]) in (None, "consent")


@pytest.mark.parametrize("title", KEPT)
def test_a_salesman_an_account_and_an_order_are_no_consent(title: str) -> None:
    """X36: nobody's word on contact."""
    assert _target(title, KEPT[title]) == "custom"


def test_a_letter_of_news_is_a_newsletter() -> None:
    """X36: no post."""
    for title in ("Lettre d'informations", "Lettre d'information", "Lettres d'information"):
        table = Table.from_rows(["Nom", "Prénom", title], [])
        assert str(suggest_mapping(table).columns[2].target) == "consent.email", title
