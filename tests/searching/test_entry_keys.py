"""The keys a client is indexed under."""

from datetime import UTC, datetime

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.identity.keys import identity_keys
from clientbook.matching import match_keys
from clientbook.matching.index_keys import INDEXED_KINDS
from clientbook.searching.entries import make_entry


def test_the_key_index_of_a_store_is_the_index_of_matching() -> None:
    """A store is asked with the keys matching makes, so it is filled with some of them."""
    profile = Profile(
        name=PersonName("Marie", "Dupont"),
        phones=(PhoneNumber("+33612345678"),),
        emails=(EmailAddress("marie@example.fr"),),
        external_ids=(ExternalId("crm", "7"),),
        birthday=PartialDate(1980, 5, 1),
        addresses=(PostalAddress("12 rue des Lilas", locality="Lyon", postcode="69003"),),
    )
    at = datetime(2025, 1, 1, tzinfo=UTC)
    entry = make_entry(Client("a", profile, Origin(OriginKind.MANUAL), at, at))
    assert set(entry.identity_keys) == identity_keys(profile)
    firm = Profile(company="Garage Roux SARL", addresses=profile.addresses)
    other = make_entry(Client("b", firm, Origin(OriginKind.MANUAL), at, at))
    kept = {*entry.match_keys, *other.match_keys}
    assert {key.partition(":")[0] for key in kept} == INDEXED_KINDS
    assert set(entry.match_keys) <= match_keys(profile)
    assert set(other.match_keys) <= match_keys(firm)
    assert len(entry.identity_keys) == 3
