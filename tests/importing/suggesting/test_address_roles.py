"""Whose or which address a part is of: that of letters, of a job, of a delivery, of an invoice."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize(
    "titles",
    [
        "Name|Job Address - Street|Job Address - Postcode|Job Address - Suburb",
        "Nom|Chantier adresse|Chantier CP|Chantier ville",
        "Name|Einsatzort Straße|Einsatzort PLZ|Einsatzort Ort",
        "Name|Montageort Straße|Montageort PLZ|Montageort",
        "Nombre|Dirección obra|CP obra|Población obra",
        "Nome|Indirizzo cantiere|CAP cantiere|Luogo cantiere",
        "Nome|Morada da obra|CP obra|Local da obra",
        "Naam|Werf straat|Werf postcode|Werf gemeente",
        "Naam|Montageadres straat|Montageadres postcode|Montageadres plaats",
    ],
)
def test_where_a_job_is_done_is_no_place_of_work(titles: str) -> None:
    """V22: the address of a service, with its town."""
    parts = ("street", "postcode", "city")
    assert _targets(titles)[1:] == [f"address.service.{part}" for part in parts]


@pytest.mark.parametrize(
    "titles",
    [
        "fact_adresse|fact_cp|fact_ville|liv_adresse|liv_cp|liv_ville",
        "rech_strasse|rech_plz|rech_ort|lief_strasse|lief_plz|lief_ort",
        "fact_direccion|fact_cp|fact_ciudad|env_direccion|env_cp|env_ciudad",
        "fatt_indirizzo|fatt_cap|fatt_citta|sped_indirizzo|sped_cap|sped_citta",
        "cobr_endereco|cobr_cep|cobr_cidade|entr_endereco|entr_cep|entr_cidade",
        "fact_straat|fact_postcode|fact_plaats|lev_straat|lev_postcode|lev_plaats",
        "inv_street|inv_zip|inv_city|dlv_street|dlv_zip|dlv_city",
    ],
)
def test_the_slips_of_an_order_are_cut_in_a_database(titles: str) -> None:
    """V22: the address of the invoice and that of the delivery, of whatever language."""
    kinds, parts = ("billing", "shipping"), ("street", "postcode", "city")
    assert _targets(f"id|{titles}")[1:] == [f"address.{k}.{p}" for k in kinds for p in parts]


def test_letters_go_to_another_address_than_the_residence() -> None:
    """V22: `MAIL_` beside a town is of post; where nothing else says where, it is the address."""
    own = ["street", "city", "postcode"]
    titles = "LAST_NM|RES_ST_NM|RES_CITY|RES_ZIP5|MAIL_ADDR1|MAIL_CITY|MAIL_ZIP"
    told = [f"address.{kind}.{part}" for kind in ("home", "other") for part in own]
    assert _targets(titles) == ["family_name", *told]
    alone = _targets("Name|Mail Address|Mail City|Mail Zip|E-mail")
    assert alone == ["full_name", *(f"address.{part}" for part in own), "email.1"]
    assert _targets("Name|Mail Address|Phone")[1] == "email.1"


def test_a_state_of_two_letters_stands_behind_a_word() -> None:
    """V22: `cust_st` beside the town and no other region, never the street's own column."""
    assert _targets("cust_name|cust_addr|cust_city|cust_st")[3] == "address.region"
    assert _targets("Name|Bill-To Street|Bill-To City|Bill-To ST")[3] == "address.billing.region"
    assert _targets("cust_name|cust_st|cust_city|cust_state")[1] != "address.region"


def test_a_number_of_an_address_behind_its_street_is_the_houses() -> None:
    """V22: "Bezoekadres nr" is no number of a telephone or a row."""
    titles = "Naam|Bezoekadres straat|Bezoekadres nr|Bezoekadres plaats"
    assert _targets(titles)[2] == "address.number"
    assert _targets("Name|Anschrift Straße|Anschrift Nr.|Anschrift Ort")[2] == "address.number"
