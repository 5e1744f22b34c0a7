#!/usr/bin/env python3
"""Instructions per record of registers of many shapes, so that no shape falls behind the others.

    shapes.py BINARY                 measure, print the table, fail where a bound is passed
    shapes.py --report-only BINARY   the same, and never fail
    shapes.py --write FOLDER         only write the registers, 12,000 records each
    shapes.py --only NAME BINARY     only shapes whose name begins so (and plain, which they are held to)

BINARY is a release build. It runs under valgrind's callgrind, once with 2,000 records and once with 12,000, one thread;
the difference divided by the 10,000 is what a record costs, without what a run costs. The count does not depend on the
machine's load, so that a bound can be close: 1.6 times plain for every shape that states about as many facts as plain,
2.0 for those that state twice as many, 2.5 for lists of three objects that stand as JSON in quoted cells. Plain itself
takes at most 9,000. What a start of the program costs is counted as well.
"""
import argparse, concurrent.futures, csv, datetime, json, os, random, re, subprocess, sys, tempfile

FEW, MANY = 2_000, 12_000
MOST_RATIO, MOST_PLAIN = 1.6, 9_000
# Of records with twice the facts of a plain one, and of lists in cells.
MORE = {("many_lots", "ndjson"): 2.0, ("everything", "ndjson"): 2.0, ("everything", "csv"): 2.0, ("many_lots", "csv"): 2.5}

# What a command may cost before and beside what it is asked for.
STARTS = {
    "--version": 3_000_000,
    "dividend --residence US --kind individual --instrument share --shares 100 --payment-date 2026-06-26 --per-share-jpy 17.5": 6_000_000,
}

KINDS = ["individual"] * 5 + ["corporation"] * 3 + ["pension_fund"]
HANDFUL = ["US"] * 12 + ["GB", "CA", "DE", "JP", "FR", "AU"]
NINE = ["US", "GB", "DE", "FR", "NL", "CA", "AU", "SG", "CH"]
EIGHTY = """US GB DE FR NL CA AU SG CH JP KR CN HK TW IN ID MY TH PH VN NZ IE BE LU DK SE NO FI IS AT IT ES PT PL CZ SK HU
RO BG HR SI EE LV LT UA RU TR IL SA AE QA KW OM EG ZA KE NG GH MA BR AR CL PE CO MX UY EC KY BM VG JE GG IM LI MC MT CY
GR RS PK BD""".split()


def day(first, offset):
    return (datetime.date.fromisoformat(first) + datetime.timedelta(days=offset)).isoformat()


def holder(chance, at):
    """What a register of holders usually states: eleven fields."""
    kind = chance.choice(KINDS)
    percent = chance.choice(["0.0001", "0.02", "1.5", "9.99", "10", "12.25", "25", "50.5"]) if kind == "corporation" else "0.001"
    return {
        "id": f"H{at:07}",
        "kind": kind,
        "residence": chance.choice(HANDFUL),
        "ownership_percent": percent,
        "held_since": day("2004-01-05", chance.randrange(900)),
        "shares": chance.randrange(1, 50_000),
        "instrument": chance.choice(["share", "ads"]),
        "meets_additional_requirements": chance.random() < 0.8,
        "dividend.entitlement_date": "2007-03-31",
        "dividend.payment_date": "2007-06-28",
        "dividend.per_share_jpy": "1750.50",
    }


SHAPES = {}


def shape(change):
    """A shape is what `change` makes of a usual holder."""
    SHAPES[change.__name__] = change
    return change


@shape
def plain(record, chance, at):
    return record


@shape
def two_years(record, chance, at):
    """Dividends under either treaty with the United States, and percentages with all their digits."""
    entitled, paid = [("2004-03-31", "2004-06-25"), ("2004-06-30", "2004-09-10"), ("2004-06-30", "2004-06-30")][at % 3]
    percent = f"{chance.random() ** 5 * 100:.6f}"
    return record | {
        "ownership_percent": percent,
        "held_since": day("1999-01-04", chance.randrange(1_800)),
        "dividend.entitlement_date": entitled,
        "dividend.payment_date": paid,
    }


@shape
def escaped(record, chance, at):
    return record | {"id": f'H{at}\t"é\\n"'}


@shape
def empty_list(record, chance, at):
    return record | {"special_classes": []}


@shape
def one_lot(record, chance, at):
    shares = record.pop("shares")
    return record | {"lots": [{"shares": shares, "acquired": record.pop("held_since")}]}


@shape
def many_lots(record, chance, at):
    # Several values are more work than one: the bound is per record of three lots.
    record.pop("held_since"), record.pop("shares")
    lots = [{"shares": chance.randrange(1, 900), "acquired": day("2004-01-05", chance.randrange(900))} for _ in range(3)]
    return record | {"lots": lots}


@shape
def entitled(record, chance, at):
    return record | {"entitled_to_benefits": chance.random() < 0.7}


@shape
def record_date(record, chance, at):
    return record | {"dividend.record_date": "2007-03-31"}


@shape
def direct(record, chance, at):
    return record | {"direct_ownership_percent": record["ownership_percent"]}


@shape
def history(record, chance, at):
    steps = [{"from": record.pop("held_since"), "percent": record.pop("ownership_percent")}]
    return record | {"ownership_history": steps}


@shape
def limitation(record, chance, at):
    tests = chance.choice([["listed_company"], ["active_business"], ["ownership_and_base_erosion"], []])
    return record | {"kind": "corporation", "limitation_on_benefits": tests}


@shape
def nested(record, chance, at):
    dividend = {key.split(".")[1]: record.pop(key) for key in list(record) if key.startswith("dividend.")}
    return record | {"dividend": dividend}


@shape
def spaced(record, chance, at):
    return record


@shape
def countries(record, chance, at):
    year = 2001 + at % 8
    entitled, paid = [("03-31", "06-28"), ("09-30", "12-10"), ("06-30", "09-05")][at % 3]
    return record | {
        "residence": chance.choice(NINE),
        "dividend.entitlement_date": f"{max(year, 2004)}-{entitled}",
        "dividend.payment_date": f"{max(year, 2004)}-{paid}",
        "held_since": day(f"{max(year, 2004) - 3}-02-01", chance.randrange(600)),
        "dividend.per_share_jpy": f"{750 + 10 * (at % 24)}",
    }


@shape
def one_event(record, chance, at):
    """What a depositary has of the holders of one dividend: places all over the world, and their paperwork."""
    more = {
        "residence": chance.choice(EIGHTY),
        "beneficial_owner": chance.random() < 0.97,
        "relief.application_filed": chance.choice([True, False, "2007-06-20"]),
        "japan_permanent_establishment": chance.random() < 0.02,
        "capital_asset": True,
        "dividend.ex_date": "2007-03-27",
    }
    return record | more


@shape
def varied(record, chance, at):
    entitled = 1 + chance.randrange(2_000)
    return record | {
        "residence": chance.choice(EIGHTY),
        "ownership_percent": f"{chance.randrange(1, 1_000_000) / 10_000:.4f}",
        "held_since": day("1999-01-04", chance.randrange(1_500)),
        "dividend.entitlement_date": day("2004-01-05", entitled),
        "dividend.payment_date": day("2004-01-05", entitled + 60 + chance.randrange(40)),
        "dividend.per_share_jpy": f"{chance.randrange(1, 400_000) / 100:.2f}",
        "dividend.jpy_per_usd": f"{chance.randrange(80_000, 130_000) / 1_000:.3f}",
    }


@shape
def everything(record, chance, at):
    """Nearly every other fact of the schema, once."""
    of_individuals = {"us_citizen": True, "issued_percent": record["ownership_percent"]}
    return record | (of_individuals if record["kind"] == "individual" else {}) | {
        "beneficial_owner": True,
        "capital_asset": True,
        "japan_permanent_establishment": False,
        "subject_to_tax": True,
        "us.pfic": False,
        "us.ordinary_rate_percent": "35",
        "relief.application_filed": "2007-06-20",
        "dividend.ex_date": "2007-03-27",
        "dividend.kind": "cash",
        "dividend.ads_per_share": 400,
        "dividend.jpy_per_usd": "123.17",
        "dividend.earnings_and_profits_percent": 100,
    }


def records(name, count):
    chance = random.Random(20_070_628)
    for at in range(count):
        yield SHAPES[name](holder(chance, at), chance, at)


def write_ndjson(path, name, count):
    separators = (", ", ": ") if name == "spaced" else (",", ":")
    with open(path, "w", encoding="utf-8") as file:
        for record in records(name, count):
            file.write(json.dumps(record, separators=separators) + "\n")


def write_csv(path, name, count):
    """Flags and lists as JSON in their cells."""
    text = lambda value: value if isinstance(value, str) else json.dumps(value)
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = list(records(name, count))
        header = list(dict.fromkeys(key for row in rows for key in row))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([text(row.get(key, "")) for key in header] for row in rows)


WRITERS = {"ndjson": write_ndjson, "csv": write_csv}
# The same as another shape where a cell is a cell.
ONLY_NDJSON = {"nested", "spaced"}


def counted(command, said):
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or collected is None:
        sys.exit(f"{said}: exit code {run.returncode}\n{run.stderr}")
    return int(collected.group(1))


def instructions(binary, folder, name, form, count):
    source = os.path.join(folder, f"{name}-{count}.{form}")
    WRITERS[form](source, name, count)
    command = [binary, "batch", source, "--threads", "1", "--law", "statute",
               "-o", source + ".rows." + form, "--summary", source + ".json", "--allow-invalid"]
    count = counted(command, f"{name}.{form}")
    with open(source + ".json", encoding="utf-8") as file:
        summary = json.load(file)
    os.remove(source + ".rows." + form)
    return count, summary


def measure(binary, folder, name, form):
    (few, _), (many, summary) = (instructions(binary, folder, name, form, count) for count in (FEW, MANY))
    invalid = summary.get("invalid_records", summary.get("invalid", 0))
    return name, form, (many - few) / (MANY - FEW), invalid


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", nargs="?")
    arguments.add_argument("--report-only", action="store_true")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--write", metavar="FOLDER")
    given = arguments.parse_args()
    forms = [(name, form) for form in WRITERS for name in SHAPES
             if (form == "ndjson" or name not in ONLY_NDJSON) and (name.startswith(given.only) or name == "plain")]
    if given.write:
        os.makedirs(given.write, exist_ok=True)
        for name, form in forms:
            WRITERS[form](os.path.join(given.write, f"{name}.{form}"), name, MANY)
        return
    if not given.binary:
        arguments.error("which binary?")
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda of: measure(given.binary, folder, *of), forms))
    base = {form: cost for name, form, cost, _ in results if name == "plain"}
    failed = []
    print(f"{'shape':14} {'format':8} {'instructions':>12} {'of plain':>9} {'invalid':>8}")
    for name, form, cost, invalid in results:
        ratio = cost / base[form]
        most = MOST_PLAIN if (name, form) == ("plain", "ndjson") else MORE.get((name, form), MOST_RATIO) * base[form]
        mark = "" if cost <= most else "  too many"
        print(f"{name:14} {form:8} {cost:12,.0f} {ratio:9.2f} {invalid:8}{mark}")
        failed += [f"{name}.{form}"] if mark else []
        # A register of refusals would measure the wrong thing.
        if invalid > MANY // 20:
            sys.exit(f"{name}.{form}: {invalid} of {MANY} records are invalid")
    for words, most in STARTS.items():
        cost = counted([given.binary, *words.split()], words)
        mark = "" if cost <= most else "  too many"
        print(f"{cost:12,} to start with {words}{mark}")
        failed += [words] if mark else []
    if failed:
        print(f"beyond their bounds: {', '.join(failed)}")
        if not given.report_only:
            sys.exit(1)


if __name__ == "__main__":
    main()
