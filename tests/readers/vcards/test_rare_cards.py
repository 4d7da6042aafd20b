"""Cards as few programs write them, and cards that are too much."""

import pytest
from tests.readers.vcards.test_vcards import card, read, rows

from clientbook.convert.cards import parse_cards
from clientbook.errors import EncodingError, ReadError
from clientbook.messages.issues import FindingCode

SKIPPED, LEFT = FindingCode.CARD_PROPERTY_SKIPPED, FindingCode.CARD_PROPERTY_LEFT_OUT


def cells(*lines: str) -> dict[str, str]:
    (row,) = rows(read(card("FN:Ann Roy", *lines)))
    return row


def left_out(*lines: str) -> list[str]:
    table = read(card("FN:Ann Roy", *lines))
    return [str(dict(f.params)["name"]) for f in table.findings if f.code is LEFT]


def test_what_stands_twice_is_one_value() -> None:
    """X26: an address or an e-mail that a card says twice is one."""
    adr = "ADR;TYPE=home:;;1 Main St;Lyon;;69001;France"
    label = "LABEL;TYPE=work:2 Side St"
    found = cells(
        adr, adr, label, label, "EMAIL:ann@example.org", "EMAIL:ann@example.org", "ADR:;;;;;;"
    )
    assert found["address.home.street"] == "1 Main St"
    assert not [title for title in found if title.startswith(("email.2", "address.home.2"))]
    assert [title for title in found if title.endswith(".full")] == ["address.work.full"]


def test_a_firm_that_stands_twice_is_one_firm() -> None:
    """X26: the same firm without a department says nothing new."""
    found = cells("ORG:Roy SA", "ORG:Roy SA;Sales", "ORG:Roy SA")
    assert (found["company"], found["custom:Other companies"]) == ("Roy SA", "Roy SA / Sales")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("PHOTO;VALUE=uri:https://pictures.example/ann.jpg", "PHOTO"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/shoe_size;44;;;", "X-ANDROID-CUSTOM"),
        ("X-ANDROID-CUSTOM:vnd.other/nickname;Nan;;;", "X-ANDROID-CUSTOM"),
    ],
)
def test_what_has_no_cell_is_said(line: str, name: str) -> None:
    """F25: where a picture is, and what no column holds, is a finding."""
    assert left_out(line) == [name]
    assert left_out(f"{name}:;;") == []


def test_a_second_birthday_is_said() -> None:
    """F25: of two birthdays that differ the first counts, and a finding names the other."""
    event = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;{};3;;"
    lines = ("BDAY:1988-06-27", event.format("1990-01-01"))
    assert cells(*lines)["birth_date"] == "1988-06-27"
    assert left_out(*lines) == ["X-ANDROID-CUSTOM"]
    assert left_out("BDAY:1988-06-27", event.format("1988-06-27")) == []


def test_a_card_in_a_card_in_a_card_is_not_the_clients() -> None:
    """X26: numbers of people inside people stay out, however deep."""
    inner = ("BEGIN:VCARD", "TEL:2", "END:VCARD")
    lines = ("FN:Ann", "AGENT:", "BEGIN:VCARD", "FN:Bo", "TEL:1", "AGENT:", *inner, "END:VCARD")
    (row,) = rows(read(card(*lines, "TEL:3")))
    assert sorted(row.values()) == ["3", "Ann"]


AGENTS = [
    ("AGENT:", "BEGIN:VCARD", "VERSION:2.1", "N:Do;Cy", "TEL;CELL:2", "END:VCARD"),
    ("AGENT:BEGIN:VCARD", "N:Do;Cy", "TEL;CELL:2", "END:VCARD"),
    ("AGENT;TYPE=work:", "BEGIN:VCARD", "AGENT:", "BEGIN:VCARD", "TEL:2", "END:VCARD", "END:VCARD"),
    ("AGENT:BEGIN:VCARD\\nFN:Cy Do\\nTEL:2\\nEND:VCARD\\n",),
]


@pytest.mark.parametrize("agent", AGENTS)
def test_a_card_inside_a_card_is_said(agent: tuple[str, ...]) -> None:
    """F25: in each way it is written it is one property, which has no column and is kept whole."""
    assert cells(*agent, "TEL:3") == {"full_name": "Ann Roy", "phone.other": "3"}
    assert left_out(*agent, "TEL:3") == ["AGENT"]
    (one,) = parse_cards(card("FN:Ann Roy", *agent, "TEL:3"))
    (kept,) = one.named("AGENT")
    assert kept.text.startswith("BEGIN:VCARD\n")
    assert kept.text.rstrip("\n").endswith("END:VCARD")
    assert "TEL" in kept.text


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=4B=C3=BC=63=68=65)", "Küche"),
        ("X-CUSTOM(ENCODING=QUOTED-PRINTABLE,=4F=6D=61)", "Oma"),
        ("X-CUSTOM(CHARSET=ISO-8859-1,ENCODING=QUOTED-PRINTABLE,=4B=FC=63=68=65)", "Küche"),
        ("X-Oma", "Oma"),
    ],
)
def test_a_label_of_androids_stays_with_its_value(line: str, label: str) -> None:
    """F25: vCard 2.1 has no labels; Android writes its owner's words among the types."""
    found = cells(f"TEL;{line}:0142685302", f"EMAIL;{line}:a@example.org")
    assert found["phone.other.label"] == found["email.1.label"] == label
    assert (found["phone.other"], found["email.1"]) == ("0142685302", "a@example.org")


def test_a_backslash_that_escapes_nothing_is_a_backslash() -> None:
    """X26: RFC 6350 knows few escapes; any other backslash is text."""
    assert cells(r"NOTE:C:\temp and \q")["note"] == r"C:\temp and \q"


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_wide_cards_without_a_mark_are_read(encoding: str) -> None:
    """X26: UTF-16 needs no mark in either order of its bytes."""
    assert rows(read(card("FN:Zoé").encode(encoding)))[0]["full_name"] == "Zoé"


def test_a_quote_that_never_closes_protects_nothing() -> None:
    """X26: a stray quote among the parameters costs no number."""
    found = cells('TEL;TYPE="cell:0612345678')
    assert "0612345678" in found.values()
    assert [str(dict(f.params)["name"]) for f in read(card('FN:A', 'TEL;TYPE="c')).findings
            if f.code is SKIPPED]  # fmt: skip


def test_a_character_set_nobody_knows_is_found_from_the_bytes() -> None:
    """X26: a wrong or unknown CHARSET does not spoil a name."""
    line = "FN;CHARSET=KLINGON:Zoé"
    assert rows(read(card(line)))[0]["full_name"] == "Zoé"
    wrong = card("FN;CHARSET=ascii:Zoé")
    assert rows(read(wrong))[0]["full_name"] == "Zoé"


def test_lines_of_a_picture_that_is_not_folded_are_passed_over() -> None:
    """X26: base64 that goes on without a fold is the picture's, not the note's."""
    photo = ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", "SkZJRgABAQAA", "AQABAAD")
    table = read(card("FN:Ann", "NOTE:kept", *photo))
    assert rows(table) == [{"full_name": "Ann", "note": "kept"}]
    assert not [f for f in table.findings if f.code is SKIPPED]
    (found,) = parse_cards(card("FN:Ann", *photo))
    assert found.named("PHOTO")[0].value == "/9j/4AAQSkZJRgABAQAAAQABAAD"
    long = card("FN:Ann", "PHOTO;ENCODING=b:" + "A" * 1_100_000, "AAAA", "NOTE:kept")
    table = read(long)
    assert rows(table) == [{"full_name": "Ann", "note": "kept"}]
    assert not [f for f in table.findings if f.code is SKIPPED]


def test_a_card_of_thousands_of_lines_keeps_the_first() -> None:
    """V13: what a card has beyond two thousand properties, or a megabyte of one, is said."""
    many = card("FN:Ann", *[f"TEL:06{n:08d}" for n in range(2_200)])
    table = read(many)
    assert rows(table)[0]["full_name"] == "Ann"
    assert 0 < sum(f.code is SKIPPED for f in table.findings) <= 100
    long = card("FN:Ann", "NOTE:" + "\r\n ".join(["x" * 1000] * 1200), "TEL:0612345678")
    table = read(long)
    assert [title for title in rows(table)[0] if title.startswith("phone")]
    assert [dict(f.params)["name"] for f in table.findings if f.code is SKIPPED] == ["note"]


def test_more_findings_than_anybody_reads_are_cut() -> None:
    """V13: a thousand findings are listed, however many a file gives reason for."""
    bad = card("FN:Ann", *["\x01nonsense"] * 90)
    table = read(bad * 20)
    assert len([f for f in table.findings if f.code is SKIPPED]) == 1000
    assert len(table) == 20


def test_every_card_of_a_long_file_is_read() -> None:
    """X26: cards past the first hundreds come back in their order."""
    table = read("".join(card(f"FN:Client {n}") for n in range(700)))
    names = [row["full_name"] for row in rows(table)]
    assert names == [f"Client {n}" for n in range(700)]


def test_soft_breaks_after_plain_text_are_no_folds() -> None:
    """F25: a space that starts the line after a soft break is the owner's."""
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n two=C3=\r\n=A9"
    assert cells(text)["note"] == "one twoé"
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:=80=\r\n x"
    assert cells(text)["note"].endswith(" x")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_asked_for_needs_no_mark(encoding: str) -> None:
    """V3: encoding="utf-16" reads either order of bytes, with a mark and without, as in CSV."""
    for asked in (encoding, "utf-16"):
        table = read(card("FN:Zoé").encode(encoding), encoding=asked)
        assert rows(table)[0]["full_name"] == "Zoé"


@pytest.mark.parametrize("encoding", ["ascii", "punycode"])
def test_bytes_an_encoding_does_not_have_are_a_refusal(encoding: str) -> None:
    """V3: whatever the codec says of them, the error is ours and says what to do."""
    with pytest.raises(EncodingError, match=f"{encoding} does not have; leave out encoding="):
        read(card("FN:Zoé"), encoding=encoding)


CUT = ["FN:Ann L", "FN:Ann Lee\r\nTEL:+44791112", "FN:Ann Lee\r\nEMAIL;TYPE=wo", "FN:Ann\r\nEND:VC"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("rest", CUT)
def test_a_file_cut_inside_a_line_of_its_last_card_is_refused(rest: str, encoding: str) -> None:
    """K15: half a name and half a number are no client's."""
    text = f"{card('FN:Bob Fox')}BEGIN:VCARD\r\nVERSION:3.0\r\n{rest}"
    with pytest.raises(ReadError, match="it ends inside card 2"):
        read(text.encode(encoding))


@pytest.mark.parametrize("rest", ["FN:Ann Lee\r\n", "FN:Ann Lee\r\nTEL:020 7946 0019\n\n"])
def test_a_last_card_without_its_end_is_read_and_said(rest: str) -> None:
    """K15: whole lines are what somebody wrote; there may have been more of them."""
    table = read(f"{card('FN:Bob Fox')}BEGIN:VCARD\r\nVERSION:3.0\r\n{rest}")
    assert [row["full_name"] for row in rows(table)] == ["Bob Fox", "Ann Lee"]
    assert [(f.code, f.row) for f in table.findings] == [(FindingCode.CARD_CUT, 2)]


@pytest.mark.parametrize(
    "kind",
    [
        "KIND:group",
        "KIND:Location",
        "KIND:application",
        "KIND:device",
        "X-ADDRESSBOOKSERVER-KIND:group",
    ],
)
def test_a_card_of_no_person_is_said_and_is_no_row(kind: str) -> None:
    """RFC 6350 6.1.4: a list of people, a room and a machine are none, unless one can call."""
    table = read(card("FN:Bob Fox") + card(kind, "FN:VIP list", "MEMBER:urn:uuid:1"))
    assert [row["full_name"] for row in rows(table)] == ["Bob Fox"]
    assert table.row_count == 1
    assert [(f.code, f.row) for f in table.findings] == [(FindingCode.CARD_OF_NO_PERSON, 2)]
    reached = read(card(kind, "FN:The Lees", "TEL:020 7946 0019"))
    assert [row["full_name"] for row in rows(reached)] == ["The Lees"]


@pytest.mark.parametrize("kind", ["KIND:individual", "KIND:org", "KIND:"])
def test_a_card_of_a_person_or_a_firm_is_a_row(kind: str) -> None:
    """The kinds that are clients."""
    assert [row["full_name"] for row in rows(read(card(kind, "FN:Ann Lee")))] == ["Ann Lee"]
