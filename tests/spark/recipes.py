#!/usr/bin/env python3
"""The README's Spark recipes against a real local Spark: recipes.py IIJTAX.

Every recipe must give the rows and the totals of one run of the binary. Then what goes wrong on a
cluster is made to go wrong: invalid records, a binary that is missing, a task that dies and is
retried, an executor that is killed, and the ways in which lines are lost without a word.
"""

import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import SparkConf
from pyspark.sql import SparkSession

# Workers run the Python that runs this.
os.environ["PYSPARK_PYTHON"] = sys.executable
IIJTAX = os.path.abspath(sys.argv[1])
WORK = Path(tempfile.mkdtemp(prefix="iijtax-spark-"))
HOLDERS = 20_000
DIVIDEND = {"kind": "cash", "ads_per_share": 400, "per_share_jpy": "1750.50",
            "entitlement_date": "2007-03-31", "payment_date": "2007-06-28"}
INVALID_EVERY = 1_000


def register():
    """Holders as NDJSON and as typed Parquet; one in a thousand has a kind that there is none of."""
    chance = random.Random(20060731)
    records = []
    for number in range(HOLDERS):
        kind = chance.choice(["individual", "corporation", "pension_fund"])
        if number % INVALID_EVERY == 7:
            kind = "persn"
        records.append({
            "id": f"H{number:06}",
            "kind": kind,
            "residence": chance.choice(["US", "US", "US", "AR", "GB"]),
            "ownership_percent": chance.choice(["0.5", "9.9999", "10", "50", "50.0001", "73.5"]),
            "held_since": chance.choice(["2006-03-31", "2006-04-01", "2006-04-02", "1999-01-04"]),
            "shares": chance.randrange(1, 1_000_000),
            "instrument": chance.choice(["share", "ads"]),
            "meets_additional_requirements": chance.random() < 0.5,
        })
    (WORK / "dividend.json").write_text(json.dumps(DIVIDEND))
    with open(WORK / "holders.ndjson", "w") as file:
        for record in records:
            file.write(json.dumps(record) + "\n")
    columns = {name: [record[name] for record in records] for name in records[0]}
    table = pa.table({
        **{name: pa.array(columns[name], pa.string()) for name in ["id", "kind", "residence", "instrument"]},
        "ownership_percent": pa.array([Decimal(value) for value in columns["ownership_percent"]], pa.decimal128(9, 6)),
        "held_since": pa.array(columns["held_since"], pa.string()).cast(pa.date32()),
        "shares": pa.array(columns["shares"], pa.int64()),
        "meets_additional_requirements": pa.array(columns["meets_additional_requirements"], pa.bool_()),
    })
    pq.write_table(table, WORK / "holders.parquet", row_group_size=3_000)


def single_run():
    """What one run on this machine says: the rows and the totals."""
    subprocess.run(
        [IIJTAX, "batch", WORK / "holders.ndjson", "-o", WORK / "rows.ndjson", "--dividend", WORK / "dividend.json",
         "--allow-invalid", "--summary", WORK / "summary.json"], check=True)
    rows = (WORK / "rows.ndjson").read_text().splitlines()
    return rows, json.loads((WORK / "summary.json").read_text(), parse_float=Decimal)


def spark(master, *files, **settings):
    """A session of its own, with the files shipped to every executor."""
    conf = SparkConf().setMaster(master).set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
    conf.set("spark.sql.catalogImplementation", "in-memory").set("spark.sql.warehouse.dir", str(WORK / "warehouse"))
    conf.set("spark.driver.bindAddress", "127.0.0.1").set("spark.executor.memory", "700m")
    conf.set("spark.ui.showConsoleProgress", "false")
    for name, value in settings.items():
        conf.set(name, value)
    session = SparkSession.builder.config(conf=conf).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    for file in files:
        session.sparkContext.addFile(str(file))
    return session


def script(name, body):
    """An executable script in the work folder."""
    path = WORK / name
    path.write_text("#!/bin/sh\n" + body)
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def transform(session, command, out):
    """The README's SQL: one line in, one line out."""
    session.sql(f"CREATE OR REPLACE TEMP VIEW holders AS SELECT value FROM text.`{WORK}/holders.ndjson`")
    session.sql(f"""
        INSERT OVERWRITE DIRECTORY '{out}' USING text
        SELECT TRANSFORM(value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\u0001'
          USING '{command}'
          AS (value STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\u0001'
        FROM holders""")
    return lines(out)


def lines(folder):
    """The lines of a result, part after part."""
    parts = sorted(Path(folder).glob("part-*"))
    return [line for part in parts for line in part.read_text().splitlines()]


def same(out, rows):
    """The same rows: partitions come in any order, and the line of an invalid record is its partition's."""
    def plain(lines):
        return sorted(re.sub(r'"error_line":[0-9]+', '"error_line":0', line) for line in lines)
    return plain(out) == plain(rows)


def sums(rows):
    """Count, gross and tax of rows of JSON, exactly."""
    rows = [json.loads(row, parse_float=Decimal) for row in rows]
    def total(name):
        return sum(Decimal(row[name]) for row in rows if row[name] is not None)
    return len(rows), total("gross_jpy"), total("tax_jpy")


def total(summary, column):
    """What a summary says that a column adds up to."""
    return summary["totals"][column]["sum"]


def fails(action):
    """Whether Spark reports that the job failed."""
    try:
        action()
    except Exception:  # Spark's own hierarchy differs from version to version.
        return True
    return False


def check(what, holds):
    print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)
    if not holds:
        sys.exit(1)


# Lines: SQL TRANSFORM ------------------------------------------------------------------------------

BATCH = "./iijtax batch --dividend dividend.json --threads 1 --allow-invalid --summary /dev/null"


def lines_by_sql(rows, summary):
    session = spark("local[2,4]", IIJTAX, WORK / "dividend.json", **{"spark.sql.files.maxPartitionBytes": "300000"})
    out = transform(session, BATCH, WORK / "sql")
    check(f"TRANSFORM: the {len(out)} lines of one run", same(out, rows))
    check("TRANSFORM: totals to the yen",
          sums(out) == (summary["records"], total(summary, "gross_jpy"), total(summary, "tax_jpy")))
    check("TRANSFORM: several partitions", len(list((WORK / "sql").glob("part-*"))) > 4)
    invalid = sum(json.loads(row)["status"] == "invalid" for row in out)
    check(f"TRANSFORM: {invalid} invalid records have their rows", invalid == HOLDERS // INVALID_EVERY)
    strict = BATCH.replace(" --allow-invalid", "")
    check("without --allow-invalid one invalid record fails the job",
          fails(lambda: transform(session, strict, WORK / "strict")))
    check("a binary that is missing on a worker fails the job",
          fails(lambda: transform(session, BATCH.replace("./iijtax", "./absent"), WORK / "absent")))
    check("a job that failed leaves no _SUCCESS",
          not (WORK / "strict" / "_SUCCESS").exists() and not (WORK / "absent" / "_SUCCESS").exists())

    # The first task to come dies half-way through its lines; Spark runs it again.
    dies = script("dies-once", f'if mkdir {WORK}/died 2>/dev/null; then head -n 50 | {BATCH}; kill -9 $$; fi\nexec {BATCH}\n')
    session.sparkContext.addFile(str(dies))
    out = transform(session, "./dies-once", WORK / "retried")
    check("a task that died was retried, and no line is missing or double", (WORK / "died").exists() and same(out, rows))

    # What the README warns of.
    batch = BATCH.replace("./iijtax", IIJTAX).replace("dividend.json", str(WORK / "dividend.json"))
    dies = script("dies", f"head -n 50 | {batch}; exit 9\n")
    holders = session.sparkContext.textFile(str(WORK / "holders.ndjson"), 4)
    lost = holders.pipe(str(dies)).count()
    check(f"rdd.pipe alone reports success with {HOLDERS - lost} of {HOLDERS} lines lost", lost < HOLDERS)
    check("rdd.pipe(checkCode=True) fails instead", fails(lambda: holders.pipe(str(dies), checkCode=True).count()))
    session.stop()


def killed_executor(rows):
    session = spark("local-cluster[2,1,1024]", IIJTAX, WORK / "dividend.json",
                    **{"spark.sql.files.maxPartitionBytes": "300000"})
    # The first task to come kills its parent: the executor, a process of this cluster and of no other.
    kills = script("kills-once",
                   f'if mkdir {WORK}/killed 2>/dev/null; then kill -9 $PPID; sleep 5; exit 1; fi\nexec {BATCH}\n')
    session.sparkContext.addFile(str(kills))
    out = transform(session, "exec ./kills-once", WORK / "killed-executor")
    check("an executor was killed and replaced, and no line is missing or double",
          (WORK / "killed").exists() and same(out, rows))
    session.stop()


# Columns: mapInArrow -------------------------------------------------------------------------------

SCHEMA = """id string, status string, law string, regime string, rule string, rate_percent decimal(9,6),
    highest_rate_percent decimal(9,6), evidence string, gross_jpy decimal(38,12), tax_jpy bigint,
    at_source_tax_jpy bigint, refundable_jpy bigint, net_jpy decimal(38,12), withheld_jpy bigint,
    over_withheld_jpy bigint, prior_rate_percent decimal(9,6), prior_tax_jpy bigint, claim_by date, form string, route string,
    us_status string, qualified boolean, creditable_jpy bigint, category string, dividend_usd decimal(18,2),
    creditable_usd decimal(18,2), missing string, unused string, other_law_rate_percent decimal(9,6),
    member_of string, share_of_whole string, error_line bigint, error_path string, error_message string"""


def determinations(batches):
    """One partition through the binary: an Arrow stream on its standard input, another on its output."""
    import subprocess
    import threading

    import pyarrow as pa
    from pyspark import SparkFiles

    command = [SparkFiles.get("iijtax"), "batch", "--from", "arrow", "--to", "arrow", "--threads", "1",
               "--allow-invalid", "--summary", "/dev/null", "--dividend", SparkFiles.get("dividend.json")]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    count = {"in": 0, "out": 0}

    def feed():
        writer = None
        with run.stdin as stdin:
            for batch in batches:
                writer = writer or pa.ipc.new_stream(stdin, batch.schema)
                writer.write_batch(batch)
                count["in"] += batch.num_rows
            if writer:
                writer.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    for batch in pa.ipc.open_stream(run.stdout):
        count["out"] += batch.num_rows
        yield batch
    feeder.join()
    # A stream that was cut off between two batches looks whole: the exit code and the count tell.
    if run.wait() != 0 or count["in"] != count["out"]:
        raise RuntimeError(f"iijtax ended with {run.returncode} after {count['out']} of {count['in']} records")


def columns_by_arrow(rows, summary):
    session = spark("local[2,4]", IIJTAX, WORK / "dividend.json", **{"spark.sql.files.maxPartitionBytes": "100000"})
    out = str(WORK / "rows.parquet")
    session.read.parquet(str(WORK / "holders.parquet")).mapInArrow(determinations, SCHEMA).write.parquet(out)
    result = session.read.parquet(out)
    totals = result.selectExpr("sum(gross_jpy)", "sum(tax_jpy)").first()
    check(f"mapInArrow: {result.count()} rows, totals to the yen",
          (result.count(), totals[0], totals[1])
          == (summary["records"], total(summary, "gross_jpy"), total(summary, "tax_jpy")))
    ours = {row.id: (row.status, row.rule, row.tax_jpy) for row in result.select("id", "status", "rule", "tax_jpy").collect()}
    single = {row["id"]: (row["status"], row["rule"], row["tax_jpy"]) for row in map(json.loads, rows)}
    check("mapInArrow: every row as in one run", ours == single)
    empty = session.createDataFrame([], session.read.parquet(str(WORK / "holders.parquet")).schema)
    check("mapInArrow: an empty partition gives no row", empty.mapInArrow(determinations, SCHEMA).count() == 0)
    session.stop()


def main():
    register()
    rows, summary = single_run()
    check(f"one run: {len(rows)} rows", len(rows) == HOLDERS)
    lines_by_sql(rows, summary)
    columns_by_arrow(rows, summary)
    killed_executor(rows)
    shutil.rmtree(WORK)


if __name__ == "__main__":
    main()
