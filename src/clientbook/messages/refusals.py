"""Why a value, a file or a mapping is refused, in words that whoever works with pages reads.

An error says in English what is wrong and what a programmer does.  Here stands what a person is
told instead: in plain English where the error speaks of arguments, and in French.  A text may have
holes (``{}``), which what stands there in the error fills in French as ``{0}``, ``{1}``.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from clientbook.messages.issues import Language
from clientbook.messages.plan_refusals import CODES, PLANS_FR, PLANS_PLAIN
from clientbook.messages.value_refusals import VALUES_FR, VALUES_PLAIN

_SAVE_XLSX = "ouvrez-le dans un tableur et enregistrez-le en XLSX"

FILES_FR: Mapping[str, str] = {
    "{} rows, at most {} are imported": "{0} lignes ; {1} au plus sont importées",
    "more than {} bytes": "plus de {0} octets",
    "the file has {} bytes, more than {}": "le fichier a {0} octets, plus de {1}",
    "the file has {} bytes, the limit is {}": "le fichier a {0} octets, plus de {1}",
    "split the file": "partagez le fichier",
    "stopped": "arrêté",
    "stopped after {} of {} rows": "arrêté après {0} lignes sur {1}",
    "interrupted": "interrompu",
    "split it": "partagez-le",
    "split the file, or save it as another kind": (
        "partagez le fichier, ou enregistrez-le sous un autre format"
    ),
    "this is not a path": "ce n'est pas un fichier",
    "the file changed while it was read": "le fichier a changé pendant la lecture",
    "open it again": "envoyez-le de nouveau",
    "there is no such file": "ce fichier n'existe pas",
    "this is a folder": "c'est un dossier",
    "it may not be read": "il ne peut être lu",
    "it cannot be read: {}": "il ne peut être lu",
    "check the path": "vérifiez le chemin",
    "check the disk and the path": "vérifiez le disque et le chemin",
    "check its permissions": "vérifiez ses droits d'accès",
    "give the path of a file in it": "choisissez un fichier qu'il contient",
    "a line is longer than {} characters": "une ligne a plus de {0} caractères",
    "check its line breaks": "vérifiez ses fins de ligne",
    "this is a zip archive, not a workbook": "c'est une archive zip, pas un classeur",
    "unzip it and give the file inside": "décompressez-la et envoyez le fichier qu'elle contient",
    "the file is empty": "le fichier est vide",
    "export it again": "exportez-le de nouveau",
    "this is a text document or slides, not a table": (
        "c'est un document texte ou une présentation, pas un tableau"
    ),
    "open it in a spreadsheet program and save it as .xlsx or CSV": (
        "ouvrez-le dans un tableur et enregistrez-le en XLSX ou CSV"
    ),
    "open it in a spreadsheet program and save it as XLSX or CSV": (
        "ouvrez-le dans un tableur et enregistrez-le en XLSX ou CSV"
    ),
    "open it in a spreadsheet program and save it as XLSX": _SAVE_XLSX,
    "open it in a spreadsheet program and save it again": (
        "ouvrez-le dans un tableur et enregistrez-le de nouveau"
    ),
    "this is an Apple Numbers file": "c'est un fichier Numbers d'Apple",
    "export it as Excel or CSV": "exportez-le en Excel ou CSV",
    "this is a web page saved under another name": (
        "c'est une page web enregistrée sous un autre nom"
    ),
    "this is an XML file, not a workbook or CSV": (
        "c'est un fichier XML, pas un classeur ni un CSV"
    ),
    "this is JSON, not a table": "c'est du JSON, pas un tableau",
    "this is a list of address cards as JSON (jCard), not a table": (
        "ce sont des fiches d'adresses en JSON (jCard), pas un tableau"
    ),
    "this is a YAML file, not a table": "c'est un fichier YAML, pas un tableau",
    "this is a file of settings (TOML or INI), not a table": (
        "c'est un fichier de réglages (TOML ou INI), pas un tableau"
    ),
    "this is an e-mail message, not a table": "c'est un courriel, pas un tableau",
    "save what is attached to it, and give that file": (
        "enregistrez sa pièce jointe et donnez ce fichier"
    ),
    "this is a log of a program, not a table": "c'est le journal d'un programme, pas un tableau",
    "export the clients as CSV": "exportez les clients en CSV",
    "each client stands in several lines, one value in each, which is no table": (
        "chaque client occupe plusieurs lignes, une valeur par ligne : ce n'est pas un tableau"
    ),
    "give each client one row and each value a column, or export the list as CSV": (
        "donnez une ligne à chaque client et une colonne à chaque valeur,"
        " ou exportez la liste en CSV"
    ),
    "this is an LDIF file of an address book, not a table": (
        "c'est le fichier LDIF d'un carnet d'adresses, pas un tableau"
    ),
    "export the address book as CSV or vCard": "exportez le carnet d'adresses en CSV ou en vCard",
    "this is a calendar (iCalendar), not a list of clients": (
        "c'est un calendrier (iCalendar), pas une liste de clients"
    ),
    "export the contacts as CSV or vCard": "exportez les contacts en CSV ou en vCard",
    "this is a dump of a database (SQL), not a table": (
        "c'est la sauvegarde d'une base de données (SQL), pas un tableau"
    ),
    "export the table of clients as CSV": "exportez la table des clients en CSV",
    "convert it to CSV first": "convertissez-le d'abord en CSV",
    "this is no text and no workbook we know": "ce n'est ni un texte ni un classeur connu",
    "this is a PDF document, not a table": "c'est un document PDF, pas un tableau",
    "this is a picture ({}), not a table": "c'est une image ({0}), pas un tableau",
    "this is a picture or a film, not a table": "c'est une image ou un film, pas un tableau",
    "this is a text document (RTF), not a table": "c'est un document texte (RTF), pas un tableau",
    "this is a compressed file ({}), not a table": (
        "c'est un fichier compressé ({0}), pas un tableau"
    ),
    "this is a compressed archive ({}), not a table": (
        "c'est une archive compressée ({0}), pas un tableau"
    ),
    "this is a database (SQLite), not a table": (
        "c'est une base de données (SQLite), pas un tableau"
    ),
    "this is a data file (Parquet), not a table": (
        "c'est un fichier de données (Parquet), pas un tableau"
    ),
    "this is a program, not a table": "c'est un programme, pas un tableau",
    "this is an archive (tar), not a table": "c'est une archive (tar), pas un tableau",
    "this is {}, not a table": "ce n'est pas un tableau",
    "the file is cut short or damaged": "le fichier est incomplet ou abîmé",
    "download or save it again": "téléchargez-le ou enregistrez-le de nouveau",
    "row {} stands above the table and holds no column titles": (
        "la ligne {0} est au-dessus du tableau et ne contient pas de titres"
    ),
    "remove what stands above row {}, which has the titles": (
        "supprimez ce qui est au-dessus de la ligne {0}, où sont les titres"
    ),
    "columns {} and {} have the same title {}": ("les colonnes {0} et {1} ont le même titre {2}"),
    "the workbook has {} sheets: {}": "le classeur a {0} feuilles : {1}",
    "keep one sheet and delete the others, hidden ones too": (
        "gardez une feuille et supprimez les autres, aussi celles qui sont masquées"
    ),
    "give each column its own title": "donnez à chaque colonne son propre titre",
    "a letter of the file, {} bytes from its beginning, is not in the encoding {}": (
        "une lettre du fichier, à {0} octets de son début, n'est pas dans le codage {1}"
    ),
    "the file is not in the encoding {}": "le fichier n'est pas dans le codage {0}",
    "save the file in that encoding, such as CSV UTF-8 in a spreadsheet program": (
        "enregistrez-le dans ce codage, par exemple en CSV UTF-8 dans un tableur"
    ),
    "a letter of a card is not in the encoding {}": (
        "une lettre d'une fiche n'est pas dans le codage {0}"
    ),
    "choose no encoding, so that each card decides": (
        "ne choisissez pas de codage : chaque fiche en décidera"
    ),
    "row {} holds no column titles": "la ligne {0} ne contient pas de titres",
    "say which row holds the titles": "dites quelle ligne contient les titres",
    "the titles stand in the first column, below one another": (
        "les titres sont dans la première colonne, les uns sous les autres"
    ),
    "swap rows and columns": "échangez les lignes et les colonnes",
    "there is nothing in it": "il ne contient rien",
    "export the file again": "exportez le fichier de nouveau",
    "the table is not clean: {}": "le tableau n'est pas propre : {0}",
    "mend these": "corrigez cela",
    "more than {} rows of data": "plus de {0} lignes",
    "more than {} columns": "plus de {0} colonnes",
    "remove columns": "supprimez des colonnes",
    "a cell of row {} is longer than {} characters": (
        "une cellule de la ligne {0} a plus de {1} caractères"
    ),
    "shorten it, check the quotes around it": (
        "raccourcissez-la, vérifiez les guillemets qui l'entourent"
    ),
    "shorten it": "raccourcissez-la",
    "more than {} cells": "plus de {0} cellules",
    "there is no card in it": "il ne contient aucune fiche",
    "it ends inside card {}: it was cut": "il finit au milieu de la fiche {0} : il a été coupé",
    "export the contacts again": "exportez les contacts de nouveau",
    "more than {} cards": "plus de {0} fiches",
    "the workbook is encrypted": "le classeur est protégé par un mot de passe",
    "save it without a password and try again": "enregistrez-le sans mot de passe et réessayez",
    "the workbook is damaged or of a form that is not read": (
        "le classeur est abîmé, ou d'une forme qui n'est pas lue"
    ),
    "the workbook is damaged or was cut off: {}": "le classeur est abîmé ou incomplet",
    "the document has no table": "le document n'a pas de tableau",
    "save the table as XLSX or CSV": "enregistrez le tableau en XLSX ou CSV",
    "save the table as XLSX": "enregistrez le tableau en XLSX",
    "row {} has more than {} cells": "la ligne {0} a plus de {1} cellules",
    "the sheet has more than {} rows": "la feuille a plus de {0} lignes",
    "the sheet has too many rows": "la feuille a trop de lignes",
    "the sheet has more than {} cells": "la feuille a plus de {0} cellules",
    "delete the empty columns and rows around the table, or split the file": (
        "supprimez les lignes et colonnes vides autour du tableau, ou partagez le fichier"
    ),
    "row {} is filled up to column {}, the limit is {}": (
        "la ligne {0} est remplie jusqu'à la colonne {1}, la limite est {2}"
    ),
    "delete what stands far to the right of the table": (
        "supprimez ce qui se trouve loin à droite du tableau"
    ),
    "the workbook's directory is larger than any workbook's": "le classeur est abîmé",
    "a part of the workbook is missing": "une partie du classeur manque",
    "a part is packed in a way no workbook uses": "le classeur est abîmé",
    "the workbook inflates to more than {} bytes": (
        "le classeur, décompressé, a plus de {0} octets"
    ),
    "keep only the sheet of clients, or save it as CSV": (
        "ne gardez que la feuille des clients, ou enregistrez-la en CSV"
    ),
    "a part inflates to more than {} times its size, as in a zip bomb": (
        "une partie, décompressée, a plus de {0} fois sa taille"
    ),
    "if the file is genuine, save it as CSV": "s'il est authentique, enregistrez-le en CSV",
    "a part of the workbook is damaged or was cut off": (
        "une partie du classeur est abîmée ou incomplète"
    ),
    "a part of the workbook is too large": "une partie du classeur est trop grande",
    "use CSV": "utilisez le CSV",
    "save it as CSV": "enregistrez-le en CSV",
    "the texts of the workbook do not fit in memory": (
        "les textes du classeur ne tiennent pas en mémoire"
    ),
    "the file is damaged, empty or no workbook": (
        "le fichier est abîmé, vide, ou n'est pas un classeur"
    ),
    "there is no sheet {}": "il n'y a pas de feuille {0}",
    "choose one of: {}": "choisissez parmi : {0}",
    "every sheet is hidden: {}": "toutes les feuilles sont masquées : {0}",
    "show the sheet of clients": "affichez la feuille des clients",
    "a workbook of Excel 2 to 4 is not read": "un classeur d'Excel 2 à 4 n'est pas lu",
    "this is an Office file but no workbook": "c'est un fichier Office, mais pas un classeur",
    "this is a zip file but no workbook": "c'est un fichier zip, mais pas un classeur",
    "the file of the plan cannot be opened": "le fichier du plan ne peut pas être ouvert",
    "name a file in a folder that you may write to": (
        "indiquez un fichier dans un dossier où vous pouvez écrire"
    ),
    "the file holds something else than a plan": "le fichier contient autre chose qu'un plan",
    "keep the plan in a file of its own": "gardez le plan dans un fichier à part",
    "the cells of the sheet lie too far apart: their box has more than {} cells": (
        "les cellules de la feuille sont trop éloignées les unes des autres"
    ),
    "delete what stands far from the table, or save it as CSV": (
        "supprimez ce qui est loin du tableau, ou enregistrez-le en CSV"
    ),
    "a cell lies beyond the last column of XLS": "une cellule est au-delà de la dernière colonne",
    "a cell lies beyond the last column": "une cellule est au-delà de la dernière colonne",
    "the workbook has no sheet of cells": "le classeur n'a pas de feuille de calcul",
    "save it again as XLSX": "enregistrez-le de nouveau en XLSX",
    "the count of its texts is a lie": "le classeur est abîmé",
    "its sheets overlap": "le classeur est abîmé",
    "the workbook's XML declares a document type or an entity": (
        "le classeur contient ce qu'un classeur ne contient pas"
    ),
    "one value of the XML is endless": "le classeur est abîmé",
    "the workbook's XML is in an unknown encoding": "le classeur est dans un codage inconnu",
    "the workbook's XML is damaged or was cut off": "le classeur est abîmé ou incomplet",
}
"""What is wrong with a file, and what to do."""

MAPPINGS_FR: Mapping[str, str] = {
    "no such attributes in this book: {}": "ces attributs n'existent pas : {0}",
    "define them in the settings, or skip the columns": (
        "créez-les dans les réglages, ou ignorez les colonnes"
    ),
    "the mapping is for other columns than the file has": (
        "ces choix concernent d'autres colonnes que celles du fichier"
    ),
    "read the file again": "relisez le fichier",
    "{} is no data of a client": "{0} n'est pas une donnée d'un client",
    "{} is no attribute of this book": "{0} n'est pas un attribut",
    "{} is read and not written": "{0} ne s'exporte pas",
    "it holds bytes that {} does not have": "il contient des octets que ce codage n'a pas",
    "a column is named twice": "une colonne est choisie deux fois",
    "no column is titled {}": "aucune colonne ne s'intitule {0}",
    "several columns are titled {}": "plusieurs colonnes s'intitulent {0}",
    "no column is named": "aucune colonne n'est choisie",
    "name at least one, or None for those of use": "choisissez-en une au moins",
    "name each column once": "choisissez chaque colonne une seule fois",
    "leave the column out": "laissez cette colonne de côté",
    "define it, or leave the column out": "créez-le, ou laissez la colonne de côté",
    "an empty separator": "un séparateur vide",
    "give one or more characters": "donnez un ou plusieurs caractères",
    "an unknown date order": "un ordre de date inconnu",
    "unknown letters of genders": "des lettres de genre inconnues",
    "choose one of the orders": "choisissez un des ordres",
    "choose what the letters stand for": "choisissez ce que veulent dire les lettres",
    "source: not a name for a list": "ce nom ne peut être celui d'une liste",
    "name the program the list comes from": "donnez le nom du logiciel d'où vient la liste",
    "column {}: a blank clears nothing of {}": "colonne {0} : une cellule vide n'efface rien",
    "{} columns go to {}, at most {} are kept": (
        "{0} colonnes vont vers {1}, {2} au plus sont gardées"
    ),
    "skip some of them": "ignorez-en",
    "two columns go to {}: {}": "deux colonnes vont vers {0} : {1}",
    "give the second another field, or skip it": (
        "donnez un autre champ à la seconde, ou ignorez-la"
    ),
    "a template without a name": "un modèle sans nom",
    "name it after the source of the files": "donnez-lui le nom de la source des fichiers",
    "the mapping is of another table": "ces choix sont ceux d'un autre tableau",
}
"""Why columns cannot be imported as they were chosen, and what to do."""

PLAIN: Mapping[str, str] = {
    "name at least one, or None for those of use": "choose at least one",
    "split the file, or raise limits.{}": "split the file",
    "remove columns, or raise limits.{}": "remove columns",
    "shorten it, check the quotes around it, or raise limits.{}": (
        "shorten it, check the quotes around it"
    ),
    "shorten it, or raise limits.{}": "shorten it",
    "delete what stands far to the right of the table, or raise limits.{}": (
        "delete what stands far to the right of the table"
    ),
    "pass the number of the row with the titles as header_row=": "say which row holds the titles",
    "swap rows and columns, or pass header_row= if they do not": "swap rows and columns",
    "mend these, or read without strict=True": "mend these",
    "title_row_suspected: row {} stands above the table and holds no column titles": (
        "row {0} stands above the table and holds no column titles"
    ),
    "remove it, or pass header_row={}": "remove what stands above row {0}, which has the titles",
    "the byte at offset {} is not {}": (
        "a letter of the file, {0} bytes from its beginning, is not in the encoding {1}"
    ),
    "the bytes are not {}": "the file is not in the encoding {0}",
    "save the file in that encoding, or leave encoding= out to have it found": (
        "save the file in that encoding, such as CSV UTF-8 in a spreadsheet program"
    ),
    "it holds bytes that {} does not have": "a letter of a card is not in the encoding {0}",
    "leave out encoding= to let each card decide": "choose no encoding, so that each card decides",
    "pass sheet= one of: {}": "choose one of: {0}",
    "show the sheet of clients, or pass sheet=": "show the sheet of clients",
    "define them first, skip the columns, or allow new attributes in the settings": (
        "define them in the settings, or skip the columns"
    ),
    "suggest a mapping for this file, or apply a template to it": "read the file again",
    "give one or more characters, or None": "give one or more characters",
    "use DMY, MDY, YMD or SERIAL": "choose one of the orders",
    "use HM, VM, VF, UD or MD": "choose what the letters stand for",
    "use 1 to {} characters other than {} and {}, such as the name of the program the list comes"
    " from": "name the program the list comes from",
    "give the second another slot, or skip it": "give the second another field, or skip it",
    "save it with the table it maps": "read the file again",
    "leave blank_clears out": "leave the column out",
}
"""What a programmer does, as what a person does on a page."""

_PLAIN = {**PLAIN, **PLANS_PLAIN, **VALUES_PLAIN}
_FRENCH = {**VALUES_FR, **FILES_FR, **MAPPINGS_FR, **PLANS_FR}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def told(text: str, language: Language) -> str:
    """Return what an error says, as a person reads it; what is not known here stays as it is."""
    if language == "en":
        return _filled(text, _PLAIN, in_words) or text
    plain = _filled(text, _PLAIN, str) or text
    return _filled(plain, _FRENCH, _in_french) or _filled(text, _FRENCH, _in_french) or plain


def in_words(codes: str, language: Language = "en") -> str:
    """Return codes, joined by commas, in words; what is no code stays as it is."""
    return ", ".join(
        CODES[code][language == "fr"] if code in CODES else code for code in codes.split(", ")
    )


def _in_french(part: str) -> str:
    if _THOUSANDS.fullmatch(part):  # thousands stand apart, as French writes them
        return part.replace(",", "\u202f")
    return in_words(part, "fr")


def _filled(text: str, table: Mapping[str, str], say: Callable[[str], str]) -> str | None:
    if text in table:
        return table[text]
    for pattern, said in _patterns(frozenset(table.items())):
        if found := pattern.fullmatch(text):
            return said.format(*map(say, found.groups()))
    return None


@cache
def _patterns(items: frozenset[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the texts with holes as patterns, the most telling first."""
    holed = sorted((item for item in items if "{}" in item[0]), key=lambda item: -len(item[0]))
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, text.split("{}"))), re.DOTALL), said)
        for text, said in holed
    )
