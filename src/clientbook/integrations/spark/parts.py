"""Clusters of a list on Spark: connected parts, and the one rule within each."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook.convert.documents import load_profile
from clientbook.domain.checks import refuse
from clientbook.domain.doors import guarded
from clientbook.errors import PlanError
from clientbook.integrations.spark.frames import check_columns, check_ids, id_text
from clientbook.integrations.spark.joins import joined
from clientbook.integrations.spark.matching import SparkPairs
from clientbook.integrations.spark.refusals import heard, mapped
from clientbook.integrations.spark.stages import Stages, check_folder, checksum, fingerprint
from clientbook.matching.lists.clusters import clusters as clusters_of
from clientbook.matching.pairs.model import MatchModel
from clientbook.matching.pairs.scoring import ScoredPair

CLUSTERS = "cluster string, id string"
"""Columns of a cluster's member: the smallest id of the cluster, and its own."""

_MEMBERS = pa.schema([("cluster", pa.string()), ("id", pa.string())])
_MOST_ROUNDS = 60  # labels halve the way to the smallest id each round
_LINK, _FORBIDDEN, _PROFILE = 0, 1, 2


@guarded
@heard()
def clusters(
    found: SparkPairs,
    *,
    folder: str,
    cannot_link: DataFrame | None = None,
    most_members: int = 50_000,
) -> DataFrame:
    """Gather linked records into clusters of one person each.

    The same clusters as :func:`clientbook.matching.clusters` gives in one process for these pairs
    and profiles.

    Args:
        found: What :func:`find_pairs` returned.
        folder: Where the rounds are kept as Parquet, another one than that of the pairs.  It is
            of these pairs, profiles and *cannot_link*; others need another folder.
        cannot_link: Columns ``left`` and ``right``: pairs that are two persons, in any order, by
            their ids (texts or whole numbers, which are read as texts); None for none.
        most_members: Most records that links may hang together; one worker holds such a part in
            its memory.

    Returns:
        Columns ``cluster`` (the smallest id of the cluster) and ``id``; records that stand alone
        have no row.

    Raises:
        WrongTypeError: An argument or a column is of another type.
        InvalidValueError: *folder* has no name or cannot be written to, *cannot_link* lacks a
            column or an id of a pair, or *most_members* is less than 1; nothing was written.
        PlanError: A part is larger than *most_members*: the threshold of the pairs is too low, or
            a contact point that many share is not marked; or *folder* holds something else, such
            as the clusters of other pairs or under another *cannot_link*.
    """
    check_folder(folder)
    if most_members < 1:
        raise refuse("most_members", "expected 1 or more")
    check_columns("found.pairs", found.pairs, "left", "right", "match_weight")
    check_columns("found.records", found.records, "id", "profile")
    if cannot_link is not None:
        cannot_link = _apart(cannot_link)
    stages = Stages(found.pairs.sparkSession, folder)
    stages.follow_from(_fingerprint(found, cannot_link))
    labels = _labels(found.pairs, stages)
    largest = labels.groupBy("label").count().agg(F.max("count")).collect()[0][0] or 0
    if largest > most_members:
        raise PlanError(
            f"{largest} records hang together by links, more than the {most_members} allowed",
            "raise the threshold of the pairs, mark contact points that many share, or raise"
            " most_members",
        )
    rows = _rows(found, labels, cannot_link)
    return stages.once(
        "clusters",
        lambda: mapped(
            rows.repartition("label").sortWithinPartitions("label", "kind", "left", "right"),
            partial(_clustered, model=found.model),
            CLUSTERS,
        ),
    )


def _apart(cannot_link: DataFrame) -> DataFrame:
    """Return pairs that are two persons, by their ids as texts.

    One that lacks an id names nobody: what it was to keep apart would be linked in silence.
    """
    check_columns("cannot_link", cannot_link, "left", "right")
    pairs = cannot_link.select("left", "right")
    for field in pairs.schema:
        check_ids("cannot_link", field.name, field.dataType)
    lacking = pairs.where("left is null or right is null").count()
    if lacking:
        raise refuse("cannot_link", f"{lacking:,} pairs lack an id; give both, or leave them out")
    return pairs.select(id_text("left").alias("left"), id_text("right").alias("right"))


def _fingerprint(found: SparkPairs, cannot_link: DataFrame | None) -> str:
    """Return what the clusters of other pairs, profiles or forbidden pairs differ in.

    Pairs that are two persons are the same in whatever order and however often they are given.
    """
    pairs = checksum(found.pairs.select("left", "right", "match_weight"))
    profiles = checksum(found.records.select("id", "profile"))
    apart = None
    if cannot_link is not None:
        in_order = (
            F.least("left", "right").alias("low"),
            F.greatest("left", "right").alias("high"),
        )
        apart = checksum(cannot_link.select(*in_order).distinct())
    return fingerprint("clusters", pairs, profiles, found.model, apart)


def _labels(pairs: DataFrame, stages: Stages) -> DataFrame:
    """Return the smallest id of the connected part of each linked record, by rounds.

    In a round each record takes the smallest label among its own and its neighbours', then the
    label of the record its label names: labels run down a chain twice as fast each round.
    """
    one = pairs.select(F.col("left").alias("id"), F.col("right").alias("other"))
    edges = one.union(one.select(F.col("other").alias("id"), F.col("id").alias("other")))
    labels = stages.once(
        "labels-0",
        lambda: edges.groupBy("id").agg(F.least("id", F.min("other")).alias("label")),
    )
    for number in range(1, _MOST_ROUNDS):
        before = labels

        def next_round(before: DataFrame = before) -> DataFrame:
            named = before.select(F.col("id").alias("other"), F.col("label").alias("beside"))
            near = joined(edges, named, "other").groupBy("id").agg(F.min("beside").alias("beside"))
            least = joined(before, near, "id").select(
                "id", F.least("label", "beside").alias("label"), F.col("label").alias("old")
            )
            jumps = before.select(F.col("id").alias("label"), F.col("label").alias("further"))
            return joined(least, jumps, "label", "left").select(
                "id", F.least("label", F.coalesce("further", "label")).alias("label"), "old"
            )

        labels = stages.once(f"labels-{number}", next_round)
        if labels.where("label != old").isEmpty():
            return labels.select("id", "label")
    raise PlanError(
        f"the links hang together in chains longer than {_MOST_ROUNDS} rounds reach",
        "raise the threshold of the pairs",
    )


def _rows(found: SparkPairs, labels: DataFrame, cannot_link: DataFrame | None) -> DataFrame:
    """Links, forbidden pairs and profiles of each part, as rows of one shape."""
    of_left = labels.select(F.col("id").alias("left"), "label")
    nothing, no_weight = F.lit(None).cast("string"), F.lit(None).cast("double")

    def shaped(frame: DataFrame, kind: int, right: Any, weight: Any, profile: Any) -> DataFrame:
        return frame.select(
            "label",
            F.lit(kind).alias("kind"),
            "left",
            right.alias("right"),
            weight.alias("match_weight"),
            profile.alias("profile"),
        )

    links = shaped(
        joined(found.pairs, of_left, "left"), _LINK, F.col("right"), F.col("match_weight"), nothing
    )
    profiles = found.records.select(F.col("id").alias("left"), "profile")
    records = joined(profiles, of_left, "left")
    rows = links.union(shaped(records, _PROFILE, nothing, no_weight, F.col("profile")))
    if cannot_link is None:
        return rows
    told = joined(cannot_link.select("left", "right"), of_left, "left")
    return rows.union(shaped(told, _FORBIDDEN, F.col("right"), no_weight, nothing))


def _parts(batches: Iterator[pa.RecordBatch]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each connected part, over the borders of batches."""
    part: list[dict[str, Any]] = []
    for batch in batches:
        for row in batch.to_pylist():
            if part and row["label"] != part[0]["label"]:
                yield part
                part = []
            part.append(row)
    if part:
        yield part


def _clustered(batches: Iterator[pa.RecordBatch], model: MatchModel) -> Iterator[pa.RecordBatch]:
    for rows in _parts(batches):
        links = [
            ScoredPair(row["left"], row["right"], row["match_weight"], 1.0)
            for row in rows
            if row["kind"] == _LINK
        ]
        found = clusters_of(
            links,
            cannot_link=[(r["left"], r["right"]) for r in rows if r["kind"] == _FORBIDDEN],
            profiles={r["left"]: load_profile(r["profile"]) for r in rows if r["kind"] == _PROFILE},
            model=model,
        )
        members = [{"cluster": ids[0], "id": uid} for ids in found for uid in ids]
        yield pa.RecordBatch.from_pylist(members, schema=_MEMBERS)
