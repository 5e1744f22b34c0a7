"""Holdings of a passive foreign investment company at random, with what the program must say of them, worked out anew.

    python3 tests/oracles/pfic.py 300 7 > fixtures/tables-pfic/at_random.csv

Written from sections 1291(a) to (c) and (g), 6621 and 6622, and not from the program. An individual with the calendar
year holds one to four lots, each from a spring on; the company pays the same each June, so that nothing exceeds 125% of
the average before it, until the year that is asked about: then it pays more, once or twice, or the holder sells. The day
of acquisition is not part of a holding period, the day of the event is. What falls on days before the company was a PFIC
and on the year of the event is ordinary income; the rest bears the highest rate of its year, less the tax that Japan may
keep of it (a tenth from 2014 on), and interest by the day from 15 April after that year to 15 April after the event's.

Cents: the excess distribution or gain, the ordinary income, the tax, the credit and the interest are rounded, half away
from zero. The years of each are rounded down, and the cents that are left go to those with the largest fractions, of
equal ones to the later; the years before and those of ordinary income each add up by themselves.
"""

import csv
import json
import random
import sys
from datetime import date, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60

# The highest rates of section 1, and the rates on underpayments of those who are no corporations, from these quarters on.
HIGHEST = [(2003, Fraction("0.35")), (2013, Fraction("0.396")), (2018, Fraction("0.37"))]
UNDERPAYMENT = [
    ("2004-01-01", 4), ("2004-04-01", 5), ("2004-07-01", 4), ("2004-10-01", 5), ("2005-04-01", 6), ("2005-10-01", 7),
    ("2006-07-01", 8), ("2008-01-01", 7), ("2008-04-01", 6), ("2008-07-01", 5), ("2008-10-01", 6), ("2009-01-01", 5),
    ("2009-04-01", 4), ("2011-01-01", 3), ("2011-04-01", 4), ("2011-10-01", 3), ("2016-04-01", 4), ("2018-04-01", 5),
    ("2019-01-01", 6), ("2019-07-01", 5), ("2020-07-01", 3), ("2022-04-01", 4), ("2022-07-01", 5), ("2022-10-01", 6),
    ("2023-01-01", 7), ("2023-10-01", 8), ("2025-01-01", 7),
]  # fmt: skip


def of_day(table, key):
    return [value for since, value in table if since <= key][-1]


def factor(begins, ends):
    """Interest on a dollar, on the days after `begins`, through `ends`."""
    grown, day = Decimal(1), begins + timedelta(days=1)
    while day <= ends:
        is_leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
        grown *= 1 + Decimal(of_day(UNDERPAYMENT, str(day))) / 100 / (366 if is_leap else 365)
        day += timedelta(days=1)
    return Fraction(grown) - 1


FACTORS = {}


def cached_factor(year, current):
    key = (year, current)
    if key not in FACTORS:
        FACTORS[key] = factor(date(year + 1, 4, 15), date(current + 1, 4, 15))
    return FACTORS[key]


def cents(value):
    return int((value * 200 + 1) // 2)


def in_cents(total, parts, most=None):
    """The parts in whole cents that add up to `total`."""
    down = [int(part * 100 // 1) for part in parts]
    if most is not None:
        down = [min(part, bound) for part, bound in zip(down, most)]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] * 100 - int(parts[at] * 100 // 1), at), reverse=True)
    left = total - sum(down)
    while left > 0:
        before = left
        for at in order:
            if left and (most is None or down[at] < most[at]):
                down[at] += 1
                left -= 1
        if left == before:
            break
    return down


def charged(parts, end, pfic_from, credit_share):
    """What parts (first day of the holding period, amount) of an event on `end` come to."""
    slices = {}
    for begins, amount in parts:
        days = (end - begins).days + 1
        day = begins
        while day <= end:
            year_ends = min(date(day.year, 12, 31), end)
            if day.year == end.year:
                key, last = (day.year, "current_year"), year_ends
            elif day < pfic_from:
                key, last = (day.year, "before_pfic"), min(year_ends, pfic_from - timedelta(days=1))
            else:
                key, last = (day.year, "prior_year"), year_ends
            slices[key] = slices.get(key, 0) + amount * ((last - day).days + 1) / days
            day = last + timedelta(days=1)
    keys = sorted(slices, key=lambda key: (key[0], ["before_pfic", "prior_year", "current_year"].index(key[1])))
    prior = [key for key in keys if key[1] == "prior_year"]
    others = [key for key in keys if key[1] != "prior_year"]
    whole, ordinary = cents(sum(slices.values())), cents(sum(slices[key] for key in others))
    allocated = dict(zip(others, in_cents(ordinary, [slices[key] for key in others])))
    allocated |= dict(zip(prior, in_cents(whole - ordinary, [slices[key] for key in prior])))
    taxes = [slices[key] * of_day(HIGHEST, key[0]) for key in prior]
    credits = [min(slices[key] * credit_share, tax) for key, tax in zip(prior, taxes)]
    interests = [(tax - credit) * cached_factor(key[0], end.year) for key, tax, credit in zip(prior, taxes, credits)]
    tax, credit, interest = (cents(sum(of)) for of in (taxes, credits, interests))
    if tax <= credit:
        interest = 0
    by_tax = in_cents(tax, taxes)
    by_credit = in_cents(credit, credits, by_tax)
    most = [interest if tax > credit else 0 for tax, credit in zip(by_tax, by_credit)]
    by_interest = in_cents(interest, interests, most)
    of_prior = dict(zip(prior, zip(by_tax, by_credit, by_interest)))
    lines = [(key, allocated[key], of_prior.get(key)) for key in keys]
    return {"spread": whole, "ordinary": ordinary, "tax": tax, "credit": credit, "interest": interest, "lines": lines}


def case(rng, number):
    year = rng.randrange(2014, 2024)
    pfic_from = date(rng.choice([2004, 2004, rng.randrange(2006, 2013)]), 1, 1)
    lots = []
    for _ in range(rng.choice([1, 1, 2, 3, 4])):
        acquired = date(rng.randrange(2005, year - 1), rng.randrange(1, 6), rng.randrange(1, 28))
        lots.append((acquired, rng.randrange(1, 3000), rng.randrange(100, 900_000)))
    lots.sort()
    if len({lot[0] for lot in lots}) < len(lots):
        return None
    holding = {
        "kind": "individual",
        "pfic_from": str(pfic_from),
        "lots": [{"shares": n, "acquired": str(day), "cost_usd": f"{cost / 100:.2f}"} for day, n, cost in lots],
    }
    shares = sum(lot[1] for lot in lots)
    base = Fraction(rng.randrange(100, 5000), 100)
    spot = rng.randrange(80, 160)
    events = []
    regular = [
        {"date": str(date(y, 6, 26)), "per_share_jpy": str(float(base)), "jpy_per_usd": 100}
        for y in range(lots[0][0].year, year)
    ]
    if rng.random() < 0.5:
        days = [date(year, 6, 26), date(year, 12, 4)][: rng.choice([1, 1, 2])]
        pays = [base * rng.choice([1, Fraction(5, 4), Fraction(13, 10), 2, 3, 7, 20]) for _ in days]
        percent = rng.choice(["10", "10", "15.315", "5"])
        threshold = base * Fraction(5, 4)
        excess = max(sum(pays) - threshold, Fraction(0))
        for day, pay in zip(days, pays):
            gross = pay * shares
            withheld = int(gross * Fraction(percent) / 100 // 1)
            due = min(withheld, int(gross / 10 // 1))
            parts = [
                (acquired + timedelta(days=1), excess * pay / sum(pays) * n / spot) for acquired, n, _ in lots
            ]
            parts = [part for part in parts if part[1] > 0]
            regular.append(
                {"date": str(day), "per_share_jpy": str(float(pay)), "jpy_per_usd": spot, "withheld_percent": percent}
            )
            events.append(charged(parts, day, pfic_from, Fraction(due) / gross) if parts else None)
    else:
        day = date(year, rng.choice([3, 8, 12]), rng.randrange(1, 29))
        sold = rng.randrange(1, shares + 1)
        proceeds = rng.randrange(100, 2_000_000)
        parts, left = [], sold
        for acquired, n, cost in lots:
            taken = min(n, left)
            left -= taken
            gain = Fraction(proceeds, 100) * taken / sold - Fraction(cost, 100) * taken / n
            if taken and gain > 0:
                parts.append((acquired + timedelta(days=1), gain))
        holding["sales"] = [{"date": str(day), "shares": sold, "proceeds_usd": f"{proceeds / 100:.2f}"}]
        events.append(charged(parts, day, pfic_from, Fraction(0)) if parts else None)
    if any(event is None for event in events):
        return None
    holding["distributions"] = regular
    return {"name": f"case {number}", "year": year, "holding": holding, "events": events}


def usd(value):
    return value / 100


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    facts = ["kind", "pfic_from", "lots", "distributions", "sales"]
    totals = ["ordinary", "tax", "credit", "interest"]
    names = {"tax": "tax_usd", "credit": "credit_usd", "interest": "interest_usd"}
    header = ["name", "why", "--year"] + facts
    header += [f"=years.0.totals.{'ordinary_usd' if name == 'ordinary' else names[name]}" for name in totals]
    for at in (0, 1):
        line = f"=years.0.events.{at}.allocation.*."
        header += [line + column for column in ("character", "allocated_usd", "tax_usd", "credit_usd", "interest_usd")]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    made = 0
    while made < count:
        it = case(rng, made + 1)
        if it is None:
            continue
        made += 1
        row = [it["name"], "", it["year"]]
        for fact in facts:
            value = it["holding"].get(fact, "")
            row.append(value if isinstance(value, str) else json.dumps(value, separators=(",", ":")))
        row += [usd(sum(event[name] for event in it["events"])) for name in totals]
        for at in (0, 1):
            if at >= len(it["events"]):
                row += [""] * 5
                continue
            lines = it["events"][at]["lines"]
            compact = lambda values: json.dumps(values, separators=(",", ":"))
            row.append(compact([key[1] for key, _, _ in lines]))
            row.append(compact([usd(allocated) for _, allocated, _ in lines]))
            for which in range(3):
                row.append(compact([None if of is None else usd(of[which]) for _, _, of in lines]))
        out.writerow(row)


if __name__ == "__main__":
    main()
