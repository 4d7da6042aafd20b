"""Extensions, in the words people write."""

import pytest

from clientbook import parse_phone


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("01 43 55 12 34 poste 12", "FR", "+33143551234"),
        ("030 1234567 Durchwahl 12", "DE", "+49301234567"),
        ("044 668 18 00 intern 12", "CH", "+41446681800"),
        ("06 6982 1234 int. 12", "IT", "+390669821234"),
        ("91 411 12 34, extensión 12", "ES", "+34914111234"),
        ("21 123 4567 Ext: 12", "PT", "+351211234567"),
        ("21 123 4567 extensão 12", "PT", "+351211234567"),
        ("(11) 3123-4567 ramal 12", "BR", "+551131234567"),
        ("010-1234567 toestel 12", "NL", "+31101234567"),
        ("010 123 4567 tst. 12", "NL", "+31101234567"),
        ("22 123 45 67 wewn. 12", "PL", "+48221234567"),
        ("222 123 456 klapka 12", "CZ", "+420222123456"),
        ("020 7946 0018 xtn 12", "GB", "+442079460018"),
        ("ext. 12: 020 7946 0018", "GB", "+442079460018"),
    ],
)
def test_an_extension_is_read_behind_the_word_of_a_language(
    text: str, region: str, number: str
) -> None:
    """It is what is dialled after the call is answered; it was kept as a remark."""
    read = parse_phone(text, region=region)
    assert (read.e164, read.extension, read.label) == (number, "12", None)


@pytest.mark.parametrize("word", ["(intern)", "App", "int", "ramal"])
def test_a_word_without_digits_behind_it_is_a_remark(word: str) -> None:
    """There is no extension without its digits."""
    read = parse_phone(f"01 43 55 12 34 {word}", region="FR")
    assert read.extension is None
    assert read.label is not None
