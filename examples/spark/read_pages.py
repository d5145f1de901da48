"""Newspaper pages to a table of stories on Spark: one `foldline worker` a partition, Parquet out.

    spark-submit read_pages.py LIST OUT [FOLDLINE]

LIST has a path a line, as every node sees it; OUT is a folder for the table; FOLDLINE is the program, `foldline` when
absent. A file that cannot be read is a row with status `failed`; a worker or a node that dies fails its task, which Spark
runs again.
"""

import json
import subprocess
import sys
import threading

from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, IntegerType, StringType, StructField, StructType

TEXTS = ("id", "path", "sha256", "foldline", "status", "error", "doubts")
OF_STORY = ("story", "lang", "folio", "section", "headline", "text")
SCHEMA = StructType(
    [StructField(name, StringType()) for name in TEXTS + OF_STORY]
    + [StructField("page", IntegerType()), StructField("cpu_ms", DoubleType())]
)
# Paths of a task: some minutes of work, so that a retry costs little.
PATHS_OF_A_TASK = 2000


def flat(row):
    """A row of the worker as a row of the table, in the order of its columns."""
    story = row.get("story") or {}
    values = {**{name: story.get(name) for name in OF_STORY}, **row}
    values |= {"doubts": "\n".join(row["doubts"]), "story": story.get("id")}
    return tuple(values[field.name] for field in SCHEMA)


def reader(program):
    def read(paths):
        worker = subprocess.Popen(
            [program, "worker", "--rows", "story"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )

        def feed():
            with worker.stdin as requests:
                for path in paths:
                    requests.write(json.dumps({"path": path}) + "\n")

        # The worker answers while it is asked: who only asks would wait for a full pipe for ever.
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        for answer in worker.stdout:
            answer = json.loads(answer)
            yield from map(flat, answer["rows"])
        feeder.join()
        if worker.wait() != 0:
            raise RuntimeError(f"the worker ended with {worker.returncode}")

    return read


def main(listed, out, program="foldline"):
    spark = SparkSession.builder.appName("foldline").getOrCreate()
    with open(listed, encoding="utf-8") as lines:
        paths = [line.rstrip("\n") for line in lines if line.strip()]
    tasks = max(len(paths) // PATHS_OF_A_TASK, spark.sparkContext.defaultParallelism)
    rows = spark.sparkContext.parallelize(paths, tasks).mapPartitions(reader(program))
    spark.createDataFrame(rows, SCHEMA).write.mode("errorifexists").parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
