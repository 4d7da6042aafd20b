"""Salutations and jobs, told by the other titles of the row."""

from clientbook.importing.suggesting.name_neighbours import NAMED
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.steps import become, fields_of


def _is_no_job(reading: Reading) -> bool:
    """True for a German or Dutch "Titel": a "Doktor", unless it says of what."""
    return reading.phrase.language in ("de", "nl") and "work" not in reading.phrase.atoms


_AFTER_A_SALUTATION = ("given_name", "middle_name", "family_name", "full_name", "name_suffix")


def tell_titles(readings: list[Reading]) -> list[Reading]:
    """``Title`` is a salutation, unless there is one or the job has no other column."""
    fields = fields_of(readings)
    places = [i for i, r in enumerate(readings) if r.field == "title?"]
    result = list(readings)
    for rank, place in enumerate(places):
        following = {r.field for r in readings[place + 1 : place + 3]}
        if "job_title" in fields:
            field = "custom" if "name_prefix" in fields else "name_prefix"
        elif _is_no_job(readings[place]):
            field = "custom" if "name_prefix" in fields or rank > 0 else "name_prefix"
        elif "name_prefix" in fields or rank > 0:
            field = "job_title"
        elif place == 0 or not following.isdisjoint(_AFTER_A_SALUTATION):
            field = "name_prefix"
        else:
            at_work = "company" in fields or any(r.kind == "work" for r in readings)
            field = "job_title" if at_work else "name_prefix"
        result[place] = become(readings[place], field)
        fields.add(field)
    return result


def tell_treatments(readings: list[Reading]) -> list[Reading]:
    """``Tratamiento`` is a salutation where it begins the row or a name stands near, else a care.

    The cells have the last word.
    """

    def is_near_a_name(place: int) -> bool:
        near = readings[max(place - 2, 0) : place + 3]
        return any(r.field in _AFTER_A_SALUTATION or r.field in NAMED for r in near)

    return [
        become(r, "custom")
        if r.field == "name_prefix" and "doubtful" in r.phrase.atoms and not is_near_a_name(place)
        else r
        for place, r in enumerate(readings)
    ]


_AT_WORK = frozenset(("company", "job_title", "department"))


def tell_occupations(readings: list[Reading]) -> list[Reading]:
    """A profession is the job where no other column is.

    "Role" and "Division" are of work beside a firm, elsewhere of a club, a program or a school.
    """
    doubted = [r.field in _AT_WORK and "doubtful" in r.phrase.atoms for r in readings]
    sure = {r.field for r, doubt in zip(readings, doubted, strict=True) if not doubt}
    at_work = bool(_AT_WORK & sure) or any(r.kind == "work" for r in readings)
    field = "custom" if "job_title" in fields_of(readings) else "job_title"
    return [
        become(r, "custom")
        if doubt and not at_work
        else become(r, field)
        if r.field == "job?"
        else r
        for r, doubt in zip(readings, doubted, strict=True)
    ]
