"""What the properties of a card mean: kinds, labels, numbers and dates, for reading in any door."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from clientbook.convert.cards import Card, Property, split_list

# Apple wraps its own labels: _$!<HomePage>!$_
_APPLE_LABEL = re.compile(r"_\$!<(.{0,100})>!\$_")
_APPLE_NO_YEAR = "X-APPLE-OMIT-YEAR"

# The standard's words, and those of programs that write their own language into TYPE.
_WORK_WORDS = (
    *(
        "work",
        "business",
        "company",
        "arbeit",
        "geschäftlich",
        "geschaeftlich",
        "büro",
        "dienstlich",
    ),
    *("travail", "bureau", "professionnel", "trabajo", "oficina", "lavoro", "ufficio", "trabalho"),
    *("werk", "zakelijk"),
)
_HOME_WORDS = (
    *("home", "privat", "zuhause", "domicile", "maison", "personnel", "privé", "prive", "casa"),
    *("domicilio", "particular", "abitazione", "thuis"),
)
_PHONE_WORDS = (  # the first that fits decides: a work fax is a fax
    ("fax", ("fax", "homefax", "workfax", "otherfax", "facsimile")),
    ("pager", ("pager",)),
    ("mobile", ("cell", "mobil", "mobile", "iphone", "apple watch", "car", "handy", "portable")),
    ("work", _WORK_WORDS),
    ("home", _HOME_WORDS),
    ("main", ("main",)),
)
# Words of the standards and of programs (RFC 2426 3.3.1, RFC 6350 6.4.1) that name no use.
_COMMON = """
    voice msg message text textphone video pref internet x400 dom intl postal parcel bbs modem
    isdn pcs tlx aol applelink attmail cis eworld ibmmail mcimail powershare prodigy home work
    cell cellular mobile fax pager car main main-number iphone company business other assistant
    callback radio homefax workfax otherfax facsimile uri phone-number tel telephone x-unknown
"""
_COMMON_TYPES = frozenset(_COMMON.split())


def labels_of(card: Card) -> dict[str, str]:
    """Return the owner's own words for properties, from each ``X-ABLabel``, by group."""
    labels: dict[str, str] = {}
    for property_ in card.named("X-ABLABEL"):
        text = property_.text.strip()
        found = _APPLE_LABEL.fullmatch(text)
        word = found[1] if found else text
        if property_.group and word:
            labels.setdefault(property_.group.casefold(), word)
    return labels


def label_of(labels: Mapping[str, str], property_: Property) -> str | None:
    """Return the owner's own word for a property, None when there is none."""
    return None if property_.group is None else labels.get(property_.group.casefold())


def words_of(labels: Mapping[str, str], property_: Property) -> frozenset[str]:
    """Return its types and its label, in lower case."""
    label = label_of(labels, property_)
    return property_.types | ({label.casefold()} if label else frozenset())


def phone_kind(words: Iterable[str]) -> str:
    """Return ``"mobile"``, ``"home"``, ``"work"``, ``"main"``, ``"fax"``, ``"pager"`` or other."""
    known = frozenset(words)
    return next((kind for kind, names in _PHONE_WORDS if known.intersection(names)), "other")


def is_phone_word(word: str) -> bool:
    """True for a word, in lower case, that says what kind of number it stands beside."""
    return any(word in names for _, names in _PHONE_WORDS)


def place_kind(words: Iterable[str]) -> str | None:
    """Return ``"home"`` or ``"work"``, None when neither is said."""
    known = frozenset(words)
    if known.intersection(_WORK_WORDS):
        return "work"
    return "home" if known.intersection(_HOME_WORDS) else None


def own_label(labels: Mapping[str, str], property_: Property, known: Iterable[str]) -> str | None:
    """Return the owner's word for a property, from label or types, unless *known* has it."""
    label = label_of(labels, property_) or type_label(property_)
    return None if label is None or label.casefold() in known else label


def type_label(property_: Property) -> str | None:
    """Return the first type that is no word of the standards: ``TYPE=Ferienhaus``, ``X-Garage``."""
    for value in property_.values_of("TYPE"):
        for word in (w.strip() for w in value.split(",")):
            if word and word.casefold() not in _COMMON_TYPES:
                named = word[2:] if word[:2].casefold() == "x-" else word
                return None if named.casefold() in _COMMON_TYPES else named or None
    return None


def phone_text(property_: Property) -> str:
    """Return a number as text; a ``tel:`` address (RFC 3966) becomes one with its extension."""
    text = property_.text.strip()
    if text[:4].casefold() != "tel:":
        return text
    number, *params = unquote(text[4:]).split(";")
    values = dict(p.partition("=")[::2] for p in params)
    context = values.get("phone-context", "")
    if context.startswith("+") and not number.startswith("+"):
        number = f"{context}-{number}"
    extension = values.get("ext")
    return f"{number} ext. {extension}" if extension else number


def email_text(property_: Property) -> str:
    """Return an e-mail address without ``mailto:``."""
    text = property_.text.strip()
    return unquote(text[7:].partition("?")[0]) if text[:7].casefold() == "mailto:" else text


def date_text(property_: Property) -> str:
    """Return a date in ISO form, its year left out where the card says it is made up."""
    text = property_.text.strip()
    omitted = property_.first(_APPLE_NO_YEAR)
    if omitted and text.startswith(f"{omitted}-"):
        return f"-{text[len(omitted) :]}"
    head = text.partition("T")[0] if property_.first("VALUE") != "text" else text
    digits = head.replace("-", "")
    if head.startswith("--") and digits.isdecimal() and len(digits) == 4:
        return f"--{digits[:2]}-{digits[2:]}"
    if len(head) == 8 and head.isdecimal():
        return f"{head[:4]}-{head[4:6]}-{head[6:]}"
    return head


def joined(parts: Iterable[str], between: str = " ") -> str:
    """Join what is not blank."""
    return between.join(part.strip() for part in parts if part.strip())


def component(property_: Property, index: int, between: str = " ") -> str:
    """Return one part of a structured value, its list joined."""
    components = property_.components
    return joined(components[index], between) if index < len(components) else ""


def list_of(property_: Property) -> list[str]:
    """Return the texts of a property that holds a list."""
    return [text.strip() for text in split_list(property_.value) if text.strip()]
