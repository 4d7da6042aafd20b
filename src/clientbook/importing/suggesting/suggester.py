"""Suggest what each column of a table means."""

from collections import Counter
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence

import attrs

from clientbook.domain.attributes import AttributeDefinition, attribute_key, by_any_name
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.doors import guarded
from clientbook.domain.targets import EMAIL_PARTS, PHONE_PARTS, SKIP, Target
from clientbook.importing.formulas import unguard
from clientbook.importing.mapping import ColumnMapping, Mapping, Reason
from clientbook.importing.rejects import is_reject_column
from clientbook.importing.suggesting.asking import ask_for_names
from clientbook.importing.suggesting.assembling import ASKED, Suggestion, assemble
from clientbook.importing.suggesting.blocks import hear_blocks
from clientbook.importing.suggesting.cells import heard, lies
from clientbook.importing.suggesting.consent_cells import doubt_consents
from clientbook.importing.suggesting.dialling import dialled
from clientbook.importing.suggesting.doubtful import part_villages
from clientbook.importing.suggesting.evidence import ColumnLook, looks_of
from clientbook.importing.suggesting.headerless import filled_in, read_cells, settled
from clientbook.importing.suggesting.honours import tell_honours, tell_particles
from clientbook.importing.suggesting.id_cells import contradict_ids, find_ids
from clientbook.importing.suggesting.labels import labelled
from clientbook.importing.suggesting.name_halves import pair_halves, part_initials
from clientbook.importing.suggesting.neighbours import read_titles
from clientbook.importing.suggesting.opt_out_dates import give_dates
from clientbook.importing.suggesting.opt_outs import hear_opt_outs
from clientbook.importing.suggesting.people import name_people
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.whole_names import find_contacts, hear_wholes, part_wholes
from clientbook.importing.tables import Row, Table
from clientbook.importing.templates import MappingTemplate, apply_template, find_template
from clientbook.importing.titles import target_of_title
from clientbook.parsing.cell_lists import LIST_JOINT

SAMPLE = 200  # rows whose cells are looked at


@guarded
def suggest_mapping(
    table: Table,
    *,
    attributes: Sequence[AttributeDefinition] = (),
    templates: Sequence[MappingTemplate] = (),
    new_attributes: bool = True,
    limits: ContactLimits | None = None,
) -> Mapping:
    """Suggest what each column of a table means.

    In this order: the columns of a rejects file are skipped (SPEC V32); a saved template of the
    same layout answers (V2, X14); an attribute of the book with the title's name (K20); a title
    identical to one of ours (V22); then the words of the title in English, French, German, Spanish,
    Italian, Portuguese and Dutch, the other titles of the row, and the cells.  A title that nobody
    understands becomes an attribute of its own name; two equally good candidates for one name,
    birth date or gender are left undecided, and so are columns that may be names in a file where
    none was read as one, whatever its language: no client without a name is made in silence.  A
    column that speaks of opting out never becomes an attribute: it is read or undecided (X36).

    Args:
        table: The first 200 rows are looked at.
        attributes: Attributes the book has.
        templates: Saved mappings.
        new_attributes: False leaves columns undecided that would need a new attribute.
        limits: How many phones, e-mails and addresses the book keeps of a client.

    Returns:
        One entry a column, in file order, each with reason and confidence.
    """
    if templates and (template := find_template(templates, table)) is not None:
        mapping = apply_template(template, table)
        if not mapping.undecided:
            return mapping
        guess = suggest_mapping(
            table, attributes=attributes, new_attributes=new_attributes, limits=limits
        )
        return mapping.with_alternatives(guess)
    rows = table.sample(SAMPLE)
    looks = looks_of(rows, len(table.header))
    if table.source.kind == "vcard":  # our own reader joined the lists, whatever the sample shows
        looks = [attrs.evolve(look, listed=LIST_JOINT) for look in looks]
    readings = _readings(table, looks, rows)
    known = by_any_name({definition.key: definition for definition in attributes})
    names = {key: definition.name for key, definition in known.items()}
    suggestions = _suggestions(table, readings, looks, names)
    columns = name_people(assemble(suggestions, limits), readings, rows)
    columns = ask_for_names(columns, readings, looks, rows)
    columns = doubt_consents(hear_opt_outs(hear_blocks(columns, rows), rows), rows)
    columns = give_dates(columns, readings)
    if not table.has_header or not new_attributes:
        columns = _without_new(columns, names)
    return Mapping(columns)


def _readings(table: Table, looks: Sequence[ColumnLook], rows: Sequence[Row]) -> Sequence[Reading]:
    """Read what each column says, by its title, its neighbours and its cells."""
    if not table.has_header:
        return settled(read_cells(looks))
    titles = [
        _beside(title) or told
        for title, told in zip(table.header, read_titles(table.header), strict=True)
    ]
    told = dialled(labelled(titles, looks), looks, rows)
    readings = part_villages(tell_honours(heard(told, looks), looks), rows)
    readings = find_contacts(tell_particles(part_initials(readings, looks), rows), looks)
    readings = hear_wholes(pair_halves(readings, looks, table.header), rows)
    readings = part_wholes(readings, rows)
    readings = contradict_ids(find_ids(readings, looks, rows), looks, rows)
    return filled_in(readings, looks, table.header)


def _beside(title: str) -> Reading | None:
    """Return what a title of ours says that stands beside a value: nobody else writes such."""
    target = target_of_title(unguard(title))
    if target is None or target.part not in (*PHONE_PARTS, *EMAIL_PARTS):
        return None
    return attrs.evolve(_reading_of(target), confidence=1.0)


def _suggestions(
    table: Table,
    readings: Sequence[Reading],
    looks: Sequence[ColumnLook],
    names: dict[str, str],
) -> list[Suggestion]:
    """Return what each column may become; a title that stands again is told apart."""
    made = [
        _suggestion(title, reading, look, names, titled=table.has_header)
        for title, reading, look in zip(table.header, readings, looks, strict=True)
    ]
    times = Counter(suggestion.target for suggestion in made)
    given: set[Target | None] = set()
    for place, suggestion in enumerate(made):
        target = suggestion.target
        if target is None or target.field in ("custom", "skip") or times[target] == 1:
            continue
        if target.field in ASKED:  # neither is the better one: it is a tie
            made[place] = attrs.evolve(suggestion, target=None)
        elif target in given:  # it fills a field once; what has slots gets the next
            read = readings[place]
            made[place] = attrs.evolve(suggestion, target=None, reading=read, reason=_reason(read))
        given.add(target)
    return made


def _suggestion(
    title: str, reading: Reading, look: ColumnLook, names: dict[str, str], *, titled: bool
) -> Suggestion:
    split = _split(reading, look)
    if titled:
        if is_reject_column(title):
            sure = Reading("skip", confidence=1.0)
            return Suggestion(title, sure, Reason.REJECTS_COLUMN, SKIP)
        plain = unguard(title)
        if names and (name := names.get(attribute_key(plain))) is not None:
            sure = Reading("custom", confidence=1.0)
            return Suggestion(title, sure, Reason.EXACT_TITLE, Target.custom(name))
        apart = reading.kind is not None or reading.field == "maiden_name" or _is_anothers(reading)
        kept = reading.by_cells or reading.has_label or (reading.by_neighbours and apart)
        target = None if kept else target_of_title(plain)
        if target is not None:
            sure = attrs.evolve(_reading_of(target), confidence=1.0)
            if not lies(sure, look):
                return Suggestion(title, sure, Reason.EXACT_TITLE, target, split)
    return Suggestion(title, reading, _reason(reading), split=split)


def _is_anothers(reading: Reading) -> bool:
    """True for "Sexe" and "Birth date" behind "Espèce": an animal's."""
    told = reading.field == "custom" and reading.by_neighbours
    return told and not {"gender", "birth"}.isdisjoint(reading.phrase.atoms)


def _reading_of(target: Target) -> Reading:
    return Reading(target.field, part=target.part, kind=target.kind, number=target.slot)


def _reason(reading: Reading) -> Reason:
    if reading.by_cells:
        return Reason.CELLS
    return Reason.NEIGHBOUR if reading.by_neighbours else Reason.SYNONYM


def _split(reading: Reading, look: ColumnLook) -> str | None:
    """Tags are lists; several e-mails or phones in a cell are taken apart if the file does it."""
    if reading.field in ("phone", "email"):
        return look.joined
    return (look.listed or LIST_JOINT) if reading.field == "tags" else None


def _without_new(
    columns: tuple[ColumnMapping, ...], names: AbstractMapping[str, str]
) -> tuple[ColumnMapping, ...]:
    """Leave undecided what would need an attribute that the book does not have."""
    mapping = Mapping(columns)
    return tuple(
        attrs.evolve(column, target=None, confidence=0.0, reason=Reason.UNDECIDED)
        if column.target is not None
        and column.target.field in ("custom", "created_at")
        and attribute_key(mapping.attribute_name(index)) not in names
        else column
        for index, column in enumerate(columns)
    )
