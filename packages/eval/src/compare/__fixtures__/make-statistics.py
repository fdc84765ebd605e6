"""Makes statistics.json, what the tests, intervals and corrections of this folder are compared with, by independent
implementations: SciPy and statsmodels.

Run it again, from this folder:

    python3 -m venv /tmp/statistics && /tmp/statistics/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    /tmp/statistics/bin/python make-statistics.py

Values look like measures of search: many zeros and ones, reciprocal ranks, differences that are mostly 0, and bell-shaped
ones. p-values of permutation tests are exact where "exact" says so, and else from 2,000,000 resamples; bootstrap intervals
from 200,000.
"""

import json
import pathlib
import sys

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

HERE = pathlib.Path(__file__).resolve().parent
PINNED = {"numpy": "2.4.6", "scipy": "1.17.1", "statsmodels": "0.15.0"}
random = numpy.random.default_rng(20261118)

reciprocal_ranks = lambda n: 1 / random.integers(1, 12, n)
levels = lambda n: numpy.round(random.random(n), 1)
bell = lambda n: random.normal(0.5, 0.2, n)
hits = lambda n: random.integers(0, 2, n).astype(float)
skewed = lambda n: random.random(n) ** 6


def rarely_different(n):
    a = random.random(n)
    return a, numpy.where(random.random(n) < 0.8, a, random.random(n))


def pairs():
    for n in [2, 3, 5, 9, 14]:
        for make in [reciprocal_ranks, levels, bell, hits, skewed]:
            yield make(n), make(n)
    for n in [20, 50, 300]:
        for make in [reciprocal_ranks, levels, bell, hits, skewed]:
            a = make(n)
            yield a, make(n)
            yield a, a + random.normal(0.02, 0.1, n)
        yield rarely_different(n)


def mean_difference(a, b, axis):
    return numpy.mean(a - b, axis=axis)


def permutation(a, b):
    exact = len(a) <= 14
    result = stats.permutation_test(
        (a, b), mean_difference, permutation_type="samples", vectorized=True, alternative="two-sided",
        n_resamples=numpy.inf if exact else 2_000_000, batch=20_000, rng=numpy.random.default_rng(1))
    return {"p": float(result.pvalue), "exact": exact}


def t_test(a, b):
    result = stats.ttest_rel(a, b)
    return {"t": float(result.statistic), "df": int(result.df), "p": float(result.pvalue)}


def intervals(values):
    def of(method, confidence):
        result = stats.bootstrap(
            (values,), numpy.mean, method=method, confidence_level=confidence, n_resamples=200_000, batch=5_000,
            vectorized=True, rng=numpy.random.default_rng(2)).confidence_interval
        return [float(result.low), float(result.high)]
    return {f"{ours}-{confidence}": of(theirs, confidence)
            for ours, theirs in [("bca", "BCa"), ("percentile", "percentile")] for confidence in [0.9, 0.95]}


def bootstrap_values():
    for n in [5, 10, 40, 300]:
        for make in [reciprocal_ranks, levels, bell, hits, skewed]:
            yield make(n)
        a, b = rarely_different(n)
        yield a - b


def main():
    versions = {"numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
    if versions != PINNED:
        sys.exit(f"made with {PINNED}, here are {versions}")
    with numpy.errstate(all="ignore"):
        tests = [{"a": a.tolist(), "b": b.tolist(), "permutation": permutation(a, b), "tTest": t_test(a, b)}
                 for a, b in pairs() if numpy.std(a - b) > 1e-9]
        bootstrap = [{"values": v.tolist(), "std": float(numpy.std(v)), **intervals(v)}
                     for v in bootstrap_values() if numpy.std(v) > 0]
    tail = [{"t": t, "df": df, "p": float(2 * stats.t.sf(t, df))}
            for df in [1, 2, 3, 4, 7, 10, 29, 99, 299, 6979, 100_000]
            for t in [1e-6, 0.01, 0.3, 0.99, 1, 1.7, 1.96, 2.58, 4, 8, 20, 35]]
    normal = [{"x": x, "below": float(stats.norm.cdf(x))} for x in numpy.arange(-8, 8.01, 0.37).tolist()]
    corrections = [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()}
                   for p in [[0.04], [0.01, 0.04], [0.04, 0.01, 0.03, 0.005], [0.5, 0.5, 0.9], [0.02] * 5, [0, 1, 0.3],
                             *[numpy.round(random.random(n) ** 3, 4).tolist() for n in (6, 12, 40)]]]
    result = {"madeWith": versions, "tests": tests, "bootstrap": bootstrap, "tail": tail, "normal": normal,
              "holm": corrections}
    (HERE / "statistics.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
    print(len(tests), "pairs,", len(bootstrap), "samples")


main()
