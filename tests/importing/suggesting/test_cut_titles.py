"""Titles that programs cut or glue: a row of them says what each is, one alone is anything."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split()))]


PARTS = ["address.street", "address.postcode", "address.city"]


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (
            "ANCOGNOM ANNOME ANINDIRI ANCAP ANLOCALI ANTELEFO ANCELLUL ANEMAIL",
            ["family_name", "given_name", *PARTS, "phone.other", "phone.mobile", "email.1"],
        ),
        (
            "TER_APE1 TER_NOM1 TER_DIREC TER_CPOST TER_CIUD TER_TELEF TER_CELUL TER_EMAIL",
            ["family_name", "given_name", *PARTS, "phone.other", "phone.mobile", "email.1"],
        ),
        (
            "T_CLI_NOM T_CLI_PRE T_CLI_RUE T_CLI_CPOST T_CLI_VIL T_CLI_TELDOM T_CLI_TELPOR",
            ["family_name", "given_name", *PARTS, "phone.home", "phone.mobile"],
        ),
        (
            "PXSOBREN PXNOME PXENDER PXCEP PXCIDAD PXTELEF PXCELUL PXEMAIL",
            ["family_name", "given_name", *PARTS, "phone.other", "phone.mobile", "email.1"],
        ),
        (
            "KXNACHN KXVORN KXSTRASS KXPOSTL KXORT KXTELEF KXHANDY KXEMAIL",
            ["family_name", "given_name", *PARTS, "phone.other", "phone.mobile", "email.1"],
        ),
        (
            "RLACHTERN RLVOORN RLSTRAAT RLPOSTC RLWOONPL RLTELEF RLMOBIEL RLEMAIL",
            ["family_name", "given_name", *PARTS, "phone.other", "phone.mobile", "email.1"],
        ),
    ],
)
def test_a_row_of_cut_titles_is_read(titles: str, told: list[str]) -> None:
    """V22: the letters of the table off, each is the beginning of a word, or pieces of some."""
    assert _targets(titles) == told


@pytest.mark.parametrize("title", ["DIREC", "CIUD", "INDIRI", "RAGSOC", "VORN"])
def test_a_cut_title_among_words_stays_what_nobody_knows(title: str) -> None:
    """V22: half a word alone says nothing."""
    table = Table.from_rows(["Nombre completo", title, "Correo electrónico", "Fecha de alta"])
    assert str(suggest_mapping(table).columns[1].target) == "custom"


def test_no_id_and_no_consent_is_guessed_from_half_a_word() -> None:
    """V22: later imports match by an id, and a consent is evidence."""
    told = _targets("TER_APE1 TER_NOM1 TER_DIREC TER_CIUD TER_IDENTIF TER_CONSENT TER_PUBLIC")
    assert told[4:] == ["custom"] * 3


def test_a_cut_title_gives_way_to_one_in_full() -> None:
    """V22: what a client has once is not asked about because of half a word."""
    told = _targets("APELLIDOS NOMBRE DIREC CIUD TELEF NOMB")
    assert told[:2] == ["family_name", "given_name"]
    assert told[5] == "custom"


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("MOBTEL", "phone.mobile"),
        ("FIRSTNM", "given_name"),
        ("EMAILADD", "email.1"),
        ("custname", "full_name"),
        ("workphone", "phone.work"),
        ("emailaddr", "email.1"),
    ],
)
def test_words_glued_in_one_are_read(title: str, target: str) -> None:
    """V22: each of them known by itself, or a piece."""
    assert _targets(f"Birthdate {title} Notes")[1] == target


def test_glued_words_are_of_the_language_of_the_row() -> None:
    """V22: `telefonprivat` is German."""
    told = _targets("geburtsdatum telefonprivat privatadr notizen")
    assert told[1:3] == ["phone.home", "address.home.full"]


@pytest.mark.parametrize("title", ["Pronom", "Propre", "Cognato", "Timeline", "Extend"])
def test_a_word_with_another_in_it_is_not_glued(title: str) -> None:
    """V22: "pro" begins too many words."""
    assert _targets(f"Birthdate {title} Notes")[1] == "custom"


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ("prenom_1 prenom_2 nom_famille", ["given_name", "middle_name", "family_name"]),
        ("nome_1 nome_2 cognome", ["given_name", "middle_name", "family_name"]),
        (
            "nombre1 nombre2 apellido1 apellido2",
            ["given_name", "middle_name", "family_name", "second_family_name"],
        ),
        ("vorname1 vorname2 nachname", ["given_name", "custom", "family_name"]),
        (
            "first_name_1 last_name_1 first_name_2 last_name_2",
            ["given_name", "family_name", "custom", "custom"],
        ),
    ],
)
def test_a_second_name_stands_right_behind_the_first(titles: str, told: list[str]) -> None:
    """V22: of one person; a second person has a family name between."""
    assert _targets(titles) == told
