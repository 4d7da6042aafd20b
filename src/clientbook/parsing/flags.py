"""Yes and no, and stated genders, in seven languages."""

from collections.abc import Mapping

from clientbook.domain.doors import guarded
from clientbook.domain.genders import Gender, GenderCode
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode, Language
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.nothing import blank, is_no_value, is_nothing
from clientbook.text import clean_text, fold_entry, word_set

_TEXT_LIMIT = 100

_YES = """
yes|y|true|t|1|1.0|x|on|ok|checked|✓|✔|☑|enabled|active|accepted|allowed|granted|agreed
subscribed|opted in|opt in|opt-in|optin|opted-in|opted_in|subscriber|confirmed|consented
oui|o|vrai|actif|active|coche|accepte|autorise|abonne|abonnee|inscrit|inscrite|accord|d'accord
ja|j|wahr|aktiv|angemeldet|abonniert|zugestimmt|einverstanden|erlaubt
sim|verdadeiro|ativo|ativa|inscrito|inscrita|aceito|aceite|permitido|permitida
vero|attivo|attiva|iscritto|iscritta|accettato|accettata|consentito|acconsento
waar|aan|actief|ingeschreven|geabonneerd|akkoord|toegestaan|aangemeld
si|s|verdadero|activo|activa|activado|suscrito|suscrita|aceptado|aceptada|permitido|de acuerdo
"""
_NO = """
no|n|false|f|0|0.0|off|unchecked|✗|✘|☐|❌|disabled|inactive|refused|denied|declined|never
unsubscribed|opted out|opt out|opt-out|optout|opted-out|opted_out|not subscribed|cleaned|bounced
blocked|do not contact|withdrawn|revoked
non|faux|inactif|inactive|decoche|refuse|refusee|desabonne|desabonnee|desinscrit|desinscrite
non abonne|non inscrit|pas d'accord|jamais
nein|falsch|inaktiv|abgemeldet|abbestellt|abgelehnt|nicht einverstanden|nicht angemeldet
nao|inativo|inativa|descadastrado|cancelada|recusado
disattivo|disiscritto|disiscritta|non iscritto|non iscritta|rifiutato|mai
nee|onwaar|uit|inactief|uitgeschreven|afgemeld|niet akkoord|geweigerd|nooit
falso|inactivo|inactiva|desactivado|no suscrito|cancelado|rechazado|dado de baja|baja|nunca
"""
_POLITE = word_set(
    "please thanks thank you merci svp stp vous te plait s'il danke bitte vielen dank gern gerne"
    " gracias favor por grazie per piacere favore bedankt graag dank je u wel aub"
    " obrigado obrigada obrigado(a) agradecido"
)
_FEMALE = """
f|female|woman|girl|lady|w|fem|femme|feminin|feminine|fille|mme|madame|mlle|mademoiselle
femmina|donna|femminile|signora|feminino|mulher|senhora|vrouw|vrouwelijk|v|mevrouw|mevr
mrs|ms|miss|weiblich|frau|mujer|femenino|femenina|hembra|sra|senora|srta|senorita|2|♀
weibl|femm|femin|vrouwel|vrl|wbl
"""
_MALE = """
m|male|man|boy|gentleman|masc|mr|homme|masculin|masculine|garcon|h|monsieur|mister
maschio|uomo|maschile|signore|masculino|homem|senhor|mannelijk|dhr|meneer|de heer
mannlich|maennlich|mann|herr|hombre|masculino|varon|sr|senor|1|♂
mannl|maennl|mask|masch|mannel|mnl
"""
_OTHER = """
o|other|x|non-binary|nonbinary|non binary|nb|genderqueer|genderfluid|agender|diverse|intersex|mx
autre|non binaire|non-binaire|divers|d|andere|anders|nicht-binar|nichtbinar
otro|otra|no binario|no binaria|3
altro|altra|non binario|non binaria|outro|outra|nao binario|nao binaria|anders|non binair
"""
_NOT_APPLICABLE = """
company|organisation|organization|sans objet|societe|entreprise
firma|empresa|azienda|societa|bedrijf|9
"""
_DECLINED = """
u|declined|undisclosed|prefer not to say|prefer not to answer
rather not say|prefere ne pas repondre|ne souhaite pas repondre|prefere ne pas dire
keine angabe|prefiero no decirlo
prefiero no responder|prefiero no contestar
preferisco non rispondere|preferisco non dirlo|prefiro nao dizer|prefiro nao responder
zeg ik liever niet|wil ik niet zeggen|0
"""


def _words(text: str) -> list[str]:
    return [word for line in text.strip().splitlines() for word in line.split("|")]


_TEXTS: Mapping[Language, tuple[str, str]] = {"en": ("yes", "no"), "fr": ("oui", "non")}
_FLAGS = {fold_entry(w) or w: True for w in _words(_YES)} | {
    fold_entry(w) or w: False for w in _words(_NO)
}
_GENDERS = {
    word: code
    for code, words in (
        (GenderCode.FEMALE, _FEMALE),
        (GenderCode.MALE, _MALE),
        (GenderCode.OTHER, _OTHER),
        (GenderCode.NOT_APPLICABLE, _NOT_APPLICABLE),
        (GenderCode.DECLINED, _DECLINED),
    )
    for word in _words(words)
}


@guarded
def parse_flag(text: str) -> bool:
    """Read yes or no as forms and exports write it.

    Args:
        text: Such as ``"Oui"``, ``"x"``, ``"0"``, ``"opted out"``, ``"Désabonné"`` or "no,
            gracias": a polite word behind an answer changes nothing.

    Raises:
        InvalidValueError: BLANK_VALUE, or INVALID_FLAG for anything else.
    """
    return read_flag(as_shown(text))


def read_flag(text: str) -> bool:
    """Like :func:`parse_flag`, for what is known to be a text."""
    if len(text) > _TEXT_LIMIT:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "flag"))
    cleaned = clean_text(text)
    if not cleaned:
        raise InvalidValueError(blank("flag", cleaned))
    answer = _FLAGS.get(fold_entry(cleaned) or cleaned)
    if answer is None and " " in cleaned:
        answer = _polite(fold_entry(cleaned))
    if answer is None and is_nothing(cleaned):
        raise InvalidValueError(blank("flag", cleaned))
    if answer is None:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "flag"))
    return answer


def _polite(text: str) -> bool | None:
    """Return the answer to which a text adds good manners: "no, gracias", "ja, bitte!"."""
    said, *behind = (word.strip(",.;:!–—-") for word in text.split())
    words = [word for word in behind if word]
    return _FLAGS.get(said) if words and _POLITE.issuperset(words) else None


def is_yes(text: str) -> bool:
    """Return True for what :func:`parse_flag` reads as yes, False for anything else."""
    try:
        return bool(text) and read_flag(text)
    except InvalidValueError:
        return False


def is_flag(text: str) -> bool:
    """Return True for what :func:`parse_flag` reads as yes or as no."""
    try:
        read_flag(text)
    except InvalidValueError:
        return False
    return True


@guarded
def parse_gender(text: str) -> Gender:
    """Read a stated gender; the person's own words stay where a code alone would lose them.

    Args:
        text: Such as ``"F"``, ``"Mme"``, ``"männlich"`` or ``"prefer not to say"``; or a code and
            the person's words, as :func:`gender_text` writes them.

    Raises:
        InvalidValueError: BLANK_VALUE (also for "not specified" and its like), or INVALID_VALUE
            for words that state no gender known.
    """
    cleaned = clean_text(as_shown(text[: _TEXT_LIMIT + 1]))
    if not cleaned:
        raise InvalidValueError(blank("gender", cleaned))
    code, colon, words = cleaned.partition(": ")
    if colon and code in _CODES:
        return Gender(GenderCode(code), words)
    gender = _GENDERS.get(fold_entry(cleaned) or cleaned)
    if gender is None and is_no_value(cleaned):
        raise InvalidValueError(blank("gender", cleaned))
    if gender is None:
        issue = Issue.of(IssueCode.INVALID_VALUE, "gender", reason="not a gender that is known")
        raise InvalidValueError(issue)
    keeps_words = gender is GenderCode.OTHER and len(cleaned) > 2 and cleaned != gender.value
    return Gender(gender, cleaned if keeps_words else None)


_CODES = frozenset(code.value for code in GenderCode)


def flag_text(value: bool, language: Language) -> str:
    """Return "yes" or "no" in a language, as :func:`parse_flag` reads them."""
    return _TEXTS[language][not value]


def gender_text(gender: Gender) -> str:
    """Return the text that :func:`parse_gender` reads as *gender*.

    The person's own words stand alone where they say the code too; else behind it, such as
    ``"other: fluid"``.
    """
    if gender.text is None:
        return gender.code.value
    try:
        if parse_gender(gender.text) == gender:
            return gender.text
    except InvalidValueError:
        pass
    return f"{gender.code.value}: {gender.text}"
