"""Learn the shipped weights from the training half of the made-up lists; seeded, same every run.

    python benchmarks/train_matching.py --write src/clientbook/matching/pairs/weights.json

First the level frequencies are counted in pairs of one person, of one household and of
unrelated persons; then the bits are fitted to the candidate pairs of all lists together, held
near the counts, with equal evidence never worth less than other evidence.
"""

import argparse
import itertools
import random
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from client_lists import MIXES, Row, make_rows
from firm_lists import FIRM_MIXES, make_firm_rows

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.matching.keys import feature_keys
from clientbook.matching.pairs.comparisons import compare
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.frequencies import DEFAULT_SHARES, Frequencies, share
from clientbook.matching.pairs.levels import EQUAL_LEVELS, LEVELS
from clientbook.matching.pairs.model import MatchModel, comparisons_of

FIELDS = tuple(LEVELS)
SLOTS = (*FIELDS, "attribute2")  # a record may hold several attributes; two are looked at
KIND = {"given": "g", "family": "f", "birthday": "d", "phone": "p", "email": "e", "address": "s",
        "site": "s", "company": "c", "firm": "c", "identifier": "i", "attribute": "a"}  # fmt: skip
BY_INITIALS = frozenset(("gi", "ip", "it", "iy"))
"""Kinds of keys that bring strangers for the most part: the fit is of those that others bring."""


def profile_of(row: Row) -> Profile:
    """Read a row of a made-up list; its values are in the form the domain keeps."""
    phones, attributes = [], []
    for kind, text in ((PhoneKind.HOME, row.phone), (PhoneKind.MOBILE, row.mobile)):
        if text.startswith("+"):
            sure = text[:4] in ("+336", "+316", "+447", "+346", "+485", "+491")
            phones.append(PhoneNumber(text, PhoneKind.MOBILE if sure else kind))
        elif text:
            attributes.append(Attribute(f"unread phone.{kind.value}", text))
    try:
        birthday = PartialDate.parse_iso(row.birth_date) if row.birth_date else None
    except InvalidValueError:
        birthday = None
    try:
        emails = (EmailAddress(row.email),) if row.email else ()
    except InvalidValueError:
        emails = ()
    if row.account:
        attributes.append(Attribute("account", row.account))
    place = (row.street, row.city, row.postcode)
    named = row.given_name.strip() or row.surname.strip()
    return Profile(
        name=PersonName(row.given_name, row.surname) if named else None,
        phones=phones,
        emails=emails,
        birthday=birthday,
        addresses=[PostalAddress(street=place[0], locality=place[1], postcode=place[2])]
        if any(place)
        else (),
        company=row.company or None,
        attributes=attributes,
    )


@dataclass
class Pairs:
    """Compared pairs of one list as arrays, a row per pair."""

    level: np.ndarray  # by slot
    rarity: np.ndarray  # by slot, log2 of the value's share to the typical one
    label: np.ndarray  # 2 one person, 1 one household, 0 unrelated
    candidate: np.ndarray  # shares a match key
    size: int
    positives: int
    relatives: int


def _candidates(records: list[Features], cap: int = 50) -> set[tuple[int, int]]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in feature_keys(record):
            if key.partition(":")[0] not in BY_INITIALS:
                blocks[key].append(number)
    return {
        pair
        for block in blocks.values()
        if len(block) <= cap
        for pair in itertools.combinations(block, 2)
    }


def compared(rows: list[Row], seed: int) -> Pairs:
    """Compare candidate pairs, all pairs of one person or household, and random pairs."""
    rng = random.Random(seed)
    records = [features(profile_of(row)) for row in rows]
    frequencies = Frequencies.of_features(records)
    candidates = _candidates(records)
    wanted = set(candidates)
    for attribute in ("entity", "household"):
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            groups[getattr(row, attribute)].append(number)
        for group in groups.values():
            wanted.update(itertools.combinations(group, 2))
    count = len(rows)
    for _ in range(4 * count):
        a, b = rng.randrange(count), rng.randrange(count)
        if a != b:
            wanted.add((min(a, b), max(a, b)))
    pairs = sorted(wanted)
    level = np.zeros((len(pairs), len(SLOTS)), np.int16)
    for slot, name in enumerate(SLOTS):
        field = name.rstrip("2")
        level[:, slot] = next(
            (n for n, x in enumerate(LEVELS[field]) if x in ("blank", "blank_blank")), 0
        )
    rarity = np.zeros((len(pairs), len(SLOTS)), np.float64)
    for n, (a, b) in enumerate(pairs):
        used = Counter[str]()
        for found in compare(records[a], records[b], frequencies):
            used[found.field] += 1
            name = found.field if used[found.field] == 1 else f"{found.field}2"
            if name not in SLOTS:
                continue
            slot = SLOTS.index(name)
            level[n, slot] = found.level
            if found.kind:
                counts = [frequencies.count(found.kind, v) for v in found.values]
                many = max(counts) if found.alike else min(counts)
                rarity[n, slot] = np.log2(
                    share(found.kind, many, count) / DEFAULT_SHARES[found.kind]
                )
    label = np.array(
        [
            2 if rows[a].entity == rows[b].entity else int(rows[a].household == rows[b].household)
            for a, b in pairs
        ]
    )
    chosen = np.array([pair in candidates for pair in pairs])
    return Pairs(level, rarity, label, chosen, count, int((label == 2).sum()),
                 int((label == 1).sum()))  # fmt: skip


def counted(lists: list[Pairs], start: MatchModel) -> dict[str, np.ndarray]:
    """Level frequencies (m, h, u) by field, lists counting alike, held near the start."""
    tables = {}
    for field in FIELDS:
        slot = SLOTS.index(field)
        rows = next(c.levels for c in start.comparisons if c.field == field)
        table = np.array([[r.m_probability, r.household_probability, r.u_probability]
                          for r in rows])  # fmt: skip
        blank = np.array([r.name in ("blank", "blank_blank") for r in rows])
        for column, label in ((0, 2), (1, 1), (2, 0)):
            total = np.zeros(len(rows))
            for pairs in lists:
                mask = pairs.label == label
                if label == 0:  # random pairs alone: candidates are chosen for being alike
                    mask &= ~pairs.candidate
                levels = np.bincount(pairs.level[mask, slot], minlength=len(rows)).astype(float)
                levels[blank] = 0
                if levels.sum() > 50:
                    total += levels / levels.sum()
            prior = np.where(blank, 0, table[:, column])
            prior = prior / prior.sum()
            if total.sum() > 0:
                mixed = (total + 0.02 * prior * len(lists)) / (total.sum() + 0.02 * len(lists))
                for n, row in enumerate(rows):
                    if blank[n] or (column == 2 and row.by_frequency):
                        continue
                    table[n, column] = max(mixed[n], 1e-5)
        if field == "order":
            # Keepers swap the names of namesakes and relatives as often: beside names that agree
            # across the parts, the order itself says nothing.
            table[:, 1:] = table[:, :1]
        tables[field] = table
    return tables


class Fit:
    """Logistic fit of the bits of the three-class model on candidate pairs."""

    def __init__(self, lists: list[Pairs], model: MatchModel, tables: dict[str, np.ndarray]):
        self.offset = np.cumsum([0, *(len(LEVELS[f]) for f in FIELDS)])
        first = self.offset[FIELDS.index("order")]
        self.order = slice(first, first + len(LEVELS["order"]))
        flags = [r.by_frequency for f in FIELDS for c in model.comparisons if c.field == f
                 for r in c.levels]  # fmt: skip
        self.by_frequency = np.array(flags)
        stack = np.concatenate([tables[f] for f in FIELDS])
        self.u = np.log2(stack[:, 2])
        self.start = np.log2(stack[:, :2])
        self.model = model
        self.shares: list[np.ndarray] = []
        codes, rarities, labels, weights, sizes = [], [], [], [], []
        for pairs in lists:
            mask = pairs.candidate
            fields = [FIELDS.index(s.rstrip("2")) for s in SLOTS]
            code = pairs.level[mask] + self.offset[fields]
            codes.append(code)
            rarities.append(np.where(self.by_frequency[code], pairs.rarity[mask], 0.0))
            labels.append(pairs.label[mask] == 2)
            weights.append(np.full(mask.sum(), 1000.0 / max(pairs.positives, 50)))
            # Each list has its own share of duplicates and relatives; find_pairs() learns it.
            held = np.array([max(pairs.positives, 20), max(pairs.relatives, 20)]) / pairs.size
            sizes.append(np.tile(np.log2(2 * held / pairs.size), (mask.sum(), 1)))
            self.shares.append(np.log2(held))
        self.code, self.rarity = np.concatenate(codes), np.concatenate(rarities)
        self.label, self.weight = np.concatenate(labels), np.concatenate(weights)
        self.size = np.concatenate(sizes)
        self.given_exact = self.offset[0]

    def scores(self, theta: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, ...]:
        u = self.u[self.code] + self.rarity
        person = theta[:, 0][self.code] - u
        person = np.where(self.by_frequency[self.code], np.maximum(person, 0), person)
        household = theta[:, 1][self.code] - u
        exact = self.code[:, 0] == self.given_exact
        kept = np.exp2(theta[self.given_exact, 1])
        household[:, 0] = np.where(
            exact,
            np.minimum(np.log2(kept + np.exp2(u[:, 0])), theta[self.given_exact, 0]) - u[:, 0],
            household[:, 0],
        )
        a = prior[0] + self.size[:, 0] + person.sum(1)
        b = prior[1] + self.size[:, 1] + household.sum(1)
        return a - np.logaddexp2(0, b), 1 / (1 + np.exp2(-np.clip(b, -60, 60)))

    def run(self, rounds: int, hold: float) -> tuple[np.ndarray, np.ndarray]:
        theta, prior = self.start.copy(), np.zeros(2)
        size = len(theta)
        m1, m2 = np.zeros(2 * size + 2), np.zeros(2 * size + 2)
        total = self.weight.sum()
        for step in range(1, rounds + 1):
            score, household = self.scores(theta, prior)
            p = 1 / (1 + np.exp2(-np.clip(score, -60, 60)))
            residual = (p - self.label) * self.weight / total
            grad_m = np.zeros(size)
            grad_h = np.zeros(size)
            for slot in range(self.code.shape[1]):
                grad_m += np.bincount(self.code[:, slot], residual, size)
                grad_h -= np.bincount(self.code[:, slot], residual * household, size)
            grad_m[self.order], grad_h[self.order] = 0.0, 0.0
            grad_m += hold * (theta[:, 0] - self.start[:, 0])
            grad_h += hold * (theta[:, 1] - self.start[:, 1])
            grad = np.concatenate([grad_m, grad_h, [residual.sum(), -(residual * household).sum()]])
            m1 = 0.9 * m1 + 0.1 * grad
            m2 = 0.99 * m2 + 0.01 * grad**2
            move = 0.06 * (m1 / (1 - 0.9**step)) / (np.sqrt(m2 / (1 - 0.99**step)) + 1e-7)
            theta = theta - np.stack([move[:size], move[size : 2 * size]], 1)
            prior = prior - move[2 * size :]
            self._order(theta)
            if step % 50 == 0:
                q = np.clip(p, 1e-9, 1 - 1e-9)
                loss = -(self.weight * np.log2(np.where(self.label, q, 1 - q))).sum() / total
                print(f"  round {step}: loss {loss:.5f}", flush=True)
        return theta, prior

    def _order(self, theta: np.ndarray) -> None:
        """Hold the order: equal is never worth less, against strangers or relatives."""
        for n, field in enumerate(FIELDS):
            low, high = self.offset[n], self.offset[n + 1]
            names = LEVELS[field]
            for k, name in enumerate(names):
                if name in ("blank", "blank_blank"):
                    theta[low + k] = self.u[low + k]
            if field == "order":
                continue
            bits = theta[low:high, 0] - self.u[low:high]
            gain = theta[low:high, 0] - theta[low:high, 1]
            best_bits, best_gain = 0.0, 0.0
            for k in reversed(range(len(names))):
                if k < EQUAL_LEVELS.get(field, 1):
                    bits[k], gain[k] = max(bits[k], best_bits), max(gain[k], best_gain)
                best_bits, best_gain = max(bits[k], best_bits), max(gain[k], best_gain)
            theta[low:high, 0] = self.u[low:high] + bits
            theta[low:high, 1] = theta[low:high, 0] - gain


def _one_list(job: tuple[str, int, int]) -> Pairs:
    mix, seed, size = job
    make = make_firm_rows if mix in FIRM_MIXES else make_rows
    return compared(make(size, mix=mix, half="train", seed=seed), seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, required=True)
    parser.add_argument(
        "--start",
        type=Path,
        default=Path(__file__).with_name("matching_start.json"),
        help="a model to start from: rough guesses",
    )
    parser.add_argument("--size", type=int, default=1600)
    parser.add_argument("--lists", type=int, default=4, help="lists of each mix")
    parser.add_argument("--rounds", type=int, default=110)
    parser.add_argument("--hold", type=float, default=3e-4)
    options = parser.parse_args()
    start = MatchModel.from_json(options.start.read_text())
    with ProcessPoolExecutor() as pool:
        jobs = [
            (mix, seed, options.size)
            for seed in range(options.lists)
            for mix in (*MIXES, *FIRM_MIXES)
        ]
        lists = list(pool.map(_one_list, jobs))
    print(f"{sum(part.positives for part in lists)} pairs of one person in {len(lists)} lists")
    tables = counted(lists, start)
    fit = Fit(lists, start, tables)
    theta, prior = fit.run(options.rounds, options.hold)
    share = np.mean(fit.shares, axis=0)
    order = fit.offset[FIELDS.index("order")]
    theta[order : order + 2] += prior  # the order of the names is always compared
    table = {}
    for n, field in enumerate(FIELDS):
        rows = next(c.levels for c in start.comparisons if c.field == field)
        part = slice(fit.offset[n], fit.offset[n + 1])
        table[field] = [
            # Scaled so that m is what was counted: find_pairs() learns from how lists differ.
            (*(float(f"{k * 2**x:.4g}") for x in (0.0, h - m, u - m)), row.by_frequency)
            for (m, h), u, row, k in zip(
                theta[part], fit.u[part], rows, tables[field][:, 0], strict=True
            )
        ]
    print(f"prior offsets {prior}, duplicates and relatives per record {2**share}")
    model = MatchModel(
        comparisons_of(table),
        duplicates=float(f"{2 ** share[0]:.3g}"),
        relatives=float(f"{2 ** share[1]:.3g}"),
        evidence=start.evidence,
    )
    options.write.write_text(model.to_json() + "\n")


if __name__ == "__main__":
    main()
