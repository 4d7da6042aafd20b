"""What people and programs write where there is nothing: ``-``, ``n/a``, "not specified".

One list for every column, form and card (SPEC X39), in English, French, German, Spanish, Italian,
Portuguese and Dutch.  Words that are also an answer or a name ("None", "Na", "aucune") are nothing
only where a value of a certain form is expected (a number, an address, a date), or where a field of
text has words of its own for none: a company is "privat", a note is "nan".
"""

import re
from collections.abc import Iterable, Mapping

from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.cell_lists import is_empty_list
from clientbook.text import fold_entry, word_set

_TEXT_LIMIT = 40
_SHORT_LIMIT = 8
_LONGEST_FILLER = 16

_ALWAYS = """
n/a|n.a|n.a.|n. a|#n/a|n/d|n.d|n/v|n.v.t|n/r|n/c|k.a|k. a|s/o|s/d|s/n
null|\\n
(none)|(null)|<null>|[null]|(blank)|(empty)|(vide)|(leer)|(vacio)|(unknown)|(not set)|(aucun)
unspecified|not specified|not provided|not available|not applicable|not known|not set|not given
not entered|not stated|not disclosed|no data|no value|no information|unknown|undefined
undetermined|to be determined|tbd|tbc
non specifie|non specifiee|non renseigne|non renseignee|non communique|non communiquee|non precise
non precisee|non disponible|non defini|non definie|non connu|non connue|non fourni|non fournie
non indique|non indiquee|pas renseigne|a completer|a renseigner|inconnu|inconnue|indetermine
indeterminee|sans objet|non applicable
nicht angegeben|nicht verfugbar|nicht vorhanden|nicht bekannt|nicht zutreffend|nicht definiert
keine angabe|keine angaben|ohne angabe|ohne angaben|unbekannt|unbestimmt|nicht spezifiziert
nicht festgelegt
no especificado|no especificada|sin especificar|sin datos|sin informacion|sin definir
no disponible|no aplica|no aplicable|no consta|no indicado|no indicada|no definido|desconocido
desconocida|indeterminado|indeterminada
non specificato|non specificata|non disponibile|non applicabile|non indicato|non indicata
non definito|non noto|sconosciuto|sconosciuta
nao especificado|nao especificada|nao informado|nao informada|nao disponivel|nao aplicavel
nao definido|nao se aplica|nao consta|desconhecido|desconhecida|sem dados|sem informacao
niet opgegeven|niet beschikbaar|niet van toepassing|niet bekend|niet ingevuld|onbekend
geen gegevens|geen opgave
"""
# A program's or a person's word for none, which is an answer or a name elsewhere.
_NONE = """
none|nan|nat|nil|<na>|nothing|blank|empty|vide|leer|vacio|vuoto|vazio|leeg|rien|neant|nichts|nada
niente|niets|aucun|aucune|ninguno|ninguna|nessuno|nessuna|nenhum|nenhuma|keiner|keine|kein|keins
geen|not any|no one
"""
_OF_VALUES = """
nope|no|non|nein|nee|nao|sans|sin|sem|ohne|without|senza|zonder
entfallt|entfaellt|entf|fehlt|missing|manquant|manquante|falta|mancante|ontbreekt|folgt
da definire|da completare|por definir|a definir|non pervenuto|weiss nicht|je ne sais pas
don't know|do not know|unk|no sabe|non so|nao sei|weet niet
"""
# What stands where a name should and says that nobody knows it.
_NO_NAMES = """
anonymous|anonyme|anonym|anonymus|anonimo|anonima|anoniem|nameless|namenlos
no name|noname|without name|sans nom|pas de nom|nom inconnu|ohne namen|ohne name|kein name
name unbekannt|sin nombre|sin apellido|senza nome|sem nome|zonder naam|geen naam|brak nazwiska
name unknown|unknown name|unknown caller|unknown client|unknown customer|client unknown
client inconnu|cliente inconnue|appelant inconnu|kunde unbekannt|unbekannter kunde
unbekannter anrufer|cliente desconocido|cliente desconocida|cliente sconosciuto
"""
# They are written with full stops, strokes and spaces, or without: "N.C.", "n/c", "n. v. t.", "nc".
_SHORT = word_set("na nd nc nr nb nv ns nvt ka oa so sd sn ")
_PRIVATE = """
privat|privatperson|privatkunde|privatkundin|private|private person|private individual
private client|private customer|individual|prive|privee|particulier|particuliere|client particulier
cliente particulier|personne physique|privatier|particular|cliente particular|persona fisica
privato|privata|cliente privato|persona privata|particolare|pessoa fisica|pessoa singular
natuurlijk persoon|privepersoon|particuliere klant
"""
_NO = word_set(
    "no not without none pas sans aucun aucune ni kein keine keinen ohne sin ningun ninguna senza"
    " nessun nessuna sem nenhum nenhuma geen zonder no nao non ne n' keins"
)
_HAS = word_set(
    "has have do does hat haben tiene hay tem ha possui posee heeft a y en c'e ce vorhanden"
)
_VALUES = word_set(
    "email e-mail mail emails adresse address courriel correo electronico electronique posta"
    " elettronica phone telephone telefon telefono telefone telefoon tel mobile mobil movil cell"
    " cellulaire celular cellulare portable portabel handy gsm number numero nummer fixe fijo fisso"
    " fixo landline festnetz de d' un une en par provided given known yet angegeben date datum"
    " birthday fecha data site web website homepage webseite pagina sitio internet"
)
_WITHOUT = _NO | _VALUES | _HAS


def _entries(table: str) -> frozenset[str]:
    return frozenset(
        fold_entry(word) for line in table.strip().splitlines() for word in line.split("|")
    )


_ALWAYS_NOTHING = _entries(_ALWAYS)
_SHAPES = frozenset((word[0], len(word)) for word in _ALWAYS_NOTHING if word)
_NO_VALUE = _ALWAYS_NOTHING | _entries(_NONE) | _entries(_OF_VALUES)
_NOBODY = _entries(_NO_NAMES)
_CROSSED = re.compile(r"[xX](?:[ .\-/]*[xX]){2,}[ .\-/]*")
_NONE_OF = {
    **dict.fromkeys(("department", "job_title", "note"), _entries(_NONE)),
    # The groups in which Google's address book keeps everybody, and what is starred.
    "tags": _entries(_NONE) | _entries("* mycontacts|mycontacts|* starred|* othercontacts"),
    "company": _entries(_NONE) | _entries(_PRIVATE) | _entries("no|non|nein|nee|nao|na"),
}


def is_nothing(text: str) -> bool:
    r"""Return True for a filler word, or signs alone, which are blank in every column.

    ``"-"``, ``"N/A"``, ``"Non spécifié"``, ``"???"`` and the ``NULL`` and ``\N`` of databases
    are; ``"None"`` and ``"aucune"`` are not, for they can be a name or an answer.  Whether a name
    holds one :func:`without_fillers` says.
    """
    size = len(text)
    if size > _TEXT_LIMIT:
        return False
    if text.isascii() and text[-1:].isalnum() and text[:1].isalnum():
        # nearly every cell: no word of the list begins so and is so long
        return (text[0].lower(), size) in _SHAPES and fold_entry(text) in _ALWAYS_NOTHING
    return fold_entry(text) in _ALWAYS_NOTHING or _is_signs(text)


def is_no_value(text: str) -> bool:
    """Return True where a number, an address, a date or a choice is expected and none is given.

    Besides what :func:`is_nothing` knows: ``"none"``, ``"aucun"``, ``"N.C."``, ``"xxxxx"``, ``"pas
    d'email"``, ``"kein Telefon"``, ``"no tiene"``, and the empty lists of programs.
    """
    if len(text) > _TEXT_LIMIT:
        return False
    folded = fold_entry(text)
    if folded in _NO_VALUE or _is_signs(text) or _CROSSED.fullmatch(text) or is_empty_list(text):
        return True
    if len(folded) <= _SHORT_LIMIT and re.sub("[./ ]", "", folded) in _SHORT:
        return True
    words = folded.replace("d'", "d' ").replace("n'", "n' ").split()
    return len(words) > 1 and not _NO.isdisjoint(words) and _WITHOUT.issuperset(words)


def is_no_name(text: str) -> bool:
    """Return True for what says in place of a name that nobody knows it: *Anonymous*, *xxx*.

    A number or a note may say so, too; whoever is called *Null* or *None* is not meant.
    """
    if len(text) > _TEXT_LIMIT:
        return False
    return is_nothing(text) or fold_entry(text) in _NOBODY or _CROSSED.fullmatch(text) is not None


def is_none_of(field: str, text: str) -> bool:
    """Return True for a word that is none in a field of text, whatever it is in another.

    Args:
        field: ``company`` ("privat", "aucune"), ``department``, ``job_title``, ``note`` or
            ``tags`` ("nan", "None"); ``websites``, where an address is expected.
        text: A cell.
    """
    if field == "websites":
        return is_no_value(text)
    return len(text) <= _TEXT_LIMIT and fold_entry(text) in _NONE_OF.get(field, ())


def is_no_place(text: str) -> bool:
    """Return True for a word for none in place of a town or a street; Leer and Å are towns.

    Of two letters only what is written as a short form is one: ``s/o``, ``N.C.`` and ``NR``, not
    ``so``.
    """
    if len(text) > _LONGEST_FILLER or not is_no_value(text) or text.strip().casefold() == "leer":
        return False
    return sum(map(str.isalpha, text)) not in (1, 2) or text.isupper() or "/" in text or "." in text


def is_crossed_out(text: str) -> bool:
    """Return True for noughts or crosses in place of a number or an address: ``x``, ``XXX``."""
    return bool(text) and not text.strip("0xX .-/")


def is_no_postcode(text: str) -> bool:
    """Return True for noughts or crosses in place of a post code, and for words for none."""
    if text[:1].isdecimal():  # nearly every code
        return not text.strip("0 -")
    return is_no_value(text)


def without_fillers(name: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a name that say something.

    People are called Null.  Databases write ``NULL`` and ``null``, whatever the names beside it
    look like: it is a name in the letters of the others, as in ``JOHN NULL``.
    """
    said = {part: text for part, text in name.items() if not is_nothing(text)}
    if len(said) == len(name):
        return said
    for part, text in name.items():
        if part not in said and _is_named_null(text.strip(), said.values()):
            said[part] = text
    return {part: name[part] for part in name if part in said}


def _is_named_null(text: str, others: Iterable[str]) -> bool:
    if text.casefold() != "null":
        return False
    letters = [other for other in others if len(other.strip()) > 1]
    if text.isupper():
        return any(map(str.isupper, letters))
    return text.istitle() or any(map(str.islower, letters))


def blank(field: str, text: str) -> Issue:
    """Return the issue of a value that is none: of a filler it says that it is one."""
    if text.strip():
        return Issue.of(IssueCode.BLANK_VALUE, field, filler="yes")
    return Issue.of(IssueCode.BLANK_VALUE, field)


def _is_signs(text: str) -> bool:
    """Signs that only fill a cell; one that could be a text of its own, such as ✓, is none."""
    return bool(text.strip()) and not text.strip("-–—_./\\?!*~·… \u00a0")
