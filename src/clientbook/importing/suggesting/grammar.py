"""What a title means by itself: heads and qualifiers to a reading, before neighbours are asked."""

from collections.abc import Callable
from functools import lru_cache

import attrs

from clientbook.importing.suggesting.atoms import ADDRESS_HEADS, HEADS, KINDS
from clientbook.importing.suggesting.consent_grammar import read_consent, read_way
from clientbook.importing.suggesting.contact_grammar import (
    ADDRESS_AND_FULL,
    read_address,
    read_email,
    read_phone,
    value_kind,
)
from clientbook.importing.suggesting.phrases import Phrase
from clientbook.importing.suggesting.questions import OPENINGS, answers
from clientbook.importing.suggesting.readings import LIKELY, SURE, UNSURE, WEAK, Reading

_SINGLES = {
    "prefix": "name_prefix",
    "given": "given_name",
    "middle": "middle_name",
    "family": "family_name",
    "full": "full_name",
    "suffix": "name_suffix",
    "nickname": "nickname",
    "maiden": "maiden_name",
    "particle": "name_particle",
    "surname2": "second_family_name",
    "company": "company",
    "department": "department",
    "job": "job_title",
    "occupation": "job?",
    "gender": "gender",
    "language": "language",
    "website": "website",
    "note": "note",
    "tags": "tags",
    "id": "external_id",
    "created": "created_at",
    "blocked": "blocked",
    "name": "name?",
    "title": "title?",
    "state": "state?",
    "initials": "initials?",
    "day": "day?",
    "month": "month?",
    "year": "year?",
    "first": "first?",
    "last": "last?",
}
_HALVES = frozenset(("given", "family"))
_WHOLE = frozenset(("full", "given", "family", "nickname"))
_PERSONAL = frozenset(
    "prefix given middle family full suffix name first last company nickname".split()
)
_NAME_IS_GIVEN = ("it", "pt", "es")
_NAMED = frozenset(
    "tags prefix suffix nickname maiden particle surname2 city country company department region"
    " street district".split()
)
_CONTACT = frozenset("phone mobile landline fax pager email website".split()) | ADDRESS_HEADS
_CALLED = frozenset("phone mobile landline".split())
_OTHERS = frozenset("alien animal vehicle owner holder parent kin child meta dial ext".split())
_LABELLED = frozenset("phone email address website".split())
_PLACES = frozenset("street city region postcode country".split())


@lru_cache(maxsize=4096)
def interpret(phrase: Phrase) -> Reading:
    """Return what a title says by itself.

    A head with qualifiers it can have is a reading; a word about somebody else, or about a value
    rather than of it, makes the column the company's own; so does a word nobody knows, with the
    reading kept at a confidence below ACCEPTED.
    """
    if phrase.atoms and phrase.atoms[0] in OPENINGS:
        return _asked(phrase)
    phrase = _at_a_seat(phrase)
    atoms = set(phrase.atoms)
    if "junk" in atoms:
        return Reading("skip", confidence=LIKELY, phrase=phrase)
    if phrase.either and "dial" in atoms and atoms & _CALLED:  # "DDD + telefone": both in one
        atoms -= {"dial", "region", "country", "code"}
        phrase = attrs.evolve(phrase, atoms=tuple(x for x in phrase.atoms if x in atoms))
    if phrase.either and "ext" in atoms and atoms & (_CALLED | {"work"}):  # "Work phone + ext."
        atoms = (atoms - {"ext", "and"}) | {"phone"}
        rest = (x for x in phrase.atoms if x in atoms)
        phrase = attrs.evolve(phrase, atoms=(*rest, "phone"))
    if phrase.either and _is_of_notes(phrase):
        return Reading("note", confidence=LIKELY, phrase=phrase)
    if atoms & _OTHERS or not atoms:
        return Reading("custom", confidence=LIKELY if atoms else UNSURE, phrase=phrase)
    if "label" in atoms or ("tags" in atoms and atoms & _LABELLED):
        return _label(atoms, phrase)
    reading = _read(phrase)
    if _asks_whether(phrase.atoms) and reading.field not in ("consent", "blocked"):
        return Reading("custom", confidence=LIKELY, phrase=phrase)
    if phrase.unknown and reading.field != "custom":
        return attrs.evolve(reading, confidence=UNSURE)
    return reading


def _asks_whether(atoms: tuple[str, ...]) -> bool:
    """True for "Is a company" and "Customer is company": yes or no."""
    return "is" in atoms and {"who", "fill"}.issuperset(atoms[: atoms.index("is")])


def _at_a_seat(phrase: Phrase) -> Phrase:
    """Return "Indirizzo sede" as an address at work; a "Sede" of anything else is a branch."""
    if "seat" not in phrase.atoms:
        return phrase
    heads = HEADS.intersection(phrase.atoms)
    stands_for = "work" if heads and heads <= ADDRESS_HEADS else "alien"
    atoms = (stands_for if atom == "seat" else atom for atom in phrase.atoms)
    return attrs.evolve(phrase, atoms=tuple(atoms))


def _is_of_notes(phrase: Phrase) -> bool:
    """True for notes and whatever else stands in them: "Notes / Allergies", "Hx/Notes".

    A word that nobody knows says so of one title of two words, "Notes / Wünsche": a person's own.
    """
    atoms = set(phrase.atoms)
    aside = frozenset(("note", "alien", "fill", "other"))
    return "note" in atoms and atoms <= aside and len(phrase.unknown) + len(phrase.atoms) == _PAIR


_PAIR = 2


def _asked(phrase: Phrase) -> Reading:
    """Return what a question asks for, custom where its answer cannot fill that."""
    rest = phrase.atoms[1:]
    bare = interpret(attrs.evolve(phrase, atoms=rest))
    field = bare.field if answers(phrase.atoms, bare.field) else "custom"
    kept = bare if field == bare.field else Reading("custom", confidence=LIKELY)
    return attrs.evolve(kept, phrase=phrase)


def _read(phrase: Phrase) -> Reading:
    qualifiers = set(phrase.atoms) - HEADS - {"guest"}
    heads = set(phrase.atoms) & HEADS
    if "line" in heads:  # "First line of address"
        heads -= {"first"}
    if "postal" in heads and heads & {"consent", "optout"}:  # "Postal reminders"
        heads = (heads - {"postal"}) | {"post"}
    if "date" not in heads and _joins_a_list(heads, phrase):
        heads = (heads - {"created"}) | {"consent"}  # "Inscription à la newsletter"
    if not heads and "reach" in qualifiers and "num" in qualifiers:
        heads = {"phone"}  # "What number can we reach you on?"
    if not heads and "live" in qualifiers:
        heads = {"address"}
    heads = _simplified(heads, qualifiers, phrase)
    base = Reading("custom", confidence=WEAK, phrase=phrase, number=_number(phrase, qualifiers))
    for reader in _READERS:
        if found := reader(heads, qualifiers, base):
            return found
    return base


def _simplified(heads: set[str], qualifiers: set[str], phrase: Phrase) -> set[str]:
    """Leave out heads that only accompany another; a company's contact is a contact at work."""
    if "postal" in heads:  # alone it is the code, beside another part the kind of address
        heads = (heads - {"postal"}) if heads & (ADDRESS_HEADS - {"postal"}) else {"postcode"}
    beside = heads - ADDRESS_AND_FULL - {"code"}
    if "address" in heads and beside and _first_head(phrase) == "address":
        # "Address phone", "Lieferadresse: Firma": the address is where the value comes from
        heads -= {"address"}
        qualifiers.add("billing" if not qualifiers & {"shipping", "service"} else "fill")
    if heads & {"company", "job"} and heads & _CONTACT:
        heads -= {"company", "job"}
        qualifiers |= {"work", "shared"}
    if "work" in qualifiers and heads == {"name"}:
        heads = {"company"}
    if "maiden" in heads:
        heads -= {"name", "family", "birth", "last"}
    if "name" in heads:
        heads = _name_heads(heads, phrase)
    if "email" in heads and heads & _PLACES:  # "Mail address city"
        heads -= {"email", "address"}
    if "tags" in heads and heads & _PLACES:  # "Libellé pays": what the code stands for
        heads -= {"tags"}
    if "address" in heads and heads & {"email", "website"}:
        heads -= {"address"}
    if "company" in heads and heads & {"job", "department", "title"}:
        heads = {"job" if "title" in heads else next(iter(heads & {"job", "department"}))}
    if "code" in heads and heads & {"postcode", "country", "region", "language"}:
        heads -= {"code"}
    return heads


def _joins_a_list(heads: set[str], phrase: Phrase) -> bool:
    sent = "newsletter" in heads or {"consent", "email"} <= heads
    return sent and "created" in heads and _first_head(phrase) == "created"


def _first_head(phrase: Phrase) -> str:
    return next(atom for atom in phrase.atoms if atom in HEADS)


def _name_heads(heads: set[str], phrase: Phrase) -> set[str]:
    if {"name", "first", "last"} <= heads <= {"name", "first", "last", "middle"}:
        return {"full"}  # "Name (first, last)"
    for word, head in (("first", "given"), ("last", "family"), ("middle", "middle")):
        if word in heads:
            return (heads - {"name", word}) | {head}
    if heads == {"name", "initials"} and (phrase.either or _first_head(phrase) == "name"):
        return {"full"}  # "Naam en voorletters", "Name, initials"
    if heads == {"name", "given"} and phrase.language != "en":
        return {"full"}  # "Nom, prénom", "Name Vorname"
    both = phrase.language == "en" and phrase.either  # "Name & Surname", as in South Africa
    if heads == {"name", "family"} and (both or phrase.language in _NAME_IS_GIVEN):
        return {"full"}  # "Cognome e nome"
    if heads == {"name", "family", "nickname"}:
        return {"full"}  # "Nome e apelido"
    if heads & (_NAMED | {"given", "family", "full"}):
        return heads - {"name"}
    return heads


def _number(phrase: Phrase, qualifiers: set[str]) -> int | None:
    if phrase.numbers:
        return phrase.numbers[-1] if phrase.numbers[-1] > 0 else None
    return 2 if "second" in qualifiers else 3 if "third" in qualifiers else None


def _reminded(heads: set[str], _: set[str], base: Reading) -> Reading | None:
    """Return the mobile that "Text reminder number" names; "Number of reminders" counts them."""
    if not heads >= {"sms", "reminder"} or base.phrase.atoms[-1] != "num":
        return None
    return attrs.evolve(base, field="phone", kind="mobile", number=None, confidence=SURE)


def _date(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    if "birth" in heads:
        rest = heads - {"birth", "date"}
        if rest == {"gender"} and not qualifiers:  # "Sex at birth"
            return attrs.evolve(base, field="gender", confidence=LIKELY)
        if not rest:
            sure = LIKELY if heads == {"birth"} else SURE
            return attrs.evolve(base, field="birth_date", confidence=sure)
        if len(rest) == 1 and rest <= {"day", "month", "year"}:
            return attrs.evolve(base, field="birth_date", part=rest.pop(), confidence=SURE)
        return base
    if "created" in heads:
        if qualifiers & ({"by", "num"} | KINDS - {"mailing"}):
            return base  # "Registered by", "Registered office", "Registration number"
        if heads <= {"created", "date", "id", "day"} and "id" not in heads:
            return attrs.evolve(
                base, field="created_at", confidence=0.9 if "date" in heads else LIKELY
            )
        return base
    return None


def _identity(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    if not (heads <= {"id", "code"}) or qualifiers - {"who", "num", "fill", "value", "field"}:
        return None
    if base.number is not None and base.number > 1:
        return None
    whose = "who" in qualifiers
    if "id" in heads:
        return attrs.evolve(base, field="external_id", confidence=SURE if whose else LIKELY)
    if whose and (heads == {"code"} or "num" in qualifiers):
        sure = SURE if "num" in qualifiers else 0.9
        return attrs.evolve(base, field="external_id", confidence=sure)
    if heads == {"code"} or (not heads and qualifiers == {"num"}):
        return attrs.evolve(base, field="external_id", confidence=WEAK)
    return None


def _single(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    if heads == {"title", "prefix"}:  # "Title (Mr/Mrs)"
        heads = {"prefix"}
    if heads == {"initials", "family"}:
        heads = {"full"}  # "Surname and initials"
    if {"first", "last"} <= heads <= {"first", "last", "middle", "full"}:
        heads = {"full"}  # "Full name (first, last)"
    if heads == {"family", "nickname"}:
        return attrs.evolve(base, field="surname?", confidence=LIKELY)
    if heads == {"given", "nickname"} and not _odd("given", qualifiers, base):
        return attrs.evolve(base, field="called?", confidence=LIKELY)
    if base.phrase.either and "full" in heads and heads <= _WHOLE:
        heads = {"full"}  # "Full name & surname", "Nome completo e apelido"
    if {"given", "family"} <= heads <= {"given", "family", "full", "middle"}:
        heads = {"full"}
    if heads & {"company"} and base.phrase.either and heads & _HALVES:
        # "Firma / Nachname", "Vorname / Firmenzusatz": who has a first name is a person
        heads = heads - {"company", "suffix", "department"}
    if "date" in heads or len(heads) != 1:
        return None
    head = next(iter(heads))
    if head not in _SINGLES or _odd(head, qualifiers, base):
        return None
    kind = value_kind(qualifiers)
    confidence = LIKELY if head in ("tags", "note", "name", "title") else SURE
    return attrs.evolve(
        base,
        field=_SINGLES[head],
        confidence=confidence,
        kind=kind if head == "state" else None,
        scope=kind if head in _PERSONAL else None,
    )


def _odd(head: str, qualifiers: set[str], base: Reading) -> bool:
    """True for a further or a foreign value of a field that holds one of the client's own."""
    if base.number is not None and base.number > 1:
        return True
    if head == "state":
        return "num" in qualifiers
    further = {"alt", "second", "third", "other", "main"}
    if head == "note":
        further -= {"other", "main"}  # "Sonstige Bemerkungen", "Algemene opmerkingen"
    if "num" in qualifiers or qualifiers & further:
        return True
    kinds = qualifiers & KINDS
    if head in ("blocked", "note") and "by" in qualifiers:
        return True
    if head in _PERSONAL:
        own = {"billing", "shipping", "work"}
        if head in ("given", "middle", "family"):
            own |= {"mailing"}  # "Legal last name"; a "Legal name" may be the company's
        if head == "company":
            own |= {"mailing"}  # "Entreprise par défaut"
        return bool(kinds - own or "primary" in qualifiers)
    if head == "id":
        return bool(kinds) or "by" in qualifiers  # "Location ID", "Ref by"
    fitting = {"mailing", "home", "other"} if head == "note" else {"mailing"}  # "Commentaire privé"
    return head in ("created", "blocked", "note") and bool(kinds - fitting)


def _bare_kind(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    kinds = qualifiers - {"num", "who"}
    if heads or kinds not in ({"home"}, {"work"}, {"other"}, {"main"}):
        return None
    if kinds == {"main"} and "who" in qualifiers and "num" not in qualifiers:
        return None  # "Main member": who, not where to call
    return attrs.evolve(base, field="kind?", kind=next(iter(kinds)))


def _label(atoms: set[str], phrase: Phrase) -> Reading:
    heads = atoms & HEADS
    reading = _read(attrs.evolve(phrase, atoms=tuple(atoms - {"label", "tags"})))
    if heads and not phrase.unknown and reading.field in ("phone", "email", "address"):
        return attrs.evolve(reading, field="label?", part=reading.field, confidence=WEAK)
    return Reading("custom", confidence=LIKELY, phrase=phrase)


_Reader = Callable[[set[str], set[str], Reading], Reading | None]
_READERS: tuple[_Reader, ...] = (
    read_way,
    _reminded,
    read_consent,
    _date,
    _identity,
    read_phone,
    read_email,
    read_address,
    _single,
    _bare_kind,
)
