"""vCard files as phones and mail programs export them."""

import io
import sys
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.convert.cards import parse_cards
from clientbook.domain.targets import Target
from clientbook.errors import EncodingError, FileTooLargeError, ReadError
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions
from clientbook.readers.vcards.tables import open_vcards

PHOTO = b64encode(bytes(range(256)) * 160).decode()  # 40 kB
FOLDED = "\r\n ".join(PHOTO[i : i + 74] for i in range(0, len(PHOTO), 74))
APPLE = f"""BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Apple Inc.//iPhone OS 17.0//EN\r
N:Gersseau;Zoé;Marie;Mme;\r
FN:Mme Zoé Marie Gersseau\r
NICKNAME:Zo\r
ORG:Garage Müller\\, fils;Atelier;\r
TITLE:Cheffe\r
TEL;type=CELL;type=VOICE;type=pref:(514) 555-1234\r
TEL;type=HOME;type=VOICE:514-555-9876\r
TEL;type=HOME;type=FAX:514-555-0000\r
TEL;type=IPHONE;type=CELL;type=VOICE:+33 6 12 34 56 78\r
item1.EMAIL;type=INTERNET;type=pref:zoe@example.org\r
item1.X-ABLabel:Perso\r
EMAIL;type=INTERNET;type=WORK:zoe@example.com\r
item2.TEL:+1 514 555 7777\r
item2.X-ABLabel:Réception\r
item3.ADR;type=HOME;type=pref:;;12 rue de la Paix\\nApt 4;Montréal;QC;H2X 1Y4;Canada\r
item3.X-ABADR:ca\r
item4.ADR;type=WORK:CP 5;;1 Main St;Paris;;75001;France\r
item5.URL;type=pref:https://example.org\r
item5.X-ABLabel:_$!<HomePage>!$_\r
BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-27\r
item6.X-ABDATE:2010-05-01\r
item6.X-ABLabel:_$!<Anniversary>!$_\r
NOTE:line one\\nline two\\, and a very long text that was folded in the middle of a w\r
 ord\r
CATEGORIES:VIP,Paris\r
PHOTO;ENCODING=b;TYPE=JPEG:{FOLDED}\r
UID:abc-123\r
END:VCARD\r
"""
ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=44=75=70=6F=6E=74;=4A=C3=A9=72=C3=B4=6D=65;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=A9=72=C3=B4=6D=65=20=44=75=70=6F=
=6E=74
ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9
CATEGORIES:VIP
TEL;CELL;PREF:+33612345678
TEL;CELL:0612345679
TEL;WORK;FAX:0140000000
EMAIL;PREF;WORK:jerome@example.org
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo =
three
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD=
 /2wBDAAEBAQEBAQEBAQEBAQEBAQE

X-GROUP-MEMBERSHIP:My Contacts
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN:Second Card
END:VCARD
"""


def read(data: str | bytes, **options: object) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return open_vcards(io.BytesIO(raw), options=ReadOptions(**options), name="c.vcf")


def rows(table: Table) -> list[dict[str, str]]:
    return [{t: c for t, c in zip(table.header, r.cells, strict=True) if c} for r in table]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def test_an_apple_card_is_read_without_loss() -> None:
    """X26: groups, labels, folds, photos and made-up years of Apple's export are understood."""
    assert rows(read(APPLE)) == [
        {
            "name_prefix": "Mme",
            "given_name": "Zoé",
            "middle_name": "Marie",
            "family_name": "Gersseau",
            "full_name": "Mme Zoé Marie Gersseau",
            "nickname": "Zo",
            "birth_date": "--06-27",
            "phone.mobile": "(514) 555-1234",
            "phone.mobile.preferred": "yes",
            "phone.mobile.2": "+33 6 12 34 56 78",
            "phone.home": "514-555-9876",
            "phone.fax": "514-555-0000",
            "phone.other": "+1 514 555 7777",
            "phone.other.label": "Réception",
            "email.1": "zoe@example.org",
            "email.1.label": "Perso",
            "email.1.preferred": "yes",
            "email.2": "zoe@example.com",
            "email.2.label": "work",
            "address.home.street": "12 rue de la Paix\nApt 4",
            "address.home.city": "Montréal",
            "address.home.region": "QC",
            "address.home.postcode": "H2X 1Y4",
            "address.home.country": "Canada",
            "address.home.preferred": "yes",
            "address.work.po_box": "CP 5",
            "address.work.street": "1 Main St",
            "address.work.city": "Paris",
            "address.work.postcode": "75001",
            "address.work.country": "France",
            "company": "Garage Müller, fils",
            "department": "Atelier",
            "job_title": "Cheffe",
            "website": "https://example.org",
            "note": "line one\nline two, and a very long text that was folded in the middle of "
            "a word",
            "tags": "VIP; Paris",
            "external_id:vcard": "abc-123",
            "custom:Anniversary": "2010-05-01",
        }
    ]


def test_an_android_file_is_read_without_loss() -> None:
    """X26: quoted-printable, soft breaks, character sets and bare types of 2.1 are understood."""
    first, second = rows(read(ANDROID))
    assert first == {
        "given_name": "Jérôme",
        "family_name": "Dupont",
        "full_name": "Jérôme Dupont",
        "company": "Café",
        "phone.mobile": "+33612345678",
        "phone.mobile.preferred": "yes",
        "phone.mobile.2": "0612345679",
        "phone.fax": "0140000000",
        "email.1": "jerome@example.org",
        "email.1.label": "work",
        "email.1.preferred": "yes",
        "note": "one\ntwo three",
        "tags": "VIP",
    }
    assert second == {"full_name": "Second Card"}


def test_a_version_4_card_is_read() -> None:
    """X26: tel and mailto addresses, PREF numbers, GENDER and LANG of RFC 6350 are understood."""
    table = read(
        card(
            "FN:Zoé",
            'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+33-1-40-20-50-50;ext=12',
            "TEL;VALUE=uri;PREF=1;TYPE=home:tel:863-1234;phone-context=+1-914-555",
            "EMAIL:mailto:zoe@example.org",
            "GENDER:F",
            "LANG:fr",
            'ADR;LABEL="12 rue de la Paix^nParis":;;;;;;',
            'ADR;TYPE=work;LABEL="printed":;;"1, Main";;;;',
            "BDAY:19880627T000000Z",
            "TITLE:a",
            "RELATED;TYPE=spouse;VALUE=text:Somebody",
            version="4.0",
        )
    )
    assert rows(table) == [
        {
            "full_name": "Zoé",
            "birth_date": "1988-06-27",
            "gender": "female",
            "phone.home": "+1-914-555-863-1234",
            "phone.home.preferred": "yes",
            "phone.home.2": "+33-1-40-20-50-50 ext. 12",
            "email.1": "zoe@example.org",
            "address.1.full": "12 rue de la Paix\nParis",
            "address.work.street": '"1, Main"',
            "job_title": "a",
            "language": "fr",
            "custom:Related person": "spouse: Somebody",
        }
    ]


def test_titles_map_themselves() -> None:
    """X26: every title of a table made from cards is the text of a target."""
    for title in (*read(APPLE).header, *read(ANDROID).header):
        assert str(Target.parse(title)) == title


def test_one_bad_property_costs_that_property_only() -> None:
    """X26: what cannot be read is a finding with card and name; the rest of the card stays."""
    table = read(
        card("FN:A", "garbage without colon", "NOTE;ENCODING=BASE64:!", "TEL:1")
        + card("FN:B", "TEL:2")
    )
    assert [row["full_name"] for row in rows(table)] == ["A", "B"]
    assert [row["phone.other"] for row in rows(table)] == ["1", "2"]
    skipped = [f for f in table.findings if f.code is FindingCode.CARD_PROPERTY_SKIPPED]
    assert [(f.row, dict(f.params)["name"]) for f in skipped] == [(1, "?"), (1, "NOTE")]


def test_values_over_a_limit_cost_that_value_only() -> None:
    """X26: a note that is too long, or one column too many, loses no card."""
    limits = ReadLimits(max_cell_chars=10, max_columns=2)
    table = read(card("FN:A", "NOTE:" + "x" * 11, "TITLE:b", "ORG:c"), limits=limits)
    assert rows(table) == [{"full_name": "A", "company": "c"}]
    names = [dict(f.params)["name"] for f in table.findings]
    assert sorted(names) == ["job_title", "note"]


def test_no_card_is_lost_whole() -> None:
    """X26: cards without an end, an empty card and text between cards hide nobody."""
    text = (
        "hello\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\njunk\n"
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nbegin:vcard\nfn:C\n"
    )
    table = read(text)
    assert [(row.number, row.cells) for row in table] == [(1, ("A",)), (2, ("B",)), (4, ("C",))]
    assert [f.row for f in table.findings if f.code is FindingCode.BLANK_ROW] == [3]
    assert table.row_count == 3


def test_an_assistants_card_inside_a_card_is_not_the_clients() -> None:
    """X26: the numbers of a nested AGENT card stay out, the rest of the outer card is read."""
    agent = "AGENT:\nBEGIN:VCARD\nFN:Assistant\nTEL:999\nEND:VCARD\nTEL:111"
    assert rows(read(card("FN:Boss", *agent.split("\n"), version="2.1"))) == [
        {"full_name": "Boss", "phone.other": "111"}
    ]


def test_a_note_broken_without_a_fold_keeps_its_lines() -> None:
    """X26: a line break that was not escaped loses no text."""
    assert rows(read(card("FN:A", "NOTE:one", "two; and, three", "TEL:1")))[0] == {
        "full_name": "A",
        "note": "one\ntwo; and, three",
        "phone.other": "1",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_character_sets_of_files_are_found(encoding: str) -> None:
    """X26: UTF-8, UTF-16 and Windows-1252 files give the same names."""
    assert rows(read(card("FN:Zoé Müller").encode(encoding))) == [{"full_name": "Zoé Müller"}]


def test_a_given_encoding_is_used_strictly() -> None:
    """V3: encoding= is used as it is, and bytes it does not have are an EncodingError."""
    assert rows(read(card("FN:Zoé").encode("mac-roman"), encoding="mac-roman")) == [
        {"full_name": "Zoé"}
    ]
    with pytest.raises(EncodingError, match="utf-8"):
        read(card("FN:Zoé").encode("cp1252"), encoding="utf-8")
    with pytest.raises(ValueError, match="no encoding"):
        read(card("FN:Zoé"), encoding="nope")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(newline: str) -> None:
    """X26: CRLF, LF and CR end a line, also at the border of a piece."""
    text = card("FN:A", "NOTE:folded", " here").replace("\r\n", newline).encode()
    pieces = [text[i : i + 1] for i in range(len(text))]
    (found,) = parse_cards(pieces)
    assert [(p.name, p.value) for p in found.properties] == [("FN", "A"), ("NOTE", "foldedhere")]


def test_a_photo_without_folds_costs_no_card() -> None:
    """X26: a line of many megabytes is passed over."""
    table = read(card("FN:A", "PHOTO;ENCODING=b:" + "QUJD" * 800_000, "TEL:1"))
    assert rows(table) == [{"full_name": "A", "phone.other": "1"}]
    assert table.findings == ()


def test_files_without_cards_and_over_limits_are_typed_errors() -> None:
    """X26: a file that is no vCard, or too large, says what to do."""
    with pytest.raises(ReadError, match="no card"):
        read("hello")
    with pytest.raises(FileTooLargeError, match="more than 1 cards"):
        read(ANDROID, limits=ReadLimits(max_rows=1))
    with pytest.raises(FileTooLargeError, match="10 bytes"):
        read(ANDROID, limits=ReadLimits(max_bytes={"vcard": 10}))


def test_vcards_come_through_the_one_door() -> None:
    """X26: open_table knows a vCard file by its content."""
    table = open_table(APPLE.encode())
    assert table.source.kind == "vcard"
    assert len(table.source.fingerprint) == 64
    assert list(table) == list(table)


PIECES = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"\r\n", b"\n", b"\r", b" ", b":", b";", b"=", b"\\", b'"'),
    *(b"TEL", b"N", b"ADR", b"NOTE;ENCODING=QUOTED-PRINTABLE:", b"AGENT:", b"\xff"),
    *(b"X-ABLabel", b"item1.", b"PHOTO;BASE64:"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=60))
def test_any_bytes_give_cards_or_nothing(parts: list[bytes]) -> None:
    """X26: no bytes make the parser raise, and as many cards come out as begin outside others."""
    try:
        table = read(b"".join(parts))
    except ReadError:
        return
    assert len(list(table)) == table.row_count


def test_a_long_card_inside_a_card_is_kept_whole() -> None:
    """X26: its lines are joined once, however many there are: a copy a line would never end."""
    inside = "N:aaaaaaaa\r\n" * 100_000
    data = f"BEGIN:VCARD\r\nFN:A\r\nAGENT:\r\nBEGIN:VCARD\r\n{inside}END:VCARD\r\nEND:VCARD\r\n"
    (found,) = parse_cards(data)
    (agent,) = found.named("AGENT")
    assert agent.value.count("N:aaaaaaaa") == 100_000


@pytest.mark.parametrize(
    "line", ["x" * 9, "NOTE:ab", "item{n}.TEL:{n}", "item{n}.X-ABLabel:a", "A;B=c;D:e", "N:\\;;;"]
)
def test_work_grows_no_faster_than_the_file(line: str) -> None:
    """X26: twice the lines make at most about twice the calls, whatever they hold."""

    def calls(count: int) -> int:
        lines = [line.format(n=n) for n in range(count)]
        data = card("FN:A", "NOTE:a", *lines).encode()
        made = 0

        def trace(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(trace)
        try:
            open_vcards(io.BytesIO(data), options=ReadOptions())
        finally:
            sys.setprofile(None)
        return made

    assert calls(1600) < 2.5 * calls(800)
