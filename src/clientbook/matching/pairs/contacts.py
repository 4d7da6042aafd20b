"""Phones, e-mails, dates and postal addresses made ready for comparison."""

import re
from functools import lru_cache

import attrs
from rapidfuzz.distance import OSA

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import fold_address
from clientbook.text import fold_name, word_set

# Misspellings of the large mail hosts, as they appear in client lists.
_DOMAIN_TYPOS = {
    wrong: right
    for right, wrongs in {
        "gmail.com": "googlemail.com gamil.com gmial.com gmai.com gmail.co gmail.con gmail.fr "
        "gmaill.com gmal.com gnail.com gmail.cm gmail.om gmail.ca g.mail.com gmail.comm",
        "hotmail.com": "hotmial.com hotmal.com hotmai.com hotmail.co hotmail.con hotmil.com "
        "homail.com hotamil.com hotmail.cm",
        "hotmail.fr": "hotmial.fr hotmal.fr homail.fr hotmai.fr",
        "yahoo.com": "yaho.com yahoo.co yahoo.con yhaoo.com yahou.com ymail.con",
        "yahoo.fr": "yaho.fr yhaoo.fr yahou.fr",
        "outlook.com": "outlok.com outloo.com outlook.con outlook.co oulook.com",
        "outlook.fr": "outlok.fr oulook.fr",
        "icloud.com": "icoud.com iclod.com icloud.con icloud.co",
        "orange.fr": "orang.fr ornage.fr orange.com",
        "wanadoo.fr": "wandoo.fr wanado.fr wanadoo.com",
        "laposte.net": "laposte.fr lapost.net",
        "free.fr": "fre.fr free.com",
    }.items()
    for wrong in wrongs.split()
}
_ROLES = word_set(
    """info contact office accueil admin sales hello bonjour mail service reception booking
    reservation compta comptabilite direction support team kontakt buero famille family"""
)

_ARTICLES = word_set("the les la le los las die de familie famiglia familia")


@lru_cache(maxsize=4_096)  # a row's address is asked for when it is decided, written and indexed
def email_key(address: str) -> str:
    """Return what makes two addresses the same mailbox.

    What :func:`fold_address` leaves out does not count; nor do ``+tags``, nor dots where Gmail
    ignores them; well-known misspelt hosts are put right (``gmial.com``).

    Args:
        address: As written, such as ``"Anna.Roy+shop@Gmail.com"``.

    Returns:
        Such as ``"annaroy@gmail.com"``; a text without ``@`` comes back in lower case.
    """
    local, at, domain = fold_address(address).rpartition("@")
    if not at:
        return domain
    domain = _DOMAIN_TYPOS.get(domain, domain)
    if "+" in local[1:]:
        local = local[0] + local[1:].partition("+")[0]
    if domain == "gmail.com" and "." in local:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def is_of_anybody(key: str) -> bool:
    """True for a mailbox that whoever is in reads: ``info@``, ``famille@``."""
    return key.partition("@")[0] in _ROLES


def email_local(key: str) -> str:
    """Return the local part of an e-mail key that can name a person, else an empty string."""
    local = key.partition("@")[0].replace(".", "").replace("_", "").replace("-", "")
    return "" if local in _ROLES or len(local) < 5 else local


@lru_cache(maxsize=65_536)
def beyond_name(local: str, given: str, family: str) -> str | None:
    """Return what the local part of an address says beyond the name of its owner: its digits.

    Args:
        local: What :func:`email_local` gives, such as ``"jeantremblay"`` or ``"jtremblay84"``.
        given: Folded given names, words separated by one space.
        family: Folded family name, likewise.

    Returns:
        The digits at its end, maybe none; None when its letters are not the name, a slip aside.
    """
    letters = local.rstrip("0123456789")
    first, _, more = given.partition(" ")
    last = family.replace(" ", "")
    for name in (first + more.replace(" ", ""), first) if more else (first,):
        forms = {name, last, name + last, last + name, name[:1] + last, last + name[:1],
                 name + last[:1], last[:1] + name}  # fmt: skip
        if letters in forms or any(_near_form(letters, form) for form in forms):
            return local[len(letters) :] if letters else None
    return None


def _near_form(letters: str, form: str) -> bool:
    """True when letters are a form of a name, a slip of the keyboard aside."""
    slips = 2 if len(form) >= 9 else 1
    return len(form) >= 5 and OSA.distance(letters, form, score_cutoff=slips) <= slips


def part_in_local(local: str, known: str) -> str:
    """Return the letters of a local part beside a part of a name that is known of its owner.

    ``"jtremblay84"`` beside ``"tremblay"`` gives ``"j"``; an empty string says that it tells none.
    """
    letters, solid = local.rstrip("0123456789"), known.replace(" ", "")
    if len(solid) < 3 or not letters.isalpha():
        return ""
    if letters.startswith(solid):
        rest = letters[len(solid) :]
    elif letters.endswith(solid):
        rest = letters[: -len(solid)]
    else:
        return ""
    return "" if rest in _ROLES or rest in _ARTICLES else rest


# Hosts where anybody may have a mailbox; a mailbox at another host tells of a firm or a family.
_PUBLIC_HOSTS = word_set(
    """gmail.com yahoo.com yahoo.fr yahoo.ca yahoo.co.uk yahoo.de yahoo.es hotmail.com hotmail.fr
    hotmail.ca hotmail.co.uk hotmail.de hotmail.es outlook.com outlook.fr outlook.de live.com
    live.fr live.ca msn.com icloud.com me.com mac.com aol.com aol.fr orange.fr wanadoo.fr free.fr
    sfr.fr neuf.fr laposte.net bbox.fr numericable.fr club-internet.fr videotron.ca bell.net
    sympatico.ca rogers.com telus.net shaw.ca cogeco.ca comcast.net verizon.net att.net
    sbcglobal.net cox.net charter.net bellsouth.net earthlink.net gmx.de gmx.net gmx.at gmx.ch
    web.de t-online.de freenet.de btinternet.com sky.com talktalk.net virginmedia.com
    ntlworld.com ziggo.nl kpnmail.nl hetnet.nl planet.nl home.nl telefonica.net terra.es libero.it
    tiscali.it alice.it wp.pl onet.pl o2.pl interia.pl gazeta.pl bluewin.ch protonmail.com
    proton.me mail.com ymail.com rocketmail.com telenet.be skynet.be hotmail.be"""
)


def private_host(key: str) -> str:
    """Return the host of an e-mail key unless it is one where anybody may have a mailbox."""
    host = key.rpartition("@")[2]
    return "" if host in _PUBLIC_HOSTS else host


_EXTENSION = re.compile(r"(?:poste|ext(?:ension)?|x|#|p)\W{0,3}[0-9]{1,6}\W*$", re.IGNORECASE)
TAIL = 9  # digits: with them two numbers of one country are the same, however they are dialled


def phone_tail(text: str) -> str:
    """Return the last nine digits of a number; empty when there are fewer.

    Nine digits leave off calling codes and trunk prefixes, so a number that was kept as written
    is compared with one that was read.

    Args:
        text: E.164, or a number as people write it: ``"418 555-0123 poste 12"``.
    """
    if not text.startswith("+") or not text[1:].isdigit():
        text = _EXTENSION.sub("", text)
    digits = "".join(c for c in text if c in "0123456789")
    return digits[-TAIL:] if len(digits) >= TAIL else ""


def last_seven(digits: str) -> str:
    """Return the last seven digits of a number; empty when there are fewer.

    Seven digits are a local number in North America, and leave off the prefix elsewhere.
    """
    kept = digits if digits.isdigit() else "".join(c for c in digits if c in "0123456789")
    return kept[-7:] if len(kept) >= 7 else ""


@attrs.frozen
class DayParts:
    """One way to read a birth date; a part that is unknown is 0."""

    year: int = attrs.field(default=0, repr=False)
    month: int = attrs.field(default=0, repr=False)
    day: int = attrs.field(default=0, repr=False)


NO_DATE = DayParts()


STAND_INS = frozenset({(1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1904, 1, 1), (1970, 1, 1)})
"""Dates that programs write for "unknown": the first days of their calendars."""


def date_reading(value: PartialDate | None) -> DayParts:
    """Make a date ready for comparison."""
    if value is None or (value.year, value.month, value.day) in STAND_INS:
        return NO_DATE
    return DayParts(value.year or 0, value.month or 0, value.day or 0)


_STREET_WORDS = word_set(
    """rue r avenue ave av aven boulevard boul blvd bd bvd chemin ch chem che place pl impasse imp
    allee all allees route rte rt quai cours square sq passage pass sentier montee cote rang
    street str road rd drive dr lane ln court ct crescent cres close terrace ter way circle cir
    parkway pkwy highway hwy grove gardens gdns row walk mews hill
    strasse weg platz gasse allee calle c via viale piazza avenida avda plaza paseo carrer
    ulica ul aleja al plac straat laan plein
    north south east west nord sud est ouest n s e o w
    de du des d la le les l of the saint st sainte ste and et"""
)
_UNIT_WORDS = word_set(
    """apt app appt appartement apartment unit unite suite ste bureau office etage floor fl
    bat batiment bldg building room porte door esc escalier residence lot flat wohnung top
    piso depto local"""
)
_POSTCODE = re.compile(
    r"\b(?:[0-9]{5}|[0-9]{4}|[a-z][0-9][a-z] ?[0-9][a-z][0-9]|[0-9]{2} [0-9]{3}"
    r"|[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2})\b"
)
_WRITTEN_ON = ("strasse", "straat", "platz", "gasse", "allee", "plein", "laan", "weg", "str",
               "street", "avenue", "road", "drive", "lane", "terrace", "circuit")  # fmt: skip
"""Kinds of streets that are written to the name."""
_SAME_KIND = {"str": "strasse"}
_LEAST_STEM = 3  # letters of the name of a street
_MAX_WORDS = 24


@attrs.frozen
class Place:
    """A postal address made ready for comparison; what is unknown is an empty string.

    Args:
        number: House number, such as ``"12b"``.
        street: Name of the street without its kind, small words and unit.
        postcode: Without spaces, lower case.
        town: Folded, ``saint`` written out.
    """

    number: str = attrs.field(default="", repr=False)
    street: str = attrs.field(default="", repr=False)
    postcode: str = attrs.field(default="", repr=False)
    town: str = attrs.field(default="", repr=False)


NO_PLACE = Place()


def street_parts(text: str) -> tuple[str, str]:
    """Return house number and bare street name of a street line."""
    number, _, street = text.partition(" ")
    if number.isascii() and number.isdigit():
        suffix, name = _after_number(street)
        if name:
            return number + suffix, name
    return _whole_line(text)


@lru_cache(maxsize=8_192)
def _after_number(street: str) -> tuple[str, str]:
    """Return the suffix of the house number and the name of a street that follows one.

    House numbers differ where streets repeat: so each street is looked at once.
    """
    number, kept = _bare_street(_street_words(f"0 {street}"))
    return number[1:], " ".join(kept)


@lru_cache(maxsize=8_192)
def _whole_line(text: str) -> tuple[str, str]:
    written = _street_words(text)
    number, kept = _bare_street(written)
    if not kept:  # "12 rue de la Rue"
        kept = [w for w in written if w != number]
    return number, " ".join(kept)


@lru_cache(maxsize=8_192)
def solid_street(street: str) -> tuple[str, str]:
    """Return the letters of a bare street name, and the kind that is written to it.

    ``"haupt"`` gives ``("haupt", "")``, ``"hauptstr"`` gives ``("haupt", "strasse")``.
    """
    letters = street.replace(" ", "")
    for word in street.split():
        for kind in _WRITTEN_ON:
            if word.endswith(kind) and len(word) >= len(kind) + _LEAST_STEM:
                stem = word[: -len(kind)]
                return letters.replace(word, stem, 1), _SAME_KIND.get(kind, kind)
    return letters, ""


def _street_words(text: str) -> list[str]:
    return fold_name(text.replace("#", " apt ")).split()[:_MAX_WORDS]


def _bare_street(written: list[str]) -> tuple[str, list[str]]:
    number, skip = "", False
    kept: list[str] = []
    for word in written:
        if skip:
            skip = False
            continue
        if word in _UNIT_WORDS and (number or kept):
            skip = True  # the word after "apt" is the unit
        elif not number and word[0].isdigit():
            number = word
        elif word in ("bis", "ter") and number and not kept:
            number += word[0]
        elif word not in _STREET_WORDS:
            kept.append(word)
    return number, kept


@lru_cache(maxsize=16384)
def town_key(text: str) -> str:
    """Return a town's name without accents, hyphens and abbreviated saints."""
    parts = fold_name(text).split()[:_MAX_WORDS]
    return " ".join({"st": "saint", "ste": "sainte"}.get(w, w) for w in parts)


def postcode_key(text: str) -> str:
    """Return a postal code without spaces and hyphens, in lower case."""
    return fold_name(text).replace(" ", "")


def place(address: PostalAddress) -> Place:
    """Make an address ready for comparison."""
    number, street = street_parts(address.street) if address.street else ("", "")
    postcode = postcode_key(address.postcode) if address.postcode else ""
    town = town_key(address.locality) if address.locality else ""
    if address.full and not street:
        first = address.full.splitlines()[0].partition(",")[0]
        number, street = street_parts(first)
        if not postcode and (found := _POSTCODE.findall(fold_name(address.full))):
            postcode = found[-1].replace(" ", "")
    if address.po_box and not number:
        number = fold_name(address.po_box)
    return Place(number, street, postcode, town)
