"""Laws every merge obeys, whatever the clients."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.addresses import PostalAddress, complete_address
from clientbook.domain.clients import SYSTEM, BookingBlock, Client, Origin, OriginKind
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.merging import merge_blocks, plan_merge, split, split_block
from clientbook.merging.survivorship import LIST_KEYS
from clientbook.testing.strategies import clients, profiles

MODERATE = settings(max_examples=25, deadline=None)
NO_LIMITS = ContactLimits(999, 999, 999, 999)


def groups(size: int = 3) -> st.SearchStrategy[list[Client]]:
    return st.lists(clients(), min_size=2, max_size=size, unique_by=lambda c: c.id)


def merged(group: Sequence[Client], **options: Any) -> Client:
    plan = plan_merge(group[0], group[1:], limits=NO_LIMITS, **options)
    return attrs.evolve(group[0], profile=plan.result, block=plan.block)


def values(profile: Profile) -> dict[str, set[object]]:
    return {field: {key(v) for v in getattr(profile, field)} for field, key in LIST_KEYS.items()}


@MODERATE
@given(groups(2))
def test_a_merge_commutes_on_values(pair: list[Client]) -> None:
    """Law: whoever survives, the lists hold the same values."""
    assert values(merged(pair).profile) == values(merged(pair[::-1]).profile)


@MODERATE
@given(st.lists(clients(), min_size=3, max_size=3, unique_by=lambda c: c.id))
def test_a_merge_is_associative_on_lists(three: list[Client]) -> None:
    """Law: a list is the same, in order and in detail, however the merge is grouped."""
    a, b, c = three
    at_once = merged([a, b, c]).profile
    left = merged([merged([a, b]), c]).profile
    right = merged([a, merged([b, c])]).profile
    for field in LIST_KEYS:
        assert getattr(left, field) == getattr(at_once, field)
        assert getattr(right, field) == getattr(at_once, field)


@MODERATE
@given(groups())
def test_a_merge_loses_no_value_of_a_list(group: list[Client]) -> None:
    """Law: every phone, e-mail, tag, site and external id of all is in the result, and for each
    address one that says all it says."""
    whole = merged(group).profile
    result = values(whole)
    for client in group:
        for field, keys in values(client.profile).items():
            assert field == "addresses" or keys <= result[field]
        for address in client.profile.addresses:
            assert any(_says(one, address) for one in whole.addresses)


def _says(one: PostalAddress, address: PostalAddress) -> bool:
    done = complete_address(one, address)
    return done is not None and done.key == one.key


@MODERATE
@given(groups())
def test_a_merge_fills_and_never_empties(group: list[Client]) -> None:
    """Law: a field that anybody has filled is filled in the result, with one of their values."""
    result = merged(group).profile
    for field in FIELDS:
        held = [v for c in group if (v := getattr(c.profile, field))]
        assert bool(getattr(result, field)) == bool(held)
    for field in ("gender", "company", "department", "job_title", "language"):
        held = [v for c in group if (v := getattr(c.profile, field))]
        assert getattr(result, field) == (held[0] if held else None)
    for client in group:
        assert {a.key for a in client.profile.attributes} <= {a.key for a in result.attributes}
        assert client.profile.info is None or client.profile.info in (result.info or "")


@MODERATE
@given(groups(2))
def test_merging_the_same_again_changes_nothing(pair: list[Client]) -> None:
    """Law: merge twice = merge once."""
    once = merged(pair)
    assert merged([once, pair[1]]).profile == once.profile


@MODERATE
@given(profiles(), profiles())
def test_taking_an_untouched_merge_apart_gives_the_survivor_back(a: Profile, b: Profile) -> None:
    """X6: unmerge after merge is the identity when nothing else happened."""
    assert split(a, b, b).profile == a
    assert split(a, b, b).kept == ()


@settings(max_examples=40, deadline=None)
@given(groups(2), clients())
def test_what_came_since_stays_and_what_the_merge_brought_leaves(
    pair: list[Client], later: Client
) -> None:
    """X6: Values added after the merge stay, its own values leave, the survivor's remain."""
    before = pair[0].profile
    result = merged(pair).profile
    now = merged([attrs.evolve(pair[0], profile=result), attrs.evolve(later, id="later")]).profile
    apart = split(before, result, now)
    for field, keys in values(apart.profile).items():
        added = values(now)[field] - values(result)[field]
        assert values(before)[field] | added <= keys
        brought = values(result)[field] - values(before)[field]
        untouched = {
            LIST_KEYS[field](v)
            for v in getattr(now, field)
            if v in getattr(result, field) and LIST_KEYS[field](v) in brought
        }
        assert not untouched & keys


@MODERATE
@given(groups(2), profiles())
def test_a_later_edit_of_another_field_is_kept(pair: list[Client], other: Profile) -> None:
    """X6: An edit of a field the merge did not change stays and is no conflict."""
    before = pair[0].profile
    result = merged(pair).profile
    if result.company == before.company and other.company != before.company:
        apart = split(before, result, attrs.evolve(result, company=other.company))
        assert apart.profile.company == other.company
        assert apart.conflicting == ()
        assert apart.kept == (("company", 1),)


@given(st.permutations([True, False, False]))
def test_a_block_is_never_lost(blocked: list[bool]) -> None:
    """Law: if anyone is blocked, the merged client is blocked."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    profile = Profile()
    group = [
        Client(
            str(n),
            profile,
            Origin(OriginKind.MANUAL),
            at,
            at,
            block=BookingBlock(SYSTEM, at) if is_ else None,
        )
        for n, is_ in enumerate(blocked)
    ]
    assert merge_blocks(group) is not None


def test_a_block_that_came_by_the_merge_leaves_with_it() -> None:
    """X6: A block brought by the merge goes back; one set or lifted since stands."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    theirs, later = BookingBlock(SYSTEM, at), BookingBlock(SYSTEM, at, "later")
    assert split_block(None, theirs, theirs) is None
    assert split_block(None, theirs, later) == later
    assert split_block(theirs, theirs, None) is None
