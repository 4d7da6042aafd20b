"""A noun for persons over whole names is the client's name, where no other column is one."""

import re
from collections.abc import Sequence

import attrs

from clientbook.domain.targets import NAME_FIELDS, Target
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading
from clientbook.importing.suggesting.words import words_of
from clientbook.importing.tables import Row
from clientbook.parsing.nothing import is_nothing

_FEWEST = 3  # names that tell a list of people
_MOST = 0.8
_NAME = Target("full_name")
# Whose name such a title asks for: the client, or who is one where nobody else is.
_WHO = frozenset(("who", "owner", "holder", "parent", "guest", "child", "full"))
_WITH = frozenset(("fill", "contact", "bare", "name"))
_NOUNS = frozenset(
    # English
    "member members singer singers dancer dancers player players rider riders athlete volunteer"
    " volunteers donor donors trainee trainees resident residents supporter friend friends swimmer"
    " climber learner parishioner congregant neighbour neighbor sponsor cyclist camper runner"
    " employee attn"
    # French
    " membre membres chanteur chanteuse chanteurs danseur danseuse danseurs joueur joueuse"
    " joueurs adherents"
    " cavalier cavaliere licencie licenciee licencies sportif benevole benevoles donateur donatrice"
    " donateurs stagiaire stagiaires copropriete coproprietaire coproprietaires abonne abonnee"
    " abonnes pratiquant choriste choristes habitant residant villageois societaire preneur"
    # German
    " mitglied mitglieder sanger sangerin sanger(in) tanzer tanzerin spieler spielerin reiter"
    " reiterin sportler spender spenderin bewohner bewohnerin interessent interessenten einsteller"
    " kursteilnehmer teilnehmende eigentumer eigentumerin besitzer besitzerin nutzer schwimmer"
    " ehrenamtliche helfer forderer mandant mandantin klient klientin klienten azubi"
    # Spanish
    " miembro miembros cantor cantora cantante jugador jugadora bailarin bailarina jinete"
    " deportista"
    " voluntario voluntaria donante donantes abonado abonada asistente asistentes inscrito"
    " residente"
    " vecino vecina copropietario comunero corista nadador feligres"
    # Italian
    " membro membri cantante cantanti corista coristi giocatore giocatrice ballerino ballerina"
    " cavaliere atleta atleti volontario volontaria donatore iscritto iscritti tesserato tesserata"
    " condomino condomini residente corsista corsisti nuotatore fedele"
    # Portuguese
    " cantor cantora cantores jogador jogadora bailarino bailarina cavaleiro atleta atletas"
    " voluntario voluntaria doador doadora associado associada associados formando formanda"
    " condomino moradores morador moradora corista praticante utente utentes"
    # Dutch
    " lid leden zanger zangeres zangers danser danseres speler speelster ruiter amazone sporter"
    " vrijwilliger vrijwilligers donateur donateurs bewoner bewoners cursist cursisten koorlid"
    " deelnemers huurders zwemmer relatie tav".split()
)
# A part of a name begins with a capital, or is one of the small words between.
_PART = re.compile(
    r"[A-ZÀ-ÖØ-ÞŁŚŽČĐŐŞİ][^\W\d_'’.-]*(?:['’.-]?[^\W\d_]+)*[.,]?|[dDlLO]['’][^\W\d_]+,?"
)
_SMALL = frozenset(
    "de del della di da do dos das du des van von der den ten ter la le y e i zu".split()
)
_LONGEST = 6  # words of a name


def name_people(
    columns: Sequence[ColumnMapping], readings: Sequence[Reading], rows: Sequence[Row]
) -> tuple[ColumnMapping, ...]:
    """Return the columns with one whose title is a noun for persons as the whole name.

    "Member", "Sänger", `Propietario`: over whole names that differ from row to row, in a file where
    no other column is a name, and no other noun stands over names.  Whose staff repeats is no list
    of clients, and a noun over one word or over numbers is asked about as before.

    Args:
        columns: The suggestion so far.
        readings: What the titles say, one a column.
        rows: The first rows of the file.
    """
    if any(c.target is not None and c.target.field in NAME_FIELDS for c in columns):
        return tuple(columns)
    told = [
        place
        for place, (column, reading) in enumerate(zip(columns, readings, strict=True))
        if _is_free(column)
        and _is_of_people(column.header, reading)
        and _are_names([row.cells[place] for row in rows])
    ]
    if len(told) != 1:
        return tuple(columns)
    result = list(columns)
    result[told[0]] = attrs.evolve(
        columns[told[0]],
        target=_NAME,
        confidence=NEAR_CELLS,
        reason=Reason.CELLS,
        split=None,
        alternatives=(),
    )
    return tuple(result)


def _is_free(column: ColumnMapping) -> bool:
    """True for what would be an attribute that nobody chose, or a question."""
    if column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE):
        return False
    return column.target is None or column.target.field in ("custom", "skip")


def _is_of_people(title: str, reading: Reading) -> bool:
    atoms = set(reading.phrase.atoms)
    if not reading.phrase.unknown and atoms & _WHO and atoms <= _WHO | _WITH:
        return True
    words = words_of(title).all
    return len(words) == 1 and words[0] in _NOUNS


def _are_names(cells: Sequence[str]) -> bool:
    filled = [text for cell in cells if (text := cell.strip()) and not is_nothing(text)]
    if len(filled) < _FEWEST or len(set(filled)) < _MOST * len(filled):
        return False
    return sum(map(_is_a_name, filled)) >= _MOST * len(filled)


def _is_a_name(text: str) -> bool:
    words = text.split()
    if not 1 < len(words) <= _LONGEST:
        return False
    parts = [word for word in words if word.casefold() not in _SMALL]
    return len(parts) > 1 and all(map(_PART.fullmatch, parts))
