"""One card as cells, keyed by the texts of mapping targets."""

from collections import Counter

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
    words_of,
)
from clientbook.convert.cards import BINARY_NAMES, Card, Property

_MAX_SLOT = 99  # of a target
# RFC 6350 6.3.1: box, extended, street, locality, region, code, country.
_ADDRESS = ("po_box", "street2", "street", "city", "region", "postcode", "country")
_NAME = ("family_name", "given_name", "middle_name", "name_prefix", "name_suffix")
_GENDERS = {"m": "male", "f": "female", "o": "other", "n": "not applicable"}
# Other people and other means: kept as the company's own attributes, never as the client's own.
_CUSTOM = {
    "ANNIVERSARY": "Anniversary",
    "X-ANNIVERSARY": "Anniversary",
    "X-EVOLUTION-ANNIVERSARY": "Anniversary",
    "ROLE": "Role",
    "RELATED": "Related person",
    "X-ABRELATEDNAMES": "Related person",
    "X-SPOUSE": "Spouse",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "Spouse",
    "X-MANAGER": "Manager",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
    "X-MAIDENNAME": "Maiden name",
    "X-PHONETIC-FIRST-NAME": "Phonetic first name",
    "X-PHONETIC-LAST-NAME": "Phonetic last name",
    "IMPP": "Instant messaging",
    "X-AIM": "AIM",
    "X-ICQ": "ICQ",
    "X-JABBER": "Jabber",
    "X-MSN": "MSN",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-YAHOO": "Yahoo",
    "X-SOCIALPROFILE": "Social profile",
    "GEO": "Position",
    "TZ": "Time zone",
    "CALURI": "Calendar",
    "FBURL": "Free and busy times",
}


class _Cells:
    """Collects the cells of one card; a value that stands twice is kept once."""

    def __init__(self, card: Card) -> None:
        self.labels = labels_of(card)
        self.cells: dict[str, str] = {}
        self._lists: dict[str, tuple[str, list[str]]] = {}
        self._slots: Counter[str] = Counter()
        self._seen: set[tuple[str, str]] = set()

    def put(self, title: str, text: str) -> None:
        """Fill a cell; what is there already stays in front."""
        text = text.strip()
        if text:
            before = self.cells.get(title)
            self.cells[title] = text if before is None else before

    def append(self, title: str, text: str, between: str) -> None:
        """Add to a cell that may hold several values."""
        text = text.strip()
        if text and (title, text) not in self._seen:
            self._seen.add((title, text))
            self._lists.setdefault(title, (between, []))[1].append(text)

    def close(self) -> dict[str, str]:
        """Return all cells, those of several values joined."""
        for title, (between, texts) in self._lists.items():
            self.put(title, between.join(texts))
        return self.cells

    def slot(self, base: str, value: str) -> int | None:
        """Return the number of the next value of its kind, None for one that stands already."""
        if (base, value) in self._seen or self._slots[base] >= _MAX_SLOT:
            return None
        self._seen.add((base, value))
        self._slots[base] += 1
        return self._slots[base]


def card_cells(card: Card) -> dict[str, str]:
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
        slot = cells.slot("website", property_.text.strip()) if property_.text.strip() else None
        if slot is not None:
            cells.put("website" if slot == 1 else f"website.{slot}", property_.text)
    for property_ in card.properties:
        _add_other(cells, property_)
    return cells.close()


def _preferred_first(properties: tuple[Property, ...]) -> list[Property]:
    return sorted(properties, key=_rank)


def _rank(property_: Property) -> int:
    pref = property_.first("PREF") or ""
    if pref.isdecimal() and len(pref) < 4:
        return int(pref)
    return 0 if "pref" in property_.types else 1_000


def _add_name(cells: _Cells, card: Card) -> None:
    for property_ in card.named("N")[:1]:
        for index, title in enumerate(_NAME):
            cells.put(title, component(property_, index))
    for property_ in card.named("FN")[:1]:
        cells.put("full_name", property_.text)
    for property_ in card.named("NICKNAME"):
        cells.append("nickname", ", ".join(list_of(property_)), ", ")


def _add_work(cells: _Cells, card: Card) -> None:
    for property_ in card.named("ORG")[:1]:
        first, *others = property_.components
        cells.put("company", joined(first, ", "))
        cells.put("department", joined((joined(part, ", ") for part in others), " / "))
    for property_ in card.named("TITLE")[:1]:
        cells.put("job_title", property_.text)


def _add_phone(cells: _Cells, property_: Property) -> None:
    text = phone_text(property_)
    words = words_of(cells.labels, property_)
    kind = phone_kind(words)
    if not text or (slot := cells.slot(f"phone.{kind}", text)) is None:
        return
    title = f"phone.{kind}" if slot == 1 else f"phone.{kind}.{slot}"
    cells.put(title, text)
    label = own_label(cells.labels, property_, ("mobile", "home", "work", "main", "other"))
    if label is not None:
        cells.put(f"{title}.label", label)


def _add_email(cells: _Cells, property_: Property) -> None:
    text = email_text(property_)
    if not text or (slot := cells.slot("email", text)) is None:
        return
    cells.put(f"email.{slot}", text)
    label = label_of(cells.labels, property_) or place_kind(property_.types) or ""
    cells.put(f"email.{slot}.label", label)


def _add_addresses(cells: _Cells, card: Card) -> None:
    labels = list(card.named("LABEL"))
    for property_ in _preferred_first(card.named("ADR")):
        own = property_.first("LABEL") or ""
        base = _address_base(cells, property_, property_.value + own)
        if base is None:
            continue
        for index, part in enumerate(_ADDRESS):
            cells.put(f"{base}.{part}", component(property_, index, ", "))
        if not any(f"{base}.{part}" in cells.cells for part in _ADDRESS):
            cells.put(f"{base}.full", own)
        label = own_label(cells.labels, property_, ("home", "work", "other"))
        if label is not None:
            cells.put(f"{base}.label", label)
    if card.named("ADR"):
        return
    for property_ in labels:  # only the address as printed on an envelope
        base = _address_base(cells, property_, property_.value)
        if base is not None:
            cells.put(f"{base}.full", property_.text)


def _address_base(cells: _Cells, property_: Property, value: str) -> str | None:
    kind = place_kind(words_of(cells.labels, property_))
    if not value.replace(";", "").strip():
        return None
    base = f"address.{kind}" if kind else "address"
    slot = cells.slot(base, value)
    if slot is None:
        return None
    return base if kind and slot == 1 else f"{base}.{slot}"


def _add_other(cells: _Cells, property_: Property) -> None:
    name = property_.name
    if name in BINARY_NAMES:
        return
    if name == "BDAY":
        cells.put("birth_date", date_text(property_))
    elif name == "NOTE":
        cells.append("note", property_.text, "\n")
    elif name == "CATEGORIES":
        for tag in list_of(property_):
            cells.append("tags", tag, ", ")
    elif name == "UID":
        cells.put("external_id:vcard", property_.text)
    elif name == "LANG":
        cells.put("language", property_.text)
    elif name in ("GENDER", "X-GENDER"):
        _add_gender(cells, property_)
    elif name == "X-ABDATE":
        label = label_of(cells.labels, property_) or "Date"
        if label.casefold() == "anniversary":
            cells.put("custom:Anniversary", date_text(property_))
        else:
            cells.append("custom:Dates", f"{label}: {date_text(property_)}", ", ")
    elif name in _CUSTOM:
        dated = name.endswith("ANNIVERSARY")
        text = date_text(property_) if dated else property_.text
        cells.append(f"custom:{_CUSTOM[name]}", text, ", ")


def _add_gender(cells: _Cells, property_: Property) -> None:
    code, _, words = property_.text.partition(";")
    cells.put("gender", words.strip() or _GENDERS.get(code.strip().casefold(), ""))
    if property_.name == "X-GENDER":
        cells.put("gender", code)
