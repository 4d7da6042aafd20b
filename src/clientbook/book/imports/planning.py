"""A plan without counts, and what a dry run and a commit make of it: its checker, its decider."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from itertools import islice
from typing import TypeVar

import attrs

from clientbook.book.clients.holders import shared_keys
from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, secret_of
from clientbook.book.progress import ProgressCallback, report
from clientbook.convert.documents import dump_profile
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.imports import ImportMode
from clientbook.domain.profiles import Profile
from clientbook.domain.reading_rules import ReadingRules
from clientbook.errors import MappingError
from clientbook.importing.columns import decide_dates
from clientbook.importing.crowding import ContactCounter, crowded_keys
from clientbook.importing.decisions import Decider
from clientbook.importing.lookups import FALLBACK_KEY, Lookup
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import (
    ImportPlan,
    attribute_names,
    definitions_hash,
    settings_hash,
)
from clientbook.importing.tables import Table
from clientbook.importing.updating import Updates
from clientbook.importing.validation import RowChecker
from clientbook.messages.issues import Issue, IssueCode

T = TypeVar("T")


def rows_of(plan: ImportPlan, table: Table | None) -> Table:
    """Return the rows of a plan: *table*, else the one it was made of.

    Raises:
        MappingError: The plan travelled without its table.
    """
    rows = table if table is not None else plan.table
    if rows is None:
        raise MappingError("the plan has no table", "pass table=open(...) of the same file")
    return rows


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most *size* items."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def fallback_keys(context: Context, *, writing: bool) -> Callable[[Profile], str]:
    """Return what gives a row without identifiers its key: a hash of all it says.

    The hash has a key of the book: it outlives an erasure in backups, and no list of names and
    numbers reads it back.

    Args:
        context: The book.
        writing: True inside a unit of work, which may make the book its key; a dry run of a book
            that has none finds no kept hash whatever it asks for.
    """
    secret: bytes | None = None

    def fallback(profile: Profile) -> str:
        nonlocal secret
        if secret is None:
            secret = secret_of(context) if writing else find_secret(context) or b"none"
        text = dump_profile(profile).encode("utf-8", "surrogatepass")
        return FALLBACK_KEY + hashlib.blake2b(text, digest_size=16, key=secret).hexdigest()

    return fallback


def new_definitions(
    mapping: Mapping, definitions: AbstractMapping[str, AttributeDefinition], *, allowed: bool
) -> tuple[AttributeDefinition, ...]:
    """Return the definitions that a mapping's custom columns need and the book lacks.

    Raises:
        MappingError: There are some, and the book does not allow new attributes.
    """
    needed = [
        AttributeDefinition(name)
        for key, name in attribute_names(mapping).items()
        if key not in definitions
    ]
    if needed and not allowed:
        listed = ", ".join(repr(d.name) for d in needed)
        raise MappingError(
            f"no such attributes in this book: {listed}",
            "define them first, skip the columns, or allow new attributes in the settings",
        )
    return tuple(needed)


def bind_definitions(
    context: Context, plan: ImportPlan, definitions: AbstractMapping[str, AttributeDefinition]
) -> ImportPlan:
    """Return the plan with the attributes it fills as the book defines them now.

    Raises:
        MappingError: It needs new ones, and the book does not allow new attributes.
    """
    allowed = context.settings.imports.new_attributes
    new = new_definitions(plan.mapping, definitions, allowed=allowed)
    known = {**definitions, **{definition.key: definition for definition in new}}
    return attrs.evolve(
        plan, new_attributes=new, definitions_hash=definitions_hash(plan.mapping, known)
    )


def find_crowded(
    context: Context,
    plan: ImportPlan,
    table: Table,
    definitions: AbstractMapping[str, AttributeDefinition],
) -> dict[str, int]:
    """Return the contact points that too many persons of the file share, with their rows."""
    check = make_checker(context, plan, definitions).check
    counted = plan.repeated if table is plan.table else None
    return crowded_keys(table, plan.mapping, check, repeated=counted)


def make_decider(
    context: Context,
    lookup: Lookup,
    mapping: Mapping,
    mode: ImportMode,
    *,
    make_id: Callable[[], str] | None,
    crowded: Collection[str] = (),
) -> Decider:
    """Return the decider of an import.

    Args:
        context: The book.
        lookup: Knows who held a key before a chunk.
        mapping: What the columns mean.
        mode: What rows may do.
        make_id: Makes the id of a new client; None while planning.
        crowded: See :func:`find_crowded`.
    """
    return Decider(
        lookup,
        mode,
        updates=Updates.of(mapping, context.settings),
        limits=context.settings.limits,
        make_id=make_id,
        fallback=fallback_keys(context, writing=make_id is not None),
        shared=shared_keys(context).union(crowded),
        unmatched=mapping.unmatched,
    )


def make_checker(
    context: Context, plan: ImportPlan, definitions: AbstractMapping[str, AttributeDefinition]
) -> RowChecker:
    """Return the checker of a plan."""
    return RowChecker(
        plan.header,
        plan.mapping,
        context.settings,
        definitions=definitions,
        today=context.today(),
        partial=plan.mode is ImportMode.UPDATE,
        reading=plan.reading,
    )


def draft_plan(
    context: Context,
    table: Table,
    mapping: Mapping,
    *,
    mode: ImportMode,
    definitions: AbstractMapping[str, AttributeDefinition],
    progress: ProgressCallback | None,
    reading: ReadingRules | None = None,
) -> ImportPlan:
    """Return a plan without counts: the mapping checked and its date columns decided.

    Rows that were read before, by an import that goes on or whose rows come back, are read by its
    *reading*; others as the book is set today.
    """
    rules = reading or ReadingRules.of(context.settings, context.today())
    if tuple(c.header for c in mapping) != table.header:
        raise MappingError(
            "the mapping is for other columns than the file has",
            "suggest a mapping for this file, or apply a template to it",
        )
    mapping = mapping.made_ready(context.settings.imports, definitions, kind=table.source.kind)
    plan = ImportPlan(
        book=context.book,
        fingerprint=table.source.fingerprint,
        header=table.header,
        mapping=mapping,
        mode=mode,
        settings_hash=settings_hash(context.settings),
        journal_seq=context.store.last_seq(context.book),
        reading=rules,
        table=table,
    )
    plan = bind_definitions(context, plan, definitions)
    total = table.row_count
    counter = ContactCounter(mapping)
    mapping, warnings = decide_dates(
        table,
        mapping,
        rules.within(context.settings),
        progress=lambda n: report(progress, "reading", n, total),
        each=counter.add if counter.columns else None,
    )
    unnamed = tuple(
        attrs.evolve(Issue.of(IssueCode.NAMES_LEFT_OUT, "full_name"), column=title)
        for title in mapping.names_left_out
    )
    warnings = (*unnamed, *warnings)
    plan = attrs.evolve(plan, mapping=mapping, warnings=warnings, repeated=counter.repeated)
    make_checker(context, plan, definitions)  # refuses a mapping that cannot be used
    return plan
