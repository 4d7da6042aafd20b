"""What numbers, addresses and stand-in dates say about two records."""

import attrs
import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile, UnreadValue
from clientbook.matching import Frequencies, explain, find_pairs, score
from clientbook.matching.pairs.contacts import beyond_name, email_local, part_in_local, phone_tail

JEAN = Profile(name=PersonName("Jean", "Tremblay"))


def _level(field: str, a: Profile, b: Profile) -> str:
    return next(part.level for part in explain(a, b).parts if part.field == field)


def _mailed(address: str, name: PersonName | None = None) -> Profile:
    return Profile(name=name or JEAN.name, emails=(EmailAddress(address),))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("jean.tremblay@a.example", "jean.tremblay@b.example", "named"),
        ("tremblay_jean@a.example", "jeantremblay@b.example", "different"),
        ("jtremblay@a.example", "jtremblay@b.example", "named"),
        ("jean.tremblay1@a.example", "jean.tremblay2@a.example", "named"),
        ("jtremblay84@a.example", "jtremblay84@b.example", "mailbox"),
        ("papillon@a.example", "papillon@b.example", "mailbox"),
        ("jean.tremblay@a.example", "jean.tremblay@a.example", "exact"),
        ("papillon@a.example", "papilon@a.example", "slip"),
        ("jean.tremblay@a.example", "jeantrembley@a.example", "named"),
        ("jtremblay84@a.example", "jtremblay48@a.example", "named"),
        ("jtremblay84@a.example", "jtrmblay84@a.example", "slip"),
    ],
)
def test_an_address_made_of_the_name_says_what_the_name_says(
    one: str, other: str, level: str
) -> None:
    """Evidence that another field implies adds only what is new."""
    hosts = {"a.example": "gmail.com", "b.example": "hotmail.com"}
    for host, public in hosts.items():
        one, other = one.replace(host, public), other.replace(host, public)
    assert _level("email", _mailed(one), _mailed(other)) == level
    assert _level("email", _mailed(other), _mailed(one)) == level


@pytest.mark.parametrize(
    ("given", "level"), [("J.", "named"), ("Jean", "named"), ("Luc", "mailbox"), ("L.", "mailbox")]
)
def test_an_initial_leaves_it_to_the_fuller_name_what_an_address_says(
    given: str, level: str
) -> None:
    """An address made of the whole name says no more of somebody of whom the initial is known."""
    one = _mailed("jeantremblay@gmail.com", PersonName(given, "Tremblay"))
    other = _mailed("jean.tremblay@hotmail.com")
    assert _level("email", one, other) == _level("email", other, one) == level


def test_a_name_in_two_addresses_says_next_to_nothing_of_who_owns_them() -> None:
    """It says what the names say, which were compared: it gives a bit, for or against, at most."""
    pair = (_mailed("jean.tremblay@gmail.com"), _mailed("jean.tremblay@hotmail.com"))
    assert abs(next(p.weight for p in explain(*pair).parts if p.field == "email")) <= 1


def test_a_name_shared_at_two_hosts_weighs_less_than_a_nickname_shared() -> None:
    """Two persons of one name both call themselves so; a made-up name is chosen by one.

    The name in the address counts a quarter as much, at most: the weights of both are learnt, and
    how far they lie apart moves with each training (over 3 bits once, 2.5 since names out of order
    are no evidence).
    """

    def weight(local: str) -> float:
        pair = (_mailed(f"{local}@gmail.com"), _mailed(f"{local}@hotmail.com"))
        return next(p.weight for p in explain(*pair).parts if p.field == "email")

    assert weight("jean.tremblay") < weight("papillon") - 2


@pytest.mark.parametrize(
    ("local", "beyond"),
    [
        ("jeantremblay", ""),
        ("tremblayjean", ""),
        ("jtremblay", ""),
        ("tremblayj", ""),
        ("jeant", ""),
        ("tremblay", ""),
        ("tremblay7", "7"),
        ("tremblay77", "77"),
        ("jeantrembaly", ""),
        ("jeanclaude", None),
        ("lebateau", None),
    ],
)
def test_what_a_local_part_says_beyond_a_name(local: str, beyond: str | None) -> None:
    """Initials, either order and a slip of the keyboard are the name; a number is more."""
    assert beyond_name(email_local(f"{local}@gmail.com"), "jean", "tremblay") == beyond


@pytest.mark.parametrize(
    ("local", "known", "part"),
    [
        ("jtremblay84", "tremblay", "j"),
        ("tremblayjean", "tremblay", "jean"),
        ("famille.tremblay", "tremblay", ""),
        ("tremblay", "tremblay", ""),
        ("papillon", "tremblay", ""),
    ],
)
def test_a_mailbox_names_the_part_that_is_missing(local: str, known: str, part: str) -> None:
    """What stands beside the family name is a given name, but for a family's own mailbox."""
    assert part_in_local(email_local(f"{local}@gmail.com"), known) == part


def test_a_missing_given_name_is_read_from_the_mailbox() -> None:
    """A Tremblay at j.tremblay is a J. Tremblay: no Marie, maybe a Jean."""
    nobody = _mailed("jean.tremblay@gmail.com", PersonName(None, "Tremblay"))
    marie = Profile(name=PersonName("Marie", "Tremblay"))
    assert _level("given", nobody, JEAN) == "exact"
    assert _level("given", nobody, marie) == "conflict"


@pytest.mark.parametrize(
    "text",
    ["+14185550123", "418 555-0123", "1 (418) 555.0123 poste 12", "418-555-0123 x 204"],
)
def test_a_number_that_was_kept_as_written_compares_with_one_that_was_read(text: str) -> None:
    """Nine digits tell numbers apart, however they are dialled; an extension is no part of it."""
    assert phone_tail(text) == "185550123"


def test_an_unread_number_shared_is_a_number_shared() -> None:
    """A mobile kept as written weighs what the same mobile weighs when it was read."""
    read = attrs.evolve(JEAN, phones=(PhoneNumber("+14185550123", PhoneKind.MOBILE),))
    kept = attrs.evolve(JEAN, unread=(UnreadValue("phone.mobile", "418 555-0123"),))
    assert _level("phone", read, kept) == _level("phone", kept, kept) == "mobile"


def test_a_mobile_here_and_a_landline_there_say_next_to_nothing() -> None:
    """Numbers of two kinds cannot be equal: that they differ speaks against nobody."""
    mobile = attrs.evolve(JEAN, phones=(PhoneNumber("+33612345678", PhoneKind.MOBILE),))
    home = attrs.evolve(JEAN, phones=(PhoneNumber("+33143551234", PhoneKind.HOME),))
    other = attrs.evolve(JEAN, phones=(PhoneNumber("+33143559999", PhoneKind.HOME),))
    assert _level("phone", mobile, home) == "apart"
    assert _level("phone", home, other) == "different"
    apart = next(p.weight for p in explain(mobile, home).parts if p.field == "phone")
    different = next(p.weight for p in explain(home, other).parts if p.field == "phone")
    assert different < apart - 1 < apart < 1


@pytest.mark.parametrize("day", [PartialDate(1900, 1, 1), PartialDate(1970, 1, 1)])
def test_the_first_day_of_a_calendar_is_no_birth_date(day: PartialDate) -> None:
    """A date that programs write for "unknown" neither joins nor parts two records."""
    born = attrs.evolve(JEAN, birthday=PartialDate(1980, 5, 17))
    unknown = attrs.evolve(JEAN, birthday=day)
    assert _level("birthday", unknown, unknown) == "blank"
    assert _level("birthday", unknown, born) == "blank"


def test_a_list_reads_what_one_pair_reads_of_unread_values() -> None:
    """X39: numbers kept as text count in a whole list as they do between two."""
    kept = attrs.evolve(JEAN, unread=(UnreadValue("phone.mobile", "418 555-0123"),))
    read = attrs.evolve(JEAN, phones=(PhoneNumber("+14185550123", PhoneKind.MOBILE),))
    (pair,) = find_pairs({"a": kept, "b": read}, adapt=False)
    alone = score(kept, read, frequencies=Frequencies.of([kept, read]))
    assert pair.match_weight == alone.match_weight


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("23 allunga woollum street", "23 woollumt street", "close"),
        ("1 Kriewaldt Circuit Rosehill", "1 Kriewaldt Circuit", "close"),
        ("1 Kriewaldt Circuit Rosehill", "2 Kriewaldt Circuit", "different"),
        ("1 Kriewaldt Circuit", "1 Rosehill Circuit", "different"),
        ("1 rue du Lac", "1 rue du Lac Vert", "different"),
        ("5 Haupt Straße", "5 Hauptstr.", "close"),
        ("5 Hauptstraße", "5 Hauptstr.", "close"),
        ("5 Hauptstraße", "5 Hauptweg", "different"),
        ("5 Old Postmill Walk", "5 Oldpost Mill", "close"),
        ("75 Woronorastreet Wande Arah", "75 Woronora Street Wandearah", "close"),
        ("5 Hauptstraße", "7 Hauptstr.", "different"),
        ("5 Postweg", "5 Parkweg", "different"),
    ],
)
def test_the_words_of_a_street_stand_in_any_order(one: str, other: str, level: str) -> None:
    """M7: an estate that one of two lines leaves out makes no other door, nor where words part."""
    a, b = (attrs.evolve(JEAN, addresses=(PostalAddress(street=line),)) for line in (one, other))
    assert _level("address", a, b) == _level("address", b, a) == f"{level}_blank"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("papillon.bleu84@fondation.example", "papilon.bleu84@fondaton.exmple", "alike"),
        ("papillon@fondation.example", "pantalon@fundacion.example", "different"),
        ("info@fondation.example", "info@fundacion.exampel", "different"),
        ("jean.tremblay@fondation.example", "jeantrembla@fundation.exmple", "different"),
    ],
)
def test_a_long_address_may_have_some_slips(one: str, other: str, level: str) -> None:
    """M7: four letters of a long address, a quarter of its local part, unless it is the name."""
    assert _level("email", _mailed(one), _mailed(other)) == level
    assert _level("email", _mailed(other), _mailed(one)) == level


@pytest.mark.parametrize(
    ("text", "level"), [("papillon@fondation", "mailbox"), ("papillon", "blank"), ("n/a", "blank")]
)
def test_an_unread_address_is_compared_as_written(text: str, level: str) -> None:
    """M7: an address that cannot be one still tells whose it is; a word is none."""
    kept = attrs.evolve(JEAN, unread=(UnreadValue("email.1", text),))
    assert _level("email", kept, _mailed("papillon@fondation.x")) == level
