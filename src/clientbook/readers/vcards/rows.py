"""One card as cells, keyed by the texts of mapping targets."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from clientbook.convert.card_fields import (
    component,
    date_text,
    email_text,
    joined,
    label_of,
    labels_of,
    list_of,
    own_label,
    phone_kind,
    phone_text,
    place_kind,
    type_label,
    words_of,
)
from clientbook.convert.cards import BINARY_NAMES, Card, Property
from clientbook.parsing.cell_lists import join_values
from clientbook.readers.vcards.other_values import (
    ANDROID,
    OTHERS,
    SILENT,
    SOCIAL,
    android_value,
    related_text,
    social_text,
)

_MAX_SLOT = 99  # of a target
# RFC 6350 6.3.1: box, extended, street, locality, region, code, country.
_ADDRESS = ("po_box", "street2", "street", "city", "region", "postcode", "country")
_DISTRICT = 15  # RFC 9554 2.1
_NAME = ("family_name", "given_name", "middle_name", "name_prefix", "name_suffix")
_GENDERS = {"m": "male", "f": "female", "o": "other", "n": "not applicable"}
_KINDS = ("KIND", "X-KIND", "X-ADDRESSBOOKSERVER-KIND")
_NO_PERSONS = frozenset({"group", "location", "application", "device", "thing"})
_WORD = re.compile(r"\w+")
_PAGE_LABELS = ("homepage", "home page", "home", "work", "other", "website", "www")


@attrs.frozen
class CardCells:
    """One card as cells.

    Args:
        cells: Texts by target.
        left: Names of properties with a value that has no cell, each once.
    """

    cells: dict[str, str] = attrs.field(repr=False)
    left: tuple[str, ...] = ()


class _Cells:
    """Collects the cells of one card; a value that stands twice is kept once."""

    def __init__(self, card: Card) -> None:
        self.labels = labels_of(card)
        self.cells: dict[str, str] = {}
        self.left: dict[str, None] = {}
        self._lists: dict[str, tuple[str, list[str]]] = {}
        self._slots: Counter[str] = Counter()
        self._seen: set[tuple[str, str]] = set()

    def put(self, title: str, text: str) -> bool:
        """Fill a cell; what is there already stays in front, and False says the text is not it."""
        text = text.strip()
        return not text or self.cells.setdefault(title, text) == text

    def append(self, title: str, text: str, between: str) -> None:
        """Add to a cell that may hold several values."""
        text = text.strip()
        if text and (title, text) not in self._seen:
            self._seen.add((title, text))
            self._lists.setdefault(title, (between, []))[1].append(text)

    def leave(self, property_: Property) -> None:
        """Note that a value has no cell."""
        if property_.value.replace(";", "").strip():
            self.left.setdefault(property_.name)

    def close(self) -> CardCells:
        """Return all cells, those of several values joined."""
        for title, (between, texts) in self._lists.items():
            self.put(title, between.join(texts) if between else join_values(texts))
        return CardCells(self.cells, tuple(self.left))

    def slot(self, base: str, property_: Property, value: str) -> int | None:
        """Return the number of the next value of its kind, None for one that stands already."""
        if not value or (base, value) in self._seen:
            return None
        if self._slots[base] >= _MAX_SLOT:
            self.leave(property_)
            return None
        self._seen.add((base, value))
        self._slots[base] += 1
        return self._slots[base]


def card_cells(card: Card) -> CardCells:
    """Return what a card says about its person, by the text of the target."""
    cells = _Cells(card)
    _add_name(cells, card)
    _add_work(cells, card)
    for property_ in _preferred_first((*card.named("TEL"), *card.named("X-MS-TEL"))):
        _add_phone(cells, property_)
    for property_ in _preferred_first(card.named("EMAIL")):
        _add_email(cells, property_)
    _add_addresses(cells, card)
    for property_ in _preferred_first(card.named("URL")):
        _add_page(cells, property_)
    for property_ in card.properties:
        _add_other(cells, property_)
    groups = {p.group.casefold() for p in card.properties if p.group and p.name != "X-ABLABEL"}
    for property_ in card.named("X-ABLABEL"):
        if (property_.group or "").casefold() not in groups:
            cells.leave(property_)  # a label of nothing
    return cells.close()


def is_no_person(card: Card) -> bool:
    """True for the card of a group, a room or a machine that nobody can call or write to.

    ``KIND`` says so (RFC 6350 6.1.4, RFC 6473, RFC 6869), or Apple's property of earlier versions.
    """
    kinds = {p.text.strip().casefold() for name in _KINDS for p in card.named(name)}
    return not (kinds.isdisjoint(_NO_PERSONS) or any(map(card.named, ("TEL", "EMAIL"))))


def _preferred_first(properties: tuple[Property, ...]) -> list[Property]:
    return sorted(properties, key=_rank)


def _rank(property_: Property) -> int:
    pref = property_.first("PREF") or ""
    if pref.isdecimal() and len(pref) < 4:
        return int(pref)
    return 0 if "pref" in property_.types else 1_000


def _add_name(cells: _Cells, card: Card) -> None:
    for property_ in card.named("N"):
        for index, title in enumerate(_NAME):
            if not cells.put(title, component(property_, index)):
                cells.leave(property_)  # the name in another script, or of somebody else
    firms = {_company(org) for org in card.named("ORG")} if not cells.cells else ()
    for property_ in card.named("FN"):
        if property_.text in firms:
            continue  # a card needs an FN: where no person is named, it repeats the firm
        if not cells.put("full_name", property_.text):
            cells.leave(property_)
    for property_ in card.named("NICKNAME"):
        cells.append("nickname", ", ".join(list_of(property_)), ", ")


def _company(org: Property) -> str:
    return joined(org.components[0], ", ")


def _add_work(cells: _Cells, card: Card) -> None:
    for number, property_ in enumerate(_preferred_first(card.named("ORG"))):
        company, others = _company(property_), property_.components[1:]
        department = joined((joined(part, ", ") for part in others), " / ")
        if number == 0:
            cells.put("company", company)
            cells.put("department", department)
        elif company != cells.cells.get("company") or department:
            cells.append("custom:Other companies", joined((company, department), " / "), "; ")
    for property_ in _preferred_first(card.named("TITLE")):
        if not cells.put("job_title", property_.text):
            cells.append("custom:Other job titles", property_.text, "; ")


def _add_phone(cells: _Cells, property_: Property) -> None:
    text = phone_text(property_)
    words = words_of(cells.labels, property_)
    kind = phone_kind(words)
    if (slot := cells.slot(f"phone.{kind}", property_, text)) is None:
        return
    title = f"phone.{kind}" if slot == 1 else f"phone.{kind}.{slot}"
    cells.put(title, text)
    label = own_label(cells.labels, property_, ("mobile", "home", "work", "main", "other"))
    if label is not None:
        cells.put(f"{title}.label", label)
    _add_preference(cells, property_, title)


def _add_preference(cells: _Cells, property_: Property, title: str) -> None:
    if property_.is_preferred:
        cells.put(f"{title}.preferred", "yes")


def _add_email(cells: _Cells, property_: Property) -> None:
    text = email_text(property_)
    if (slot := cells.slot("email", property_, text)) is None:
        return
    cells.put(f"email.{slot}", text)
    label = label_of(cells.labels, property_) or place_kind(property_.types)
    cells.put(f"email.{slot}.label", label or type_label(property_) or "")
    _add_preference(cells, property_, f"email.{slot}")


def _add_page(cells: _Cells, property_: Property) -> None:
    text = property_.text.strip()
    cells.append("website", text, "; ")  # no address of a page holds white space
    label = own_label(cells.labels, property_, _PAGE_LABELS)
    if label is not None and text:  # a web address has no label of its own in a profile
        cells.append("custom:Web pages", f"{label}: {text}", "; ")


def _add_addresses(cells: _Cells, card: Card) -> None:
    labels = list(card.named("LABEL"))
    for property_ in _preferred_first(card.named("ADR")):
        own = property_.first("LABEL") or ""
        base = _address_base(cells, property_, property_.value + own)
        if base is None:
            continue
        for index, part in enumerate(_ADDRESS):
            cells.put(f"{base}.{part}", component(property_, index, ", "))
        cells.put(f"{base}.district", component(property_, _DISTRICT, ", "))
        if not any(f"{base}.{part}" in cells.cells for part in _ADDRESS):
            cells.put(f"{base}.full", own)
        label = own_label(cells.labels, property_, ("home", "work", "other"))
        if label is not None:
            cells.put(f"{base}.label", label)
        _add_preference(cells, property_, base)
    said = _words(text for title, text in cells.cells.items() if title.startswith("address."))
    for property_ in labels:  # an address as printed on an envelope
        if _words([property_.text]) <= said:
            continue
        base = _address_base(cells, property_, property_.value)
        if base is not None:
            cells.put(f"{base}.full", property_.text)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w for text in texts for w in _WORD.findall(text.casefold()))


def _address_base(cells: _Cells, property_: Property, value: str) -> str | None:
    kind = place_kind(words_of(cells.labels, property_))
    if not value.replace(";", "").strip():
        return None
    base = f"address.{kind}" if kind else "address"
    slot = cells.slot(base, property_, value)
    if slot is None:
        return None
    return base if kind and slot == 1 else f"{base}.{slot}"


def _add_other(cells: _Cells, property_: Property) -> None:
    name = property_.name
    if name in BINARY_NAMES:
        if "://" in property_.value[:20]:  # where a picture is, not the picture
            cells.leave(property_)
    elif name in _SPECIAL:
        _SPECIAL[name](cells, property_)
    elif name in OTHERS:
        _add_listed(cells, property_)
    elif name in _SINGLE:
        text = date_text(property_) if name == "BDAY" else property_.text
        if not cells.put(_SINGLE[name], text):
            cells.leave(property_)
    elif name not in SILENT and name not in _READ_ABOVE:
        cells.leave(property_)


def _add_note(cells: _Cells, property_: Property) -> None:
    cells.append("note", property_.text, "\n")


def _add_tags(cells: _Cells, property_: Property) -> None:
    for tag in list_of(property_):
        cells.append("tags", tag, "")


def _add_group(cells: _Cells, property_: Property) -> None:
    text = property_.text
    if text.strip(" *").replace(" ", "").casefold() != "mycontacts":  # everybody of a phone
        cells.append("tags", text, "")


def _add_labelled_date(cells: _Cells, property_: Property) -> None:
    _add_date(cells, label_of(cells.labels, property_) or "Date", date_text(property_))


def _add_listed(cells: _Cells, property_: Property) -> None:
    title = OTHERS[property_.name]
    text = property_.text
    if title == "Anniversary":
        text = date_text(property_)
    elif title == "Related person":
        text = related_text(property_, label_of(cells.labels, property_))
    elif property_.name in SOCIAL:
        text = social_text(property_, label_of(cells.labels, property_))
    cells.append(f"custom:{title}", text, ", ")


def _add_date(cells: _Cells, label: str, day: str) -> None:
    if label.casefold() == "anniversary" and cells.put("custom:Anniversary", day):
        return
    cells.append("custom:Dates", f"{label}: {day}", ", ")


def _add_android(cells: _Cells, property_: Property) -> None:
    """What Android knows and the standard does not: nicknames, days and relatives."""
    kind, label, value = android_value(property_)
    if kind == "nickname":
        cells.append("nickname", value, ", ")
    elif kind == "birthday":
        if not cells.put("birth_date", value):
            cells.leave(property_)
    elif kind == "date":
        _add_date(cells, label, value)
    elif kind == "relation":
        cells.append("custom:Related person", f"{label}: {value}" if label else value, ", ")
    else:
        cells.leave(property_)


def _add_gender(cells: _Cells, property_: Property) -> None:
    code, _, words = property_.text.partition(";")
    if property_.name == "GENDER":
        code = code.strip()
        text = words.strip() or _GENDERS.get(code.casefold(), "" if code in ("U", "u") else code)
    elif property_.name == "X-WAB-GENDER":  # Windows Address Book: 1 female, 2 male
        text = {"1": "female", "2": "male"}.get(code.strip(), "")
    else:
        text = code
    if not cells.put("gender", text):
        cells.leave(property_)


_SINGLE = {
    "BDAY": "birth_date",
    "UID": "external_id:vcard",
    "LANG": "language",
    "X-MAIDENNAME": "maiden_name",
}
_ABOVE = "N FN NICKNAME ORG TITLE TEL X-MS-TEL EMAIL ADR LABEL URL X-ABLABEL"
_READ_ABOVE = frozenset(_ABOVE.split())
_SPECIAL: dict[str, Callable[[_Cells, Property], None]] = {
    "NOTE": _add_note,
    "CATEGORIES": _add_tags,
    "X-GROUP-MEMBERSHIP": _add_group,
    "GENDER": _add_gender,
    "X-GENDER": _add_gender,
    "X-WAB-GENDER": _add_gender,
    "X-ABDATE": _add_labelled_date,
    ANDROID: _add_android,
}
