"""How fast plain telephone numbers are read, side by side with ``phonenumbers``.

Both give E.164, validity and line type of the same distinct numbers; that they agree is checked
in the run.  ``python benchmarks/phone_parsing.py [numbers per region] [seed]``
"""

import platform
import random
import sys
import time
from collections.abc import Callable

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from clientbook.parsing import classify, parse_phone

REGIONS = ("FR", "CA", "US", "GB", "DE", "ES", "BE", "CH", "IT", "AU", "NL", "SE")
Reading = tuple[str, int] | None


def peer(text: str, region: str) -> Reading:
    """Parse, ask for validity and kind, format: what a program does with phonenumbers."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return (e164, phonenumbers.number_type(number))


def ours(text: str, region: str) -> Reading:
    """The same answer from the fast path (which asks phonenumbers when it must)."""
    parsed = classify(text, region)
    if parsed is None or not parsed.valid:
        return None
    return (parsed.e164, int(parsed.line_type))


def spellings(region: str, count: int, rng: random.Random) -> list[str]:
    """Distinct valid numbers of a region as people write them, half of them mobiles."""
    metadata = PhoneMetadata.metadata_for_region(region)
    code = metadata.country_code
    heads = [d.example_number for d in (metadata.mobile, metadata.fixed_line)]
    texts: dict[str, str] = {}
    while len(texts) < count:
        head = rng.choice(heads)
        keep = rng.randrange(2, 5)
        national = head[:keep] + "".join(rng.choice("0123456789") for _ in head[keep:])
        number = phonenumbers.parse(f"+{code}{national}")
        if not phonenumbers.is_valid_number(number) or national in texts:
            continue
        form = rng.choice(
            (PhoneNumberFormat.NATIONAL,) * 5 + (PhoneNumberFormat.INTERNATIONAL,) * 3
            + (PhoneNumberFormat.E164,) * 2
        )  # fmt: skip
        text = phonenumbers.format_number(number, form)
        if form == PhoneNumberFormat.NATIONAL and rng.random() < 0.5:
            text = rng.choice(
                (text.replace(" ", ""), text.replace(" ", "."), text.replace(" ", "-"))
            )
        texts[national] = text
    return list(texts.values())


def microseconds(read: Callable[[str, str], object], texts: list[str], region: str) -> float:
    """CPU time of one number, the best of three passes."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            read(text, region)
        best = min(best, time.process_time() - start)
    return best / len(texts) * 1e6


def value(text: str, region: str) -> object:
    """What an import asks for: the domain value."""
    return parse_phone(text, region=region)


def main(count: int, seed: int) -> None:
    rng = random.Random(seed)
    print(f"{count} distinct numbers a region, seed {seed}, microseconds of CPU a number")
    print(f"{'region':8}{'phonenumbers':>14}{'classify':>10}{'ratio':>8}{'parse_phone':>13}")
    totals = [0.0, 0.0, 0.0]
    for region in REGIONS:
        texts = spellings(region, count, rng)
        for text in texts:
            expected = peer(text, region)
            if expected is None or ours(text, region) != expected:
                raise AssertionError(f"{region}: the two readings differ")
        times = [microseconds(read, texts, region) for read in (peer, ours, value)]
        totals = [a + b for a, b in zip(totals, times, strict=True)]
        line(region, *times)
    line("all", *(t / len(REGIONS) for t in totals))
    print(f"phonenumbers {phonenumbers.__version__}, Python {platform.python_version()}, "
          f"{platform.machine()} {platform.system()}")  # fmt: skip


def line(name: str, theirs: float, fast: float, whole: float) -> None:
    print(f"{name:8}{theirs:14.2f}{fast:10.2f}{theirs / fast:7.1f}x{whole:13.2f}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 20_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 1,
    )
