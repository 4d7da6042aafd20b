"""A column title as words: spelling, case, accents and punctuation out of the way."""

import html
import re
import unicodedata
from functools import lru_cache

import attrs

from clientbook.text import base_letters

MAX_TITLE = 200  # characters that are read of one title
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_DIGITS = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
_NUMBER_SIGN = re.compile(r"[nN] ?[°ºª]|№|#")
_YES_OR_NO = re.compile(r"\b[OYJSoyjs]/[Nn]\b")  # "Mailing O/N", "Newsletter j/n"
_BRACKETS = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
_POSSESSIVE = re.compile(r"['’´`]s\b")
_WORD = re.compile(r"[^\W_]+")


@attrs.frozen
class Words:
    """Words of a title.

    Args:
        main: Words outside brackets, folded: ``("telefon", "2")``.
        asides: Words of each bracket.
    """

    main: tuple[str, ...]
    asides: tuple[tuple[str, ...], ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every word, those in brackets last."""
        return self.main + tuple(word for aside in self.asides for word in aside)


def _split(text: str) -> tuple[str, ...]:
    text = _YES_OR_NO.sub(" yes no ", text)
    text = _NUMBER_SIGN.sub(" number ", text)
    text = _POSSESSIVE.sub(" ", text)
    if not text.isupper():
        text = _CAMEL.sub(" ", text)
    text = _DIGITS.sub(" ", text)
    return tuple(_WORD.findall(base_letters(text)))


@lru_cache(maxsize=4096)
def words_of(title: str) -> Words:
    """Return the words of a title.

    Args:
        title: As the file has it; ``"Téléphone (domicile) 2"``, ``"billingFirstName"``,
            ``"Kunden-Nr."``.
    """
    text = title[:MAX_TITLE]
    if "&" in text:
        text = html.unescape(text)  # "Pr&eacute;nom"
    text = unicodedata.normalize("NFKC", text)
    asides = tuple(_split(aside) for aside in _BRACKETS.findall(text))
    main = _split(_BRACKETS.sub(" ", text))
    if not main:
        return Words(tuple(word for aside in asides for word in aside))
    return Words(main, tuple(aside for aside in asides if aside))
