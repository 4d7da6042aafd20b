"""Words that stand nowhere else, and a person who has one in each of their texts."""

import re

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile


class Markers:
    """Words that stand nowhere else, each made once under a name that says where it was put."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        word = f"Zq{len(self.made):02d}{re.sub('[^a-z]', '', place)}"
        assert self.made.setdefault(place, word) == word
        return word

    def number(self, place: str) -> str:
        """Make a French mobile number; what is looked for is its end."""
        digits = f"7{len(self.made):03d}4321"
        self.made[place] = digits
        return f"+336{digits}"

    def found(self, text: str) -> set[str]:
        """Return the places whose word stands in a text, letter case aside."""
        folded = text.casefold()
        return {place for place, word in self.made.items() if word.casefold() in folded}


def marked_profile(m: Markers, when: str) -> Profile:
    """Return a profile with a marker in each of its texts."""
    at = lambda place: m(f"{when} {place}")  # noqa: E731
    parts = ("given", "family", "middle", "prefix", "suffix", "nickname", "maiden")
    address = {
        part: at(f"address {part}")
        for part in ("street", "extended", "po_box", "district", "locality", "region", "postcode",
                     "country", "full", "label")
    }  # fmt: skip
    phone = PhoneNumber(m.number(f"{when} phone"), PhoneKind.MOBILE, label=at("phone label"))
    return Profile(
        name=PersonName(**{part: at(part) for part in parts}),
        phones=(phone,),
        emails=(EmailAddress(f"{at('email')}@example.org", label=at("email label")),),
        addresses=(PostalAddress(**address),),
        gender=Gender(GenderCode.OTHER, at("gender")),
        birthday=PartialDate(1980, 5, 17),
        company=at("company"),
        department=at("department"),
        job_title=at("job"),
        language=at("language"),
        websites=(f"https://{at('website')}.example.org/",),
        info=at("info"),
        attributes=(Attribute("likes", (at("attribute"),)),),
        tags=(at("tag"),),
        external_ids=(ExternalId("till", at("id")),),
    )
