"""Columns of databases, whose names begin or end with that of the table."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def targets(row: str) -> dict[str, str]:
    """Return what each title of a row is, "?" for a question."""
    columns = suggest_mapping(Table.from_rows(row.split())).columns
    return {c.header: str(c.target or "?") for c in columns}


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (
            "nomcli precli ruecli cpcli villecli telcli gsmcli mailcli libcivilite",
            (
                "family_name given_name address.street address.postcode address.city phone.other"
                " phone.mobile email.1 name_prefix"
            ),
        ),
        (
            "NOMPAT NJFPAT PREPAT DTNAISPAT SEXEPAT",
            "family_name maiden_name given_name birth_date gender",
        ),
        (
            "PATIENT_NOM PATIENT_NOM_JF PATIENT_PRENOM PATIENT_TEL",
            "family_name maiden_name given_name phone.other",
        ),
        (
            "nomsoc ruesoc cpsoc villesoc telsoc nomcontact prenomcontact",
            (
                "company address.street address.postcode address.city phone.other"
                " family_name given_name"
            ),
        ),
        (
            "KDNR KDVNAME KDNNAME KDSTRASSE KDPLZ KDORT KDTEL KDGEBDAT",
            (
                "external_id given_name family_name address.street address.postcode address.city"
                " phone.other birth_date"
            ),
        ),
        ("kundenvorname kundenname kundenplz kundenort", "given_name family_name address.postcode"),
        ("custname custstreet custcity custzip custphone", "full_name address.street address.city"),
        (
            "nombrecli apellidoscli dircli cpcli pobcli clitelefono fnaccli",
            (
                "given_name family_name address.street address.postcode address.city phone.other"
                " birth_date"
            ),
        ),
        (
            "nomecli cognomecli viacli capcli cittacli telcli",
            "given_name family_name address.street address.postcode address.city phone.other",
        ),
        (
            "nomecli sobrenomecli endcli cepcli cidadecli ufcli celcli",
            (
                "given_name family_name address.street address.postcode address.city address.region"
                " phone.mobile"
            ),
        ),
        (
            "lidnr lidvoornaam lidachternaam lidstraat lidpostcode lidplaats",
            "external_id given_name family_name address.street address.postcode address.city",
        ),
    ],
)
def test_the_name_of_a_table_before_or_behind_a_word_changes_nothing(row: str, wanted: str) -> None:
    """One title or all of them: the word beside it says what the column holds."""
    read = list(targets(row).values())
    assert read[: len(wanted.split())] == wanted.split()


@pytest.mark.parametrize(
    "title", ["patron", "clinique", "custard", "society", "refuser", "patente", "tuono", "debat"]
)
def test_a_word_that_only_begins_or_ends_as_a_table_does_is_itself(title: str) -> None:
    """What is left of it is no word for a column."""
    assert targets(f"Name {title}")[title] in ("custom", "?")


@pytest.mark.parametrize("title", ["KDWERBUNG", "clipublicidad", "klantreclame"])
def test_a_consent_beside_a_table_is_asked_about(title: str) -> None:
    """A no below it is no attribute."""
    assert targets(f"Name {title}")[title] == "?"


@pytest.mark.parametrize(
    "row", ["name vname plz", "name v_name plz", "KdName KdVName KdPlz", "nname vname plz"]
)
def test_a_german_name_beside_the_given_one_is_the_familys(row: str) -> None:
    """``vname`` is short for "Vorname"."""
    assert sorted(targets(row).values())[1:] == ["family_name", "given_name"]


@pytest.mark.parametrize(
    "row",
    [
        "calleyn nombre cp",
        "CALLEYNUM nombre cp",
        "ruaeno nome cep",
        "viaenum nome cap",
        "rueetno nom cp",
        "strasseundnr name plz",
        "straatennr naam postcode",
    ],
)
def test_a_street_and_number_in_one_word_are_the_street(row: str) -> None:
    """The last word is cut, as programs do."""
    assert next(iter(targets(row).values())) == "address.street"
