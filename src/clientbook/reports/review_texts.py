"""Words of the review page and the terminal view, in English and French."""

from collections.abc import Mapping

from clientbook.matching import Part
from clientbook.messages.catalogue import Language

Words = Mapping[str, tuple[str, str]]

FIELDS: Words = {
    "name": ("Name", "Nom"),
    "prefix": ("Title", "Civilité"),
    "given": ("First name", "Prénom"),
    "middle": ("Middle names", "Autres prénoms"),
    "family": ("Last name", "Nom de famille"),
    "suffix": ("Suffix", "Suffixe"),
    "nickname": ("Nickname", "Surnom"),
    "maiden": ("Name at birth", "Nom de naissance"),
    "birthday": ("Birth date", "Date de naissance"),
    "phones": ("Phones", "Téléphones"),
    "emails": ("E-mails", "E-mails"),
    "addresses": ("Addresses", "Adresses"),
    "gender": ("Gender", "Sexe"),
    "company": ("Company", "Société"),
    "department": ("Department", "Service"),
    "job_title": ("Job title", "Fonction"),
    "language": ("Language", "Langue"),
    "websites": ("Websites", "Sites web"),
    "tags": ("Tags", "Étiquettes"),
    "external_ids": ("External ids", "Identifiants externes"),
    "unread": ("Unread values", "Valeurs non lues"),
    "info": ("Information", "Informations"),
    "block": ("Online booking", "Réservation en ligne"),
    "created_at": ("Client since", "Client depuis"),
}

FIELD_OF_PART: Mapping[str, str] = {
    "given": "name",
    "family": "name",
    "order": "name",
    "firm": "company",
    "birthday": "birthday",
    "phone": "phones",
    "email": "emails",
    "address": "addresses",
    "site": "addresses",
    "company": "company",
    "gender": "gender",
    "identifier": "external_ids",
}
"""Beside which field of a client a part of a score is shown."""

_NAME: Words = {
    "exact": ("same", "identique"),
    "nickname": ("short form of the same name", "diminutif du même nom"),
    "initial": ("initial of the same name", "initiale du même nom"),
    "subset": ("part of the same name", "partie du même nom"),
    "typo": ("one letter differs", "une lettre diffère"),
    "loose": ("much alike", "très proche"),
    "close": ("alike, but two names", "proche, mais deux prénoms"),
    "partial": ("one word shared", "un mot en commun"),
    "blank": ("not known of both", "inconnu de l'un des deux"),
    "conflict": ("different", "différent"),
}
_PLAIN: Words = {
    "same": ("same", "identique"),
    "slip": ("a slip apart", "à une faute près"),
    "blank": ("not known of both", "inconnu de l'un des deux"),
    "different": ("different", "différent"),
}
_STREET: Words = {
    "same": ("same door", "même adresse"),
    "close": ("same door, a slip apart", "même adresse à une faute près"),
    "street": ("same street, another number", "même rue, autre numéro"),
    "blank": ("street not known of both", "rue inconnue de l'un des deux"),
    "different": ("another street", "autre rue"),
}
_AREA: Words = {
    "same": ("same postal code", "même code postal"),
    "town": ("same town", "même ville"),
    "blank": ("town not known of both", "ville inconnue de l'un des deux"),
    "different": ("another town", "autre ville"),
}
_LEVELS: Mapping[str, Words] = {
    "given": _NAME,
    "family": _NAME,
    "order": {
        "same": ("same", "identique"),
        "swapped": ("first and last name swapped", "prénom et nom intervertis"),
    },
    "birthday": {
        "exact": ("same day", "même jour"),
        "partial": ("same day, a year is missing", "même jour, une année manque"),
        "swapped": ("day and month swapped", "jour et mois intervertis"),
        "slip": ("one digit differs", "un chiffre diffère"),
        "part": ("day, month or year differs", "jour, mois ou année diffère"),
        "year": ("same year, more is not known", "même année, le reste est inconnu"),
        "month": ("less than a month apart", "moins d'un mois d'écart"),
        "near": ("two digits differ", "deux chiffres diffèrent"),
        "mixed": (
            "same month, one digit of the day or the year differs",
            "même mois, un chiffre du jour ou de l'année diffère",
        ),
        "annual": ("about a year apart", "environ un an d'écart"),
        "decade": ("less than ten years apart", "moins de dix ans d'écart"),
        "blank": ("not known of both", "inconnue de l'un des deux"),
        "different": ("different", "différente"),
    },
    "phone": {
        "two": ("two numbers shared", "deux numéros en commun"),
        "mobile": ("same mobile", "même mobile"),
        "one": ("one number shared", "un numéro en commun"),
        "local": ("same last seven digits", "mêmes sept derniers chiffres"),
        "slip": ("one digit differs", "un chiffre diffère"),
        "blank": ("not known of both", "inconnu de l'un des deux"),
        "apart": (
            "a mobile here, a landline there",
            "un mobile ici, un fixe là",
        ),
        "different": ("no number shared", "aucun numéro en commun"),
    },
    "email": {
        "exact": ("same address", "même adresse"),
        "mailbox": ("same name at another host", "même nom chez un autre hébergeur"),
        "named": ("alike, as the names are", "semblables, comme les noms"),
        "slip": ("one or two letters differ", "une ou deux lettres diffèrent"),
        "host": ("same private host", "même domaine privé"),
        "blank": ("not known of both", "inconnu de l'un des deux"),
        "different": ("different", "différent"),
    },
    "firm": {
        "exact": ("same firm name", "même raison sociale"),
        "subset": ("firm name in short", "raison sociale abrégée"),
        "slip": ("firm names differ by a slip", "raisons sociales à une faute près"),
        "alike": ("same name, another trade", "même nom, autre activité"),
        "blank": ("no firms", "pas d'entreprise"),
        "part": ("one word of the names shared", "un mot des noms en commun"),
        "contact": ("a firm and a person", "une entreprise et une personne"),
        "conflict": ("different firms", "entreprises différentes"),
    },
    "company": _PLAIN,
    "gender": _PLAIN,
    "identifier": _PLAIN,
    "attribute": _PLAIN,
    "prior": {
        "list": (
            "duplicates are rare: most pairs of a list are two persons",
            "les doublons sont rares : la plupart des paires sont deux personnes",
        )
    },
    "household": {
        "relatives": (
            "relatives in one home would share much of this too",
            "des proches d'un même foyer partageraient cela aussi",
        )
    },
    "evidence": {
        "two_seats": ("side by side in one appointment", "côte à côte à un même rendez-vous")
    },
}
_PART_NAMES: Words = {
    "given": ("First name", "Prénom"),
    "family": ("Last name", "Nom de famille"),
    "order": ("Order", "Ordre"),
    "firm": ("Firm", "Entreprise"),
    "birthday": ("Birth date", "Date de naissance"),
    "phone": ("Phone", "Téléphone"),
    "email": ("E-mail", "E-mail"),
    "address": ("Address", "Adresse"),
    "site": ("Address of the firm", "Adresse de l’entreprise"),
    "company": ("Company", "Société"),
    "gender": ("Gender", "Sexe"),
    "identifier": ("External id", "Identifiant externe"),
    "prior": ("Starting point", "Point de départ"),
    "household": ("Household", "Foyer"),
    "evidence": ("Appointments", "Rendez-vous"),
}


LEAST_TOLD = 0.5
"""Bits below which a part of a score says nothing worth a line: names in their usual order."""


def word(pair: tuple[str, str], language: Language) -> str:
    """Return a word in a language."""
    return pair[1 if language == "fr" else 0]


def field_title(field: str, language: Language) -> str:
    """Return the title of a field of a client."""
    return word(FIELDS[field], language) if field in FIELDS else field


def part_title(part: Part, language: Language) -> str:
    """Return what a part of a score compares, such as ``"First name"``."""
    if part.field == "attribute" and part.label:
        return part.label
    named = _PART_NAMES.get(part.field)
    return word(named, language) if named else part.field


def level_text(part: Part, language: Language) -> str:
    """Return what a part of a score found, in words."""
    street, _, area = part.level.partition("_")
    if part.field in ("address", "site") and street in _STREET and area in _AREA:
        words = [_STREET[street], _AREA[area]]
        if street == "blank" and area != "blank":
            words = words[1:]
        elif area in ("blank", "same") and street == "same":
            words = words[:1]
        return ", ".join(word(w, language) for w in words)
    known = _LEVELS.get(part.field, {}).get(part.level)
    return word(known, language) if known else part.level.replace("_", " ")
