"""Laws of matching, for any profiles."""

import random
from itertools import combinations

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.matching.people import PROFILES

from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.matching import (
    Frequencies,
    clusters,
    explain,
    find_pairs,
    find_pairs_report,
    score,
)

LISTS = st.lists(PROFILES, min_size=2, max_size=12)


@given(PROFILES, PROFILES)
def test_a_score_has_no_direction(a: Profile, b: Profile) -> None:
    """score(a, b) is score(b, a), and its parts sum to it."""
    forth, back = explain(a, b), explain(b, a)
    assert forth.match_weight == back.match_weight
    assert sum(part.weight for part in forth.parts) == forth.match_weight


@settings(max_examples=60, deadline=None)
@given(LISTS)
def test_all_at_once_and_one_by_one_give_the_same_bits(profiles: list[Profile]) -> None:
    """X20: the fast path over a list and the score of one pair agree to the last bit."""
    named = {str(n): profile for n, profile in enumerate(profiles)}
    report = find_pairs_report(named, threshold=0.0)
    frequencies = Frequencies.of(profiles)
    assert len(report.pairs) == len(profiles) * (len(profiles) - 1) // 2
    for pair in report.pairs:
        alone = score(
            named[pair.left], named[pair.right], model=report.model, frequencies=frequencies
        )
        assert alone.match_weight == pair.match_weight


def test_people_told_apart_by_what_stands_beside_their_names_are_so_in_a_list() -> None:
    """X20, X31: titles, suffixes and stated sexes weigh the same over a list and one by one."""
    texts = ("M. Roy", "Mme Roy", "Jean Roy père", "Jean Roy fils", "M. Jean Roy", "J. Roy", "Roy")
    texts += ("Jean père Roy", "Jean fils Roy", "Marc (fils de Jean) Roy", "Collègue de Jean Roy")
    people = [_with_phone(Profile(name=PersonName(full=text))) for text in texts]
    sexes = [Gender(code) for code in (GenderCode.FEMALE, GenderCode.MALE)]
    people += [attrs.evolve(p, gender=sex) for p in people[5:] for sex in sexes]
    people += [
        _with_phone(Profile(name=PersonName(given="Jean", family=family, suffix=suffix)))
        for family, suffix in (("Roy", "Jr"), ("Roy", "Sr"), ("Roy fils", None), ("Roy", None))
    ]
    people.append(_with_phone(Profile(name=PersonName(given="J.", family="Roy", prefix="Mme"))))
    named = {str(n): profile for n, profile in enumerate(people)}
    report = find_pairs_report(named, threshold=0.0)
    frequencies = Frequencies.of(people)
    for pair in report.pairs:
        two = (named[pair.left], named[pair.right])
        alone = score(*two, model=report.model, frequencies=frequencies)
        assert alone.match_weight == pair.match_weight


@settings(max_examples=40, deadline=None)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(profiles: list[Profile], rng: random.Random) -> None:
    """P20: the same list in any order gives the same pairs in the same order, none reversed."""
    items = [(str(n), profile) for n, profile in enumerate(profiles)]
    first = find_pairs(items, threshold=0.01)
    rng.shuffle(items)
    assert find_pairs(dict(items), threshold=0.01) == first
    assert all(pair.left < pair.right for pair in first)
    assert [(-p.match_weight, p.left, p.right) for p in first] == sorted(
        (-p.match_weight, p.left, p.right) for p in first
    )


def _with_phone(profile: Profile) -> Profile:
    number = PhoneNumber("+4930123456", PhoneKind.HOME)
    return attrs.evolve(profile, phones=(*profile.phones, number))


def _with_email(profile: Profile) -> Profile:
    return attrs.evolve(profile, emails=(*profile.emails, EmailAddress("one@same.org")))


def _with_birthday(profile: Profile) -> Profile:
    return attrs.evolve(profile, birthday=PartialDate(1980, 2, 3))


def _with_id(profile: Profile) -> Profile:
    return attrs.evolve(profile, external_ids=(*profile.external_ids, ExternalId("other", "55555")))


def _with_company(profile: Profile) -> Profile:
    return attrs.evolve(profile, company="Atelier Zed")


@given(
    PROFILES,
    PROFILES,
    st.sampled_from([_with_phone, _with_email, _with_birthday, _with_id, _with_company]),
)
def test_more_equal_evidence_never_lowers_a_score(a, b, change) -> None:  # type: ignore[no-untyped-def]
    """What two records have in common speaks for one person, whatever else they hold.

    A company makes a record without a name one of a firm, and a firm is not its contact: so it
    is only added where both records name a person or neither does.
    """
    assume(change is not _with_company or bool(a.name) == bool(b.name))
    assert score(change(a), change(b)).match_weight >= score(a, b).match_weight


@settings(max_examples=40, deadline=None)
@given(LISTS, st.integers(0, 100))
def test_clusters_hold_each_record_once(profiles: list[Profile], seed: int) -> None:
    """A record is in one cluster at most; ignored pairs never share one; order is no matter."""
    named = {str(n): profile for n, profile in enumerate(profiles)}
    pairs = find_pairs(named, threshold=0.3)
    rng = random.Random(seed)
    ignored = {(p.right, p.left) for p in pairs if rng.random() < 0.3}
    found = clusters(pairs, cannot_link=ignored, profiles=named)
    members = [uid for cluster in found for uid in cluster]
    assert len(members) == len(set(members))
    for cluster in found:
        for left, right in combinations(cluster, 2):
            assert (right, left) not in ignored
    rng.shuffle(pairs)
    assert clusters(pairs, cannot_link=sorted(ignored), profiles=named) == found
