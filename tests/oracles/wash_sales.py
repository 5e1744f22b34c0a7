"""Losses on shares that are bought again, share by share, in exact fractions.

Written from 26 USC 1091, Reg. 1.1091-1 and -2 and 26 USC 1223(3), and not from the program: every share is a thing of
its own here, and each one sold at a loss looks for one that replaces it. Writes 2,000 random sales with what is not
deducted and what the shares that replace others carry, to standard output:

    python3 tests/oracles/wash_sales.py > fixtures/oracles/wash_sales.csv
"""

import csv
import datetime
import json
import random
import sys
from fractions import Fraction as F

DAY = datetime.timedelta(days=1)


def sale(lots, sold, date, price):
    """`sold` says how many shares of which lot are sold, in the order in which the sale lists them."""
    shares_sold = []
    for at, count in sold:
        lot = lots[at]
        loss = F(lot["cost"], lot["shares"]) - price
        if loss > 0:
            shares_sold += [(lot["acquired"], position, at, loss) for position in [sold.index((at, count))] for _ in range(count)]
    # Earliest acquired first, where the order of disposition is not determined; a lot listed first before one of its day.
    shares_sold.sort(key=lambda share: (share[0], share[1]))
    gone = dict(sold)
    shares_bought = []
    for at, lot in enumerate(lots):
        if lot["way"] != "purchase":
            continue
        if lot["disposed"] is not None and lot["disposed"] <= date:
            continue
        left = lot["shares"] - gone.get(at, 0)
        shares_bought += [[lot["acquired"], at, False] for _ in range(left)]
    shares_bought.sort(key=lambda share: (share[0], share[1]))
    matched = []
    for acquired, _, of_lot, loss in shares_sold:
        for share in shares_bought:
            bought, by_lot, is_used = share
            if is_used or by_lot == of_lot or not date - 30 * DAY <= bought <= date + 30 * DAY:
                continue
            share[2] = True
            matched.append((of_lot, by_lot, loss))
            break
    pairs = []
    for of_lot, by_lot, loss in matched:
        if pairs and pairs[-1][0] == of_lot and pairs[-1][1] == by_lot:
            pairs[-1][2] += 1
            pairs[-1][3] += loss
        else:
            pairs.append([of_lot, by_lot, 1, loss])
    return pairs


def dollars(amount):
    cents = F(amount) * 100
    assert cents.denominator == 1, amount
    sign, cents = ("-" if cents < 0 else ""), abs(cents.numerator)
    return sign + (f"{cents // 100}.{cents % 100:02}".rstrip("0").rstrip(".") or "0")


def random_case(r):
    date = datetime.date(2024, 1, 1) + r.randrange(0, 500) * DAY
    lots = []
    for _ in range(r.randrange(1, 6)):
        acquired = date + r.choice([-31, -30, -29, 0, 29, 30, 31, r.randrange(-900, 60), r.randrange(-40, 41)]) * DAY
        shares = r.randrange(1, 60)
        disposed = None
        if r.random() < 0.15:
            disposed = max(acquired, date + r.choice([-3, -1, 1, 5]) * DAY)
        lots.append(
            {
                "shares": shares,
                "acquired": acquired,
                "disposed": disposed,
                "cost": F(r.randrange(500, 4000), 100) * shares,
                "way": r.choice(["purchase"] * 8 + ["inheritance"]),
            }
        )
    open_lots = [at for at, lot in enumerate(lots) if lot["acquired"] <= date and lot["disposed"] is None]
    if not open_lots:
        return None
    r.shuffle(open_lots)
    sold = [(at, r.randrange(1, lots[at]["shares"] + 1)) for at in open_lots[: r.randrange(1, len(open_lots) + 1)]]
    # Two lots of the same days are one lot, unless they cost different amounts.
    keys = [(lot["acquired"], lot["disposed"], lot["cost"]) for lot in lots]
    if len(set(keys)) < len(keys):
        return None
    return lots, sold, date, F(r.randrange(500, 4000), 100)


COLUMNS = (
    "name,why,kind,residence,lots,sale.date,sale.price_usd,sale.lots,=us.proceeds_usd,=us.basis_usd,"
    "=us.wash_sale_disallowed_usd,=us.gain_usd,=us.replacements.*.lot,=us.replacements.*.replaces_lot,"
    "=us.replacements.*.shares,=us.replacements.*.disallowed_usd,=us.replacements.*.basis_usd,"
    "=us.replacements.*.days_added,=us.replacements.*.held_from"
).split(",")


def main():
    r = random.Random(1091)
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(COLUMNS)
    count = 0
    while count < 2000:
        found = random_case(r)
        if found is None:
            continue
        lots, sold, date, price = found
        pairs = sale(lots, sold, date, price)
        # Half of them with something to find.
        if not pairs and r.random() < 0.7:
            continue
        count += 1
        disallowed = sum((pair[3] for pair in pairs), F(0))
        proceeds = sum(price * shares for _, shares in sold)
        basis = sum(lots[at]["cost"] / lots[at]["shares"] * shares for at, shares in sold)

        def stated(lot):
            it = {"shares": lot["shares"], "acquired": lot["acquired"].isoformat(), "cost_usd": dollars(lot["cost"])}
            if lot["disposed"] is not None:
                it["disposed"] = lot["disposed"].isoformat()
            if lot["way"] != "purchase":
                it["acquired_by"] = lot["way"]
            return it

        days = [(date - lots[pair[0]]["acquired"]).days for pair in pairs]
        cost = lambda pair: lots[pair[1]]["cost"] / lots[pair[1]]["shares"] * pair[2]
        of = lambda items: json.dumps(list(items), separators=(",", ":")) if pairs else "null"
        rows.writerow(
            [
                f"case {count}",
                "IRC 1091 and Reg. 1.1091-1 share by share",
                "individual",
                "US",
                json.dumps([stated(lot) for lot in lots], separators=(",", ":")),
                date.isoformat(),
                dollars(price),
                json.dumps([{"lot": at + 1, "shares": shares} for at, shares in sold], separators=(",", ":")),
                dollars(proceeds),
                dollars(basis),
                dollars(disallowed) if pairs else "null",
                dollars(proceeds - basis + disallowed),
                of(pair[1] + 1 for pair in pairs),
                of(pair[0] + 1 for pair in pairs),
                of(pair[2] for pair in pairs),
                of(dollars(pair[3]) for pair in pairs),
                of(dollars(cost(pair) + pair[3]) for pair in pairs),
                of(days),
                of((lots[pair[1]]["acquired"] - n * DAY).isoformat() for pair, n in zip(pairs, days)),
            ]
        )


if __name__ == "__main__":
    main()
