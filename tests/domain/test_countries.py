"""A country is known by its codes and by its names in seven languages, however it is written."""

from importlib.resources import files

import pytest

from clientbook.domain.countries import country_of

_LINES = (files("clientbook.domain") / "countries.txt").read_text(encoding="utf-8").splitlines()
# English, French, German, Spanish, Italian, Portuguese, Dutch.
_SEVEN = """
AT Austria|Autriche|Österreich|Austria|Austria|Áustria|Oostenrijk
BE Belgium|Belgique|Belgien|Bélgica|Belgio|Bélgica|België
CH Switzerland|Suisse|Schweiz|Suiza|Svizzera|Suíça|Zwitserland
CZ Czechia|Tchéquie|Tschechien|Chequia|Cechia|Tchéquia|Tsjechië
DE Germany|Allemagne|Deutschland|Alemania|Germania|Alemanha|Duitsland
DK Denmark|Danemark|Dänemark|Dinamarca|Danimarca|Dinamarca|Denemarken
ES Spain|Espagne|Spanien|España|Spagna|Espanha|Spanje
FR France|France|Frankreich|Francia|Francia|França|Frankrijk
GB United Kingdom|Royaume-Uni|Vereinigtes Königreich|Reino Unido|Regno Unito|Reino Unido
GB Verenigd Koninkrijk
GR Greece|Grèce|Griechenland|Grecia|Grecia|Grécia|Griekenland
HU Hungary|Hongrie|Ungarn|Hungría|Ungheria|Hungria|Hongarije
IE Ireland|Irlande|Irland|Irlanda|Irlanda|Irlanda|Ierland
IT Italy|Italie|Italien|Italia|Italia|Itália|Italië
LU Luxembourg|Luxembourg|Luxemburg|Luxemburgo|Lussemburgo|Luxemburgo|Luxemburg
NL Netherlands|Pays-Bas|Niederlande|Países Bajos|Paesi Bassi|Países Baixos|Nederland
PL Poland|Pologne|Polen|Polonia|Polonia|Polónia|Polen
PT Portugal|Portugal|Portugal|Portugal|Portogallo|Portugal|Portugal
SE Sweden|Suède|Schweden|Suecia|Svezia|Suécia|Zweden
TR Turkey|Turquie|Türkei|Turquía|Turchia|Turquia|Turkije
US United States|États-Unis|Vereinigte Staaten|Estados Unidos|Stati Uniti|Estados Unidos
US Verenigde Staten
BR Brazil|Brésil|Brasilien|Brasil|Brasile|Brasil|Brazilië
CN China|Chine|China|China|Cina|China|China
"""
_RULES = """
AT Oesterreich|Republik Österreich|Republik Oesterreich|OESTERREICH
DK Daenemark|Kingdom of Denmark|Königreich Dänemark
TR Tuerkei|die Türkei|Republic of Türkiye
BE La Belgique|Royaume de Belgique|Belgique (Royaume de)|Koninkrijk België
LU Luxembourg (Grand-Duché)|Grand-Duché de Luxembourg|Großherzogtum Luxemburg
IT L'Italie|l’Italia
DE A Alemanha|La Germania|Bundesrepublik Deutschland|Federal Republic of Germany
BR O Brasil
NL Les Pays-Bas|Niederlande (die)|the Netherlands|Koninkrijk der Nederlanden
GB Nordirland|the UK|Inghilterra|Engeland|Escócia
US les USA|the US
KR Korea, Republic of|Korea (Republic of)|Korea, South|Corée (République de)
KP Korea, Democratic People's Republic of|Korea (North)
CD Congo, The Democratic Republic of the|Congo (Kinshasa)
CG Congo, Republic of the|Congo (Brazzaville)
TW Republic of China|Taiwan, Province of China
IR Iran (Islamic Republic of)
MD Moldova, Republic of
VG Virgin Islands, British
BA Bosnien-Herzegowina|Bosnia-Erzegovina|Bosnia and Herzegovina
"""


def _cases(table: str) -> list[tuple[str, str]]:
    lines = (line.split(" ", 1) for line in table.strip().splitlines())
    return [(code, name) for code, names in lines for name in names.split("|")]


@pytest.mark.parametrize(("code", "name"), _cases(_SEVEN + _RULES.lstrip()))
def test_a_name_is_read_in_each_of_the_seven_languages(code: str, name: str) -> None:
    assert country_of(name) == code


@pytest.mark.parametrize("line", _LINES, ids=lambda line: line[:2])
def test_every_code_and_name_of_the_list_is_of_its_own_country_however_it_is_cased(
    line: str,
) -> None:
    code, *names = line.split("|")
    assert {country_of(text) for name in [code, *names] for text in (name, name.upper())} == {code}


@pytest.mark.parametrize(
    "text", ["Narnia", "de CH", "DE AT", "State of Georgia", "La Paz", "the", "Paris, France", ""]
)
def test_what_names_no_country_or_two_is_none(text: str) -> None:
    assert country_of(text) is None
