"""Pairs of a list on Spark: keys, capped runs, comparisons, learning, weights."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import attrs
import numpy as np
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook.domain.checks import refuse, wrong_type
from clientbook.domain.doors import guarded
from clientbook.domain.settings import BookSettings
from clientbook.errors import PlanError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import settings_hash
from clientbook.importing.validation import ProfileReader
from clientbook.integrations.spark.cells import KEY, cells_of, decided
from clientbook.integrations.spark.frames import (
    NOTHING,
    TEXTS,
    check_columns,
    check_ids,
    check_kind,
    id_text,
)
from clientbook.integrations.spark.joins import joined
from clientbook.integrations.spark.records import RECORDS, read_mapped, read_records
from clientbook.integrations.spark.refusals import heard, mapped
from clientbook.integrations.spark.scoring import (
    MOST_CELLS,
    PAIRS,
    WEIGHED,
    ListFacts,
    weigh_again,
    weigh_runs,
)
from clientbook.integrations.spark.stages import Stages, check_folder, checksum, fingerprint
from clientbook.matching.keys import CONTACT_KINDS, CappedKey, kinds_for
from clientbook.matching.lists.blocks import ALL_PAIRS_SIZE, COMMON, COMMON_KINDS, run_limit
from clientbook.matching.lists.learning import learned
from clientbook.matching.lists.likely import HOPELESS_UNITS, least_units
from clientbook.matching.lists.patterns import PatternCounts, PatternSpace
from clientbook.matching.pairs.model import MatchModel, shipped_model

_EVERY = 0  # the one key of a list so small that every pair is compared


@attrs.frozen(eq=False)
class SparkPairs:
    """Pairs found, and what was left out.

    Args:
        pairs: Columns ``left``, ``right``, ``match_weight``, ``match_probability``; in no order.
        records: Columns ``id`` and ``profile`` among others, as :func:`clusters` reads them.
        capped: Match keys that were too common to use, strongest kind and fewest records first;
            as :attr:`.PairsReport.capped` has them.
        size: Records in the list.
        model: The model with what the list taught.
    """

    pairs: DataFrame
    records: DataFrame
    capped: tuple[CappedKey, ...] = attrs.field(repr=False)
    size: int
    model: MatchModel = attrs.field(repr=False)


@guarded
@heard()
def find_pairs(
    frame: DataFrame,
    *,
    folder: str,
    mapping: Mapping | None = None,
    settings: BookSettings | None = None,
    today: date | None = None,
    model: MatchModel | None = None,
    threshold: float | None = None,
    shared: Collection[str] = (),
    adapt: bool = True,
    most_pairs: int | None = None,
) -> SparkPairs:
    """Find all pairs of a list that are likely one person.

    The same pairs and weights as :func:`clientbook.matching.find_pairs` gives in one process.

    Args:
        frame: Columns ``id`` and ``profile`` (public JSON); with *mapping*, ``id`` and the columns
            it names.  Ids are texts or whole numbers, which are read as texts.
        folder: Where the stages are kept as Parquet; a run that was cut off goes on there when it
            is begun again with the same list and arguments.  It holds personal data.
        mapping: What each column means, total; rows are read as :func:`.read_profiles` reads them,
            and those that hold nothing are left out.
        settings: With *mapping*: whose region and date order are used.
        today: With *mapping*: today, which tells the century of years of two digits; None asks
            the system.
        model: None for the shipped one.
        threshold: Match probability from which a pair is returned; None for the model's
            ``propose_threshold``.
        shared: Identity keys that identify nobody.
        adapt: False to take the model as it is.
        most_pairs: Refuse, before any pair is compared, when the keys would give more pairs.

    Raises:
        WrongTypeError: An argument or a column is of another type, such as a list in place of the
            frame; nothing was written.
        InvalidValueError: *folder* has no name or cannot be written to, the frame lacks a column,
            or a number is out of its bounds (nothing was read or written then); an id is missing
            or comes twice, or a profile cannot be read.
        CellTypeError: With *mapping*: a column holds lists or the like, or a cell an infinite
            number.
        MappingError: The mapping cannot be used, or is for other columns.
        PlanError: The keys give more than *most_pairs*, or *folder* is of another list.
    """
    check_folder(folder)
    if most_pairs is not None and most_pairs < 0:
        raise refuse("most_pairs", "expected 0 or more")
    search = _Search(model or shipped_model(), threshold, frozenset(shared), adapt)
    source = _source(frame, mapping, settings)
    stages = Stages(frame.sparkSession, folder)
    read, rules = _reading(source, mapping, settings, today, search.shared)
    stages.follow_from(search.fingerprint(source, rules))
    records = stages.once("records", lambda: mapped(source, read, RECORDS))
    size = _distinct_count(records)
    used, capped, most = _used_keys(records, stages, size)
    _refuse_over(most_pairs, most)
    pairs, own = search.weighed(records, used, stages, size)
    return SparkPairs(pairs, records, capped, size, own)


@attrs.frozen
class _Search:
    """How pairs are weighed, whatever the list; its values are those :func:`find_pairs` names."""

    model: MatchModel
    threshold: float | None
    shared: frozenset[str]
    adapt: bool

    @property
    def limit(self) -> float:
        return self.model.propose_threshold if self.threshold is None else self.threshold

    def fingerprint(self, source: DataFrame, rules: object) -> str:
        """Return what stages of another list, or of another search, differ in."""
        told = rules, self.model, self.limit, sorted(self.shared), self.adapt
        return fingerprint(RECORDS, checksum(source), *told)

    def weighed(
        self, records: DataFrame, used: DataFrame, stages: Stages, size: int
    ) -> tuple[DataFrame, MatchModel]:
        """Return the pairs over the limit, and the model with what the list taught."""
        least = least_units(self.limit, adapt=self.adapt)
        facts = ListFacts(size, _labels(records), self.model, self.shared, least)
        weighed = stages.once(
            "weighed",
            lambda: mapped(
                _runs(records, used, _persons(records)), partial(weigh_runs, facts=facts), WEIGHED
            ),
        )
        own = _taught(weighed, facts) if self.adapt else self.model
        again = partial(weigh_again, facts=facts, own=own, limit=self.limit)
        pairs = stages.once(
            "pairs", lambda: mapped(weighed.select("left", "right", "codes"), again, PAIRS)
        )
        return pairs, own


def _distinct_count(records: DataFrame) -> int:
    """Return how many records there are, each with an id of its own."""
    told = records.agg(
        F.count("*").alias("size"),
        F.count("id").alias("named"),
        F.countDistinct("id").alias("ids"),
    ).collect()[0]
    if told["named"] != told["size"]:
        lacking = told["size"] - told["named"]
        raise refuse("profiles", f"{lacking:,} have no id; give each one")
    if told["ids"] != told["size"]:
        double = records.groupBy("id").count().where("count > 1").agg(F.min("id")).collect()[0][0]
        raise refuse(
            "profiles",
            f"an id comes twice, such as {double};"
            f" {told['size'] - told['ids']:,} rows have one of another",
        )
    return int(told["size"])


def _refuse_over(allowed: int | None, most: int) -> None:
    if allowed is not None and most > allowed:
        raise PlanError(
            f"the keys of this list give up to {most} pairs, more than the {allowed} allowed",
            "raise most_pairs, or mark the contact points that many share",
        )


def _source(frame: DataFrame, mapping: Mapping | None, settings: BookSettings | None) -> DataFrame:
    """Return what is read, ids as texts; nothing is worked out yet."""
    if mapping is None:
        check_columns("frame", frame, "id", "profile")
        source = frame.select("id", "profile")
        check_ids("frame", "id", source.schema[0].dataType)
        kinds = {*TEXTS, "binary", NOTHING}
        check_kind("frame", "profile", source.schema[1].dataType, kinds, "JSON")
        return source.withColumn("id", id_text("id"))
    if settings is None:
        raise wrong_type("settings", None, "those of a book for a mapping, such as BookSettings()")
    mapping.require_total()
    cells = cells_of(frame, mapping, "id")
    check_ids("frame", "id", cells.schema[0].dataType)
    return cells.withColumn(KEY, id_text(KEY))


def _reading(
    source: DataFrame,
    mapping: Mapping | None,
    settings: BookSettings | None,
    today: date | None,
    shared: frozenset[str],
) -> tuple[Callable[[Iterator[Any]], Iterator[Any]], object]:
    """Return how a worker reads the list, and what else the records follow from."""
    if mapping is None or settings is None:
        return partial(read_records, shared=shared), None
    mapping, _ = decided(source, mapping, settings, "id")
    day = today or datetime.now(tz=UTC).date()
    make = partial(ProfileReader, mapping, settings, day)
    make()  # refuses a mapping that cannot be used
    rules = (mapping.to_json(), settings_hash(settings), today)  # today is the day of the first run
    titles = [column.header for column in mapping]
    return partial(read_mapped, shared=shared, make=make, titles=titles), rules


def _used_keys(
    records: DataFrame, stages: Stages, size: int
) -> tuple[DataFrame, tuple[CappedKey, ...], int]:
    """Used keys of each record, as numbers; keys that are not used; the most pairs they give."""
    held = records.select("id", F.explode("keys").alias("key"))
    if size <= ALL_PAIRS_SIZE:
        every = records.select("id", F.lit(_EVERY).alias("code"))
        return every, _common(held), size * (size - 1) // 2
    keys = stages.once(
        "keys",
        lambda: (
            held.groupBy("key")
            .count()
            .select(
                "key",
                F.substring_index("key", ":", 1).alias("prefix"),
                F.col("count").alias("n"),
                # Another number each time it is computed: once is all it is, then it is read.
                F.monotonically_increasing_id().alias("code"),
            )
        ),
    )
    shares: dict[str, dict[int, int]] = {}
    for row in keys.groupBy("prefix", "n").agg(F.count("*").alias("many")).collect():
        shares.setdefault(row["prefix"], {})[row["n"]] = row["many"]
    alone = size - records.where(F.exists("keys", lambda key: _is_of(key, CONTACT_KINDS))).count()
    limits: dict[str, int] = {}
    capped: list[CappedKey] = []
    most = 0
    for kind in kinds_for(size):
        runs = shares.get(kind.prefix)
        if runs is None:
            continue
        counted = np.zeros(max(3, max(runs) + 1), np.int64)
        for n, many in runs.items():
            counted[n] = many
        limit = limits[kind.prefix] = run_limit(kind.prefix, counted, size, alone)
        for n, many in sorted(runs.items()):
            if n > limit:
                capped += [CappedKey(kind.prefix, n)] * many
            else:
                most += many * n * (n - 1) // 2
    allowed = F.coalesce(*(F.when(F.col("prefix") == p, F.lit(n)) for p, n in limits.items()))
    good = keys.where((F.col("n") > 1) & (F.col("n") <= allowed)).select("key", "code")
    return joined(held, good, "key").select("id", "code"), tuple(capped), most


def _common(held: DataFrame) -> tuple[CappedKey, ...]:
    """Identifiers of a small list that are reported, though every pair of it is compared."""
    counted = held.where(_is_of(F.col("key"), COMMON_KINDS)).groupBy("key").count()
    found = [
        CappedKey(row["key"].split(":", 1)[0], row["count"])
        for row in counted.where(F.col("count") > COMMON).collect()
    ]
    return tuple(sorted(found, key=lambda key: (COMMON_KINDS.index(key.kind), key.records)))


def _is_of(key: Column, kinds: Collection[str]) -> Column:
    return F.substring_index(key, ":", 1).isin(*kinds)


def _labels(records: DataFrame) -> tuple[tuple[str, str], ...]:
    """External ids and attributes that two records hold, as a list in columns orders them."""
    several = records.select(F.explode("labels").alias("label")).groupBy("label").count()
    found = [row["label"].split(":", 1) for row in several.where("count > 1").collect()]
    return tuple(sorted((field, label) for field, label in found))


def _persons(records: DataFrame) -> DataFrame:
    """Say of the cells of a record how many persons hold the value, where several do.

    Each is one number, see :func:`.weigh_runs`; persons are those of :func:`.persons_of`.
    """
    asked = records.select("id", F.posexplode("asked").alias("place", "value"))
    held = records.select("mark", F.explode("values").alias("value"))
    counted = (
        held.groupBy("value")
        .agg(F.count("*").alias("records"), F.countDistinct("mark").alias("marks"))
        .select(
            "value",
            F.greatest("marks", F.col("records") - 12).cast("bigint").alias("persons"),
        )
        .where("persons > 1")
    )
    told = (F.col("persons") * MOST_CELLS + F.col("place")).alias("told")
    few = asked.where(F.col("place") < MOST_CELLS)
    named = joined(few, counted, "value").select("id", told)
    return named.groupBy("id").agg(F.collect_list("told").alias("held"))


def _runs(records: DataFrame, used: DataFrame, persons: DataFrame) -> DataFrame:
    """Records once for each key that is used, those of one key together."""
    with_keys = used.groupBy("id").agg(F.sort_array(F.collect_list("code")).alias("codes"))
    keyed = joined(records.select("id", "encoded"), with_keys, "id")
    whole = joined(keyed, persons, "id", "left").select(
        "id",
        "encoded",
        F.col("codes").cast("array<bigint>").alias("codes"),
        F.coalesce("held", F.array().cast("array<bigint>")).alias("held"),
    )
    spread = whole.select("*", F.posexplode("codes").alias("place", "key")).select(
        "key",
        "id",
        "encoded",
        F.slice(F.col("codes"), F.lit(1), F.col("place")).alias("earlier"),
        "held",
    )
    return spread.repartition("key").sortWithinPartitions("key")


def _taught(weighed: DataFrame, facts: ListFacts) -> MatchModel:
    """Fit the model once, from how many pairs show each pattern."""
    teaching = weighed.where(F.col("units") >= HOPELESS_UNITS)
    rows = teaching.groupBy("codes").count().collect()
    space = PatternSpace(facts.labels)
    codes = np.array([row["codes"] for row in rows], np.int64).reshape(len(rows), space.width)
    counts = np.array([row["count"] for row in rows], np.int64)
    return learned(PatternCounts.of(codes, counts), space, facts.model, facts.size)
