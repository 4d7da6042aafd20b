"""A column title as words: spelling, case, accents and punctuation out of the way."""

import html
import re
import unicodedata
from functools import cached_property, lru_cache

import attrs

from clientbook.importing.suggesting.lost_letters import with_lost_letters
from clientbook.parsing.contact_words import spelt_in_full
from clientbook.parsing.date_formats import without_format
from clientbook.text import base_letters

MAX_TITLE = 200  # characters that are read of one title
_DBASE = 10  # characters that a dBase table, and what old programs make of one, keeps of a title
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_DIGITS = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
_STREET_SIGN = re.compile(r"\A\s*[cC]/\s*\Z")  # Spanish
_NUMBER_SIGN = re.compile(r"[nN] ?[°ºª]|№|#|\b[nN][oO]\.? of\b")
_RAISED = re.compile(r"[nN]\.? ?[ºª]|№")  # which would be a "no" without their sign
# "Mailing O/N", "Newsletter j/n", "Nieuwsbrief aan/uit".
_YES_OR_NO = re.compile(
    r"\b(?:[OYJS]/N|on/off|(?:ein|an)/aus|aan/uit|acceso/spento|activ[eé]e?/d[eé]sactiv[eé]e?"
    r"|activ[ao]/inactiv[ao]|ativ[ao]/inativ[ao]|attiv[ao]/disattiv[ao]|yes/no|oui/non|ja/nein"
    r"|ja/nee|s[ií]/no|s[iì]/no|sim/n[aã]o)\b",
    re.IGNORECASE,
)
_SEXES = re.compile(
    r"\s*[mMhHvV] ?[/|] ?[wWfFvVmMdD](?: ?[/|] ?[dDxX])?\s*\Z"
)  # "m/w", "H/F", "M/V"
# "Alumno/a", "Schüler/in", "Kund:in", "Client(e)", "Patient·e": of a woman or a man.
_ENDINGS = re.compile(
    r"(?<=[^\W\d_]{3})(?:[/*:·]-?(?:a|e|ne|euse|trice|ra)|\((?:a|e|ne|euse|trice|ra|in|innen)\)"
    r"|(?:(?<=er)|(?<=nt)|(?<=nd)|(?<=or)|(?<=eur)|(?<=lied))[/*:_]-?(?:in|innen))(?![^\W_])",
    re.IGNORECASE,
)
_BEFORE_AN_ENDING = frozenset("/*:·(_")
_STROKES = frozenset("/|")
_BRACKETS = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
_POSSESSIVE = re.compile(r"['’´`]s\b")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,8}(?:[^\W\d_](?![^\W_]))?"
)  # "D.O.B.", "P.O. Box"
_SHORT = re.compile(r"[^\W\d_]{2,}(?=\.)")
_WITH = (
    r"with|inc|incl|including|included|c/|com|con|avec|y compris|mit|inkl|inklusive|einschl|met"
    r"|inclusief|inclus|inclusa|incluso|incluyendo|incluindo|incl[.]|inkl[.]|inc[.]"
)
_CODES = (
    r"area code|country code|diall?ing code|calling code|std code|code|prefix|ddd|ddi|dd[di]/dd[di]"
    r"|codigo de (?:area|pais)|prefijo|lada|clave lada|prefisso|(?:\w{4,9})?vorwahl|indicatif"
    r"|indicativo|prefixo|netnummer|landnummer|landcode|landencode|kengetal"
)
_WITH_CODE = re.compile(
    rf"(?<![^\W_])(?:{_WITH}) ?(?:the |el |la |il |o |het |der |l['’ ])?(?:{_CODES})"
    r"(?: pays| pais| region\w*| inter\w+| paese| nazionale| urbano)?(?![^\W_])"
)
_MAY_BE_WITH_CODE = (
    "code",
    "codigo",
    "prefi",
    "vorwahl",
    "indicati",
    "lada",
    "dd",
    "land",
    "net",
    "kenge",
)
# "a) Consent": a letter before words is the mark of a list with a bracket alone, "T. portable" is
# a telephone.
_LETTERED = re.compile(r"\A\s*\(?[A-Za-z]\)\s+(?=\S)")
# "Vor- und Zuname", "Voor- en achternaam": the end that both words have is written once.
_HANGING = re.compile(
    r"([^\W\d_]{2,})[-‐‑] ?(/|&|\+|und|u\.|oder|en|of) ?([^\W\d_]{2,})"
    r"(name|namen|naam|namen|nummern?|nr|adressen?|adres|telefon|telefoon)(?![^\W_])",
    re.IGNORECASE,
)
_MARKS = frozenset("q number question frage pregunta domanda pergunta vraag item".split())
_LONGEST_MARK = 2  # digits
_DEMANDED = (
    "required|mandatory|optional|obligatoire|facultati[fv]e?|optionnell?e?|requise?|pflicht(?:feld)?"
    "|erforderlich|obligatori[oa]|opcional|requerid[oa]|obbligatori[oa]|facoltativ[oa]|opzionale"
    "|obrigatori[oa]|verplichte?|optioneel"
)
_DEMAND = re.compile(
    rf"\s*(?:[-–—:*|/,]\s*)+(?:{_DEMANDED})[ *.!]*\Z|\A[ *]*(?:{_DEMANDED})\s*[-–—:*|/]+\s*(?=\w)"
)
# "Home phone, if different", "Festnetz, falls abweichend": a value that may be left out.
_IF = re.compile(
    r"[\s,;–—-]+[(\[]?(?:if|falls|wenn|sofern|si|s'|se|indien|als)\s?(?:\w{1,8} ){0,2}"
    r"(?:different|differente?s?|other|any|applicable|known|available|abweichend|abw[.]?|anders"
    r"|vorhanden|bekannt|verschieden|zutreffend|existante?|connue?|disponible|lieu|diferente"
    r"|distint[oa]|aplica|procede|existe|tiene|divers[oa]|presente|disponibile|not[oa]|aplicavel"
    r"|houver|tiver|existir|afwijkend|aanwezig|bekend|toepassing|beschikbaar)[ *?)\]]*\Z"
)
# Words of a remark in brackets on how to fill a column in; they say nothing of what it holds.
_REMARKS = frozenset(
    "required mandatory optional max maximum characters chars char digits format example eg"
    " obligatoire facultatif optionnel car caracteres exemple requis"
    " pflichtfeld pflicht optional zeichen beispiel bsp erforderlich"
    " obligatorio obligatoria opcional caracter ejemplo requerido"
    " obbligatorio obbligatoria facoltativo caratteri esempio"
    " obrigatorio obrigatoria caractere exemplo verplicht verplichte optioneel tekens voorbeeld"
    " yyyy aaaa jjjj mm dd jj tt gg".split()
)
# "Full name (as on passport)", "Vorname laut Ausweis": how it is spelt there, not what it is of.
_SPELT_AS = (
    r"(?:exactly )?as (?:it |they )?(?:appears?|shown|written|printed|stated|given|on|in|per)"
    r"|(?:genau )?(?:so )?wie (?:im|in|auf|am)|laut|gemass|entsprechend"
    r"|comme (?:sur|dans|indique)|tel(?:le)?s? qu\w*|conforme(?:ment)? (?:a|au)|selon"
    r"|(?:tal (?:y )?)?como|segun|conforme|igual que"
    r"|come (?:da|dal|su|sul|sulla|nel|appare|riportato|indicato)|secondo|zoals|volgens|matching"
)
_DOCUMENTS = (
    r"passports?|passeport|(?:reise)?pass|(?:personal)?ausweis\w*|id|identity|identite|identidade"
    r"|identidad|identita|identiteits\w*|dni|nie|nif|documento?s?|paspoort|pasaporte|passaporto"
    r"|passaporte|rg|bi|cedula|licen[cs]e|permis|fuhrerschein|rijbewijs|cni|cartao"
)
_AS_ON_DOCUMENT = re.compile(
    rf"[\s,;:–-]*[(\[]?\s*(?<![^\W_])(?:{_SPELT_AS})(?![^\W_])"
    rf"[^()\[\]]*?(?<![^\W_])(?:{_DOCUMENTS})(?![^\W_])[^()\[\]]*[)\]]?"
)
_EITHER = re.compile(r"[/&+]|\b(?:and|or|et|ou|und|oder|y|e|o|en|of)\b")


@attrs.frozen
class Words:
    """Words of a title.

    Args:
        main: Words outside brackets, folded: ``("telefon", "2")``.
        asides: Words of each bracket.
        short: Words that are cut, as a full stop says, or the ten letters that dBase keeps of a
            title: ``"Rag. Soc."``, "DATA_NASCI".
        either: True for a title of two things in one: ``"Tel./Fax"``, "Phone and fax".
    """

    main: tuple[str, ...]
    asides: tuple[tuple[str, ...], ...] = ()
    short: frozenset[str] = frozenset()
    either: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Every word, those in brackets last."""
        return self.main + tuple(word for aside in self.asides for word in aside)

    @cached_property
    def unmarked(self) -> tuple[str, ...]:
        """The words outside brackets behind the mark of a list: "9.", "Q2", "Question 3:"."""
        counted = self.main[1:2] and self.main[1].isdecimal() and self.main[0] in _MARKS
        start = 1 if counted else 0
        while start < len(self.main) - 1 and _is_mark(self.main[start]):
            start += 1
        return self.main[start:]

    @property
    def said(self) -> tuple[str, ...]:
        """Every word that says what the column is of: no number, and no remark on how to fill it.

        The one list of words for whoever judges a title by its words alone.
        """
        asides = (word for aside in self.asides if not is_remark(aside) for word in aside)
        return tuple(word for word in (*self.unmarked, *asides) if not word.isdecimal())


def is_remark(aside: tuple[str, ...]) -> bool:
    """True for what says how to fill a column in: "Sexe (H/F)", "(obligatoire, 100 car.)"."""
    letters = all(len(word) == 1 and not word.isdecimal() for word in aside)
    return letters or not _REMARKS.isdisjoint(aside)


def _is_mark(word: str) -> bool:
    return word.isdecimal() and len(word) <= _LONGEST_MARK


def _split(text: str) -> tuple[str, ...]:
    if not _STROKES.isdisjoint(text):
        text = _SEXES.sub(" gender ", _YES_OR_NO.sub(" yes no ", text))
    text = text.replace("WhatsApp", "Whatsapp")
    text = _NUMBER_SIGN.sub(" number ", text)
    text = _POSSESSIVE.sub(" ", text)
    if "." in text:
        text = _DOTTED.sub(lambda found: f"{found[0].replace('.', '').upper()} ", text)
    text = _STREET_SIGN.sub("calle", "email" if text.strip() == "@" else text)
    if not text.isupper() and not text.islower():
        text = _CAMEL.sub(" ", text)
    text = spelt_in_full(text)
    text = _DIGITS.sub(" ", text)
    return tuple(_WORD.findall(base_letters(text)))


def without_dialling_code(title: str) -> str:
    """Return a title without what says that a number has its code: ``"Celular c/ DDD"``."""
    plain = base_letters(title)
    if len(plain) != len(title) or not any(part in plain for part in _MAY_BE_WITH_CODE):
        return title
    found = _WITH_CODE.search(plain)
    if found is None:
        return title
    rest = f"{title[: found.start()]} {title[found.end() :]}"
    return rest if any(c.isalpha() for c in rest) else title


def _without_demand(text: str) -> str:
    """Return a title without what says that it must be filled in: ``"E-mail - required"``."""
    plain = base_letters(text)
    if len(plain) != len(text) or (found := _DEMAND.search(plain)) is None:
        return text
    rest = text[: found.start()] + text[found.end() :]
    return rest if any(map(str.isalpha, rest)) else text


def _without_if(text: str) -> str:
    """Return a title without what says that it may be left out: "Home phone, if different"."""
    plain = base_letters(text)
    if len(plain) != len(text) or (found := _IF.search(plain)) is None:
        return text
    return text[: found.start()] if any(map(str.isalpha, text[: found.start()])) else text


def _without_document(text: str) -> str:
    """Return a title without what says to spell it as on a document: ``"(as on passport)"``."""
    plain = base_letters(text)
    if len(plain) != len(text) or (found := _AS_ON_DOCUMENT.search(plain)) is None:
        return text
    rest = text[: found.start()] + text[found.end() :]
    return rest if any(map(str.isalpha, text[: found.start()])) else text


def _normalized(text: str) -> str:
    return unicodedata.normalize("NFKC", text if text.isascii() else _RAISED.sub(" numero ", text))


@lru_cache(maxsize=4096)
def words_of(title: str) -> Words:
    """Return the words of a title.

    Args:
        title: As the file has it; ``"Téléphone (domicile) 2"``, ``"billingFirstName"``,
            ``"Kunden-Nr."``.
    """
    text = title[:MAX_TITLE]
    if "&" in text:
        text = html.unescape(text)  # "Pr&eacute;nom"
    text = with_lost_letters(text)
    text = without_dialling_code(without_format(_normalized(text)))
    text = _without_if(_without_demand(_LETTERED.sub("", text, count=1)))
    text = _without_document(text)
    if not _BEFORE_AN_ENDING.isdisjoint(text):
        text = _ENDINGS.sub("", text)
    if "-" in text:
        text = _HANGING.sub(r"\1\4 \2 \3\4", text)
    asides = tuple(_split(aside) for aside in _BRACKETS.findall(text))
    main = _split(_BRACKETS.sub(" ", text))
    if not main:
        return Words(tuple(word for aside in asides for word in aside))
    bare = _BRACKETS.sub(" ", text)
    short = frozenset(_SHORT.findall(base_letters(bare))) if "." in bare else frozenset()
    if len(bare.strip()) == _DBASE and bare.isupper():
        short |= {main[-1]}
    either = _EITHER.search(bare.casefold()) is not None
    return Words(main, tuple(aside for aside in asides if aside), short, either)
