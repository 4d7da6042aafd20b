"""Tables that lie on their side."""

import pytest

from clientbook.errors import ReadError
from clientbook.readers.opening import open_table


@pytest.mark.parametrize(
    "text",
    [
        "Nom;Durand;Roux\nPrénom;Anne;Eva\nTéléphone;0612345678;0612345679\n",
        "First name,Ann\nLast name,Roy\nPhone,0612345678\nCity,Paris\n",
        "Vorname;Anna;Bea;Cem\nNachname;Roth;Bach;Ay\nOrt;Bonn;Ulm;Kiel\nNotiz;;;VIP\n",
    ],
)
def test_titles_below_one_another_are_refused(text: str) -> None:
    """No client is called "Prénom": the file is refused, with what to do."""
    with pytest.raises(ReadError, match="first column"):
        open_table(text.encode())
    assert open_table(text.encode(), header=True).row_count


@pytest.mark.parametrize(
    "text",
    [
        "Name;Phone;City\nAnn;0612345678;Paris\nBob;0612345679;Lyon\n",
        "Name;Kind\nPhone Shop;shop\nCity Hall;office\nFax Service;shop\n",
        "Field;Name;Phone\nName;Ann;06\nPhone;Bob;07\n",
    ],
)
def test_other_tables_are_read(text: str) -> None:
    """Names that hold a word of titles make no titles of the first column."""
    assert open_table(text.encode()).row_count


CARDS = [
    "Nom;Dupont\nPrénom;Marie\nTéléphone;0612345678\n;\nNom;Martin\nPrénom;Paul\nTéléphone;07\n",
    "Nom : Dupont\nPrénom : Marie\nTél : 06 12\n\nNom : Martin\nPrénom : Paul\nTél : 07 81\n",
    "Name: Anna\nTelefon: 030 12\nOrt: Bonn\n---\nName: Bea\nTelefon: 030 13\nOrt: Ulm\n",
    "First name,Ann\nLast name,Lee\nFirst name,Bob\nLast name,Ray\n",
    "Nombre;Ana\nTeléfono;912345678\nCiudad;Vigo\nNombre;Eva\nTeléfono;912345679\n",
    "Nome;Anna\nCognome;Rossi\nNome;Ugo\nCognome;Bianchi\n",
]


@pytest.mark.parametrize("text", CARDS)
def test_cards_below_one_another_are_refused(text: str) -> None:
    """No client is called "Prénom": a title and a value in each row are no table."""
    with pytest.raises(ReadError, match="several lines") as caught:
        open_table(text.encode())
    assert "one row" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Channel;Name\nE-mail;Ann\nPhone;Bob\nE-mail;Cid\nPhone;Dee\n",
        "Name;Kind\nPhone Shop;shop\nCity Hall;office\nPhone Shop;shop\nCity Hall;office\n",
    ],
)
def test_a_column_of_kinds_is_no_list_of_cards(text: str) -> None:
    """None of the titles is that of a name."""
    assert open_table(text.encode()).row_count == 4
