"""Pairs and clusters of a list of any size on Apache Spark, as one process would find them.

::

    from clientbook.integrations.spark import clusters, find_pairs

    found = find_pairs(frame, folder="s3a://jobs/august")
    found.pairs.show()
    clusters(found, folder="s3a://jobs/august-clusters").show()

    prepared = prepare_import(frame, mapping, settings, folder="s3a://jobs/import")
    prepared.write(book, by=Actor("merger of August"))

*frame* has a column ``id`` (text or whole number, each once) and a column ``profile``: the public
JSON of a profile, as :func:`clientbook.convert.to_json` writes it; or, with a mapping, the
columns of a list as a file has them.  Keys, comparisons, weights and what the
list teaches come from the functions that one process uses; pairs and weights are equal bit for
bit.  Only DataFrames are used, so Spark Connect serves as well; clientbook must be installed where
the workers run.  Needs the extra ``spark``.
"""

from clientbook.integrations.spark.importing import PreparedImport, prepare_import
from clientbook.integrations.spark.matching import SparkPairs, find_pairs
from clientbook.integrations.spark.parts import clusters

__all__ = ["PreparedImport", "SparkPairs", "clusters", "find_pairs", "prepare_import"]
