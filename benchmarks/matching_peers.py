"""Peers that find duplicates, each set up as its own documentation does; all are optional.

Each ``*_pairs`` takes the flat rows of ``matching_lists.rows_of`` and the gold clusters (only
dedupe looks at those, for its labels) and gives scored pairs, its default threshold and its
clusters there.  ``splink_speed`` times splink on the rows of ``matching_speed``.
"""

import io
import itertools
import logging
import math
import multiprocessing
import random
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

FlatRow = dict[str, str | None]
Scored = tuple[str, str, float]
SPLINK_THRESHOLD = math.log2(0.95 / 0.05)
"""Match weight of probability 0.95, where splink's tutorials make their clusters."""

_RULES = (("given", "surname"), ("surname", "birth"), ("given", "birth"), ("email",), ("phone",),
          ("mobile",), ("account",), ("street", "postcode"), ("surname", "postcode"),
          ("given", "postcode"))  # fmt: skip


@dataclass
class PeerResult:
    """What a peer found: scored pairs, its own threshold, its clusters at it."""

    pairs: list[Scored]
    threshold: float
    clusters: list[list[str]]
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def version(package: str) -> str | None:
    """Return an installed package's version; None when it is absent."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def connected(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the connected components of two or more."""
    home: dict[str, str] = {}

    def root(uid: str) -> str:
        while home.setdefault(uid, uid) != uid:
            home[uid] = home[home[uid]]
            uid = home[uid]
        return uid

    for left, right in pairs:
        home[root(left)] = root(right)
    members = defaultdict(list)
    for uid in home:
        members[root(uid)].append(uid)
    return list(members.values())


def filled(rows: list[FlatRow]) -> list[str]:
    """Return the fields at least one row in twenty has."""
    names = [name for name in rows[0] if name != "unique_id"]
    return [n for n in names if sum(r[n] is not None for r in rows) >= len(rows) / 20]


def _rules(fields: Iterable[str], *, small: bool) -> list[tuple[str, ...]]:
    rules = [rule for rule in _RULES if set(rule) <= set(fields)]
    wide = [("birth",), ("surname",), ("given", "city")] if small else []
    return rules + [rule for rule in wide if set(rule) <= set(fields)]


def _comparison(name: str) -> Any:
    from splink import comparison_library as cl

    if name in ("given", "surname"):
        return cl.NameComparison(name).configure(term_frequency_adjustments=True)
    if name == "birth":
        return cl.DateOfBirthComparison(name, input_is_string=True)
    if name == "email":
        return cl.EmailComparison(name)
    if name == "street":
        return cl.JaroWinklerAtThresholds(name, [0.92, 0.8])
    if name in ("city", "postcode", "company"):
        return cl.ExactMatch(name).configure(term_frequency_adjustments=True)
    return cl.LevenshteinAtThresholds(name, 1)


def _trained_linker(frame: Any, fields: list[str], *, small: bool) -> tuple[Any, list[str]]:
    """Train splink without labels in the steps of its tutorials."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink.internals.exceptions import EMTrainingException

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name) for name in fields],
        blocking_rules_to_generate_predictions=[
            block_on(*rule) for rule in _rules(fields, small=small)
        ],
        retain_matching_columns=False,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings, log_level=logging.CRITICAL)
    sure = [
        block_on("given", name) for name in ("birth", "email", "mobile", "account")
        if name in fields
    ] or [block_on("given", "surname", fields[-1])]  # fmt: skip
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    notes = []
    others = [n for n in ("birth", "email", "mobile", "postcode") if n in fields]
    second = others[0] if others else "surname"
    for rule in (("given", "surname"), (second,)):
        if set(rule) <= set(fields):
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
            except EMTrainingException:
                notes.append(f"no EM session on {'+'.join(rule)}")
    return linker, notes


def splink_pairs(rows: list[FlatRow], gold: dict[str, str]) -> PeerResult:
    """Link with splink on DuckDB, its parameters trained by expectation maximisation."""
    import pandas as pd

    del gold  # it needs no label
    linker, notes = _trained_linker(pd.DataFrame(rows), filled(rows), small=True)
    found = linker.inference.predict(threshold_match_probability=0.002).as_pandas_dataframe()
    pairs = list(
        zip(found.unique_id_l, found.unique_id_r, found.match_weight.astype(float), strict=True)
    )
    likely = ((a, b) for a, b, weight in pairs if weight >= SPLINK_THRESHOLD)
    return PeerResult(pairs, SPLINK_THRESHOLD, connected(likely), notes=notes)


def same_first_name(a: FlatRow, b: FlatRow) -> bool:
    """Say whether two first names may be one: what a user who knows families filters by."""
    from rapidfuzz.distance import JaroWinkler

    one, two = a["given"], b["given"]
    if not one or not two:
        return True
    first, other = one.replace(".", "-").split("-")[0], two.replace(".", "-").split("-")[0]
    short = min(len(first), len(other))
    if first[:short] == other[:short]:  # an initial, a short form, one of two first names
        return True
    crossed = ((one, b["surname"] or ""), (a["surname"] or "", two))
    return any(JaroWinkler.similarity(x, y) >= 0.8 for x, y in ((one, two), *crossed))


def filtered(result: PeerResult, rows: list[FlatRow]) -> PeerResult:
    """Return a peer's pairs whose first names may be one."""
    by_id = {row["unique_id"]: row for row in rows}
    pairs = [p for p in result.pairs if same_first_name(by_id[p[0]], by_id[p[1]])]
    likely = ((a, b) for a, b, score in pairs if score >= result.threshold)
    return PeerResult(pairs, result.threshold, connected(likely), result.seconds, result.notes)


def _labels(rows: list[FlatRow], gold: dict[str, str], most: int) -> dict[str, list[Any]]:
    """Draw labelled pairs: doubles, and others half of which share a surname, phone or e-mail."""
    rng = random.Random(1)
    by_id = {row["unique_id"]: row for row in rows}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for uid, row in by_id.items():
        groups["entity", gold[uid]].append(uid)
        for name in ("surname", "phone", "email", "birth"):
            if row.get(name):
                groups[name, row[name]].append(uid)
    doubles, near = [], []
    for (name, _), members in groups.items():
        for a, b in itertools.islice(itertools.combinations(members, 2), 20):
            if name == "entity":
                doubles.append((a, b))
            elif gold[a] != gold[b]:
                near.append((a, b))
    ids = sorted(by_id)
    far = [(a, b) for a, b in (rng.sample(ids, 2) for _ in range(most)) if gold[a] != gold[b]]
    match = rng.sample(doubles, min(most, len(doubles) // 2))
    distinct = rng.sample(near, min(most // 2, len(near))) + far[: most // 2]
    return {
        "match": [(by_id[a], by_id[b]) for a, b in match],
        "distinct": [(by_id[a], by_id[b]) for a, b in distinct],
    }


def dedupe_pairs(rows: list[FlatRow], gold: dict[str, str]) -> PeerResult:
    """Link with dedupe, trained on at most 500 doubles and 500 others of the list itself."""
    import dedupe
    from dedupe import variables
    from dedupe.serializer import write_training

    random.seed(1)
    fields = filled(rows)
    kinds = {n: variables.ShortString if n in ("birth", "phone", "mobile", "postcode", "account")
             else variables.String for n in fields}  # fmt: skip
    labels = _labels(rows, gold, 500)
    deduper = dedupe.Dedupe(
        [kinds[n](n, has_missing=True) for n in fields], num_cores=0, in_memory=True
    )
    data = {row["unique_id"]: row for row in rows}
    training = io.StringIO()
    write_training(labels, training)
    training.seek(0)
    deduper.prepare_training(data, training_file=training, sample_size=1500)
    deduper.train(index_predicates=False)
    scores = deduper.score(deduper.pairs(data))
    pairs = [(str(a), str(b), float(s)) for (a, b), s in zip(*_columns(scores), strict=True)]
    found = [[str(uid) for uid in ids] for ids, _ in deduper.cluster(scores, 0.5)]
    return PeerResult(pairs, 0.5, [c for c in found if len(c) > 1])


def _columns(scores: Any) -> tuple[Any, Any]:
    return scores["pairs"], scores["score"]


def recordlinkage_pairs(rows: list[FlatRow], gold: dict[str, str]) -> PeerResult:
    """Link with recordlinkage: binary comparisons and its ECM classifier, without labels."""
    import pandas as pd
    import recordlinkage as rl

    del gold  # it needs no label
    fields = filled(rows)
    frame = pd.DataFrame(rows).set_index("unique_id")
    index = rl.Index()
    for rule in _rules(fields, small=True):
        index.block(list(rule))
    candidates = index.index(frame)
    compare = rl.Compare()
    for name in fields:
        if name in ("given", "surname", "street", "city", "email"):
            compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
        else:
            compare.exact(name, name, label=name)
    vectors = compare.compute(candidates, frame)
    classifier = rl.ECMClassifier()
    classifier.fit(vectors)
    chance = classifier.prob(vectors)
    pairs = [(a, b, float(p)) for (a, b), p in chance.items() if p > 0.0]
    return PeerResult(pairs, 0.5, connected((a, b) for a, b, p in pairs if p >= 0.5))


PEERS: dict[str, Callable[[list[FlatRow], dict[str, str]], PeerResult]] = {
    "splink": splink_pairs,
    "dedupe": dedupe_pairs,
    "recordlinkage": recordlinkage_pairs,
}
"""Peers by the package they need."""


def _work(name: str, args: tuple[Any, ...], pipe: Any) -> None:
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    try:
        result = _TASKS[name](*args)
    except Exception as error:  # noqa: BLE001 - a peer may fail in any way; the run goes on
        pipe.send(f"failed: {type(error).__name__}: {str(error)[:160]}")
        return
    if isinstance(result, PeerResult):
        result.seconds = time.perf_counter() - start
    pipe.send(result)


def bounded(name: str, *args: Any, seconds: float) -> Any:
    """Run a task in a process of its own; a text says why there is no result."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(name, args, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(seconds) else f"stopped after {seconds:.0f} s"
    except EOFError:
        return "failed: its process died"
    finally:
        process.terminate()
        process.join()


def peak_mib() -> float:
    """Return this process's peak memory; on Linux without what the parent held at the start."""
    import resource
    from pathlib import Path

    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def _speed(rows: list[tuple[str, ...]]) -> str:
    import pandas as pd

    names = ["unique_id", "given", "surname", "birth", "phone", "mobile", "email", "street",
             "city", "postcode", "company", "entity"]  # fmt: skip
    entity = {row[0]: row[-1] for row in rows}
    frame = pd.DataFrame(rows, columns=names)
    before = peak_mib()
    start, processor = time.perf_counter(), time.process_time()
    for name in names[1:-1]:  # cleaning: folded case, blanks as nulls
        text = frame[name].str.strip().str.lower()
        frame[name] = text.where(text != "", None)
    linker, notes = _trained_linker(frame.drop(columns="entity"), names[1:-1], small=False)
    # 0.5 as ours: the pairs a person would be shown
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    wall, processor = time.perf_counter() - start, time.process_time() - processor
    good = sum(
        entity[a] == entity[b] for a, b in zip(found.unique_id_l, found.unique_id_r, strict=True)
    )
    return (
        f"splink {version('splink')}: {len(rows)} rows, {wall:.1f} s wall, {processor:.1f} s "
        f"processor, peak {peak_mib():.0f} MiB ({peak_mib() - before:.0f} MiB above the input), "
        f"{len(found)} pairs, {good} of them right{''.join('; ' + n for n in notes)}"
    )


def splink_speed(rows: list[tuple[str, ...]], *, seconds: float = 900) -> str:
    """Time splink on the packed rows of ``matching_speed``, in a process of its own."""
    if version("splink") is None:
        return "splink: absent"
    result = bounded("speed", rows, seconds=seconds)
    return result if result.startswith("splink") else f"splink: {result}"


_TASKS: dict[str, Callable[..., Any]] = {**PEERS, "speed": _speed}
