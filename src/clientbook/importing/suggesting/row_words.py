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
    return _tell_street_types(_tell_guardians(readings, titles), titles)


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
