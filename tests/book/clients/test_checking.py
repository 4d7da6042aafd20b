"""A check gives one answer at both desks, whatever threshold and limit are asked."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.conftest import region
from tests.book.people import ANNE, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.dates import PartialDate
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind
from clientbook.storage.memory import MemoryStore

NAMES = st.sampled_from(["", "Paul Dupont", "Paule Dupond", "Marie Dupont", "Dupont", "Luc Roy"])


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Somebody of a small town: few names, two numbers, two addresses, one birth date."""
    name = draw(NAMES)
    numbers = draw(st.sets(st.sampled_from(["+33612345678", "+33143551234"])))
    addresses = draw(st.sets(st.sampled_from(["a@example.fr", "b@example.fr"]), max_size=1))
    made = person(
        name or None,
        *(mobile(e164) for e164 in sorted(numbers)),
        email=next(iter(addresses), None),
        birthday=draw(st.sampled_from([None, PartialDate(1980, 5, 17)])),
    )
    return made if name or numbers or addresses else person("Luc Roy")


@settings(max_examples=60)
@given(st.lists(profiles(), min_size=1, max_size=5), profiles(), st.sampled_from([0.0, 0.9, 1.0]))
def test_who_is_meant_is_told_at_any_threshold_and_by_both_desks(
    held: list[Profile], draft: Profile, threshold: float
) -> None:
    """X31: what is SAME names the client the rule means, first; what is UNSURE names them all."""
    book = ClientBook(MemoryStore(), settings=region("FR"))
    for profile in held:
        book.clients.create(profile, by=ANNE)
    said = book.clients.check(draft)
    meant = [match.client_id for match in said][: len(said.verdict.candidates)]
    for other in (
        book.duplicates.check(draft),
        book.duplicates.check(draft, threshold=threshold),
        book.clients.check(draft, threshold=threshold),
        book.clients.check(draft, limit=1),
        book.duplicates.check(draft, limit=1),
    ):
        assert other.kind is said.kind
        assert other.client == said.client
        assert [match.client_id for match in other][: len(meant)] == meant[: len(other)]
    if said.kind is VerdictKind.SAME:
        assert said.client == said[0].client
