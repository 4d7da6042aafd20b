"""What the cells of a column look like, whatever its title says."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import attrs

from clientbook.importing.suggesting.cell_words import (
    COUNTRIES,
    DEGREES,
    DIPLOMAS,
    FIRST_NAMES,
    FLAGS,
    GENDERS,
    GENERATIONS,
    KIND_WORDS,
    LEGAL_FORMS,
    MONTHS,
    OF_A_DEGREE,
    PREFIXES,
    STATES,
)
from clientbook.importing.tables import Row
from clientbook.parsing.nothing import is_nothing
from clientbook.parsing.several import ANYWHERE, values_apart
from clientbook.text import base_letters

MAX_CELLS = 60  # filled cells looked at in a column
MAX_CELL = 200  # characters looked at in a cell


class Look(StrEnum):
    """What a cell looks like."""

    EMAIL = "email"
    PHONE = "phone"
    DIGITS = "digits"  # a phone or an id: digits alone, as many as a national number has
    DATE = "date"
    URL = "url"
    FLAG = "flag"
    GENDER = "gender"
    PREFIX = "prefix"
    DEGREE = "degree"  # an academic title before a name: "Dr. med.", "Mag."
    DIPLOMA = "diploma"  # letters behind a name: "MBA", "Ph.D."
    GREETING = "greeting"  # the line that begins a letter, or ends it
    KIND = "kind"
    POSTCODE = "postcode"
    NUMBER = "number"
    CALLING = "calling"  # a country's calling code: +41, 0041
    STREET = "street"
    COUNTRY = "country"
    GIVEN = "given"
    PLACE = "place"  # a postcode of five digits and a town
    FULL_ADDRESS = "full address"  # a street, a postcode and a town
    STATE = "state"  # of an account: active, suspended
    COMPANY = "company"  # several words, the last one a legal form: "Janssen BV"
    PERSON = "person"  # several words, a frequent first name among them
    WORDS = "words"
    OTHER = "other"


_DATE = re.compile(
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2,4})"
    r"(?:[T ][0-9:.]{4,15}(?: ?[APap]\.?[Mm]\.?|Z|[+-][0-9:]{4,6})?)?"
)
_WORDED_DATE = re.compile(
    r"(?:[a-z]{3,9}[ .,]+)?[0-9]{1,2}[a-z.]{0,4}[ -](?:de )?([a-z]{3,10})[. ,-]"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,10})\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}")
_PHONE = re.compile(
    r"[+(]?[0-9][0-9 ()./\u00a0\u202f\u2011-]{5,24}(?:(?:x|ext\.?|poste|#)[ .]?[0-9]{1,6})?"
)
_POSTCODE = re.compile(
    r"[0-9]{4,5}|[0-9]{5}-[0-9]{4}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
    r"|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}|(?:[A-Z]{1,2}-)[0-9]{4,5}"
    r"|[0-9]{4,5}-[0-9]{3}"  # Portugal, Brazil
)
_CALLING = re.compile(r"\(?(?:\+|00)[1-9][0-9]{0,2}\)?")
_NUMBER = re.compile(r"[-+]?[0-9][0-9 ]{0,20}(?:[.,][0-9]{1,6}){0,4} ?[€$£%]?|[€$£] ?[0-9.,]{1,20}")
# A latitude or an amount is no telephone.
_DECIMAL = re.compile(
    r"-?(?:0|[1-9][0-9]{0,2})[.,][0-9]{1,15}|-?[1-9][0-9]{3,15}[.,](?!0\Z)[0-9]{1,2}"
)
_STREET_WORD = (
    r"(?:rue|avenue|av|avda|avenida|boulevard|bd|chemin|place|impasse|allee|route|quai|calle|c/"
    r"|plaza|pza|paseo|camino|ctra|carretera|ronda|via|am|an der|im)"
)
_NAMED_STREET = re.compile(_STREET_WORD + r"[. ] ?[^@]{2,60}")
_PLACE = re.compile(r"(?:[A-Z]{1,2}-)?[0-9]{5} [^\W\d_][^\d@]{1,40}")
_PLACE_AFTER = re.compile(
    r", ?(?:[A-Za-z]{1,2}-)?[0-9]{4,5} [^\W\d_]{2}|,[^,]{0,60}[ ,][A-Z]{2} [0-9]{5}\b"
    r"|,[^,]{0,60}\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b"
    r"|,[^,]{0,60}\b[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\b"
)
_ONE_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
_LOUD_SURNAME = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{1,30},? [A-ZÀ-Þ][a-zà-ÿ][^\W\d_' -]{0,30}")
_QUIET_GIVEN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][^\W\d_' -]{0,30} [A-ZÀ-Þ][A-ZÀ-Þ' -]{1,30}")
_OLD_YEAR = re.compile(r"(?<![0-9])19[0-9]{2}(?![0-9])")
# The line that begins or ends a letter; what may be a given name too ends in a comma there.
_GREETING = re.compile(
    r"(?:dear|sehr geehrte[rsn]?|werte[rs]?|guten tag|bonjour|estimad[oa]s?|apreciad[oa]s?|gentile"
    r"|gentilissim[oai]|egregi[oa]?|spettabile|prezad[oa]s?|exm[oa]s?|geachte|yours|kind regards"
    r"|best regards|sincerely|mit freundlichen|mit besten|viele grusse|cordialement|veuillez agreer"
    r"|atentamente|saludos|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke)\.? \S.*"
    r"|(?:liebe[rs]?|hallo|hello|hi|cheres?|chers?|querid[oa]s?|hola|car[oa]|ola|beste|lieve)"
    r" .*[,!]"
    r"|(?:madame|monsieur|messieurs|mesdames), ?(?:(?:madame|monsieur|messieurs),?)?"
)
_DOMAIN = re.compile(r"[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,4}\.[a-z]{2,10}(?:/\S*)?")
_STREET = re.compile(
    r"[0-9]{1,5}[a-zA-Z]?(?: ?(?:bis|ter))?,? [^\W\d_].{2,}"
    r"|[^\W\d_][^,@]{2,60}[ ,][0-9]{1,5} ?[a-zA-Z]?"
)


# Digits that a telephone number may have and no postcode has: "20002-1234" is one of nine.
_LONGEST = {Look.PHONE: 9, Look.DIGITS: 10}
_ZIP_AND_4 = 9


def look_of(cell: str) -> Look:
    """Return what one cell, not blank, looks like."""
    text = cell.strip()[:MAX_CELL]
    if "@" in text:
        return Look.EMAIL if is_email(text) else Look.OTHER
    folded = base_letters(text)
    if any(c.isdigit() for c in text):
        return _digits_look(text, folded)
    return _letters_look(text, folded)


def is_email(text: str) -> bool:
    """True for one address of an ordinary form, also behind a name; none is looked up."""
    if text.endswith(">") and text.count("<") == 1:
        text = text[text.index("<") + 1 : -1].strip()  # "Eva Mai <eva@mai.de>"
    local, _, domain = text.partition("@")
    return bool(local) and "." in domain and "@" not in domain and not re.search(r"[\s;,]", text)


def _digits_look(text: str, folded: str) -> Look:
    if folded in FLAGS:
        return Look.FLAG
    if _DATE.fullmatch(text) or _worded_date(folded):
        return Look.DATE
    if folded.startswith(("http://", "https://", "www.")):
        return Look.URL
    if _POSTCODE.fullmatch(text.upper()):
        return Look.POSTCODE
    if _DECIMAL.fullmatch(text):
        return Look.NUMBER
    if phone := _phone_look(text.removeprefix("'").removesuffix(".0")):
        return phone
    if _CALLING.fullmatch(text):
        return Look.CALLING
    if _NUMBER.fullmatch(text):
        return Look.NUMBER
    if _PLACE.fullmatch(text):
        return Look.PLACE
    if _PLACE_AFTER.search(text):
        return Look.FULL_ADDRESS
    street = _STREET.fullmatch(text) or _NAMED_STREET.fullmatch(folded)
    return Look.STREET if street else Look.OTHER


def _worded_date(folded: str) -> bool:
    match = _WORDED_DATE.match(folded) or _MONTH_FIRST.match(folded)
    return match is not None and match[1][:3] in MONTHS


def _phone_look(text: str) -> Look | None:
    if not _PHONE.fullmatch(text):
        return None
    digits = sum(c.isdigit() for c in text)
    if not 7 <= digits <= 17:
        return None
    if text.isdecimal() and not text.startswith("0"):
        return Look.DIGITS if 8 <= digits <= 11 else None
    if digits < 8 and text.startswith("0"):
        return None
    return Look.PHONE


def _letters_look(text: str, folded: str) -> Look:
    bare = folded.strip(". ")
    if honour := _honour(folded):
        return honour
    for look, listed in _LISTS:
        if bare in listed:
            return look
    if folded.startswith(("http://", "https://", "www.")) or _DOMAIN.fullmatch(folded):
        return Look.URL
    if _LOUD_SURNAME.fullmatch(text) or _QUIET_GIVEN.fullmatch(text):
        legal = folded.rsplit(maxsplit=1)[-1].replace(".", "") in LEGAL_FORMS  # "Bernard SARL"
        return Look.COMPANY if legal else Look.PERSON  # "DUPONT Marie", "LÓPEZ, Ana"
    return Look.GREETING if _GREETING.fullmatch(folded) else _words_look(text, folded)


def _words_look(text: str, folded: str) -> Look:
    words = folded.replace("-", " ").replace(",", " ").split()
    if len(words) > 1 and words[-1].replace(".", "") in LEGAL_FORMS:
        return Look.COMPANY
    if not words or len(words) > 6:
        return Look.OTHER
    if len(words) == 1 and words[0] in FIRST_NAMES:
        return Look.GIVEN
    if words[0] in FIRST_NAMES and ("-" in text and " " not in text.strip()):
        return Look.GIVEN
    if 1 < len(words) < 4 and FIRST_NAMES.issuperset(words):
        return Look.GIVEN  # "José Manuel"; "Laura Martina" is seldom a whole name
    if len(words) > 1 and any(word in FIRST_NAMES for word in words):
        return Look.PERSON
    return Look.WORDS


def _honour(folded: str) -> Look | None:
    """Return what a cell is whose every word is a title: "Herr Dr." is a salutation."""
    pieces = _LETTERS.findall(folded)
    if not DEGREES.isdisjoint(pieces) and (DEGREES | OF_A_DEGREE).issuperset(pieces):
        return Look.DEGREE
    if "".join(pieces) in DIPLOMAS or DIPLOMAS.issuperset(_APART.split(folded.replace(".", ""))):
        return Look.DIPLOMA
    if "." in folded and folded.replace(".", "") in PREFIXES | GENERATIONS:
        return Look.PREFIX  # "M." is a salutation, "M" a gender
    if len(pieces) > 1 and (PREFIXES | DEGREES | OF_A_DEGREE).issuperset(pieces):
        return Look.PREFIX
    return None


_APART = re.compile(r"[ ,/]+")
_LETTERS = re.compile(r"[a-z]+")

_LISTS = (
    (Look.FLAG, FLAGS),
    (Look.GENDER, GENDERS),
    (Look.PREFIX, PREFIXES),
    (Look.KIND, KIND_WORDS),
    (Look.COUNTRY, COUNTRIES),
    (Look.STATE, STATES),
)


@attrs.frozen
class ColumnLook:
    """What a column's cells look like.

    Args:
        filled: Cells looked at, none of them blank.
        shares: Part of them with each look, 0 to 1.
        joined: Separator that joins several values in a cell, or None.
        distinct: Number of different values.
        old_dates: Part of them that are dates of the 20th century.
        dialable: Part of them that are telephone numbers of a length no postcode has.
        single: Part of them that are one word of letters, whatever their look.
        listed: Separator that would part the cells were they lists of words, or None.
    """

    filled: int
    shares: dict[Look, float]
    joined: str | None = None
    distinct: int = 0
    listed: str | None = None
    old_dates: float = 0.0
    dialable: float = 0.0
    single: float = 0.0

    def share(self, *looks: Look) -> float:
        """Return the part of the cells with one of these looks."""
        return sum(self.shares.get(look, 0.0) for look in looks)


_EMPTY = ColumnLook(0, {})


def looks_of(rows: Sequence[Row], width: int) -> list[ColumnLook]:
    """Return what each of the first *width* columns looks like."""
    return [_column_look([row.cells[place] for row in rows]) for place in range(width)]


def _column_look(cells: Iterable[str]) -> ColumnLook:
    filled: list[str] = []
    for cell in cells:
        if (text := cell.strip()) and not is_nothing(text):
            filled.append(cell)
            if len(filled) == MAX_CELLS:
                break
    if not filled:
        return _EMPTY
    counts = Counter(filled)
    looks: Counter[Look] = Counter()
    joints: Counter[str] = Counter()
    long = single = 0
    for cell, count in counts.items():
        joint = joint_of(cell)
        if joint is None:
            look = look_of(cell)
            looks[look] += count
            long += count * _is_long(cell, look)
            single += count * (_ONE_WORD.fullmatch(cell.strip()[:MAX_CELL]) is not None)
            continue
        looks[_joined_look(cell, joint)] += count
        joints[joint] += count
    shares = {look: count / len(filled) for look, count in looks.items()}
    joined = _usual_joint(joints, len(filled))
    old = 0.0
    if shares.get(Look.DATE, 0.0) > 0.5:
        old = sum(bool(_OLD_YEAR.search(cell[:MAX_CELL])) for cell in filled) / len(filled)
    return ColumnLook(
        filled=len(filled),
        shares=shares,
        joined=joined,
        distinct=len(counts),
        listed=_listing(filled),
        old_dates=old,
        dialable=long / len(filled),
        single=single / len(filled),
    )


def _is_long(cell: str, look: Look) -> bool:
    least = _LONGEST.get(look)
    if cell.isdecimal() and len(cell) == _ZIP_AND_4:
        return False  # "021341234" is a post code of the United States without its dash
    return least is not None and sum(map(str.isdigit, cell[:MAX_CELL])) >= least


_QUOTED = re.compile(r'"[^"]*"')


def _listing(filled: Sequence[str]) -> str | None:
    bare = [_QUOTED.sub("", cell[:MAX_CELL]) for cell in filled]  # inside quotes it parts nothing
    counts = {
        joint: sum(joint in cell for cell in bare) for joint in (" ::: ", ";", "|", ",", "\n")
    }
    joint = max(counts, key=lambda j: counts[j])
    return joint if counts[joint] else None


_JOINTS = (" ::: ", ";", "|", ",", " / ")


def joint_of(cell: str) -> str | None:
    """Return what joins several e-mails, phones or words in a cell, None for a single value."""
    joint = _sign_between(cell)
    if joint is None and len(values_apart(cell.strip())) > 1:
        return ANYWHERE
    return joint


def _joined_look(cell: str, joint: str) -> Look:
    if joint != ANYWHERE:
        return look_of(cell.split(joint, maxsplit=1)[0] or cell)
    if "@" in cell:
        return Look.EMAIL
    first = values_apart(cell.strip())[0]
    return Look.DIGITS if look_of(first) is Look.DIGITS else Look.PHONE


def _sign_between(cell: str) -> str | None:
    """Return the sign that all values of a cell are joined with, bare ones."""
    if "@" not in cell and " ::: " not in cell and any(c.isalpha() for c in cell[:MAX_CELL]):
        return None
    for joint in _JOINTS:
        if joint in cell:
            pieces = [p.strip() for p in cell[:MAX_CELL].split(joint) if p.strip()]
            if joint == " ::: ":
                return joint
            looks = {look_of(piece) for piece in pieces}
            if len(pieces) > 1 and looks in ({Look.EMAIL}, {Look.PHONE}):
                return joint
    return None


def _usual_joint(joints: Counter[str], filled: int) -> str | None:
    """A single joined cell is a slip to report (SPEC K12); a habit of the file is a separator.

    Where not one sign joins them all, they are taken apart wherever people part values.
    """
    if not joints:
        return None
    joint = joints.most_common(1)[0][0]
    if joint == " ::: ":
        return joint
    count = joints.total()
    if count < 3 or count * 5 < filled:
        return None
    return joint if len(joints) == 1 else ANYWHERE
