"""E-mail addresses as people write them."""

import email_validator
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.domain.emails import EmailAddress
from clientbook.errors import InvalidValueError
from clientbook.matching.pairs.contacts import email_key
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_email


@pytest.mark.parametrize(
    "text",
    [
        "anne＠example.com",
        "ａｎｎｅ@ｅｘａｍｐｌｅ．ｃｏｍ",
        "an\ufe0fne@exa\u034fmple.com",
        "an\u2800ne@example.com",
        "an\u00adne@example.com",
        "anne@example\u3002com",
    ],
)
def test_full_width_and_what_nobody_sees_make_no_other_mailbox(text: str) -> None:
    """X31, X37: an address from another keyboard, or from a web page, is the one that is meant."""
    assert parse_email(text).key == "anne@example.com"
    if "@" in text and text.isprintable():
        assert EmailAddress(text).key == "anne@example.com"
    assert email_key(parse_email(text).address) == "anne@example.com"


@pytest.mark.parametrize(
    "text",
    ["\u0430nne@example.com", "ànne@example.com", "anne@ex\u00e4mple.com", "\u00aanne@example.com"],
)
def test_letters_that_look_alike_are_other_mailboxes(text: str) -> None:
    """X31: a Cyrillic a, an accent, a small raised a: nobody may take one mailbox for another."""
    assert parse_email(text).key != "anne@example.com"
    assert email_key(text) != "anne@example.com"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anne@example.com", "anne@example.com"),
        (" Anne.Martin+x@Example.com ", "Anne.Martin+x@Example.com"),
        ("mailto:anne@example.com", "anne@example.com"),
        ("MAILTO: anne@example.com", "anne@example.com"),
        ("Anne Martin <anne@example.com>", "anne@example.com"),
        ('"Martin, Anne" <anne@example.com>', "anne@example.com"),
        ("<anne@example.com>;", "anne@example.com"),
        ("anne@example.com;", "anne@example.com"),
        ("'anne@example.com", "anne@example.com"),
        ("'anne@example.com'", "anne@example.com"),
        ('"anne@example.com"', "anne@example.com"),
        ("\tanne@example.com\xa0", "anne@example.com"),
        ('="anne@example.com"', "anne@example.com"),
        ("E-mail : anne@example.com", "anne@example.com"),
        ("anne@example.com.", "anne@example.com"),
        ("anne@example.com#mailto:anne@example.com#", "anne@example.com"),
        ("write to Anne#mailto:anne@example.com?subject=Hi#", "anne@example.com"),
        ("anne@example.com#http://anne@example.com#", "anne@example.com"),
        ("courriel: anne@example.com", "anne@example.com"),
        ("[anne@example.com](mailto:anne@example.com)", "anne@example.com"),
        ("anne@example.com; ANNE@example.com", "anne@example.com"),
        ("anne@example.com <anne@example.com>", "anne@example.com"),
        ("o'neil@example.com", "o'neil@example.com"),
        ("anne@example.com\u200b", "anne@example.com"),
        ("josé@example.com", "josé@example.com"),
        ("anne@bücher.ch", "anne@bücher.ch"),
        ("anne@xn--bcher-kva.ch", "anne@xn--bcher-kva.ch"),
    ],
)
def test_address_is_kept_as_written(text: str, address: str) -> None:
    """What is around an address goes; the address itself is kept as its owner wrote it."""
    assert parse_email(text).address == address


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ann@ex.com (pro)", "pro"),
        ("ann@ex.com [perso]", "perso"),
        ("pro: ann@ex.com", "pro"),
        ("no mail: ann@ex.com", "no mail"),
        ("ann@ex.com do not mail", "do not mail"),
        ("do not mail <ann@ex.com>", "do not mail"),
        ("Ann Lee <ann@ex.com>", None),
        ("mail: ann@ex.com", None),
    ],
)
def test_the_words_beside_an_address_are_its_label(text: str, label: str | None) -> None:
    """X31: a label or a refusal beside an address stays with it; a label that is given wins."""
    assert parse_email(text) == EmailAddress("ann@ex.com", label)
    assert parse_email(text, label="own", preferred=True) == EmailAddress("ann@ex.com", "own", True)


@pytest.mark.parametrize(
    "text",
    [
        "a@x.fr; b@x.fr",
        "a@x.fr, b@x.fr",
        "a@x.fr b@x.fr",
        "a@x.fr / b@x.fr",
        "a@x.fr\nb@x.fr",
        "A <a@x.fr>; B <b@x.fr>",
        "a@x.fr ::: b@x.fr",
    ],
)
def test_several_addresses_in_a_cell_are_an_error(text: str) -> None:
    """K12: two e-mails in one cell are reported, never split in silence."""
    with pytest.raises(InvalidValueError) as caught:
        parse_email(text)
    assert caught.value.issue.code is IssueCode.MULTI_VALUE_CELL


INVALID = [
    "anne",
    "anne@",
    "@example.com",
    "anne@example",
    "anne@@example.com",
    "an ne@example.com",
    "anne..m@example.com",
    ".anne@example.com",
    "anne.@example.com",
    "anne@.example.com",
    "anne@example..com",
    "anne@-example.com",
    "anne@example-.com",
    "anne@exa_mple.com",
    "anne@example.123",
    "anne@localhost",
    "anne@host.local",
    "anne@mail.test",
    "anne@[127.0.0.1]",
    '"anne m"@example.com',
    "anne(comment)@example.com",
    "anne@example.com (work)x",
    "a" * 65 + "@example.com",
    "anne@" + "a" * 64 + ".com",
    "anne@" + "abc." * 62 + "com",
    "anne@xn--a.com",
    "anne@ab--cd.com",
    '"anne@example.com',
    'anne@example.com"',
    "(anne@example.com",
    "anne@example.com>",
    "<anne@example.com",
    "anne@[example.com",
    "an\x07ne@example.com",
    "anne@example.com\x00",
    "anne@exam\nple.com",
    "anne@example.com(x",
    "anne\\@example.com",
    '"anne"@example.com',
    '"anne\\"@example.com',
    "anne@example.com..",
    "a@x.fr#mailto:b@x.fr#",
    "https://example.com",
    "x" * 5000,
]


@pytest.mark.parametrize("text", INVALID)
def test_invalid_address_is_refused_with_a_reason(text: str) -> None:
    """What email-validator refuses is refused, and the message does not quote the address."""
    with pytest.raises(InvalidValueError) as caught:
        parse_email(text)
    issue = caught.value.issue
    assert issue.code is IssueCode.INVALID_EMAIL
    assert dict(issue.params)["reason"]
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_blank_is_not_invalid(text: str) -> None:
    """A cell without anything visible has its own code."""
    with pytest.raises(InvalidValueError) as caught:
        parse_email(text)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


_WORDS = ["..", "--", "xn--", "com", ".fr", ".com", ".local", ".test", ".onion", "info", "é.com"]
_PIECES = st.sampled_from([*"aZ9.-_+'@@@ é!%/", *_WORDS, "a" * 30])
_ADDRESSES = st.lists(_PIECES, min_size=1, max_size=12).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_ADDRESSES | st.emails())
@example("a@b.co.")
@example("a@b-.com")
@example("'@b.com")
def test_nothing_is_accepted_that_email_validator_refuses(text: str) -> None:
    """The fast path and email-validator agree: an accepted address is one it accepts."""
    try:
        address = parse_email(text).address
    except InvalidValueError:
        return
    email_validator.validate_email(address, check_deliverability=False, strict=True)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_ADDRESSES | st.emails())
def test_nothing_is_refused_that_email_validator_accepts(text: str) -> None:
    """An address that needs no unwrapping is accepted here when email-validator accepts it."""
    try:
        email_validator.validate_email(text, check_deliverability=False, strict=True)
    except email_validator.EmailNotValidError:
        return
    if text[0] not in "'’‘“”«»" and "/" not in text:  # a spreadsheet's mark, a separator
        assert parse_email(text).address == text
