"""Sales of a year that follow each other, at random, with what the program must say of them, worked out anew.

    python3 tests/oracles/wash_chain.py 300 7 > fixtures/year/chains.ndjson

Written from section 1091 and Reg. 1.1091-1 and -2, and not from the program. Shares acquired first are sold first. A loss
is not deducted as far as other shares are bought within thirty days of the sale, before or after it, the first bought
first, each share once; the loss is added to their basis and the days of the shares sold to theirs. What replaces shares
so goes on as a lot of its own, behind the rest of its lot. A part of a lot takes its part of the lot's basis, to the
cent, half away from zero, and the rest keeps what is left; of the proceeds the last part takes the rest.
"""

import json
import random
import sys
from datetime import date, timedelta
from fractions import Fraction

YEAR = 2025


def cents(value):
    scaled = abs(value) * 2
    whole = (scaled.numerator // scaled.denominator + 1) // 2
    return int(whole if value >= 0 else -whole)


def plus_year(day):
    return date(day.year + 1, day.month, day.day)


class Lot:
    def __init__(self, shares, acquired, cost, held_from=None):
        self.shares, self.acquired, self.cost, self.held_from = shares, acquired, cost, held_from

    def since(self):
        return self.held_from or self.acquired

    def part(self, shares):
        """The basis of so many of its shares, in cents."""
        return cents(Fraction(self.cost) * shares / self.shares)


def sell(lots, day, shares, proceeds):
    parts, left = [], shares
    for lot in sorted((lot for lot in lots if lot.acquired <= day), key=lambda lot: lot.acquired):
        if left:
            taken = min(lot.shares, left)
            parts.append([lot, taken])
            left -= taken
    assert not left
    sold, rest = [], proceeds
    for at, (lot, taken) in enumerate(parts):
        own = rest if at == len(parts) - 1 else cents(Fraction(proceeds) * taken / shares)
        rest -= own
        sold.append({"lot": lot, "shares": taken, "proceeds": own, "basis": lot.part(taken), "disallowed": 0})
    of_lot = {id(it["lot"]): it["shares"] for it in sold}
    free = {id(lot): lot.shares - of_lot.get(id(lot), 0) for lot in lots}
    replaced = []
    for it in sold:
        loss = it["basis"] - it["proceeds"]
        if loss <= 0:
            continue
        unmatched, so_far = it["shares"], Fraction(0)
        for lot in sorted(lots, key=lambda lot: lot.acquired):
            near = abs((lot.acquired - day).days) <= 30
            if lot is it["lot"] or lot.held_from or not near or not unmatched or not free[id(lot)]:
                continue
            matched = min(unmatched, free[id(lot)])
            free[id(lot)] -= matched
            unmatched -= matched
            before = cents(so_far)
            so_far += Fraction(loss) * matched / it["shares"]
            disallowed = cents(so_far) - before
            it["disallowed"] += disallowed
            held_from = lot.acquired - timedelta(days=(day - it["lot"].since()).days)
            replaced.append((lot, matched, disallowed, held_from, lot.shares, lot.cost))
    terms = ["long" if day > plus_year(it["lot"].since()) else "short" for it in sold]
    for it in sold:
        it["lot"].cost -= it["basis"]
        it["lot"].shares -= it["shares"]
    behind = {}
    for lot, matched, disallowed, held_from, held, cost in replaced:
        # By the lot as it was when the shares were sold.
        own = cents(Fraction(cost) * matched / held)
        lot.cost = max(lot.cost - own, 0)
        lot.shares -= matched
        behind.setdefault(id(lot), []).append(Lot(matched, lot.acquired, own + disallowed, held_from))
    after = []
    for lot in lots:
        after += [lot] if lot.shares else []
        after += behind.get(id(lot), [])
    lots[:] = after
    gains = [it["proceeds"] - it["basis"] + it["disallowed"] for it in sold]
    return gains, terms, sum(it["disallowed"] for it in sold)


def case(rng):
    days = set()
    while len(days) < rng.randrange(2, 7):
        near = date(YEAR, rng.randrange(1, 12), rng.randrange(1, 28))
        days.add(rng.choice([near, near, near, date(YEAR - 1, rng.randrange(1, 13), rng.randrange(1, 28))]))
    lots = [Lot(rng.randrange(1, 300), day, rng.randrange(100, 900_000)) for day in sorted(days)]
    stated = [
        {"id": chr(97 + at), "shares": lot.shares, "acquired": str(lot.acquired), "cost_usd": f"{lot.cost / 100:.2f}"}
        for at, lot in enumerate(lots)
    ]
    sales, expected = [], {"gain": [], "disallowed": [], "term": [], "of_lot": []}
    day = min(lot.acquired for lot in lots)
    day = max(day, date(YEAR, 1, 2))
    for _ in range(rng.randrange(1, 5)):
        day = day + timedelta(days=rng.choice([1, 3, 10, 29, 30, 31, 40, 70]))
        held = sum(lot.shares for lot in lots if lot.acquired <= day)
        if day.year > YEAR or not held:
            break
        shares = rng.choice([held, rng.randrange(1, held + 1)])
        proceeds = rng.randrange(1, 4000) * shares
        gains, terms, disallowed = sell(lots, day, shares, proceeds)
        sales.append(
            {"entry": "sale", "sale": {"date": str(day), "shares": shares, "proceeds_usd": f"{proceeds / 100:.2f}"}}
        )
        expected["gain"].append(sum(gains))
        expected["disallowed"].append(disallowed)
        expected["term"] += terms
        expected["of_lot"] += gains
    if not sales:
        return None
    usd = lambda values: [f"{value / 100:.2f}" for value in values]
    by_term = {term: sum(g for g, t in zip(expected["of_lot"], expected["term"]) if t == term) for term in ("long", "short")}
    return {
        "holder": {
            "kind": "individual",
            "residence": "US",
            "lots": stated,
            "us": {"filing_status": "single", "taxable_income_usd": 100000},
        },
        "payments": sales,
        "expected": {
            "sales.*.gain_usd": usd(expected["gain"]),
            "sales.*.disallowed_usd": usd(expected["disallowed"]),
            "sales.*.lots.*.gain_usd": usd(expected["of_lot"]),
            "sales.*.lots.*.term": expected["term"],
            "gains.long_term_usd": f"{by_term['long'] / 100:.2f}",
            "gains.short_term_usd": f"{by_term['short'] / 100:.2f}",
        },
    }


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng, made = random.Random(seed), 0
    while made < count:
        it = case(rng)
        if it:
            print(json.dumps(it, separators=(",", ":")))
            made += 1


if __name__ == "__main__":
    main()
