"""Journal rows as SQL stores keep them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clientbook import Actor
from clientbook.domain.clients import ClientStatus
from clientbook.domain.journal import Change, ChangeKind
from clientbook.storage.rows import change_rows

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
_BEFORE = (
    (),
    (("info", "x"),),
    (("info", "y"),),
    (("status", ClientStatus.ACTIVE), ("deleted_at", None)),
)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(_BEFORE), st.booleans())))
def test_each_change_is_written_as_if_it_stood_alone(
    told: list[tuple[int, tuple[tuple[str, object], ...], bool]],
) -> None:
    """X50: what changes of one call share is written out once, and to each of them alike."""
    changes = [
        Change(
            kind=ChangeKind.UPDATED,
            client_id=f"c{n}",
            revision=n + 1,
            at=NOW + timedelta(seconds=second),
            actor=Actor("ann"),
            before=before if shared else (*before,),
            fields=tuple(name for name, _ in before),
        )
        for n, (second, before, shared) in enumerate(told)
    ]
    assert list(change_rows(changes)) == [row for c in changes for row in change_rows([c])]
