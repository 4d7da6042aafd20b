"""Stages of a long computation, kept as Parquet: a run that was cut off goes on after the last."""

import hashlib
from collections.abc import Callable

from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook import __version__
from clientbook.domain.checks import refuse
from clientbook.errors import PlanError

try:  # a client of Spark Connect has no Java, and this not either
    from py4j.protocol import Py4JError
except ImportError:
    ERRORS_OF_SPARK: tuple[type[Exception], ...] = (PySparkException,)
else:
    ERRORS_OF_SPARK = (PySparkException, Py4JError)

_BEGUN = "begun"
"""What the mark of a folder says whose list has not been looked at yet."""


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


def fingerprint(*told: object) -> str:
    """Return what names the results that follow from all this, of this version."""
    return hashlib.sha256(repr((__version__, *told)).encode("utf-8")).hexdigest()


class Stages:
    """A folder of results, each computed once.

    A result counts once its mark stands beside it, which is written last and says what the result
    follows from: what a run that was cut off left half written is computed again, and so is what
    somebody has deleted, or what is of another list.

    The folder is begun when this is made, before any work: one that cannot be written to is
    refused while that costs nothing.

    Args:
        spark: The session.
        folder: Path or address that every worker can write to.

    Raises:
        InvalidValueError: Spark cannot read it or write to it; its own error is the cause.
    """

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self._spark, self._folder = spark, folder.rstrip("/")
        self._mark = f"{self._folder}/fingerprint"
        self._fingerprint = _BEGUN
        try:
            known = self._told(self._mark)
            if known is None:
                self._write_mark(self._mark)
        except ERRORS_OF_SPARK as error:
            raise refuse(
                "folder",
                "Spark could not read or write there; its own error, which is the cause, says why",
            ) from error
        self._known = known or _BEGUN

    def follow_from(self, fingerprint: str) -> None:
        """Say what the results follow from.

        Raises:
            PlanError: The folder holds results of another list or of other settings.
        """
        self._fingerprint = fingerprint
        if self._known == _BEGUN:
            self._write_mark(self._mark)
        elif self._known != fingerprint:
            raise PlanError(
                "the folder holds stages of another list, or of other settings",
                "name an empty folder, or give what it was begun with",
            )

    def once(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """Return a result, from the folder where an earlier run has finished it."""
        path, done = f"{self._folder}/{name}", f"{self._folder}/{name}.done"
        if self._told(done) != self._fingerprint or self._parquet(path) is None:
            make().write.mode("overwrite").parquet(path)
            self._write_mark(done)
        return self._spark.read.parquet(path)

    def _parquet(self, path: str) -> DataFrame | None:
        try:  # of a single path that is missing Spark logs a stack trace
            found = self._spark.read.parquet(path, path)
            found.schema  # noqa: B018 - through Spark Connect nothing is looked for before
        except AnalysisException:  # no such path, or nothing in it yet
            return None
        return found

    def _told(self, mark: str) -> str | None:
        """Return what a mark says, None where it is missing."""
        found = self._parquet(mark)
        return None if found is None else str(found.collect()[0][0])

    def _write_mark(self, path: str) -> None:
        # A frame made of rows of Python would be written by workers, in several files.
        told = F.lit(self._fingerprint).alias("told")
        mark = self._spark.range(1, numPartitions=1).select(told)
        mark.write.mode("overwrite").parquet(path)
