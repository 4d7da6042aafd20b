"""Titles of old programs: words cut to a few letters, glued together, or without those inside."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.suggesting.lexicon import SOURCES, lexicon
from clientbook.importing.suggesting.pieces import languages_with, spelt_in_full
from clientbook.importing.tables import Table

ROWS = {
    "es": """NomCli given_name | ApeCli family_name | DirCli address.street | PobCli address.city
        | ProvCli address.region | CodPosCli address.postcode | TelCli phone.other
        | MovCli phone.mobile | FechNac birth_date""",
    "es, in capitals": """NOM_CLI given_name | APE_CLI family_name | POB_CLI address.city
        | COD_POS address.postcode | MOV_CLI phone.mobile | TELEFONO phone.other
        | PROVINCIA address.region""",
    "es, glued": """CODCLIENTE external_id | NOMFISCAL company | DOMICILIO address.street
        | CODPOSTAL address.postcode | PERSONACONTACTO full_name""",
    "fr": """CLI_NOM family_name | CLI_PREN given_name | CLI_ADR address.street
        | CLI_VIL address.city | CLI_CP address.postcode | CLI_TEL phone.other""",
    "fr, turned": "NOM_CLI family_name | PREN_CLI given_name | VIL_CLI address.city",
    "de": """KdVorn given_name | KdNachn family_name | KdStrass address.street
        | KdTelef phone.other""",
    "it": """CogCli family_name | NomCli given_name | IndCli address.street | CitCli address.city
        | CelCli phone.mobile""",
    "pt": """NomCli full_name | EndeCli address.street | CidCli address.city
        | BairCli address.district | CelCli phone.mobile""",
    "nl": """KlVnm given_name | KlAnm family_name | KlWpl address.city | KlPc address.postcode""",
    "en": """CustNm full_name | CustAdr address.street | CustCty address.city
        | CustPhn phone.other""",
}


@pytest.mark.parametrize("row", ROWS)
def test_pieces_of_words_are_read_beside_a_word(row: str) -> None:
    """A piece stands for its word where the others of the title are known."""
    wanted = dict(column.split() for column in ROWS[row].split("|"))
    assert {c.header: str(c.target) for c in suggest_mapping(Table.from_rows([*wanted]))} == wanted


@pytest.mark.parametrize(
    "title", ["Ape", "Pob", "Vil", "Cog", "Pos", "Ind", "Mov", "Vilain", "Codomi", "Estatus"]
)
def test_a_piece_alone_is_anything(title: str) -> None:
    """Half a word without another says nothing."""
    *_, last = suggest_mapping(Table.from_rows(["Nombre", "Correo", "Ciudad", title]))
    assert str(last.target) == "custom"


@pytest.mark.parametrize("title", ["KundNum", "CusNo", "ClntNo", "CusCde"])
def test_pieces_make_no_number_of_a_client(title: str) -> None:
    """What later imports match by is not guessed from pieces."""
    *_, last = suggest_mapping(Table.from_rows(["Name", "E-mail", title]))
    assert str(last.target) == "custom"


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Name | Ort | Postltz.", "address.postcode"),
        ("Name | Telfn.", "phone.other"),
        ("Nom | Prénom | Télphne.", "phone.other"),
        ("Name | Rufnr.", "phone.other"),
        ("Naam | Plaats | Postnr.", "address.postcode"),
        ("Name | City | Addrss.", "address.street"),
        ("Nombre | Apellidos | Código P.", "address.postcode"),
        ("Nombre | Calle/Plaza/Avda.", "address.street"),
        ("Name | Ort | Gasse/Nr.", "address.street"),
        ("Nome | Cidade | End.", "address.street"),
        ("Nome | Cidade/UF", "address.city"),
        ("Name | City & Province/state", "address.city"),
        ("Nom | Rue | Bte", "address.street2"),
    ],
)
def test_words_that_lost_letters_are_known(titles: str, target: str) -> None:
    """A full stop says that letters are gone, at the end or inside."""
    *_, last = suggest_mapping(Table.from_rows([t.strip() for t in titles.split("|")]))
    assert str(last.target) == target


@pytest.mark.parametrize("language", list(SOURCES))
def test_a_piece_stands_for_words_that_are_known(language: str) -> None:
    """What a piece is spelt out as, the lexicon of its language can read."""
    known = {word for phrase in lexicon(language).phrases for word in phrase}
    pieces = {word[:size] for word in known for size in range(2, len(word))}
    spelt = [spelt_in_full(("tel", piece), (language,)) for piece in sorted(pieces)]
    found = [words for words in spelt if words]
    assert found
    assert all(set(words) <= known for words in found)
    assert languages_with("xyzzy") == ()


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (
            "Child's DOB | Parent/Guardian Full Name | Guardian Mobile | Parent/Guardian Email",
            ["custom", "full_name", "phone.mobile", "email.1"],
        ),
        ("Kind | Name Eltern | Handy Eltern", ["custom", "full_name", "phone.mobile"]),
        (
            "Nombre del hijo | Nombre del padre/madre | Correo tutor",
            ["custom", "full_name", "email.1"],
        ),
        (
            "Nome figlio | Nome genitore | Cellulare genitore",
            ["custom", "full_name", "phone.mobile"],
        ),
        ("Naam kind | Naam ouder | E-mail ouder", ["custom", "full_name", "email.1"]),
        ("Nom enfant | Nom parent | Tél. parent", ["custom", "full_name", "phone.other"]),
        ("Naam | E-mailadres (ouder)", ["full_name", "email.1"]),
        ("Naam | E-mailadres | E-mailadres (ouder)", ["full_name", "email.1", "custom"]),
        ("First name | Last name | Parent mobile", ["given_name", "family_name", "phone.mobile"]),
        (
            "First name | Last name | Phone | Parent mobile",
            ["given_name", "family_name", "phone.other", "custom"],
        ),
        ("Parent 1 name | Parent 2 name | Parent 2 mobile", ["full_name", "custom", "custom"]),
        ("Child | Emergency contact (parent) phone", ["custom", "custom"]),
    ],
)
def test_a_parent_is_the_client_where_nobody_else_is(titles: str, found: list[str]) -> None:
    """Who answers for a child is reached for it; beside a number of one's own it is somebody's."""
    table = Table.from_rows([title.strip() for title in titles.split("|")])
    assert [str(c.target) for c in suggest_mapping(table)] == found
