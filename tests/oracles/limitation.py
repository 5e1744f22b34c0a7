"""The limitation of the foreign tax credit by the lines of the official worksheets, in exact fractions.

Written from the worksheets and their instructions, and not from the program: each line below is a line of the Qualified
Dividends and Capital Gain Tax Worksheet, or of Form 1116, with the whole schedule of ordinary rates where the program has
only its lower end. Writes 2,000 random cases with what the credit comes to, to standard output:

    python3 tests/oracles/limitation.py > fixtures/oracles/limitation.csv
"""

import csv
import random
import sys
from fractions import Fraction as F

STATUS = ["single", "married_jointly", "married_separately", "head_of_household"]
RATES = {
    2007: [10, 15, 25, 28, 33, 35],
    2012: [10, 15, 25, 28, 33, 35],
    2013: [10, 15, 25, 28, 33, 35, F("39.6")],
}
MODERN = [10, 12, 22, 24, 32, 35, 37]
TRUST = [10, 24, 35, 37]
# The end of every bracket but the last.
SCHEDULE = {
    (2007, "single"): [7825, 31850, 77100, 160850, 349700],
    (2012, "single"): [8700, 35350, 85650, 178650, 388350],
    (2013, "single"): [8925, 36250, 87850, 183250, 398350, 400000],
    (2018, "single"): [9525, 38700, 82500, 157500, 200000, 500000],
    (2018, "married_jointly"): [19050, 77400, 165000, 315000, 400000, 600000],
    (2024, "single"): [11600, 47150, 100525, 191950, 243725, 609350],
    (2024, "married_jointly"): [23200, 94300, 201050, 383900, 487450, 731200],
    (2024, "married_separately"): [11600, 47150, 100525, 191950, 243725, 365600],
    (2024, "head_of_household"): [16550, 63100, 100500, 191950, 243700, 609350],
    (2025, "single"): [11925, 48475, 103350, 197300, 250525, 626350],
    (2025, "married_jointly"): [23850, 96950, 206700, 394600, 501050, 751600],
    (2025, "head_of_household"): [17000, 64850, 103350, 197300, 250500, 626350],
    (2026, "single"): [12400, 50400, 105700, 201775, 256225, 640600],
    (2026, "married_jointly"): [24800, 100800, 211400, 403550, 512450, 768700],
    (2026, "married_separately"): [12400, 50400, 105700, 201775, 256225, 384350],
    (2026, "head_of_household"): [17700, 67450, 105700, 201750, 256200, 640600],
    (2018, "trust"): [2550, 9150, 12500],
    (2024, "trust"): [3100, 11150, 15200],
    (2025, "trust"): [3150, 11450, 15650],
    (2026, "trust"): [3300, 11700, 16000],
}
# The lowest of the reduced rates, where it ends, and where 15% ends.
REDUCED = {
    (2007, "single"): (5, 31850, None),
    (2012, "single"): (0, 35350, None),
    (2013, "single"): (0, 36250, 400000),
    (2018, "single"): (0, 38600, 425800),
    (2018, "married_jointly"): (0, 77200, 479000),
    (2024, "single"): (0, 47025, 518900),
    (2024, "married_jointly"): (0, 94050, 583750),
    (2024, "married_separately"): (0, 47025, 291850),
    (2024, "head_of_household"): (0, 63000, 551350),
    (2025, "single"): (0, 48350, 533400),
    (2025, "married_jointly"): (0, 96700, 600050),
    (2025, "head_of_household"): (0, 64750, 566700),
    (2026, "single"): (0, 49450, 545500),
    (2026, "married_jointly"): (0, 98900, 613700),
    (2026, "married_separately"): (0, 49450, 306850),
    (2026, "head_of_household"): (0, 66200, 579600),
    (2018, "trust"): (0, 2600, 12700),
    (2024, "trust"): (0, 3150, 15450),
    (2025, "trust"): (0, 3250, 15900),
    (2026, "trust"): (0, 3300, 16250),
}


def rates(year, status):
    return TRUST if status == "trust" else RATES.get(year, MODERN)


def schedule_tax(year, status, income):
    tax, low = F(0), F(0)
    ends = SCHEDULE[year, status] + [None]
    for rate, end in zip(rates(year, status), ends):
        high = income if end is None else min(income, F(end))
        if high > low:
            tax += (high - low) * F(rate) / 100
            low = high
    return tax


def ceiling(year, status):
    """The top of the highest bracket whose rate is at most 28%."""
    ends = SCHEDULE[year, status]
    return max(end for rate, end in zip(rates(year, status), ends) if rate <= 28)


def limitation(c):
    """The method, the limit, all that is allowed, and what is carried over."""
    year, status = c["year"], c["status"]
    top = F(max(rates(year, status)))
    income, preferential = c["taxable"], c["dividend"] + c["other_preferential"]
    # The worksheet.
    line5 = max(F(0), income - preferential)
    lowest, end_lowest, end_15 = REDUCED[year, status]
    line7 = min(income, F(end_lowest))
    line8 = min(line5, line7)
    z = line7 - line8
    line10 = min(income, preferential)
    line12 = line10 - z
    line14 = income if end_15 is None else min(income, F(end_15))
    line16 = max(F(0), line14 - (line5 + z))
    v = min(line12, line16)
    w = line10 - z - v
    line23 = z * lowest / 100 + v * 15 / 100 + w * 20 / 100 + schedule_tax(year, status, line5)
    line24 = schedule_tax(year, status, income)
    # Form 1116.
    gross = c["dividend"] + c["other_foreign"]
    foreign_preferential = c["dividend"] + c["other_foreign_preferential"]
    line3d_over_3e = min(F(1), gross / c["gross"]) if c["gross"] else F(1)
    deductions = c["own_deductions"] + c["general"] * line3d_over_3e
    line18 = income + c["exemptions"]

    def limit(adjusted):
        numerator, denominator = gross, line18
        if adjusted:
            kept = [F(lowest) / top, F(15) / top, F(20) / top]
            if c["split"] is None:
                groups = [foreign_preferential * part / (z + v + w) for part in (z, v, w)]
            else:
                groups = c["split"]
            numerator -= sum(group * (1 - keep) for group, keep in zip(groups, kept))
            denominator -= sum(group * (1 - keep) for group, keep in zip((z, v, w), kept))
        numerator = max(F(0), numerator - deductions)
        if denominator <= 0:
            return F(0)
        return c["tax"] * min(F(1), numerator / denominator)

    total_tax = c["foreign_tax"] + c["other_foreign_tax"]
    if not (line5 > 0 and line23 < line24):
        method, result = "ordinary", limit(False)
    else:
        is_open = line5 <= ceiling(year, status) and foreign_preferential < 20000
        choice = c["exception"]
        if is_open and (choice is True or choice is None and limit(False) >= limit(True)):
            method, result = "adjustment_exception", limit(False)
        else:
            method, result = "rate_differential", limit(True)
    allowed = min(result, total_tax)
    return method, result, allowed, total_tax


def cents(amount):
    return F(int(amount * 100 + F(1, 2)), 100)


def written(amount):
    amount = F(amount)
    scaled = amount * 10000
    assert scaled.denominator == 1, amount
    text = f"{scaled.numerator // 10000}.{scaled.numerator % 10000:04}".rstrip("0").rstrip(".")
    return text or "0"


def money(r, most, places=2):
    return F(r.randrange(0, most * 10**places + 1), 10**places)


def near(r, marks):
    """An amount at, a cent beside, or some way from one of the marks."""
    mark = F(r.choice(marks))
    off = r.choice([F(0), F(1, 100), F(-1, 100), money(r, 2000), -money(r, 2000), money(r, 60000)])
    return max(F(0), mark + off)


def random_case(r):
    year, status = r.choice(sorted(SCHEDULE))
    ends = SCHEDULE[year, status] + [e for e in REDUCED[year, status][1:] if e]
    small = status == "trust"
    # Whole yen at a dollar each, so that tax is exact to the dollar.
    dividend = F(r.choice([r.randrange(1, 2000), r.randrange(1, 40000), 20000, 19999, 900, 100]))
    other_foreign_preferential = r.choice([F(0), money(r, 3000), money(r, 30000)])
    other_foreign = other_foreign_preferential + r.choice([F(0), F(0), money(r, 5000)])
    other_preferential = other_foreign_preferential + r.choice([F(0), money(r, 1000), money(r, 80000)])
    preferential = dividend + other_preferential
    taxable = r.choice(
        [
            near(r, ends),
            near(r, ends) + preferential,
            preferential,
            preferential + F(1, 100),
            max(F(0), preferential - money(r, 500)),
            ceiling(year, status) + preferential + r.choice([F(0), F(1, 100), -F(1, 100)]),
        ]
    )
    if not small:
        taxable += r.choice([F(0), money(r, 400000)]) * r.choice([0, 0, 1])
    split = None
    foreign_preferential = dividend + other_foreign_preferential
    if r.random() < 0.2:
        low = F(r.randrange(0, int(foreign_preferential) + 1))
        middle = F(r.randrange(0, int(foreign_preferential - low) + 1))
        split = (low, middle, foreign_preferential - low - middle)
    # At most what is due: of listed shares 7% until 2013, then the treaty's 10%.
    due = F(1, 10) if year > 2013 else F(7, 100)
    withheld = int(dividend * min(due, r.choice([F(1, 10), F(7, 100), F(5, 100)])))
    general = r.choice([F(0), money(r, 30000), F(14600)])
    has_exemptions = year < 2018 or year in (2025, 2026) and status != "trust"
    return {
        "year": year,
        "status": status,
        "dividend": dividend,
        "foreign_tax": F(withheld),
        "taxable": taxable,
        "tax": r.choice([money(r, 30000), money(r, 3000)]),
        "other_preferential": other_preferential,
        "other_foreign": other_foreign,
        "other_foreign_preferential": other_foreign_preferential,
        "other_foreign_tax": r.choice([F(0), money(r, 3000)]) if other_foreign else F(0),
        "own_deductions": r.choice([F(0), F(0), money(r, 2000)]),
        "general": general,
        "gross": dividend + other_foreign + other_preferential + money(r, 200000),
        "exemptions": r.choice([F(0), F(6000), money(r, 12000)]) if has_exemptions else F(0),
        "exception": r.choice([None, True, False]),
        "split": split,
    }


COLUMNS = (
    "name,why,kind,residence,us_person,held_since,dividend.entitlement_date,dividend.ex_date,dividend.payment_date,"
    "dividend.gross_jpy,dividend.jpy_per_usd,dividend.withheld_jpy,us.filing_status,us.taxable_income_usd,"
    "us.tax_before_credit_usd,us.other_preferential_income_usd,us.other_foreign_income_usd,"
    "us.other_foreign_preferential_income_usd,us.other_foreign_tax_usd,us.foreign_income_deductions_usd,"
    "us.general_deductions_usd,us.gross_income_usd,us.personal_exemptions_usd,us.elects_adjustment_exception,"
    "us.foreign_preferential_at_0_usd,us.foreign_preferential_at_15_usd,us.foreign_preferential_at_20_usd,"
    "=us.credit.limitation.method,=us.credit.limitation.limit_usd,=us.credit.limitation.allowed_usd,"
    "=us.credit.limitation.carryover_usd,=us.credit.allowed_usd,=us.credit.limitation.limit_is_at_most"
).split(",")


def main():
    r = random.Random(904)
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(COLUMNS)
    count = 0
    while count < 2000:
        c = random_case(r)
        method, limit, allowed, total = limitation(c)
        if total == 0 or c["foreign_tax"] == 0:
            continue
        # Half a cent is rounded away from zero on both sides; what lies within a billionth of it is left out, since the
        # program keeps ten decimals.
        part = allowed * c["foreign_tax"] / total
        if any(abs((x * 100) % 1 - F(1, 2)) < F(1, 10**6) for x in (limit, allowed, part)):
            continue
        count += 1
        year, trust = c["year"], c["status"] == "trust"
        split = [written(part) for part in c["split"]] if c["split"] else ["", "", ""]
        rows.writerow(
            [
                f"case {count}",
                "worksheet lines 5 to 24 and Form 1116 in fractions",
                "trust" if trust else "individual",
                "US",
                "true" if trust else "",
                "1990-01-01",
                f"{year}-03-31",
                f"{year}-03-27",
                f"{year}-06-28",
                written(c["dividend"]),
                "1",
                written(c["foreign_tax"]),
                "" if trust else c["status"],
                written(c["taxable"]),
                written(c["tax"]),
                written(c["other_preferential"]),
                written(c["other_foreign"]),
                written(c["other_foreign_preferential"]),
                written(c["other_foreign_tax"]),
                written(c["own_deductions"]),
                written(c["general"]),
                written(c["gross"]),
                written(c["exemptions"]),
                {None: "", True: "true", False: "false"}[c["exception"]],
                *split,
                method,
                written(cents(limit)),
                written(cents(allowed)),
                written(cents(total) - cents(allowed)),
                written(cents(part)),
                "null",
            ]
        )


if __name__ == "__main__":
    main()
