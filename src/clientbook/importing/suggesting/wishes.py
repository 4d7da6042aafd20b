"""What a title asks about news is read in any words that speak of contact alone."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.opt_out_words import said_in
from clientbook.importing.suggesting.phrases import tells_when
from clientbook.importing.suggesting.readings import ACCEPTED, LIKELY, Reading
from clientbook.importing.suggesting.words import words_of
from clientbook.parsing.contact_words import Said, said_of


def hear_wishes(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """Return the readings with the consents that the lexicons do not have in these words.

    A reading of a consent that was unsure for words nobody knows is sure where each of them is one
    of contact ("Ne pas relancer").  So is a title that fills nothing and asks for a consent to
    news, or is the word for a newsletter, in whatever language (SPEC X36).

    Args:
        readings: One a title.
        titles: Of the file.
    """
    return [
        reading if _fills(reading) else _heard(reading, title)
        for reading, title in zip(readings, titles, strict=True)
    ]


def _fills(reading: Reading) -> bool:
    """True for what is neither an attribute nor a yes, which other words may turn into a no."""
    yes = reading.field == "consent" and reading.part is None
    return reading.field != "custom" and not yes and reading.confidence >= ACCEPTED


def _heard(reading: Reading, title: str) -> Reading:
    said = said_of(said_in(title))
    if not said.is_of_contact and not said.has("topic"):
        return reading
    if said.surely_refuses and reading.part is None:
        return _of(reading, _refused(said, reading), "optout")
    if reading.field == "consent":
        alone = said.speaks_of_contact_alone and said.refuses == (reading.part == "optout")
        sure = alone and reading.confidence < ACCEPTED
        return attrs.evolve(reading, confidence=LIKELY) if sure else reading
    if tells_when(words_of(title)):
        return reading
    if "optout" in reading.phrase.atoms and said.refuses and said.speaks_of_contact_alone:
        return _of(reading, _refused(said, reading), "optout")
    if said.is_of_news_alone:
        return _of(reading, "email")
    if said.surely_asks:
        return _of(reading, said.way if said.way not in (None, "all") else "advertising")
    return reading


def _refused(said: Said, reading: Reading) -> str:
    """Return what a refusal is of: the way itself where nothing is named that is sent there."""
    way = said.way or "marketing"
    sent = said.has("marketing", "topic", "subscription")
    told = "optout" not in reading.phrase.atoms and said.has("negation")
    every = (told or "every" in reading.phrase.atoms) and way in ("email", "sms", "phone", "post")
    return f"all_{way}" if every and not sent else way


def _of(reading: Reading, kind: str | None, part: str | None = None) -> Reading:
    return attrs.evolve(
        reading, field="consent", kind=kind, part=part, number=None, confidence=LIKELY
    )
