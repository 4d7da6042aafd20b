"""How often the encoding of a text is found: client lists and prose, short and long.

Usage: ``python benchmarks/text_encodings.py [--seed 7] [--show]``

Each text is made from words of one language, encoded in every encoding that language is met in and
can be written in.  Right means that the text read is the text written, whatever the encoding is
called.  ``chardet`` alone is the peer.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator

import attrs
import chardet

from clientbook.readers.opening import open_table

# Given names, family names, cities, then a sentence; common words only.
LANGUAGES: dict[str, tuple[str, str]] = {
    "fr": (
        "Zoé Hélène François Joël Anaïs Éric Noël|Lefèvre Gérard Müller Bérénger Dubois Faÿs"
        "|Nîmes Orléans Besançon Alès Saint-Étienne|Prénom Téléphone Adresse",
        "La cliente a téléphoné hier après-midi pour déplacer son rendez-vous à la rentrée; elle "
        "préfère être rappelée très tôt le matin, où l'on peut la joindre à coup sûr.",
    ),
    "de": (
        "Jürgen Jörg Käthe Günther Björn Anna|Müller Schröder Weiß Bäcker König Lüdtke"
        "|Köln München Düsseldorf Würzburg Gießen|Vorname Straße Geburtstag",
        "Die Kundin möchte künftig früher anrufen und wünscht für Frühling größere Änderungen, "
        "außerdem müssen wir ihr die Schlüssel zurückgeben.",
    ),
    "es": (
        "José María Ángel Íñigo Verónica Raúl|García Núñez Muñoz Pérez Ibáñez Güell"
        "|Málaga Cádiz León Córdoba A Coruña|Teléfono Dirección Población",
        "La señora llamó ayer para cambiar la cita del próximo año; también pidió información "
        "sobre los precios y dijo que volverá mañana.",
    ),
    "pt": (
        "João Conceição Inês Luís António Estêvão|Gonçalves Simões Araújo Magalhães Brandão"
        "|São Paulo Évora Setúbal Guimarães|Telefone Endereço Observação",
        "A cliente não pôde vir à marcação e pediu informações sobre a promoção; "
        "amanhã de manhã já estará disponível.",
    ),
    "it": (
        "Nicolò Niccolò Maria Sarà Giosuè Noè|Rossi D'Alò Cantù Forlì Dalò Mondò"
        "|Forlì Cefalù Città Viganò|Città Attività Età",
        "La cliente è già venuta lunedì e perciò non può più spostare la visita; "
        "così verrà martedì o giovedì.",
    ),
    "sv": (
        "Åsa Björn Göran Märta Örjan Linnéa|Sjöström Åkesson Lindström Bäck Hägg"
        "|Malmö Göteborg Västerås Örebro Umeå|Förnamn Adress Födelsedag",
        "Kunden ringde i går för att ändra tiden; hon önskar träffa samma frisör på måndag.",
    ),
    "da": (
        "Søren Jørgen Åse Kjær Mærsk Bodil|Sørensen Jørgensen Nørgård Kjærgaard Møller"
        "|Århus København Ålborg Næstved|Fornavn Fødselsdag",
        "Kunden ønsker at få flyttet sin tid til på lørdag, så hun når både børn og køb.",
    ),
    "fi": (
        "Päivi Jyrki Äänis Väinö Hilkka|Mäkinen Hämäläinen Jääskeläinen Lehtimäki"
        "|Jyväskylä Hämeenlinna Seinäjoki Mäntsälä|Etunimi Syntymäpäivä",
        "Asiakas pyysi siirtämään ajan ensi viikolle, koska hän on töissä myöhään.",
    ),
    "is": (
        "Þóra Guðrún Sigurður Ólafur Björk|Þórðarson Guðmundsdóttir Jónsson Sæmundsdóttir"
        "|Reykjavík Ísafjörður Höfn Egilsstaðir|Nafn Sími Fæðingardagur",
        "Viðskiptavinurinn hringdi í gær og vildi færa tímann sinn þangað til á þriðjudag.",
    ),
    "en": (
        "Ann John Zoë Mary|O’Brien D’Arcy Smith Brontë|London “The Oaks” Bath|Name Note £20",
        "The client’s “usual” is £45 – she’ll pay the rest (½) later… call before 10 a.m.",
    ),
    "cs": (
        "Řehoř Jiří Kateřina Lukáš Božena Anežka|Dvořák Černý Novotný Růžička Kříž"
        "|Plzeň Hradec Králové České Budějovice Brno|Jméno Příjmení Město",
        "Zákaznice včera volala, že by chtěla přeložit návštěvu na příští týden, "
        "protože má dítě nemocné a nemůže přijít.",
    ),
    "hu": (
        "Ernő Zsófia Gergő Győző Ágnes Lőrinc|Kovács Szűcs Erdős Tóth Fülöp Petőfi"
        "|Győr Pécs Hódmezővásárhely Szentendre|Név Város Születésnap",
        "A vendég tegnap telefonált, hogy időpontját a következő hétre tegyük át, "
        "mert beteg lett és nem tud eljönni; később fizetné a kedvezményes díjat.",
    ),
    "pl": (
        "Łukasz Małgorzata Wiesław Zdzisława Żaneta|Wójcik Wiśniewski Kamiński Zając Świątek"
        "|Łódź Gdańsk Kraków Poznań Rzeszów|Imię Nazwisko Miejscowość",
        "Klientka zadzwoniła wczoraj, żeby przełożyć wizytę na przyszły tydzień, "
        "ponieważ jej dziecko zachorowało i nie może przyjść.",
    ),
    "ro": (
        "Ștefan Ioniță Mădălina Călin Răzvan|Pătrașcu Țurcanu Bălan Stănescu Rîpeanu"
        "|București Iași Timișoara Brăila Târgu Mureș|Prenume Localitate Adresă",
        "Clienta a sunat ieri ca să mute programarea săptămâna viitoare, fiindcă "
        "are o întâlnire și nu poate ajunge la timp.",
    ),
    "hr": (
        "Željko Šime Đurđica Krešimir Anđela|Kovačić Šimunović Đurić Žagar Ćosić"
        "|Šibenik Poreč Požega Đakovo Čakovec|Ime Prezime Općina",
        "Stranka je jučer zvala da želi pomaknuti termin na sljedeći tjedan jer "
        "joj je dijete bolesno i ne može doći.",
    ),
    "tr": (
        "Ayşe Gülşen Çağla Ömer İbrahim Oğuz|Yılmaz Öztürk Şahin Çelik Doğan Kılıç"
        "|İstanbul Muğla Eskişehir Diyarbakır Çanakkale|Ad Soyadı Doğum",
        "Müşteri dün aradı ve randevusunu gelecek haftaya almak istedi, çünkü çocuğu "
        "hasta olduğu için gelemeyecekmiş.",
    ),
    "lt": (
        "Žilvinas Šarūnas Agnė Eglė Rūta|Šimkutė Kazlauskas Žukauskienė Petrauskaitė Juškevičius"
        "|Šiauliai Panevėžys Klaipėda Mažeikiai Kėdainiai|Vardas Pavardė Įmonė",
        "Klientė vakar skambino ir norėjo perkelti vizitą į kitą savaitę, nes "
        "jos vaikas serga ir ji negalės ateiti.",
    ),
    "lv": (
        "Jānis Kārlis Mārtiņš Zane Ņikita Līga|Bērziņš Kalniņš Ozoliņa Krūmiņš Šķēle"
        "|Jūrmala Rēzekne Ķekava Cēsis Valmiera|Vārds Uzvārds Pilsēta",
        "Kliente vakar zvanīja un gribēja pārcelt vizīti uz nākamo nedēļu, jo viņas "
        "bērns ir slims un viņa nevarēs atnākt.",
    ),
    "et": (
        "Tõnu Jüri Mõmmi Külli Õie Šurik|Mägi Põld Kõiv Rööp Tõnisson Hüüs"
        "|Võru Põltsamaa Jõgeva Pärnu Jõhvi|Eesnimi Sünniaeg Märkus",
        "Klient helistas eile ja soovis aega järgmisesse nädalasse tõsta, sest tema "
        "laps on haige ja ta ei jõua õigel ajal.",
    ),
    "ru": (
        "Анна Сергей Ольга Дмитрий Юлия Алексей|Иванова Смирнов Кузнецов Попов Щербаков"
        "|Москва Казань Челябинск Воронеж Тюмень|Имя Фамилия Город",
        "Клиентка вчера звонила и просила перенести запись на следующую неделю, потому "
        "что у неё заболел ребёнок и она не сможет прийти.",
    ),
    "uk": (
        "Оксана Юрій Тетяна Олексій Їжак Ганна|Шевченко Коваленко Бойко Ткачук Ємець"
        "|Київ Львів Чернігів Житомир Запоріжжя|Імʼя Прізвище Місто",
        "Клієнтка вчора телефонувала й просила перенести запис на наступний тиждень, "
        "бо її дитина захворіла і вона не зможе прийти.",
    ),
    "bg": (
        "Георги Мария Стоян Цветелина Йордан|Иванов Димитрова Петков Стоянов Щерев"
        "|София Пловдив Бургас Търново Ямбол|Име Фамилия Град",
        "Клиентката се обади вчера и помоли да преместим часа за следващата седмица, "
        "защото детето ѝ е болно и няма да може да дойде.",
    ),
    "el": (
        "Γιώργος Ελένη Νίκος Κατερίνα Θανάσης|Παπαδόπουλος Γεωργίου Νικολάου Ιωάννου"
        "|Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο|Όνομα Επώνυμο Τηλέφωνο",
        "Η πελάτισσα τηλεφώνησε χθες και ζήτησε να μεταφερθεί το ραντεβού της την επόμενη "
        "εβδομάδα, γιατί το παιδί της είναι άρρωστο.",
    ),
    "he": (
        "דוד שרה משה רחל יוסף|כהן לוי מזרחי פרץ ביטון|ירושלים חיפה אשדוד נתניה|שם טלפון עיר",
        "הלקוחה התקשרה אתמול וביקשה להעביר את התור לשבוע הבא כי הילד שלה חולה והיא לא תוכל להגיע.",
    ),
    "ar": (
        "محمد فاطمة أحمد خالد مريم|الحسن العلي المصري حداد"
        "|القاهرة بيروت عمان دمشق|الاسم الهاتف المدينة",
        "اتصلت العميلة أمس وطلبت نقل الموعد إلى الأسبوع القادم لأن طفلها مريض ولن تتمكن من الحضور.",
    ),
    "th": (
        "สมชาย สมหญิง วิชัย มาลี|ใจดี สุขสันต์ ทองดี|กรุงเทพ เชียงใหม่ ภูเก็ต|ชื่อ โทรศัพท์ เมือง",
        "ลูกค้าโทรมาเมื่อวานเพื่อขอเลื่อนนัดไปสัปดาห์หน้าเพราะลูกไม่สบายและมาไม่ได้",
    ),
    "ja": (
        "太郎 花子 健一 美咲 さくら|田中 佐藤 鈴木 高橋 渡辺"
        "|東京 大阪 名古屋 横浜市|氏名 電話番号 住所",
        "昨日お客様からお電話があり、お子様が病気のため来週に予約を変更したいとのことでした。",
    ),
    "ja-kana": (
        "タロウ ハナコ ケンイチ ミサキ|タナカ サトウ スズキ タカハシ"
        "|トウキョウ オオサカ ヨコハマ|フリガナ メール",
        "キノウ オキャクサマカラ デンワガ アリマシタ。ライシュウニ ヘンコウシタイ トノコトデス。",
    ),
    "zh-cn": (
        "伟 芳 秀英 娜 小明|王 李 张 刘 陈 杨|北京 上海 广州 深圳|姓名 电话 地址 备注",
        "客户昨天打电话来，说孩子生病了不能按时来，希望把预约改到下个星期。",
    ),
    "zh-tw": (
        "志明 春嬌 怡君 雅婷 俊傑|陳 林 黃 張 李 吳|臺北 高雄 臺中 臺南 新竹|姓名 電話 地址 備註",
        "客戶昨天打電話來，說孩子生病了不能準時來，希望把預約改到下個星期。",
    ),
    "ko": (
        "민준 서연 지훈 수빈 하은|김 이 박 최 정|서울 부산 대구 인천 광주|이름 전화번호 주소",
        "어제 고객님이 전화하셔서 아이가 아파 예약을 다음 주로 옮기고 싶다고 하셨습니다.",
    ),
    "vi": (
        "Nguyễn Trần Phạm Đặng Bùi|Hương Tuấn Dũng Thảo Ngọc"
        "|Hà Nội Đà Nẵng Huế Cần Thơ|Họ tên Địa chỉ",
        "Khách hàng gọi điện hôm qua và muốn dời lịch hẹn sang tuần sau vì con bị ốm.",
    ),
}
_WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_UNICODE = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
)
ENCODINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("fr", "de", "es", "pt", "it", "sv", "da", "fi", "is", "en"), _WESTERN),
    **dict.fromkeys(("cs", "hu", "pl", "hr", "ro"), ("cp1250", "iso8859-2", "cp852", "mac-latin2")),
    "tr": ("cp1254", "iso8859-9", "cp857"),
    "lt": ("cp1257", "iso8859-13", "cp775"),
    "lv": ("cp1257", "iso8859-13", "cp775"),
    "et": ("cp1257", "cp1252"),
    "ru": ("cp1251", "koi8-r", "cp866", "cp855", "iso8859-5", "mac-cyrillic"),
    "uk": ("cp1251", "koi8-u", "iso8859-5"),
    "bg": ("cp1251", "cp855", "iso8859-5", "mac-cyrillic"),
    "el": ("cp1253", "iso8859-7", "cp737"),
    "he": ("cp1255", "iso8859-8", "cp862"),
    "ar": ("cp1256", "iso8859-6"),
    "th": ("cp874",),
    "ja": ("shift_jis", "cp932", "euc_jp", "iso2022_jp"),
    "ja-kana": ("shift_jis", "euc_jp", "iso2022_jp"),
    "zh-cn": ("gb18030", "gb2312", "hz"),
    "zh-tw": ("big5", "gb18030"),
    "ko": ("euc_kr", "cp949", "johab", "iso2022_kr"),
    "vi": ("cp1258",),
}


@attrs.frozen
class Text:
    """One text: its language, encoding, shape, and the text itself."""

    language: str
    encoding: str
    shape: str
    text: str
    data: bytes


def _list(language: str, rows: int, rng: random.Random) -> str:
    given, family, city, titles = (part.split() for part in LANGUAGES[language][0].split("|"))
    lines = [f"{titles[0]},Nr,{titles[-1]}"]
    for n in range(rows):
        phone = f"{rng.randrange(10**8, 10**9)}"
        lines.append(f"{rng.choice(given)} {rng.choice(family)},{phone}{n % 10},{rng.choice(city)}")
    return "\n".join(lines) + "\n"


def texts(seed: int) -> Iterator[Text]:
    """Give every text."""
    rng = random.Random(seed)
    for language, (_, prose) in LANGUAGES.items():
        shapes = {f"list of {n}": _list(language, n, rng) for n in (1, 3, 10, 100)}
        shapes["prose"] = prose + "\n"
        shapes["long prose"] = "\n".join([prose] * 5) + "\n"
        for encoding in (*ENCODINGS[language], *_UNICODE):
            for shape, text in shapes.items():
                source = text
                if language == "ro":  # before Unicode, Romanian was written with cedillas
                    source = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
                if language == "vi" and not encoding.startswith("utf"):
                    import unicodedata

                    source = _vietnamese(unicodedata.normalize("NFD", text))
                try:
                    data = source.encode(encoding)
                except UnicodeEncodeError:
                    kept = "".join(c for c in source if _fits(c, encoding))
                    if len(kept) < 0.9 * len(source):
                        continue
                    source, data = kept, kept.encode(encoding)
                if not source.isascii():
                    yield Text(language, encoding, shape, source, data)


def _vietnamese(text: str) -> str:
    """Compose the vowels as cp1258 has them; tone marks stay apart."""
    import unicodedata

    for pair in ("a\u0302", "a\u0306", "e\u0302", "o\u0302", "o\u031b", "u\u031b"):
        for both in (pair, pair.upper()):
            text = text.replace(both, unicodedata.normalize("NFC", both))
    return text


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def read_ours(data: bytes) -> str:
    """Return the text as this package reads it."""
    table = open_table(data, delimiter="\x1f", header=False, quote="")
    return "\n".join(row.cells[0] for row in table) + "\n"


def read_chardet(data: bytes) -> str:
    """Return the text as the detector alone reads it."""
    name = chardet.detect(data)["encoding"] or "cp1252"
    return data.decode("utf-8-sig" if name.lower() == "utf-8" else name, "replace")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    right: dict[str, Counter[str]] = {"ours": Counter(), "chardet": Counter()}
    asked: Counter[str] = Counter()
    for case in texts(arguments.seed):
        group = "western and UTF" if case.encoding in (*_WESTERN, *_UNICODE) else "others"
        keys = (group, f"{group}, {case.shape}", case.encoding)
        asked.update(keys)
        for name, reader in (("ours", read_ours), ("chardet", read_chardet)):
            try:
                found = reader(case.data)
            except Exception as error:  # noqa: BLE001 - a failure is an answer too
                found = type(error).__name__
            good = found.strip("\ufeff\n") == case.text.strip("\n")
            right[name].update(keys if good else ())
            if name == "ours" and not good and arguments.show:
                print(case.language, case.encoding, case.shape, found[:90].replace("\n", "|"))
    for key, count in asked.items():
        figures = (f"{name} {100 * found[key] / count:5.1f} %" for name, found in right.items())
        print(f"{key:30} {count:5}  ", "   ".join(figures))


if __name__ == "__main__":
    sys.exit(main())
