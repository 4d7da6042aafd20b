"""How well columns are recognised: core columns found and wrong core fields, per language.

Usage: python benchmarks/mapping_quality.py [FILE.json ...] [--misses] [--part 0|1] [--speed]
"""

import argparse
import json
import random
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table

ROOT = Path(__file__).resolve().parents[1]
NOT_CORE = {"custom", "skip"}


def known_files() -> list[Path]:
    """The project's own layouts, and the shared formats where they lie beside the project."""
    found = sorted((ROOT / "tests/data").glob("header_layouts*.json"))
    for folder in ROOT.parents:
        shared = folder / "shared/data/header_formats.json"
        if shared.exists():
            return [shared, *found]
    return found


def same(given: str, wanted: list[str], *, one_address: bool) -> bool:
    """True when *given* is one of *wanted*; custom and skip are one answer."""
    if given.partition(":")[0] in NOT_CORE:
        return bool(NOT_CORE & set(wanted))
    if given in wanted:
        return True
    plain = re.sub(r"^address\.(home|work|other|billing|shipping|service|\d+)\.", "address.", given)
    others = {
        re.sub(r"^address\.(home|work|other|billing|shipping|service|\d+)\.", "address.", w)
        for w in wanted
    }
    return one_address and plain.startswith("address.") and plain in others


def score(layout: dict[str, Any], *, misses: bool) -> dict[str, int]:
    """Count columns, core columns, those found and those on a wrong core field."""
    columns = layout["columns"]
    mapping = suggest_mapping(Table.from_rows([c["header"] for c in columns]))
    kinds = {
        m.group(1)
        for c in columns
        if (
            m := re.match(
                r"address\.(?:(home|work|other|billing|shipping|service|\d+)\.)?", c["target"]
            )
        )
    }
    counts = dict.fromkeys(("columns", "core", "found", "right", "wrong"), 0)
    for column, suggested in zip(columns, mapping, strict=True):
        wanted = [column["target"], *column.get("also_ok", [])]
        given = str(suggested.target) if suggested.target else "custom"
        core = column["target"] not in NOT_CORE
        right = same(given, wanted, one_address=len(kinds) == 1)
        counts["columns"] += 1
        counts["core"] += core
        counts["right"] += right
        counts["found"] += core and right
        counts["wrong"] += not right and given.partition(":")[0] not in NOT_CORE
        if misses and not right:
            mark = "WRONG" if given.partition(":")[0] not in NOT_CORE else "miss "
            print(f"  {mark} {layout['id']}: {column['header']!r} -> {given}, wanted {wanted}")
    return counts


def report(path: Path, *, misses: bool, part: int | None) -> None:
    layouts = json.loads(path.read_text(encoding="utf-8"))["formats"]
    layouts = [
        x
        for i, x in enumerate(layouts)
        if x.get("kind") != "vcf" and (part is None or i % 2 == part)
    ]
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    started = time.perf_counter()
    for layout in layouts:
        for key, count in score(layout, misses=misses).items():
            totals[layout["language"]][key] += count
            totals["all"][key] += count
    spent = time.perf_counter() - started
    print(f"{path.name}: {len(layouts)} layouts, {spent * 1000:.0f} ms")
    print("  language  columns  core  core found %  wrong core %  right %")
    for language, t in sorted(totals.items(), key=lambda item: (item[0] == "all", item[0])):
        found = 100 * t["found"] / max(t["core"], 1)
        wrong, right = 100 * t["wrong"] / t["columns"], 100 * t["right"] / t["columns"]
        counts = f"{t['columns']:>7}  {t['core']:>4}"
        print(f"  {language:<8}  {counts}  {found:>12.1f}  {wrong:>12.1f}  {right:>7.1f}")


def speed(paths: list[Path], *, seed: int = 1, columns: int = 60, rows: int = 6) -> None:
    """Print the CPU time of rows of titles, drawn from all layouts of a language."""
    titles: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for layout in json.loads(path.read_text(encoding="utf-8"))["formats"]:
            if layout.get("kind") != "vcf":
                titles[layout["language"]] += [column["header"] for column in layout["columns"]]
    draw = random.Random(seed)
    first: list[float] = []
    again: list[float] = []
    for language in titles.values():
        for _ in range(rows):
            table = Table.from_rows(draw.sample(language, columns))
            for spent in (first, again):
                started = time.process_time()
                suggest_mapping(table)
                spent.append((time.process_time() - started) * 1000)
    for name, spent in (("seen for the first time", first), ("seen before", again)):
        spent.sort()
        middle = spent[len(spent) // 2]
        print(f"{columns} titles, {name}: median {middle:.1f} ms, slowest {spent[-1]:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="list each column that is not right")
    parser.add_argument("--part", type=int, choices=(0, 1), help="even or odd layouts only")
    parser.add_argument("--speed", action="store_true", help="time rows of 60 titles instead")
    arguments = parser.parse_args()
    if arguments.speed:
        speed(arguments.files or known_files())
        return
    for path in arguments.files or known_files():
        if path.exists():
            report(path, misses=arguments.misses, part=arguments.part)


if __name__ == "__main__":
    main()
