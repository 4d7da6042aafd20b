"""Client lists of many languages in the encodings they come in; signs without letters."""

import pytest

from clientbook.readers.opening import open_table

_LISTS = {
    "French": ("Prénom,Ville", "Hélène Lefèvre,Nîmes", "Zoé Gérard,Orléans", "François,Alès"),
    "German": ("Vorname,Straße", "Jürgen Müller,Köln", "Käthe Weiß,Gießen", "Jörg,Würzburg"),
    "Spanish": ("Teléfono,Población", "José Núñez,Málaga", "Íñigo Muñoz,Cádiz", "Raúl,León"),
    "Italian": ("Città,Età", "Nicolò Cantù,Forlì", "Giosuè D'Alò,Cefalù", "Noè,Viganò"),
    "Danish": ("Fornavn,Fødselsdag", "Søren Møller,Århus", "Åse Kjær,Næstved", "Jørgen,Ålborg"),
    "Czech": ("Jméno,Město", "Řehoř Dvořák,Plzeň", "Jiří Růžička,Kříž", "Lukáš Černý,Brno"),
    "Hungarian": ("Név,Város", "Kovács Ernő,Győr", "Szűcs Zsófia,Pécs", "Tóth Győző,Erdőd"),
    "Polish": ("Imię,Miasto", "Łukasz Wójcik,Łódź", "Żaneta Zając,Gdańsk", "Małgorzata,Poznań"),
    "Croatian": ("Ime,Općina", "Željko Kovačić,Šibenik", "Đurđica Žagar,Požega", "Šime,Poreč"),
    "Turkish": ("Ad,Doğum", "Gülşen Yılmaz,Muğla", "Çağla Şahin,Eskişehir", "Oğuz,Diyarbakır"),
    "Lithuanian": ("Vardas,Įmonė", "Rūta Šimkutė,Šiauliai", "Eglė,Kėdainiai", "Žilvinas,Mažeikiai"),
    "Latvian": ("Vārds,Pilsēta", "Jānis Bērziņš,Jūrmala", "Līga Kalniņa,Cēsis", "Kārlis,Ķekava"),
    "Russian": ("Имя,Город", "Анна Иванова,Москва", "Юлия Попова,Казань", "Сергей,Воронеж"),
    "Bulgarian": ("Име,Град", "Георги Петков,София", "Мария Стоянова,Пловдив", "Йордан,Ямбол"),
    "Greek": ("Όνομα,Πόλη", "Γιώργος Νικολάου,Αθήνα", "Ελένη,Θεσσαλονίκη", "Νίκος,Πάτρα"),
    "Hebrew": ("שם,עיר", "דוד כהן,ירושלים", "שרה לוי,חיפה", "משה מזרחי,אשדוד"),
    "Japanese": ("氏名,住所", "田中 太郎,東京都", "佐藤 さくら,大阪市", "鈴木 けんいち,横浜"),
    "Japanese kana": (
        "フリガナ,メール",
        "タナカ タロウ,トウキョウ",
        "サトウ,オオサカ",
        "スズキ,ヨコハマ",
    ),
    "Chinese": ("姓名,地址", "王小明,北京", "李秀英,上海", "张伟,广州"),
    "Chinese, traditional": ("姓名,地址", "陳志明,臺北", "林怡君,高雄", "黃雅婷,臺中"),
    "Korean": ("이름,주소", "김민준,서울", "이서연,부산", "박지훈,대구"),
}
_ENCODINGS = {
    **dict.fromkeys(
        ("French", "German", "Spanish", "Italian", "Danish"),
        ("cp1252", "iso8859-15", "mac-roman", "cp850"),
    ),
    **dict.fromkeys(("Czech", "Hungarian", "Polish", "Croatian"), ("cp1250", "iso8859-2", "cp852")),
    "Turkish": ("cp1254", "iso8859-9", "cp857"),
    "Lithuanian": ("cp1257", "iso8859-13", "cp775"),
    "Latvian": ("cp1257", "iso8859-13", "cp775"),
    "Russian": ("cp1251", "koi8-r", "cp866", "cp855", "iso8859-5", "mac-cyrillic"),
    "Bulgarian": ("cp1251", "cp855", "iso8859-5"),
    "Greek": ("cp1253", "iso8859-7", "cp737"),
    "Hebrew": ("cp1255", "iso8859-8", "cp862"),
    "Japanese": ("shift_jis", "euc_jp", "iso2022_jp"),
    "Japanese kana": ("shift_jis", "euc_jp", "iso2022_jp"),
    "Chinese": ("gb2312", "gb18030", "hz"),
    "Chinese, traditional": ("big5",),
    "Korean": ("euc_kr", "johab", "iso2022_kr"),
}
_WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
_WIDER = ("utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        (name, encoding)
        for name, found in _ENCODINGS.items()
        for encoding in (*found, *_WIDE, *_WIDER)
    ],
)
def test_a_short_list_is_read_as_written(language: str, encoding: str) -> None:
    """V3, F7: a list of three persons is enough to find its encoding."""
    text = "\n".join(_LISTS[language]) + "\n"
    table = open_table(text.encode(encoding), header=True)
    assert [",".join(table.header), *(",".join(row.cells) for row in table)] == text.splitlines()


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "£20",
            "“VIP”",
            "waiting…",
            "Wella®",
            "Olaplex™",
            "§ 5",
            "½ hour",
            "12 rue de l’Ermitage",
        ),
        *("dit “Lulu”", "O’Brien", "35 °C", "3 × 20", "– none –", "€ 15", "«VIP»", "Cie. d’Azur"),
        *("It’s £5…", "100 €", "±2 cm", "©2020"),
    ],
)
def test_signs_alone_are_windows(cell: str) -> None:
    """F6: without a letter as evidence the signs of cp1252 win; a letter beside digits is none."""
    table = open_table(f"Name,Note\nAnn Roy,{cell}\nLuc Li,-\n".encode("cp1252"))
    assert next(iter(table)).cells[1] == cell


@pytest.mark.parametrize(
    "name", ["Hélène", "Lætitia", "Noël", "Müller", "Núñez", "Søren", "Sjöström"]
)
def test_one_name_alone_is_western(name: str) -> None:
    """F6: a single common name is not taken for another language's."""
    table = open_table(f"Name,Phone\n{name},1\n".encode("cp1252"))
    assert next(iter(table)).cells[0] == name


def test_zeros_that_strayed_in_are_no_wide_text() -> None:
    """F7: a text of single bytes with a few zero bytes stays one."""
    table = open_table(b"Name,City\nAnn\x00,Lyon\nBob,Paris\x00\n" * 1)
    assert [row.cells for row in table] == [("Ann", "Lyon"), ("Bob", "Paris")]


def test_a_long_line_is_not_cut_inside_a_character() -> None:
    """F7: the sample of a long line of two-byte characters ends between two of them."""
    text = "名前,備考\n" + "田中,".ljust(3) + "東京都の大阪市" * 4_000 + "\n"
    table = open_table(text.encode("shift_jis"), header=True)
    assert next(iter(table)).cells[0] == "田中"
