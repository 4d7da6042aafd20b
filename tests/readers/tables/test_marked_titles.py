"""Titles behind the mark of a comment."""

import pytest

from clientbook.readers.opening import open_table


@pytest.mark.parametrize(
    ("titles", "read"),
    [
        ("#Nom;#Prénom;#Tel", ("Nom", "Prénom", "Tel")),
        ("# Nom;# Prénom;# Tel", ("Nom", "Prénom", "Tel")),
        ("#Nom;Prénom;Tel", ("Nom", "Prénom", "Tel")),
        ("#;Nom;Tel", ("#", "Nom", "Tel")),
        ("# visites;Nom;Tel", ("# visites", "Nom", "Tel")),
        ("Nom;# visites;Tel", ("Nom", "# visites", "Tel")),
    ],
)
def test_the_mark_of_a_comment_is_no_part_of_a_title(titles: str, read: tuple[str, ...]) -> None:
    """K11: before every title, or before one that means something of a client without it."""
    rows = "7;Roy;0612345678\n8;Li;0612345679\n" if titles[0] == "#" else "Roy;7;06\nLi;8;07\n"
    assert open_table(f"{titles}\n{rows}".encode()).header == read
