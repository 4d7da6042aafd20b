"""Comparisons of what few clients hold, and models that are none."""

import json

import attrs
import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile, UnreadValue
from clientbook.matching import MatchModel, score, shipped_model
from clientbook.matching.pairs.contact_comparisons import StreetLevel, street_level
from clientbook.matching.pairs.contacts import email_key, place
from clientbook.matching.pairs.features import features

ANNE = Profile(name=PersonName("Anne", "Dubreuil"), birthday=PartialDate(1988, 6, 5))


@pytest.mark.parametrize("text", ["5/6/1988", "06.05.88", "1988-06-05", "5/6/88 ?"])
def test_a_date_kept_as_written_is_compared_in_either_order(text: str) -> None:
    """P17: a birth date that an import could not read still speaks for a pair."""
    kept = attrs.evolve(ANNE, birthday=None, unread=(UnreadValue("birth_date", text),))
    without = attrs.evolve(ANNE, birthday=None)
    assert score(ANNE, kept).match_weight > score(ANNE, without).match_weight


@pytest.mark.parametrize("text", ["31/02/1988", "in May", "5/6/07", "1/2"])
def test_what_is_no_date_is_compared_with_none(text: str) -> None:
    """P17: a text that is on no calendar, or could be three dates, says nothing of a birth."""
    kept = attrs.evolve(ANNE, birthday=None, unread=(UnreadValue("birth_date", text),))
    assert features(kept).dates == ()


def test_a_text_without_a_host_is_a_key_as_it_is() -> None:
    """P17: what is no address is compared in lower case."""
    assert email_key("Anna.Roy") == "anna.roy"


def test_a_whole_address_has_its_post_code_in_it() -> None:
    """P17: an address in one text is compared like one in parts."""
    whole = place(PostalAddress(full="12 rue de la Paix, 75002 Paris"))
    parts = place(PostalAddress(street="12 rue de la Paix", postcode="75002", locality="Paris"))
    assert (whole.number, whole.street, whole.postcode) == (parts.number, parts.street, "75002")


def test_a_street_without_its_number_is_close() -> None:
    """P17: a house number that one side left out contradicts nothing."""
    bare = place(PostalAddress(street="rue de la Paix"))
    whole = place(PostalAddress(street="12 rue de la Paix"))
    assert street_level(bare, whole) is street_level(whole, bare) is StreetLevel.CLOSE


def test_a_model_says_what_it_lacks() -> None:
    """X20: a model without a comparison, or with thresholds in the wrong order, is refused."""
    model = shipped_model()
    with pytest.raises(ValueError, match="needs the levels"):
        attrs.evolve(model, comparisons=model.comparisons[1:])
    with pytest.raises(ValueError, match="propose_threshold <= auto_threshold"):
        attrs.evolve(model, propose_threshold=0.9, auto_threshold=0.8)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"comparisons": [1]}', '{"comparisons": {"a": [1]}}']
)
def test_a_text_that_is_no_model_is_refused(text: str) -> None:
    """X20: reading a model back refuses any other document."""
    with pytest.raises(ValueError, match="not a matching model"):
        MatchModel.from_json(text)
    document = json.loads(shipped_model().to_json()) | {"colour": "red"}
    with pytest.raises(ValueError, match="not a matching model"):
        MatchModel.from_json(json.dumps(document))
