"""How many times too small is the smallest of several tails? The constants of `watch/windows.py`, by drawing.

    OMP_NUM_THREADS=1 python benchmarks/watch_price.py [--millions N]

Periods are independent and normal; windows of 1, 2 and 3 periods (weeks, months) or 1, 3 and 7 (days)
overlap, so that their tails hang together. With 120 million draws the last row is good to 3 %.
"""

from __future__ import annotations

import argparse

import numpy as np
from scipy import special

from ringfence.watch.windows import LONGEST_PAYS, STILL_RISING, price_of

AT = np.array([0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0])  # -log10 of the tail
MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--millions", type=int, default=20)
    arguments = parser.parse_args()
    for windows in ((1, 2, 3), (1, 3, 7)):
        drawn = times_too_small(windows, arguments.millions)
        print(f"windows {windows}\n| -log10 of the smallest tail | drawn | in use |\n|---|---|---|")
        for place, number in zip(AT, drawn, strict=True):
            print(f"| {place:g} | {number:.3f} | {price_of(np.array(10**-place), windows):.3f} |")


def times_too_small(windows: tuple[int, ...], millions: int) -> np.ndarray:
    rng, below = np.random.default_rng(3), np.zeros(len(AT))
    for _ in range(millions):
        total = np.cumsum(rng.standard_normal(MILLION + windows[-1]))
        tails = [
            special.ndtr(-(total[windows[-1] :] - total[windows[-1] - width : len(total) - width]) / width**0.5)
            for width in windows
        ]
        smallest = np.minimum.reduce([*tails[:-1], tails[-1] * LONGEST_PAYS])
        smallest = np.sort(smallest[tails[0] <= STILL_RISING])
        below += np.searchsorted(smallest, 10**-AT, side="right")
    return below / (millions * MILLION) / 10**-AT


if __name__ == "__main__":
    main()
