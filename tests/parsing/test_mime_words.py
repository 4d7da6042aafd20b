"""Words that a mail program wrote in ASCII, read in forms and files."""

import pytest

from clientbook.importing.cell_signs import is_sign
from clientbook.parsing import parse_email, parse_name
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.mime_words import without_mime_words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=?UTF-8?Q?L=C3=A9a?=", "Léa"),
        ("=?utf-8?b?TMOpYQ==?=", "Léa"),
        ("=?ISO-8859-1?q?Lef=E8vre?= =?ISO-8859-1?q?_Duval?=", "Lefèvre Duval"),
        ("=?UTF-8?B?w4k=?=\n =?UTF-8?B?bGlzZQ==?=", "Élise"),
        ("M. =?UTF-8?Q?L=C3=A9a?= <a@x.fr>", "M. Léa <a@x.fr>"),
        ("=?UTF-8*fr?Q?L=C3=A9a?=", "Léa"),
        ("=?nosuch?Q?L=C3=A9a?=", "=?nosuch?Q?L=C3=A9a?="),
        ("=?UTF-8?B?!!!?=", "=?UTF-8?B?!!!?="),
        ("=?ascii?Q?L=C3=A9a?=", "=?ascii?Q?L=C3=A9a?="),
        ("a =?b", "a =?b"),
    ],
)
def test_encoded_words_are_read_as_they_are_shown(text: str, shown: str) -> None:
    """X31: RFC 2047 words are text; one in no known character set stays as it is."""
    assert without_mime_words(text) == as_shown(text) == shown
    assert is_sign(text) == (text != shown)


def test_a_form_reads_encoded_words_in_names_and_addresses() -> None:
    """X31: a form's parsers read what an import reads."""
    assert parse_name("=?UTF-8?Q?L=C3=A9a?=").full == "Léa"
    assert parse_email("=?UTF-8?Q?L=C3=A9a?= <lea@x.fr>").address == "lea@x.fr"
