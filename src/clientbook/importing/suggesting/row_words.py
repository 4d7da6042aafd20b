"""What the words of a whole row say of one title: whom a vet calls a patient, and where."""

from collections.abc import Sequence
from itertools import pairwise

import attrs

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.steps import become, fields_of
from clientbook.importing.suggesting.words import words_of

_NAMED = frozenset("name nombre nom nome naam".split())
_PATIENTS = ("patient", "paciente", "paziente")
_IN_CHARGE = frozenset(
    "responsable responsables responsavel responsaveis responsabile carer carers caregiver"
    " caregivers representative representant representante rappresentante vertreter"
    " vertegenwoordiger".split()
)
_BRAZIL = frozenset("cpf cnpj cep uf ddd".split())


def hear_the_row(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """Return the readings of titles whose words mean something else in such a row."""
    readings = _called_in_brazil(_leave_patients(readings, titles), titles)
    readings = _tell_street_types(_tell_guardians(readings, titles), titles)
    words = [words_of(title).main for title in titles]
    return _leave_ways_in(_leave_schools(_tell_by_the_one_before(readings, words), words), words)


def _tell_by_the_one_before(
    readings: Sequence[Reading], words: Sequence[tuple[str, ...]]
) -> list[Reading]:
    """``Poste`` right behind a telephone is its extension, "PIN" behind a state a postcode."""
    result = list(readings)
    for place, (before, said) in enumerate(zip(readings, words[1:], strict=False), start=1):
        if said in _EXTENSIONS and before.field == "phone":
            result[place] = interpret(attrs.evolve(readings[place].phrase, atoms=("ext",)))
        elif said == ("pin",) and (before.part in _BEFORE_A_PIN or before.field == "state?"):
            told = attrs.evolve(readings[place].phrase, atoms=("postcode",), unknown=())
            result[place] = become(interpret(told), "address")
    return result


_EXTENSIONS = (("poste",), ("interno",))
_BEFORE_A_PIN = ("city", "region", "district", "postcode")


def _leave_schools(readings: Sequence[Reading], words: Sequence[tuple[str, ...]]) -> list[Reading]:
    """``Établissement`` beside "Nom de l'élève" is where a pupil goes, no employer."""
    if not any(not _PUPILS.isdisjoint(said) for said in words):
        return list(readings)
    return [
        interpret(attrs.evolve(r.phrase, atoms=("alien",)))
        if r.field == "company" and len(said) == 1 and said[0] in _SCHOOLS
        else r
        for r, said in zip(readings, words, strict=True)
    ]


_PUPILS = frozenset(
    "eleve eleves ecolier alumno alumna alumnos alunno alunna alunni aluno aluna alunos leerling"
    " leerlingen schuler schulerin pupil pupils student students".split()
)
_SCHOOLS = frozenset(
    "etablissement institution instituto istituto centro instelling einrichtung estabelecimento"
    " establecimiento".split()
)


def _leave_ways_in(readings: Sequence[Reading], words: Sequence[tuple[str, ...]]) -> list[Reading]:
    """``Entrée`` beside "Sortie" is when something came in, not since when one is a client."""
    ways = {pair[0] for pair in _WAYS if (pair[1],) in words}
    return [
        become(r, "custom") if r.field == "created_at" and not ways.isdisjoint(said) else r
        for r, said in zip(readings, words, strict=True)
    ]


_WAYS = (
    *(("entree", "sortie"), ("entrada", "salida"), ("entrada", "saida"), ("ingreso", "salida")),
    *(("ingreso", "egreso"), ("ingresso", "uscita"), ("einlagerung", "auslagerung")),
)


def _tell_guardians(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Responsable 1`` beside "Nom enfant" answers for the child; else a colleague in charge."""
    if not any("child" in r.phrase.atoms for r in readings):
        return list(readings)
    return [
        interpret(attrs.evolve(r.phrase, atoms=_of_a_guardian(r.phrase.atoms)))
        if not _IN_CHARGE.isdisjoint(words_of(title).main)
        else r
        for r, title in zip(readings, titles, strict=True)
    ]


def _of_a_guardian(atoms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("parent" if atom == "alien" else atom for atom in atoms)


def _leave_patients(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Patient`` beside "Owner" and "Species" is the animal, never the client."""
    if not any("owner" in r.phrase.atoms for r in readings):
        return list(readings)
    others = [
        set(r.phrase.atoms) for r, t in zip(readings, titles, strict=True) if not _is_patient(t)
    ]
    atoms: set[str] = set().union(*others)
    if not {"animal", "owner"} <= atoms:
        return list(readings)
    return [
        interpret(attrs.evolve(r.phrase, atoms=("animal", *r.phrase.atoms)))
        if _is_patient(t)
        else r
        for r, t in zip(readings, titles, strict=True)
    ]


def _is_patient(title: str) -> bool:
    return any(word.startswith(_PATIENTS) for word in words_of(title).main)


def _called_in_brazil(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Apelido`` beside "Nome" and "CPF" is what somebody is called; in Portugal a surname."""
    fields = fields_of(readings)
    if not {"surname?", "name?"} <= fields or "given_name" in fields:
        return list(readings)
    if all(_BRAZIL.isdisjoint(words_of(title).main) for title in titles):
        return list(readings)
    return [become(r, "nickname") if r.field == "surname?" else r for r in readings]


def _tell_street_types(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Vía`` right before "Nombre de la vía" is the type of the street, "Calle" or "Plaza"."""
    result = list(readings)
    for place, (r, following) in enumerate(pairwise(readings)):
        both = r.part == following.part == "street" and r.kind == following.kind
        named = not _NAMED.isdisjoint(words_of(titles[place + 1]).main)
        if both and named and r.phrase.atoms == ("street",):
            result[place] = attrs.evolve(r, part="street_type", by_neighbours=True)
    return result
