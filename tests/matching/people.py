"""Profiles that look like one another, for the laws of matching."""

from hypothesis import strategies as st

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile, UnreadValue

_maybe = st.none

NAMES = st.builds(
    PersonName,
    given=st.sampled_from(
        [
            "Jean",
            "Jean-Pierre",
            "Pierre",
            "Jn",
            "J.",
            "Marie",
            "Mari",
            "Louise",
            "Louis",
            "Roy",
            "Bob",
            None,
        ]
    ),
    family=st.sampled_from(
        ["Roy", "Roy-Dubé", "de la Tour", "Delatour", "Jean", "Rroy", "Mme Roy"]
    ),
    middle=st.sampled_from([None, None, "P."]),
    nickname=st.sampled_from([None, None, None, "Jeannot"]),
    maiden=st.sampled_from([None, None, None, "Dubé"]),
) | st.sampled_from([PersonName(full="Roy, Jean"), PersonName(family="Marie de la Tour")])
PHONES = st.builds(
    PhoneNumber,
    st.sampled_from(
        ["+33612345678", "+33612345679", "+33412345678", "+14185550123", "+15145550123", "+123"]
    ),
    st.sampled_from([PhoneKind.MOBILE, PhoneKind.HOME]),
    extension=st.sampled_from([None, "12"]),
)
EMAILS = st.builds(
    EmailAddress,
    st.sampled_from(
        ["jean.roy@gmail.com", "jeanroy@gmial.com", "jeanroy@roy.fr", "jeanrxy@roy.fr",
         "info@roy.fr", "roy@free.fr", "papillon84@roy.fr", "papilon48@royy.fr"]
    ),
)  # fmt: skip
ADDRESSES = st.builds(
    PostalAddress,
    street=st.sampled_from(
        [None, "12 rue de la Gare", "12, r. Gare apt 3", "13 rue de la Gare", "12 Gare Verte"]
    ),
    postcode=st.sampled_from([None, "75001", "75 001", "75011", "69002"]),
    locality=st.sampled_from([None, "Paris", "Pariss", "Lyon"]),
    country=st.just("France"),
    po_box=st.sampled_from([None, None, None, "7"]),
)
DATES = st.sampled_from(
    [
        PartialDate(1965, 5, 7),
        PartialDate(1965, 7, 5),
        PartialDate(1965, 5, 8),
        PartialDate(1965, 1, 1),
        PartialDate(1975, 5, 7),
        PartialDate(None, 5, 7),
        PartialDate(1965, 5),
        PartialDate(1965),
        PartialDate(2001, 12, 24),
    ]
)
ATTRIBUTES = st.builds(
    Attribute,
    st.sampled_from(["card", "colour"]),
    st.sampled_from(["12345678", "12345679", "red", "555-0123", "05/07/65"]),
)
PROFILES = st.builds(
    Profile,
    name=_maybe() | NAMES,
    phones=st.lists(PHONES, max_size=4),
    emails=st.lists(EMAILS, max_size=4),
    addresses=st.lists(ADDRESSES, max_size=4),
    birthday=_maybe() | DATES,
    company=st.sampled_from([None, None, "Garage Roy", "Garage Rey"]),
    gender=st.sampled_from([None, Gender(GenderCode.FEMALE), Gender(GenderCode.MALE)]),
    attributes=st.lists(ATTRIBUTES, max_size=2),
    unread=st.lists(st.just(UnreadValue("email.1", "papillon84@royfr")), max_size=1),
    external_ids=st.lists(
        st.builds(ExternalId, st.just("pos"), st.sampled_from(["1001", "1002", "7"])), max_size=1
    ),
)
