"""Words that name a group of clients and nobody: "Former clients", "January 2024", "Zone 1"."""

import re
from typing import Final

from clientbook.parsing.months import FILLERS, MONTHS
from clientbook.text import fold_entry, word_set

# What lists are grouped by: places, people who serve, kinds of clients.
GROUPS: Final = word_set(
    "branch store location site team staff stylist therapist hairdresser technician employee"
    " category group region department zone area section sector district"
    " agence succursale equipe employe coiffeur coiffeuse estheticienne technicien categorie groupe"
    " departement secteur rayon rubrique"
    " filiale zweigstelle niederlassung standort mitarbeiter mitarbeiterin friseur friseurin"
    " kategorie gruppe abteilung gebiet bereich bezirk sektor abschnitt rubrik"
    " sucursal equipo empleado empleada peluquero peluquera estilista categoria grupo departamento"
    " zona seccion sede squadra dipendente parrucchiere parrucchiera gruppo reparto sezione settore"
    " vestiging filiaal medewerker kapster categorie groep afdeling sectie gebied wijk"
    " filial equipa equipe funcionario funcionaria cabeleireiro cabeleireira secao seccao setor"
)
"""First words of headings, folded; each where it begins several."""

# Each of them names a kind of clients alone, and with the words below.
_KINDS: Final = word_set(
    "clients clientes clienti customers kunden kundinnen klanten contacts kontakte contactos"
    " contatti contatos contacten patients patienten pacientes pazienti members non-members"
    " membres adherents mitglieder leden prospects prospekte interessenten"
    " archives archive archived archiv archivados archivo archivio archiviati arquivo arquivados"
    " archief gearchiveerd"
    " inactive inactives inactif inactifs inaktiv inaktive inactivo inactivos inactivas inattivi"
    " inattive inativos inativas inactief inactieve"
    " active actifs actives aktive activos activas attivi attive ativos ativas actief actieve"
    " unpaid impayes unbezahlt impagados insoluti onbetaald"
)
_WITH: Final = word_set(
    "former old new past current regular vip vips standard deleted lost existing potential loyal"
    " ancien anciens ancienne anciennes nouveau nouveaux nouvelle nouvelles fideles perdus perdues"
    " occasionnels reguliers actuels supprimes potentiels"
    " ehemalige alte neue geloschte verlorene bestehende potenzielle treue aktuelle"
    " antiguos antiguas nuevos nuevas perdidos habituales actuales potenciales eliminados"
    " vecchi vecchie ex nuovi nuove persi abituali attuali potenziali cancellati"
    " antigos antigas novos novas perdidos habituais atuais potenciais eliminados"
    " oude voormalige nieuwe verloren vaste huidige potentiele verwijderde"
    " and et und y e en the les die los las i le os as de of our nos unsere"
)
_BOXED = re.compile(r"\[[^\[\]]{1,60}\]|(?:>{1,3}|»)\s?[^\W\d_][^>»@]{0,60}")
_LETTERS = re.compile(r"[^\W\d_]\s?[-–—/]\s?[^\W\d_]")
_COUNTED = re.compile(r"([^\W_][^()]{0,60}?)\s*[(\[]\s*([0-9]{1,6})\s*[)\]]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"[0-9]{1,2}(?:er|st|nd|rd|th|\.|º|°)?")
_NUMBER = re.compile(r"[0-9]{1,3}")
_MOST_WORDS: Final = 6


def names_a_kind(text: str) -> bool:
    """True for "ANCIENS CLIENTS", "Inactive", "[VIP]", "A - D", with a count behind it or not."""
    counted = _COUNTED.fullmatch(text)
    bare = counted[1] if counted else text
    if _BOXED.fullmatch(bare) or _LETTERS.fullmatch(bare):
        return True
    words = fold_entry(bare).split()
    if not 0 < len(words) <= _MOST_WORDS or _KINDS.isdisjoint(words):
        return False
    return all(word in _KINDS or word in _WITH or _NUMBER.fullmatch(word) for word in words)


def names_a_period(text: str) -> bool:
    """True for "2023", "Janvier 2024", "LUNDI 3 MAI": a year, a month or a day of the week."""
    words = [word.strip(".,-") for word in fold_entry(text).split()]
    if not 0 < len(words) <= _MOST_WORDS or not any(map(str.isdigit, text)):
        return False
    if len(words) == 1:
        return _YEAR.fullmatch(words[0]) is not None
    named = any(word in MONTHS or (word in FILLERS and len(word) > 4) for word in words)
    return named and all(
        word in MONTHS or word in FILLERS or _YEAR.fullmatch(word) or _DAY.fullmatch(word)
        for word in words
    )


def count_of(text: str) -> int | None:
    """Return the number of "Active (2)", None for a text without one."""
    counted = _COUNTED.fullmatch(text)
    return int(counted[2]) if counted else None
