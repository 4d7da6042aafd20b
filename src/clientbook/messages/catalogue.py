"""The one catalogue of messages: each code in English and French, as a problem and a hint.

A template may use ``{field}``, ``{column}``, ``{row}`` and the params of its issue or finding;
``docs/reference/messages.md`` is generated from here.
"""

import attrs

from clientbook._moved import renamed
from clientbook.messages.figures import whole
from clientbook.messages.findings import FINDINGS
from clientbook.messages.issues import FileFinding, Issue, IssueCode, Language, MessageText
from clientbook.messages.refusals import told
from clientbook.messages.value_refusals import VALUES_FR
from clientbook.messages.warnings import WARNINGS

__all__ = ["FINDINGS", "ISSUES", "VALUES_FR", "Language", "RenderedMessage", "render"]

__getattr__ = renamed(__name__, {"Message": "RenderedMessage", "REASONS_FR": "VALUES_FR"})


@attrs.frozen
class RenderedMessage:
    """A rendered issue or finding: what is wrong, and what to do ('' when nothing is)."""

    problem: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.problem}; {self.hint}" if self.hint else self.problem


ISSUES: dict[IssueCode, dict[Language, MessageText]] = {
    IssueCode.MISSING_FIELD: {
        "en": ("{field} is missing", "fill it in"),
        "fr": ("{field} manque", "renseignez ce champ"),
    },
    IssueCode.BLANK_VALUE: {
        "en": ("the value is blank", "give at least one visible character"),
        "fr": ("la valeur est vide", "donnez au moins un caractère visible"),
    },
    IssueCode.VALUE_TOO_LONG: {
        "en": ("longer than {limit} characters", "shorten it"),
        "fr": ("plus de {limit} caractères", "raccourcissez la valeur"),
    },
    IssueCode.INVALID_VALUE: {
        "en": ("not a value this field can hold: {reason}", "correct it"),
        "fr": ("valeur impossible pour ce champ : {reason}", "corrigez-la"),
    },
    IssueCode.INVALID_PHONE: {
        "en": ("not a telephone number of region {region}", "correct it or add the country code"),
        "fr": (
            "n'est pas un numéro de téléphone de la région {region}",
            "corrigez-le ou ajoutez l'indicatif du pays",
        ),
    },
    IssueCode.PHONE_TOO_SHORT: {
        "en": ("too short for a telephone number of region {region}", "complete the number"),
        "fr": ("numéro trop court pour la région {region}", "complétez le numéro"),
    },
    IssueCode.PHONE_TOO_LONG: {
        "en": (
            "too long for a telephone number of region {region}",
            "keep one number a cell, and add the country code if it is foreign",
        ),
        "fr": (
            "numéro trop long pour la région {region}",
            "un seul numéro par cellule, avec l'indicatif s'il est étranger",
        ),
    },
    IssueCode.PHONE_NEEDS_AREA_CODE: {
        "en": ("a local number without its area code", "add the area code"),
        "fr": ("numéro local sans indicatif régional", "ajoutez l'indicatif régional"),
    },
    IssueCode.PHONE_DIGITS_LOST: {
        "en": (
            "the spreadsheet rounded this number and its last digits are gone",
            "format the column as text and type the number again",
        ),
        "fr": (
            "le tableur a arrondi ce numéro, ses derniers chiffres sont perdus",
            "mettez la colonne au format texte et saisissez de nouveau le numéro",
        ),
    },
    IssueCode.PHONE_LOOKS_LIKE_DATE: {
        "en": ("this is a date, not a telephone number", "check the column's mapping"),
        "fr": ("c'est une date, pas un numéro de téléphone", "vérifiez le choix de la colonne"),
    },
    IssueCode.INVALID_EMAIL: {
        "en": ("not an e-mail address: {reason}", "correct it"),
        "fr": ("n'est pas une adresse e-mail : {reason}", "corrigez-la"),
    },
    IssueCode.INVALID_DATE: {
        "en": ("not a date", "write it as YYYY-MM-DD, or in one order in the whole column"),
        "fr": ("n'est pas une date", "écrivez AAAA-MM-JJ, ou un seul ordre dans la colonne"),
    },
    IssueCode.DATE_NOT_ON_CALENDAR: {
        "en": ("no such day on the calendar", "correct the day or the month"),
        "fr": ("ce jour n'existe pas au calendrier", "corrigez le jour ou le mois"),
    },
    IssueCode.DATE_OUT_OF_RANGE: {
        "en": ("a date outside the years {first} to {last}", "correct the year"),
        "fr": ("une date hors des années {first} à {last}", "corrigez l'année"),
    },
    IssueCode.INVALID_FLAG: {
        "en": ("neither yes nor no", "write yes or no"),
        "fr": ("ni oui ni non", "écrivez oui ou non"),
    },
    IssueCode.INVALID_NUMBER: {
        "en": ("not a number", "write digits, with at most one decimal mark"),
        "fr": ("n'est pas un nombre", "écrivez des chiffres et au plus un séparateur décimal"),
    },
    IssueCode.INVALID_CHOICE: {
        "en": ("not one of the {count} choices", "use one of the choices of this attribute"),
        "fr": ("ne fait pas partie des {count} choix", "utilisez un des choix de cet attribut"),
    },
    IssueCode.MULTI_VALUE_CELL: {
        "en": (
            "several values in one cell",
            "keep one value a cell, or give the column a separator",
        ),
        "fr": (
            "plusieurs valeurs dans une cellule",
            "une seule valeur par cellule, ou donnez un séparateur à la colonne",
        ),
    },
    IssueCode.CELL_ERROR: {
        "en": ("the cell holds the spreadsheet error {error}", "mend the formula or clear it"),
        "fr": (
            "la cellule contient l'erreur de tableur {error}",
            "réparez la formule ou videz la cellule",
        ),
    },
    IssueCode.EXTRA_CELLS: {
        "en": (
            "the row has {count} more cells than there are titles",
            "remove them or quote the separator inside a value",
        ),
        "fr": (
            "la ligne a {count} cellules de plus que de titres",
            "supprimez-les ou mettez entre guillemets le séparateur contenu dans une valeur",
        ),
    },
    IssueCode.REPEATED_HEADER: {
        "en": ("the column titles again, not a client", "remove this row"),
        "fr": ("les titres de colonnes répétés, pas un client", "supprimez cette ligne"),
    },
    IssueCode.CONTINUATION_ROW_SUSPECTED: {
        "en": (
            "this row seems to continue the one above",
            "put all details of a contact in a single row",
        ),
        "fr": (
            "cette ligne semble continuer la précédente",
            "mettez toutes les données d'un contact sur une seule ligne",
        ),
    },
    IssueCode.TOO_MANY_VALUES: {
        "en": ("{count} values where at most {limit} are kept", "remove some"),
        "fr": ("{count} valeurs alors que {limit} au plus sont gardées", "supprimez-en"),
    },
    IssueCode.DUPLICATE_EXTERNAL_ID: {
        "en": (
            "this id of {system} belongs to somebody else",
            "correct the id, or merge the two clients",
        ),
        "fr": (
            "cet identifiant de {system} appartient à quelqu'un d'autre",
            "corrigez l'identifiant, ou fusionnez les deux clients",
        ),
    },
    IssueCode.NO_MATCH: {
        "en": ("nobody in the book matches this row", "import it in create or upsert mode"),
        "fr": ("personne ne correspond à cette ligne", "importez-la en mode create ou upsert"),
    },
    IssueCode.DUPLICATE_IN_FILE: {
        "en": ("the same person as row {other_row} of this file", ""),
        "fr": ("la même personne que la ligne {other_row} de ce fichier", ""),
    },
    IssueCode.ALREADY_IN_BOOK: {
        "en": ("this person is already in the book", ""),
        "fr": ("cette personne est déjà dans le fichier client", ""),
    },
    IssueCode.POSSIBLE_DUPLICATE: {
        "en": ("perhaps already in the book", "compare the two records and decide"),
        "fr": ("peut-être déjà dans le fichier client", "comparez les deux fiches et décidez"),
    },
    IssueCode.AMBIGUOUS_MATCH: {
        "en": (
            "clients that match this row: {count}",
            "merge them, or give the row the number that one of them has in another program",
        ),
        "fr": (
            "clients qui correspondent à cette ligne : {count}",
            "fusionnez-les, ou donnez à la ligne le numéro que l'un d'eux a dans un autre logiciel",
        ),
    },
    **WARNINGS,
}

_ALONE: dict[IssueCode, dict[Language, str]] = {
    IssueCode.INVALID_DATE: {"en": "write it as YYYY-MM-DD", "fr": "écrivez AAAA-MM-JJ"},
}
"""Hints for a value that stands in no column of a file."""

_FILLER: dict[Language, MessageText] = {
    "en": ("what is written here stands for nothing", "leave it blank, or write what is meant"),
    "fr": ("ce qui est écrit ici ne dit rien", "laissez vide, ou écrivez ce qu'il faut"),
}
"""Of a blank value that is written as a word or as signs, such as "n/a"."""

_ABROAD: dict[Language, MessageText] = {
    "en": ("not a telephone number of country code +{calling_code}", "correct it"),
    "fr": ("n'est pas un numéro de l'indicatif +{calling_code}", "corrigez-le"),
}
"""Of a number that has its country code."""

_FIELD_WORDS: dict[str, dict[Language, str]] = {
    "name": {"en": "name", "fr": "le nom"},
    "given_name": {"en": "first name", "fr": "le prénom"},
    "family_name": {"en": "last name", "fr": "le nom de famille"},
    "full_name": {"en": "full name", "fr": "le nom complet"},
    "phone": {"en": "phone", "fr": "le téléphone"},
    "mobile": {"en": "mobile", "fr": "le mobile"},
    "email": {"en": "e-mail", "fr": "l'e-mail"},
}
"""What requirements may name, in words."""


def _field_words(field: str, language: Language) -> str:
    """Return a field in words; ``"name|phone"`` asks for one of several."""
    words = [_FIELD_WORDS[f][language] if f in _FIELD_WORDS else f for f in field.split("|")]
    joint = " or " if language == "en" else " ou "
    return joint.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


_COUNTS = ("count", "rows", "looked", "limit")
"""Parts that say how many: they are written as the language writes numbers."""

_NO_REGION: dict[Language, str] = {"en": "(none is set)", "fr": "(aucune n'est choisie)"}


class _Parts(dict[str, object]):
    """Parts of a message; one that is missing shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def render(
    item: Issue | FileFinding, language: Language = "en", *, plain: bool = False
) -> RenderedMessage:
    """Return the message of an issue or a finding.

    Args:
        item: The issue or finding.
        language: ``"en"`` or ``"fr"``.
        plain: True for whoever fills in a form: English reasons as people say them, too, and
            nothing before them.
    """
    parts = _Parts(item.params)
    for name in _COUNTS:
        if isinstance(number := parts.get(name), int):
            parts[name] = whole(number, language)
    parts["column"] = item.column
    if isinstance(item, Issue):
        parts["field"] = _field_words(item.field, language)
        if parts.get("region") == "ZZ":  # the book has no default region
            parts["region"] = _NO_REGION[language]
        if "reason" in parts and (plain or language == "fr"):
            parts["reason"] = told(str(parts["reason"]), language)
        problem, hint = ISSUES[item.code][language]
        if item.code is IssueCode.BLANK_VALUE and "filler" in parts:
            problem, hint = _FILLER[language]
        if item.code is IssueCode.INVALID_PHONE and "calling_code" in parts:
            problem, hint = _ABROAD[language]
        if plain and item.code is IssueCode.INVALID_VALUE:
            problem = "{reason}"
        if item.column is None and item.code in _ALONE:
            hint = _ALONE[item.code][language]
    else:
        parts["row"] = item.row
        problem, hint = FINDINGS[item.code][language]
    return RenderedMessage(problem.format_map(parts), hint.format_map(parts))
