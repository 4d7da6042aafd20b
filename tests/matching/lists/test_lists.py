"""Whole lists: what is found, what is capped, what a list teaches."""

import csv
import random
from collections import Counter
from itertools import combinations

import pytest
from tests.shared_data import shared_data

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.identity.keys import identity_keys
from clientbook.matching import (
    Frequencies,
    estimate,
    find_pairs,
    find_pairs_report,
    match_keys,
    score,
    shipped_model,
)


def _fake_people() -> tuple[dict[str, Profile], dict[str, str]]:
    profiles, gold = {}, {}
    with shared_data("fake_1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            uid = row["unique_id"]
            named = row["first_name"] or row["surname"]
            at = row["email"].strip("@").count("@") == 1
            profiles[uid] = Profile(
                name=PersonName(row["first_name"], row["surname"]) if named else None,
                emails=(EmailAddress(row["email"]),) if at else (),
                birthday=PartialDate.parse_iso(row["dob"]) if row["dob"] else None,
                addresses=(PostalAddress(locality=row["city"]),) if row["city"] else (),
            )
            gold[uid] = row["cluster"]
    return profiles, gold


def _f1(pairs: list[tuple[str, str]], gold: dict[str, str]) -> float:
    right = sum(gold[a] == gold[b] for a, b in pairs)
    true = sum(n * (n - 1) // 2 for n in Counter(gold.values()).values())
    return 2 * right / (len(pairs) + true)


def test_a_list_of_persons_without_labels() -> None:
    """P17: on a public list of misspelt persons the default threshold finds nine pairs in ten."""
    profiles, gold = _fake_people()
    found = [(p.left, p.right) for p in find_pairs(profiles)]
    assert _f1(found, gold) > 0.9


def test_only_names_and_birth_dates() -> None:
    """A list of names and birth dates alone is enough."""
    profiles, gold = {}, {}
    with shared_data("RLdata500.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = " ".join(row[c] for c in ("fname_c1", "fname_c2") if row[c] != "NA")
            born = PartialDate(int(row["by"]), int(row["bm"]), int(row["bd"]))
            profiles[row["rec_id"]] = Profile(
                name=PersonName(given, row["lname_c1"]), birthday=born
            )
            gold[row["rec_id"]] = row["ent_id"]
    assert _f1([(p.left, p.right) for p in find_pairs(profiles)], gold) > 0.95


def _crowd(size: int) -> dict[str, Profile]:
    phone = PhoneNumber("+33145678901")
    return {
        str(n): Profile(name=PersonName(f"G{n % 37:02d}a{n % 11}", f"Fam{n:05d}"), phones=(phone,))
        for n in range(size)
    }


def test_a_number_everybody_has_is_capped_and_reported() -> None:
    """A reception's number explodes no comparison; the report names the kind of key."""
    report = find_pairs_report(_crowd(4000))
    assert ("p", 4000) in {(c.kind, c.records) for c in report.capped}
    assert report.candidates < 4000 * 200


def test_an_id_comes_once() -> None:
    """Two profiles under one id are a wrong call, which says where the first of them stands."""
    profile = Profile(name=PersonName("Anne", "Roy"))
    with pytest.raises(InvalidValueError) as told:
        find_pairs([(uid, profile) for uid in ("a@b.fr", "z", "y", "z", "a@b.fr")])
    assert "an id comes twice, in profiles[1] and profiles[3]" in str(told.value)
    assert "a@b.fr" not in str(told.value)


def test_small_lists_lose_no_pair_to_the_keys() -> None:
    """On up to 300 records find_pairs() proposes what scoring every pair would propose."""
    profiles, _ = _fake_people()
    some = dict(list(profiles.items())[:120])
    report = find_pairs_report(some)
    frequencies = Frequencies.of(some.values())
    every = {
        (min(a, b), max(a, b)): score(some[a], some[b], model=report.model, frequencies=frequencies)
        for a, b in combinations(some, 2)
    }
    wanted = {k for k, p in every.items() if p.match_probability >= 0.5}
    assert {(p.left, p.right) for p in report.pairs} == wanted
    keys = {uid: match_keys(profile) for uid, profile in some.items()}
    blocked = [pair for pair in wanted if keys[pair[0]] & keys[pair[1]]]
    assert len(blocked) >= 0.85 * len(wanted)  # a list of badly misspelt persons


def test_identity_keys_are_the_strong_ones() -> None:
    """Phones, e-mail keys and external ids; a shared one is left out."""
    profile = Profile(
        phones=(PhoneNumber("+33612345678"),), emails=(EmailAddress("Anna.Roy+x@Gmail.com"),)
    )
    assert identity_keys(profile) == {"p:+33612345678", "e:annaroy@gmail.com"}
    assert identity_keys(profile, shared={"p:+33612345678"}) == {"e:annaroy@gmail.com"}


def test_decided_pairs_move_the_model() -> None:
    """Rejected pairs that share an address make a shared address speak less for one person."""
    home = PostalAddress(street="12 Mill Lane", postcode="75001", locality="Paris")
    book = {
        f"{n}{who}": Profile(name=PersonName(given, f"Fam{n}"), addresses=(home,))
        for n in range(30)
        for who, given in (("a", "Paul"), ("b", "Paula"))
    }
    decided = [(f"{n}a", f"{n}b") for n in range(30)]
    plain, taught = estimate(book), estimate(book, rejected=decided)
    a, b = book["1a"], book["1b"]
    assert score(a, b, model=taught).match_weight < score(a, b, model=plain).match_weight
    assert plain.propose_threshold == shipped_model().propose_threshold


def _single_persons(*, homes: bool, cards: bool = False) -> dict[str, Profile]:
    """Persons of rare names who are no relatives, each kept twice, maybe with two cards."""
    found, letters = {}, random.Random(5)
    for n in range(300):
        given, family, street = ("".join(letters.choices("abdeilmnorstuvz", k=9)) for _ in range(3))
        name = PersonName(given, family)
        home = (PostalAddress(street=f"{n + 1} {street}", postcode=f"{10000 + 97 * n}"),)
        for copy in "ab":
            found[f"{n:03}{copy}"] = Profile(
                name=name,
                birthday=PartialDate(1940 + n % 60, 1 + n % 12, 1 + n % 28),
                addresses=home if homes else (),
                attributes=(Attribute("card", f"{letters.randrange(10**9)}"),) if cards else (),
            )
    return found


def test_a_list_shows_whether_it_holds_relatives() -> None:
    """A list of single persons teaches that relatives are rare; one without homes does not say."""
    typical = shipped_model().relatives
    assert find_pairs_report(_single_persons(homes=True)).model.relatives < typical / 4
    assert find_pairs_report(_single_persons(homes=False)).model.relatives == typical


def test_a_list_shows_how_its_values_err() -> None:
    """Where persons get new numbers, another number says less; what is equal keeps its lead."""
    taught = {
        c.field: c.levels for c in estimate(_single_persons(homes=True, cards=True)).comparisons
    }
    plain = {c.field: c.levels for c in shipped_model().comparisons}
    assert taught["attribute"][-1].m_probability > 2 * plain["attribute"][-1].m_probability
    for field in ("given", "family", "birthday", "address", "attribute"):
        equal, *others = (r.m_probability / r.u_probability for r in taught[field])
        before, *_ = (r.m_probability / r.u_probability for r in plain[field])
        assert equal >= before
        assert equal * 1.01 >= max(others)
