"""Years of payments at random, with what the program must say of them, worked out with exact fractions.

    python3 tests/oracles/year.py 300 7 > fixtures/year/cases.ndjson

Written from the rules, and not from the program: Japan takes a tenth of the gross amount of listed shares from a
resident of the United States (15.315% where no form was filed), floored to the yen for each payment; a dividend is
qualified where the shares were held for more than 60 of the 121 days that begin 60 days before the ex-dividend date,
and its tax is creditable where they were held for more than 15 of the 31 days that begin 15 days before it, neither
counting the day of acquisition; what is withheld above what is due is refundable, and not creditable. Dollars are
rounded half away from zero for each payment, and totals are sums of these. Without income at reduced rates the credit is
limited to the tax before it times foreign income by taxable income; earlier years' credits fill what is left of the
limit, the earliest first, and expire ten years after theirs.
"""

import json
import random
import sys
from datetime import date, timedelta
from fractions import Fraction

TAX_YEAR = 2025


def half_away(value, places=2):
    unit = 10**places
    scaled = value * unit
    whole = (abs(scaled) * 2 + 1) // 2
    return int(whole if scaled >= 0 else -whole)


def dollars(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def counted(acquired, disposed, first, last):
    """Days held within a window, without the day of acquisition and with that of disposal."""
    begins = max(acquired + timedelta(days=1), first)
    ends = min(disposed, last) if disposed else last
    return max(0, (ends - begins).days + 1)


def payment(rng, number, is_short):
    ex = date(TAX_YEAR - 1, 10, 15) + timedelta(days=rng.randrange(0, 330))
    paid = ex + timedelta(days=rng.randrange(60, 110))
    spot = Fraction(rng.randrange(9000, 16500), 100)
    per_share = Fraction(rng.randrange(1, 9000), 100)
    lots = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        before = rng.choice([1, 2, 14, 15, 16, 17, 30, 44, 45, 46, 59, 60, 61, 400])
        after = rng.choice([0, 1, 13, 14, 15, 16, 30] if is_short else [0, 1, 14, 15, 16, 30, 59, 60, 61, None, None])
        if is_short:
            before = min(before, 28)
        disposed = None if after is None else ex + timedelta(days=after)
        lot = (rng.randrange(1, 5000), ex - timedelta(days=before), disposed)
        if all(lot[1:] != other[1:] for other in lots):
            lots.append(lot)
    shares = sum(count for count, _, _ in lots)
    filed = rng.random() < 0.6
    gross = per_share * shares
    due = int(gross * 10 // 100)
    at_source = due if filed else int(gross * Fraction("0.15315") // 1)
    record = {
        "id": f"p{number}",
        "payer": rng.choice(["3774", "8306", "9432"]),
        "shares": shares,
        "lots": [
            {"shares": count, "acquired": str(day), "disposed": str(end) if end else None} for count, day, end in lots
        ],
        "relief": {"application_filed": filed},
        "dividend": {
            "per_share_jpy": str(float(per_share)),
            "ex_date": str(ex),
            "entitlement_date": str(ex + timedelta(days=1)),
            "payment_date": str(paid),
            "jpy_per_usd": str(float(spot)),
        },
    }
    withheld = at_source
    entries = [record]
    if rng.random() < 0.4:
        withheld = at_source if rng.random() < 0.7 else rng.randrange(0, int(gross) + 1)
        record["dividend"]["withheld_jpy"] = withheld
        way = rng.random()
        same = {"id": f"p{number}", "payer": record["payer"]}
        when = {"payment_date": str(paid)}
        if way < 0.3:
            # Corrected: the whole tax is given back and taken again at another rate.
            again = due if rng.random() < 0.5 else int(gross * 15 // 100)
            for amount in (-withheld, again):
                entries.append({**same, "entry": "tax", "dividend": when, "amount_jpy": amount})
            withheld = again
        elif way < 0.5:
            # Booked by mistake, taken back, and booked once more.
            wrong = {**record, "id": f"p{number}-wrong", "dividend": dict(record["dividend"])}
            back = {
                "id": f"p{number}-wrong",
                "payer": record["payer"],
                "dividend": {**when, "withheld_jpy": -withheld, "gross_jpy": str(-float(gross))},
            }
            if withheld > 0:
                entries = [wrong, back, record]
    qualified = sum(
        count
        for count, day, end in lots
        if counted(day, end, ex - timedelta(days=60), ex + timedelta(days=60)) > 60
    )
    credited = sum(
        count
        for count, day, end in lots
        if counted(day, end, ex - timedelta(days=15), ex + timedelta(days=15)) > 15
    )
    usd = gross / spot
    kept = min(withheld, due) * Fraction(credited, shares)
    row = {
        "gross_jpy": gross,
        "tax_jpy": due,
        "withheld_jpy": withheld,
        "refundable_jpy": max(0, withheld - due),
        "dividend_usd": half_away(usd),
        "qualified_usd": half_away(usd * Fraction(qualified, shares)),
        "creditable_jpy": int(kept // 1),
        "creditable_usd": half_away(kept / spot),
    }
    row["ordinary_usd"] = row["dividend_usd"] - row["qualified_usd"]
    return entries, row, paid.year == TAX_YEAR


def case(rng):
    entries, rows, is_short = [], [], rng.random() < 0.4
    for number in range(rng.randrange(1, 9)):
        these, row, inside = payment(rng, number, is_short)
        entries += these
        if inside:
            rows.append(row)
    names = [
        "gross_jpy", "tax_jpy", "withheld_jpy", "refundable_jpy", "creditable_jpy",
        "dividend_usd", "qualified_usd", "ordinary_usd", "creditable_usd",
    ]
    sums = {name: sum(row[name] for row in rows) for name in names}
    income = max(rng.randrange(5_000, 400_000) * 100, sums["dividend_usd"] + 100)
    tax = rng.randrange(0, income // 4)
    brought = {TAX_YEAR - back: rng.randrange(0, 20_000) for back in rng.sample(range(1, 14), rng.randrange(0, 4))}
    expected = {
        f"totals.{name}": dollars(sums[name]) if name.endswith("usd") else str(float(sums[name])) for name in names
    }
    expected["totals.payments"] = str(len(rows))
    if rows and sums["qualified_usd"] == 0 and sums["creditable_usd"] > 0:
        limit = Fraction(tax) * min(sums["dividend_usd"], income) / income
        own = min(Fraction(sums["creditable_usd"]), limit)
        allowed = half_away(own, 0)
        room = half_away(limit, 0) - allowed
        expected["us.limitation.limit_usd"] = dollars(half_away(limit, 0))
        expected["us.limitation.allowed_usd"] = dollars(allowed)
        expected["us.carryover_arisen_usd"] = dollars(sums["creditable_usd"] - allowed)
        used_in_all = 0
        for at, (year, usd) in enumerate(sorted(brought.items())):
            age = TAX_YEAR - year
            used = min(usd, room) if age <= 10 else 0
            room -= used
            used_in_all += used
            expected[f"us.carryovers.{at}.used_usd"] = dollars(used)
            expected[f"us.carryovers.{at}.expired_usd"] = dollars(usd - used if age >= 10 else 0)
            expected[f"us.carryovers.{at}.forward_usd"] = dollars(usd - used if age < 10 else 0)
        expected["us.allowed_usd"] = dollars(allowed + used_in_all)
    return {
        "holder": {
            "kind": "individual",
            "residence": "US",
            "us": {
                "filing_status": "single",
                "taxable_income_usd": dollars(income),
                "tax_before_credit_usd": dollars(tax),
            },
        },
        "tax_year": TAX_YEAR,
        "carryovers": [[year, dollars(usd)] for year, usd in brought.items()],
        "payments": entries,
        "expected": expected,
    }


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    for _ in range(count):
        print(json.dumps(case(rng), separators=(",", ":")))
