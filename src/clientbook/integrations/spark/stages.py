"""Stages of a long computation, kept as Parquet: a run that was cut off goes on after the last."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from pyspark.errors import AnalysisException, PythonException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook import __version__
from clientbook.domain.checks import refuse
from clientbook.errors import PlanError

_WORKERS_ERROR = re.compile(r"^(?:TypeError|ValueError): ((?:rows|profile)\b.+)$", re.MULTILINE)
"""How the traceback of a worker ends that cannot read the list; any other error keeps its own."""


def checksum(frame: DataFrame) -> str:
    """Tell one frame from another, in whatever order its rows come; no row may come twice."""
    # A hash passes over what is null: without saying where that is, a value that moves to the
    # column beside would not show.
    told = F.xxhash64(*frame.columns, *(F.isnull(name) for name in frame.columns))
    row = frame.agg(F.count("*"), F.bit_xor(told)).collect()[0]
    return f"{row[0]} {row[1]} {[kind for _, kind in frame.dtypes]}"


def check_folder(folder: str) -> None:
    """Refuse a folder without a name: its stages would lie in the root of a file system.

    Raises:
        InvalidValueError: Nothing is left of it but spaces, slashes and the scheme of an address.
    """
    named = folder.strip().rstrip("/")
    if not named or named.endswith(":"):
        raise refuse("folder", "expected a path or address with a name, such as 's3a://jobs/may'")


def check_columns(field: str, frame: DataFrame, *names: str) -> None:
    """Refuse a frame without a column that is read, or with two of that name.

    Raises:
        InvalidValueError: The column is named.
    """
    for name in names:
        try:
            _ = frame.select(name).schema  # Spark says what it takes for the same name
        except AnalysisException:
            raise refuse(field, f"expected one column {name!r}") from None


def fingerprint(*told: object) -> str:
    """Return what names the results that follow from all this, of this version."""
    return hashlib.sha256(repr((__version__, *told)).encode("utf-8")).hexdigest()


class Stages:
    """A folder of results, each computed once.

    A result counts once its mark stands beside it, which is written last and says what the result
    follows from: what a run that was cut off left half written is computed again, and so is what
    somebody has deleted, or what is of another list.

    Args:
        spark: The session.
        folder: Path or address that every worker can write to.
        fingerprint: What the results follow from; results of something else are refused.

    Raises:
        PlanError: The folder holds results of another list or of other settings.
    """

    def __init__(self, spark: SparkSession, folder: str, fingerprint: str) -> None:
        self._spark, self._folder = spark, folder.rstrip("/")
        self._fingerprint = fingerprint
        mark = f"{self._folder}/fingerprint"
        known = self._told(mark)
        if known is None:
            self._write_mark(mark)
        elif known != fingerprint:
            raise PlanError(
                "the folder holds stages of another list, or of other settings",
                "name an empty folder, or give what it was begun with",
            )

    def once(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """Return a result, from the folder where an earlier run has finished it.

        Raises:
            ValueError: A worker could not read the list; the message says what and where.
        """
        path, done = f"{self._folder}/{name}", f"{self._folder}/{name}.done"
        if self._told(done) != self._fingerprint or self._parquet(path) is None:
            self._write(make(), path)
            self._write_mark(done)
        return self._spark.read.parquet(path)

    def _parquet(self, path: str) -> DataFrame | None:
        try:  # of a single path that is missing Spark logs a stack trace
            return self._spark.read.parquet(path, path)
        except AnalysisException:  # no such path, or nothing in it yet
            return None

    def _told(self, mark: str) -> str | None:
        """Return what a mark says, None where it is missing."""
        found = self._parquet(mark)
        return None if found is None else str(found.collect()[0][0])

    def _write_mark(self, path: str) -> None:
        # A frame made of rows of Python would be written by workers, in several files.
        told = F.lit(self._fingerprint).alias("told")
        self._write(self._spark.range(1, numPartitions=1).select(told), path)

    @staticmethod
    def _write(frame: Any, path: str) -> None:
        try:
            frame.write.mode("overwrite").parquet(path)
        except PythonException as error:
            said = _WORKERS_ERROR.findall(str(error))
            if not said:
                raise
            raise ValueError(said[-1]) from None
