"""Cards as phones and programs really write them."""

import pytest

from clientbook.readers.opening import open_table


def _cells(*lines: bytes) -> dict[str, str]:
    card = b"\r\n".join((b"BEGIN:VCARD", b"VERSION:2.1", *lines, b"END:VCARD", b""))
    table = open_table(card)
    return dict(zip(table.header, next(iter(table)).cells, strict=True))


@pytest.mark.parametrize(
    ("lines", "given"),
    [
        ((b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=D0=", b" =90=D0=BD=D0=BD=D0=B0"), "Анна"),
        ((b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;Zo=C3=", b" =A9"), "Zoé"),
        (
            (b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=D0=90=D0=", b" =BD=", b" =D0=BD=D0=B0"),
            "Анна",
        ),
        ((b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;Zo=C3=A9=", b" Ann"), "Zoé Ann"),
    ],
)
def test_soft_breaks_that_are_folded_too(lines: tuple[bytes, ...], given: str) -> None:
    """F25: a space inside a character is a fold; one between two words is the owner's."""
    assert _cells(*lines)["given_name"] == given


def test_the_semicolon_of_an_entity_parts_no_name() -> None:
    """F25: ``N:L&eacute;vy;&Eacute;ric`` are two parts; a backslash before one stays an escape."""
    cells = _cells(b"N:L&eacute;vy;&Eacute;ric", b"TEL;CELL:0612345678")
    assert (cells["family_name"], cells["given_name"]) == ("L&eacute;vy", "&Eacute;ric")
    cells = _cells(b"N:Sons & Co;Ann", b"TEL;CELL:0612345678")
    assert (cells["family_name"], cells["given_name"]) == ("Sons & Co", "Ann")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *(("arbeit", "work"), ("travail", "work"), ("oficina", "work"), ("geschäftlich", "work")),
        *(("privat", "home"), ("domicile", "home"), ("casa", "home"), ("mobil", "mobile")),
    ],
)
def test_types_in_the_language_of_the_program(word: str, kind: str) -> None:
    """F25: TYPE=arbeit and its like say what work and home say."""
    cells = _cells(b"FN:Ann Roy", f"TEL;TYPE={word}:+41313280551".encode())
    assert cells[f"phone.{kind}"] == "+41313280551"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (b"X-MS-TEL;VOICE;COMPANY:+33143551234", "phone.work"),
        (b"X-MS-TEL;VOICE:+33143551234", "phone.other"),
        (b"X-MS-TEL;HOME;VOICE:+33143551234", "phone.home"),
    ],
)
def test_a_number_of_outlook_is_a_number(line: bytes, title: str) -> None:
    """F25: X-MS-TEL holds a telephone number like TEL."""
    assert _cells(b"FN:A B", line)[title] == "+33143551234"


def test_a_full_name_that_repeats_the_firm_names_nobody() -> None:
    """X31: a card needs an FN; without an N one of the firm's words is no person's name."""
    firm = "FN:Garage Nord", "ORG:Garage Nord;Atelier"
    assert "full_name" not in _cells(*(line.encode() for line in firm))
    assert _cells(b"FN:Ann Roy", b"ORG:Garage Nord")["full_name"] == "Ann Roy"
    assert _cells(b"FN:Ann Roy", b"N:Roy;Ann", b"ORG:Ann Roy")["full_name"] == "Ann Roy"
