"""The time zone of a country whose clocks agree, from the tables that zoneinfo reads."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

_TABLE = "zone.tab"  # lines of country, place and zone, the largest zone of a country first


def zone_of_region(region: str) -> str | None:
    """Return the IANA name of the zone of a country; None where its clocks differ.

    Args:
        region: ISO 3166-1 alpha-2 code in capitals.
    """
    names = [fields[2] for fields in _lines() if fields[0] == region]
    try:
        clocks = {_offsets(ZoneInfo(name)) for name in names}
    except ZoneInfoNotFoundError:  # a table without its zones
        return None
    return names[0] if len(clocks) == 1 else None


def _offsets(zone: ZoneInfo) -> tuple[timedelta | None, ...]:
    year = datetime.now(zone).year
    return tuple(datetime(year, month, 15, tzinfo=zone).utcoffset() for month in range(1, 13))


def _lines() -> Iterator[list[str]]:
    for line in _table().splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _table() -> str:
    for folder in TZPATH:
        if (table := Path(folder, _TABLE)).is_file():
            return table.read_text("utf-8")
    try:
        return (resources.files("tzdata") / "zoneinfo" / _TABLE).read_text("utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return ""
