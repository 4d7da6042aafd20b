"""Encodings: found without asking, decoded whole, never mojibake in silence."""

import codecs

import pytest

from clientbook.errors import EncodingError
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

FRENCH = "Prénom;Nom;Ville;Remarque\n" + "".join(
    f"{first};{last};{city};{note}\n"
    for first, last, city, note in [
        ("Hélène", "Lefèvre", "Montréal", "cliente fidèle"),
        ("Jérôme", "Côté", "Québec", "à rappeler"),
        ("Zoé", "Noël", "Trois-Rivières", "forêt, île, août"),
        ("François", "Bégin", "Lévis", "reçu le 3 février"),
    ]
)
GERMAN = "Vorname;Nachname;Ort\nJürgen;Weiß;Köln\nKäthe;Müller;Österreich\n"
SPANISH = "Nombre;Apellidos;Ciudad\nJosé;Muñoz;Córdoba\nMaría;Núñez;León\n"
OTHERS = {
    "cp1250": "Imię;Nazwisko;Miasto\nŁukasz;Śliwiński;Gdańsk\nMałgorzata;Wójcik;Kraków\n",
    "cp1251": "Имя;Фамилия;Город\nПётр;Иванов;Москва\nАнна;Смирнова;Казань\n",
    "koi8-r": "Имя;Фамилия;Город\nПётр;Иванов;Москва\nАнна;Смирнова;Казань\n",
    "cp1253": "Όνομα;Διεύθυνση\nΓιώργος;Αθήνα\nΜαρία;Θεσσαλονίκη\n",
    "cp1254": "Ad;Soyad;Şehir\nÇağrı;Şahin;İstanbul\nGüneş;Öztürk;Eskişehir\n",
    "shift_jis": "氏名;住所\n山田太郎;東京都千代田区\n佐藤花子;大阪府大阪市\n",
    "gb18030": "姓名;地址\n张伟;北京市朝阳区\n王芳;上海市浦东新区\n",
    "euc_kr": "이름;주소\n김철수;서울시\n박영희;부산시\n",
    "big5": "姓名;地址\n陳大文;台北市信義區\n林小明;高雄市\n",
}


def text_of(table: Table) -> str:
    rows = [table.header, *(row.cells for row in table)]
    return "".join(";".join(cells) + "\n" for cells in rows)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, SPANISH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "mac_roman", "cp850"]
)
def test_v3_western_files_are_read_right_in_any_encoding(text: str, encoding: str) -> None:
    """V3: accents are intact, and the finding says which encoding was chosen."""
    table = open_table(text.encode(encoding))
    assert text_of(table) == text
    found = [f for f in table.findings if f.code is FindingCode.ENCODING_CHOSEN]
    assert dict(found[0].params)["encoding"] == table.source.encoding


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_read_with_and_without_its_mark(encoding: str) -> None:
    """UTF-16 shows itself by a mark or by zero bytes."""
    assert text_of(open_table(FRENCH.encode(encoding))) == FRENCH
    marked = codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be")
    assert text_of(open_table(marked)) == FRENCH


@pytest.mark.parametrize("text", sorted(OTHERS.values()))
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8", "utf-8-sig"])
def test_other_scripts_are_read_in_unicode(text: str, encoding: str) -> None:
    """Letters beyond Latin in UTF-16 are text, whatever their bytes look like."""
    assert text_of(open_table(text.encode(encoding), header=True)) == text


@pytest.mark.parametrize("encoding", sorted(OTHERS))
def test_other_languages_are_read_right(encoding: str) -> None:
    """Encodings of other languages are named by the detector."""
    text = OTHERS[encoding]
    assert text_of(open_table(text.encode(encoding), header=True)) == text


def test_a_french_file_of_300_rows_in_cp1252_is_not_taken_for_cp1250() -> None:
    """The usual French file is read as cp1252 whatever its length."""
    rows = FRENCH.splitlines(keepends=True)
    text = rows[0] + "".join(rows[1:]) * 75
    table = open_table(text.encode("cp1252"))
    assert table.source.encoding == "cp1252"
    assert table.row_count == 300


def test_latin_9_is_told_by_the_letters_only_it_has() -> None:
    """œ and € stand elsewhere in Latin-9 than in cp1252."""
    text = "Nom;Note\nLecœur;sœur à 5 €\nBœuf;cœur fidèle\n"
    assert text_of(open_table(text.encode("iso-8859-15"))) == text


def test_v3_an_encoding_that_was_asked_for_is_strict() -> None:
    """V3: cp1252 bytes read as UTF-8 give an error with the offset."""
    data = FRENCH.encode("cp1252")
    with pytest.raises(EncodingError, match="offset 2 "):
        open_table(data, encoding="utf-8")
    late = ("a;b\n" + "x;y\n" * 300_000).encode() + b"\xe9;z\n"
    with pytest.raises(EncodingError, match="offset 1200004 "):
        open_table(late, encoding="utf-8")
    assert text_of(open_table(data, encoding="cp1252")) == FRENCH


def test_lines_in_another_encoding_are_read_line_by_line_and_counted() -> None:
    """One cp1252 line late in a UTF-8 file is read as cp1252 and reported."""
    start = FRENCH.encode() + "Éloïse;Prévost;Gaspé;été\n".encode() * 20_000
    data = start + "Gaëtan;Benoît;Île-Perrot;déjà vu\n".encode("cp1252")
    table = open_table(data)
    assert list(table)[-1].cells == ("Gaëtan", "Benoît", "Île-Perrot", "déjà vu")
    found = [f for f in table.findings if f.code is FindingCode.MIXED_ENCODINGS]
    assert dict(found[0].params) == {"count": 1, "encoding": "cp1252"}


def test_a_plain_file_whose_only_accent_comes_last_is_read_right() -> None:
    """The whole file decides, not its first bytes."""
    text = "Nom;Ville\n" + "Roy;Nice\n" * 60_000 + "Hélène;Québec\n"
    rows = list(open_table(text.encode("cp1252")))
    assert rows[-1].cells == ("Hélène", "Québec")


def test_utf_8_encoded_twice_is_not_mended_in_silence() -> None:
    """Double encoding is reported with the row where it begins."""
    twice = FRENCH.encode().decode("cp1252").encode()
    found = [f for f in open_table(twice).findings if f.code is FindingCode.ENCODED_ONCE]
    assert [f.row for f in found] == [1]
    assert list(open_table(twice)) == list(open_table(FRENCH.encode()))


def test_one_letter_that_is_utf_8_by_accident_does_not_make_a_file_mixed() -> None:
    """ "Íñ" of cp850 and "’É" of Mac Roman are UTF-8 sequences of no meaning."""
    spanish = "Nombre;Ciudad\n" + "Íñigo;León\nJosé;Cádiz\nMaría;Málaga\n" * 5
    assert text_of(open_table(spanish.encode("cp850"))) == spanish
    french = "Nom;Adresse\n" + "Hélène;rue de l’Église\nJérôme;allée du Château\n" * 5
    assert text_of(open_table(french.encode("mac_roman"))) == french


@pytest.mark.parametrize("other", ["cp1252", "latin-1"])
def test_a_broken_byte_does_not_cost_its_line(other: str) -> None:
    """V3: in a line that is UTF-8 but for one byte, that byte alone is read otherwise."""
    lines = ["Prénom;Ville", "Zoé;Nîmes", "Chloé;Orléans", "Hélène;Besançon"]
    data = "\n".join(lines).encode().replace("Orléans".encode(), "Orléans".encode(other))
    table = open_table(data)
    assert [";".join(row.cells) for row in table] == lines[1:]
    assert FindingCode.MIXED_ENCODINGS in {finding.code for finding in table.findings}


def test_a_file_cut_within_a_character_loses_no_other() -> None:
    """V3: the last line of a file that was cut keeps its other letters."""
    (row,) = open_table("Prénom;Ville\nChloé;Orlé".encode()[:-1])
    assert row.cells[0] == "Chloé"
    assert row.cells[1].startswith("Orl")


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("氏名,住所,電話\n山田太郎,東京都千代田区,03\n佐藤花子,大阪府,06\n", ["euc_jp", "cp932"]),
        ("姓名,城市,电话\n王小明,北京市,138\n李雷,上海市,139\n", ["gb18030"]),
        ("姓名,城市,電話\n王小明,台北市,02\n李雷,高雄市,07\n", ["big5"]),
        ("이름,주소,전화\n김민수,서울시,02\n이영희,부산시,051\n", ["euc_kr"]),
    ],
)
def test_a_short_eastern_list_is_told_by_its_titles(text: str, encodings: list[str]) -> None:
    """V3: a name and a town are too few letters to count; the titles are known words."""
    for encoding in encodings:
        table = open_table(text.encode(encoding))
        assert "\n".join(",".join(row) for row in [table.header, *(r.cells for r in table)]) == (
            text.rstrip("\n")
        )
