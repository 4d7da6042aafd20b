"""Lists with doubles, families and values that many share, the same for the same seed."""

import random
from collections.abc import Iterator

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile

_GIVEN = ("Anna", "Marie", "Luc", "Paul", "Hugo", "Nina", "Samir", "Elena", "Jonas", "Lea", "Olga")
_HEADS = ("Ber", "Mar", "Du", "Pe", "Ro", "Li", "Gar", "Fon", "Tre", "Sel")
_TAILS = ("tin", "lon", "mont", "rat", "berg", "ner", "sier", "ques")
_STREETS = ("Mill Lane", "Rue du Port", "High Street", "Hauptstrasse", "Via Roma")


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def _slip(self, text: str) -> str:
        at = self.random.randrange(1, len(text) - 1)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _home(self) -> PostalAddress:
        pick = self.random
        return PostalAddress(
            street=f"{pick.randint(1, 90)} {pick.choice(_STREETS)}",
            postcode=f"750{pick.randint(10, 29)}",
            locality="Paris",
        )

    def _person(self, family: str, home: PostalAddress, number: int) -> Profile:
        pick = self.random
        given = pick.choice(_GIVEN)
        born = PartialDate(pick.randint(1940, 2004), pick.randint(1, 12), pick.randint(1, 28))
        mail = f"{given}.{family}{pick.randint(1, 99)}@{pick.choice(['gmail.com', 'roy.fr'])}"
        profile = Profile(
            name=PersonName(given, family),
            phones=(PhoneNumber(f"+336{pick.randint(10**7, 10**8 - 1)}", kind=PhoneKind.MOBILE),),
            emails=(EmailAddress(mail.lower()),) if pick.random() < 0.6 else (),
            birthday=born if pick.random() < 0.5 else None,
            addresses=(home,) if pick.random() < 0.7 else (),
        )
        extra: dict[str, object] = {}
        if number % 7 == 0:
            extra["external_ids"] = (ExternalId("shop", f"S{number:06}"),)
        if number % 5 == 0:
            extra["attributes"] = (Attribute("colour", pick.choice(["red", "blue"])),)
        return Profile(
            name=profile.name,
            phones=profile.phones,
            emails=profile.emails,
            birthday=profile.birthday,
            addresses=profile.addresses,
            **extra,  # type: ignore[arg-type]
        )

    def _again(self, profile: Profile) -> Profile:
        """Somebody as another list has them."""
        pick, name = self.random, profile.name
        assert name is not None
        assert name.given
        assert name.family
        family = self._slip(name.family) if pick.random() < 0.3 else name.family
        return Profile(
            name=PersonName(name.given, family),
            phones=profile.phones if pick.random() < 0.7 else (),
            emails=profile.emails if pick.random() < 0.7 else (),
            birthday=profile.birthday if pick.random() < 0.8 else None,
            addresses=profile.addresses,
        )

    def profiles(self) -> Iterator[Profile]:
        number = 0
        while True:
            family = self.random.choice(_HEADS) + self.random.choice(_TAILS)
            home = self._home()
            for _ in range(self.random.choice([1, 1, 2, 3])):
                number += 1
                person = self._person(family, home, number)
                yield person
                if self.random.random() < 0.25:
                    yield self._again(person)


def make_list(size: int, *, seed: int) -> dict[str, Profile]:
    """Return so many profiles by id; ids are in no order of likeness."""
    maker = _Maker(seed)
    profiles = [profile for profile, _ in zip(maker.profiles(), range(size), strict=False)]
    maker.random.shuffle(profiles)
    return {f"c{number:06}": profile for number, profile in enumerate(profiles)}
