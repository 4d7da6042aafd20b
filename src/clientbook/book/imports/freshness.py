"""Whether a plan still says what would happen: its file, its settings, what others wrote since."""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence

from clientbook.book.contexts import Context
from clientbook.book.imports.planning import bind_definitions
from clientbook.domain.attributes import AttributeDefinition, by_any_name
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind
from clientbook.domain.undos import UndoPlan
from clientbook.errors import StalePlanError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan, attribute_names, settings_hash
from clientbook.importing.tables import Table

_LOOKED_BACK = 1_000
"""Writes since a plan was made that are looked at one by one."""

_BESIDE = EVENT_KINDS - {ChangeKind.SHARED_POINT}
"""Writes that leave clients, and how rows find them, as they were."""


def check_fresh(
    context: Context,
    plan: ImportPlan,
    table: Table,
    definitions: AbstractMapping[str, AttributeDefinition],
) -> None:
    """Refuse a plan whose file, settings or definitions are not those it was made with.

    What else happened in the book does not make it stale: rows are decided again at commit.

    Args:
        context: The book.
        plan: The plan.
        table: The rows it is to be committed with.
        definitions: Attributes of the book by key.

    Raises:
        StalePlanError: One of them changed.
    """
    if plan.book not in ("", context.book):
        raise StalePlanError("the plan was made in another book", "plan again in this one")
    if plan.fingerprint != table.source.fingerprint or plan.header != table.header:
        raise StalePlanError("the file is not the one that was planned", "plan again")
    if plan.settings_hash != settings_hash(context.settings):
        raise StalePlanError("the settings have changed since the plan was made", "plan again")
    check_names(plan.mapping, definitions)
    bound = bind_definitions(context, plan, definitions)
    if plan.definitions_hash != bound.definitions_hash:
        raise StalePlanError(
            "an attribute of the file has changed since the plan was made", "plan again"
        )


def check_names(mapping: Mapping, definitions: AbstractMapping[str, AttributeDefinition]) -> None:
    """Refuse a plan that speaks of an attribute under a name it had when it was made.

    Raises:
        StalePlanError: It names the attribute, then and now.
    """
    known = by_any_name(definitions)
    for key, name in attribute_names(mapping).items():
        if key in known and known[key].key != key:
            raise StalePlanError(
                f"the attribute {name!r} is called {known[key].name!r} now", "plan again"
            )


def check_unchanged(
    context: Context, plan: ImportPlan | UndoPlan, *, anything: bool, clients: bool
) -> None:
    """Refuse a plan since which others wrote to the book.

    Args:
        context: The book.
        plan: The plan.
        anything: True refuses after any write.
        clients: True refuses after a write to any client: notes, appointments, what somebody said
            and templates do not count.

    Raises:
        StalePlanError: It happened.
    """
    if anything and plan.journal_seq != context.store.last_seq(context.book):
        raise StalePlanError("the book has changed since the plan was made", "plan again")
    if clients:
        since = changes_since(context, plan.journal_seq)
        if since is None or any(change.kind not in _BESIDE for change in since):
            raise StalePlanError("clients have changed since the plan was made", "plan again")


def changes_since(context: Context, seq: int) -> Sequence[Change] | None:
    """Return what was written since a place of the journal.

    After many writes it is not looked at each: None says that a plan of then is old.
    """
    changes = context.store.read_changes(context.book, after=seq, limit=_LOOKED_BACK + 1)
    return None if len(changes) > _LOOKED_BACK else changes
