"""The zone of a new book: that of its country, where all clocks of the country agree."""

from pathlib import Path

import pytest

from clientbook import OnDuplicate, PersonName, Profile
from clientbook.book.settings import kept_settings
from clientbook.cli.options import ACTOR, BOOK, book_settings, open_book
from clientbook.cli.time_zones import zone_of_region
from clientbook.storage.sqlite import SqliteStore

ALLOW = OnDuplicate.ALLOW


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("FR", "Europe/Paris"),
        ("DE", "Europe/Berlin"),
        ("GB", "Europe/London"),
        ("JP", "Asia/Tokyo"),
        ("ES", None),
        ("CA", None),
        ("ZZ", None),
    ],
)
def test_a_country_whose_clocks_agree_has_one_zone(region: str, zone: str | None) -> None:
    """X56: Two names of one time are one; islands with another time make it a question."""
    assert zone_of_region(region) == zone


@pytest.mark.parametrize(("region", "zone"), [("FR", "Europe/Paris"), ("CA", "UTC")])
def test_a_new_book_tells_the_time_of_its_country(tmp_path: Path, region: str, zone: str) -> None:
    """X56: --region says it once; the book opens again with it, and without."""
    path = tmp_path / "b.db"
    for asked in (book_settings(region=region), book_settings(region=region), book_settings()):
        opened = open_book(path, settings=asked, must_exist=False)
        assert opened.settings.time_zone == zone
        opened.clients.create(Profile(name=PersonName("Ruth", "Roy")), on_duplicate=ALLOW, by=ACTOR)
        opened.context.store.close()
    store = SqliteStore(path)
    kept = kept_settings(store, BOOK)
    store.close()
    assert kept is not None
    assert kept.time_zone == zone
