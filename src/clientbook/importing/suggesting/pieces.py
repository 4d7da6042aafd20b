"""Words that old programs cut to three or four letters and glue together: ``CodPosCli``."""

from collections.abc import Sequence
from functools import cache, lru_cache

from clientbook.importing.suggesting.lexicon import SOURCES, lexicon

# Pieces of words and what they stand for.  They are read only beside another word that is known:
# "ApeCli" is a client's surname, "Ape" alone is anything.
_SOURCES = {
    "en": """
clnt client, hm home, wk work, hse house, cus customer, nm name, nam name, fst first, frst first,
lst last, fnm first name, lnm last name, fnam
first name, lnam last name, adr address, str street, strt street, cty city, zp zip, phn
phone, cel cell, eml email, em email, bth birth, bir birth, brth birth, dt date, cmpny company, pst
post, cde code, postc postcode, gend gender
""",
    "fr": """
pren prenom, prn prenom, pre prenom, tit titre, tra travail, por portable, vil ville, cod code, pos
postal, post postal, port portable, rais raison, soc sociale, fam famille, loc localite, pay pays,
mob mobile, dat date, nais naissance, teleph telephone, mai mail, cour courriel, clt client,
com commentaire, comm commentaire, cpos code postal, cpost code postal
""",
    "de": """
vorn vorname, vnam vorname, vnm vorname, nachn nachname, nam name, nachnam nachname, kun kunde, kund
kunde, mob mobil, strass strasse, dat datum, telef telefon, postl postleitzahl, hausn hausnummer,
gebdat geburtsdatum,
ot ortsteil, geschl geschlecht
""",
    "es": """
ape apellidos, ap apellido, ptl codigo postal, tfo telefono, tfno telefono, tlf telefono, prv
provincia, fec fecha, obs observaciones, apell apellidos, apel apellidos, nom nombre, nomb nombre,
pob poblacion, pobl poblacion, prov provincia, cod codigo, pos postal, post postal, mov movil, dir
direccion, direc direccion, dom domicilio, domic domicilio, nac nacimiento, nacim nacimiento, clt
cliente, cel celular, loc localidad, mun municipio, fis fiscal, com comercial, raz razon, soc
social, telef telefono, contac contacto, pers persona, corr correo, fech fecha,
ciud ciudad, dpto departamento, muni municipio, cpos codigo postal, cpost codigo postal
""",
    "it": """
cogn cognome, cog cognome, nom nome, ind indirizzo, indir indirizzo, cit citta, citt citta, cel
cellulare, naz nazione, nasc nascita, dat data, cod codice, pos postale, post postale, rag ragione,
soc sociale, loc localita, clt cliente, telef telefono, res residenza,
nas nascita, dt data
""",
    "pt": """
nom nome, sobr sobrenome, sobren sobrenome, apel apelido, ende endereco, ender endereco, cid cidade,
bai bairro, bair bairro, dat data, cod codigo, post postal, pos postal, logr logradouro, mun
municipio, munic municipio, raz razao, soc social, mor morada, loc localidade, compl complemento,
tele telefone, fant fantasia, nascim nascimento,
dt data, nasc nascimento, cpos codigo postal, cpost codigo postal, res residencial, com comercial
""",
    "nl": """
voorn voornaam, vnm voornaam, vrnm voornaam, achtern achternaam, achtn achternaam, anm achternaam,
nm naam, pc postcode, pcd postcode, plts plaats, plt plaats, wpl woonplaats, woonpl woonplaats, str
straat, geb geboorte, dat datum, telef telefoon, mob mobiel, bedr bedrijf, mobl mobiel,
postc postcode, gesl geslacht
""",
}
# Small words that a glued word may have between two that are known: "COGNOMEENOME".
_BETWEEN = {
    "en": ("and", "of"),
    "fr": ("et", "de", "du"),
    "de": ("und",),
    "es": ("y", "de", "del"),
    "it": ("e", "di", "della"),
    "pt": ("e", "de", "do", "da"),
    "nl": ("en", "van"),
}
_NUMBER = {
    **dict.fromkeys(("fr", "es", "it", "pt"), "numero"),
    **dict.fromkeys(("de", "nl"), "nummer"),
    "en": "number",
}
_NUMBER_CUT = ("n", "no", "nr", "nro", "num")
# What one program writes before the words of its two addresses.
_WHICH = ("po", "sa")
# Parts shorter than four letters that a compound may have: "Kundennr", "Wohnort", "userid".
SHORT_PARTS = frozenset(
    "nr id kd no tel fon fax ort plz tag zip cp dob url sms zus geb fix lid nom adr cli dom bur cod"
    " dat num mob".split()
)
_LEAST = 3  # letters of a piece or word that is glued to another
_SHORTEST = 6  # letters of a word that is taken apart
_LONGEST = 30


@cache
def _pieces(language: str) -> dict[str, tuple[str, ...]]:
    lines = _SOURCES[language].replace("\n", " ").split(",")
    return {piece: tuple(words) for piece, *words in (line.split() for line in lines)}


@lru_cache(maxsize=4096)
def languages_with(word: str) -> tuple[str, ...]:
    """Return the languages of which a word is a piece."""
    return tuple(language for language in SOURCES if word in _pieces(language))


@lru_cache(maxsize=4096)
def spelt_in_full(
    words: tuple[str, ...], languages: tuple[str, ...], short: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Return the words of a title of pieces in full, none where it is another title.

    ``("cod", "pos", "cli")`` is "codigo postal cli", ``("apecli",)`` "apellidos cli".  Every word
    is a piece or a word that one language knows, and one at least is known by itself, or ends in a
    full stop.

    Args:
        words: Of the title, the small ones left out.
        languages: Which to ask, the first one first.
        short: Words that a full stop ends.
    """
    for language in languages:
        full = _in_full(words, language, short)
        if len(full) > 1 and full != words:
            return full
    return ()


@lru_cache(maxsize=4096)
def cut_in_full(word: str, language: str) -> tuple[str, ...]:
    """Return what a word of pieces alone stands for, none for another word: "ragsoc", "nom"."""
    pieces = _pieces(language)
    parts = _taken_apart(word, language, alone=True) or (word,)
    if any(part not in pieces and not _is_known(part, language) for part in parts):
        return ()
    return tuple(x for part in parts for x in pieces.get(part, (part,)))


def glued_parts(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that are glued in one, pieces in full: ``telbur``, "mobtel", "custname".

    None of them is a short word that other words begin or end with: "pronom" has no "pro".
    """
    for language in languages:
        pieces = _pieces(language)
        parts = _taken_apart(word, language)
        short = (part for part in parts if len(part) < _SHORTEST_WORD and part not in pieces)
        if len(parts) > 1 and (parts[0] in _WHICH or SHORT_PARTS.issuperset(short)):
            return tuple(x for part in parts for x in pieces.get(part, (part,)))
    return ()


_SHORTEST_WORD = 4  # letters of a word that may be glued, if it is no piece and not in SHORT_PARTS


def piece_in_full(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a piece stands for in the first language that has it, none for another word."""
    return next((x for y in languages if (x := _pieces(y).get(word, ()))), ())


def _in_full(words: Sequence[str], language: str, short: frozenset[str]) -> tuple[str, ...]:
    full: list[str] = []
    known = False
    for word in words:
        if word.isdecimal() or (word,) in lexicon(language).phrases:
            full.append(word)
            known = known or not word.isdecimal()
        elif (spelt := _pieces(language).get(word)) is not None:
            full += spelt
            known = known or (word in short and _are_several(words))
        elif parts := _taken_apart(word, language):
            full += [x for part in parts for x in _pieces(language).get(part, (part,))]
            known = True
        else:
            return ()
    return tuple(full) if known else ()


def _are_several(words: Sequence[str]) -> bool:
    return sum(not word.isdecimal() for word in words) > 1


def _is_known(word: str, language: str) -> bool:
    """True for a word that says something of a column: no "esta" and "tus" are in "estatus"."""
    return not _ASIDE.issuperset(lexicon(language).phrases.get((word,), ()))


_ASIDE = frozenset(("fill", "and", "is", "by"))


@lru_cache(maxsize=4096)
def _taken_apart(word: str, language: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the fewest pieces and words that are glued in one, a known one among them.

    Args:
        word: Of a title.
        language: Of which they are.
        alone: True where pieces may stand without a known word.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    small, pieces = _BETWEEN[language], _pieces(language)
    best: dict[int, tuple[str, ...]] = {0: ()}
    # Places behind a small word, or behind what a program writes first.
    between: dict[int, tuple[str, ...]] = {
        len(x): (x,) for x in _WHICH if language == "en" and word.startswith(x)
    }
    for end in range(_LEAST, len(word) + 1):
        for start, before in sorted((between | best).items()):
            part = word[start:end]
            if len(part) < _LEAST or not (part in pieces or _is_known(part, language)):
                continue
            if start not in best and not _is_known(part, language):
                continue
            parts = (*before, part)
            if end not in best or len(parts) < len(best[end]):
                best[end] = parts
        if end in best and _is_known(best[end][-1], language):
            for joint in small:
                if word.startswith(joint, end):
                    between.setdefault(end + len(joint), best[end])
    parts = best.get(len(word), ()) or _with_a_number(word, language)
    return parts if alone or any(_is_known(part, language) for part in parts) else ()


def _with_a_number(word: str, language: str) -> tuple[str, ...]:
    """Return the parts of a word that ends in a number cut short: ``calleyn``, ``ruaeno``."""
    number = _NUMBER[language]
    for joint in _BETWEEN[language]:
        for short in _NUMBER_CUT:
            part = word.removesuffix(f"{joint}{short}")
            if part != word and _is_known(part, language):
                return (part, number)
    return ()
