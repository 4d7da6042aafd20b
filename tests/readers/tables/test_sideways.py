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
