"""Every field of a client can be filled by a column, and every target reads into one."""

import attrs
import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.domain.settings import SAFE
from clientbook.domain.targets import Target
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.titles import every_target
from clientbook.importing.validation import read_profiles

FR = attrs.evolve(SAFE, default_region="FR")


def read(**cells: str) -> Profile:
    """The profile of one row whose titles are targets; ``__`` stands for a dot."""
    titles = [title.replace("__", ".") for title in cells]
    table = Table.from_rows(titles, [list(cells.values())])
    mapping = suggest_mapping(table)
    for index, title in enumerate(titles):
        mapping = mapping.with_column(index, target=title)
    return dict(read_profiles(table, mapping, FR))["2"]


WHOLE = read(
    name_prefix="Mme",
    given_name="Anne",
    middle_name="Marie",
    family_name="Durand",
    full_name="Anne Durand",
    name_suffix="Jr",
    nickname="Nana",
    maiden_name="Petit",
    phone__1="01 43 55 12 34",
    phone__1__label="réception",
    phone__1__extension="12",
    phone__1__preferred="oui",
    email__1="anne@example.fr",
    email__1__label="bureau",
    email__1__preferred="1",
    address__street="12 rue X",
    address__street2="bât. B",
    address__po_box="BP 3",
    address__district="Marais",
    address__city="Paris",
    address__region="IDF",
    address__postcode="75011",
    address__country="France",
    address__full="12 rue X, Paris",
    address__label="chez moi",
    address__preferred="yes",
    gender="F",
    birth_date="17/05/1980",
    company="Garage",
    department="Atelier",
    job_title="Chef",
    language="fr",
    website="https://example.fr",
    note="thé",
    tags="VIP",
    external_id="7",
    unread="phone.work = 36 39",
    custom="x",
)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_profile_has_a_target(field: str) -> None:
    """K19: a column of a file can fill each field that a person can edit."""
    assert getattr(WHOLE, field)


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (WHOLE.name, set()),
        (WHOLE.phones[0], set()),
        (WHOLE.emails[0], set()),
        (WHOLE.addresses[0], set()),
    ],
    ids=["name", "phone", "email", "address"],
)
def test_every_part_of_a_value_has_a_target(
    value: PersonName | PhoneNumber | EmailAddress | PostalAddress, left: set[str]
) -> None:
    """K19, S20: so can each part of a name, a number, an e-mail and an address."""
    assert {f.name for f in attrs.fields(type(value)) if not getattr(value, f.name)} == left


def test_every_target_is_read_back_from_its_text() -> None:
    """K19: one vocabulary, in words and as values."""
    targets = every_target()
    assert [Target.parse(str(target)) for target in targets] == list(targets)
