"""Makes dl19.json: what SciPy and statsmodels say of five published runs of TREC Deep Learning 2019, from the values per
query that trec_eval printed for them (../shared/assets/dl19 beside the repository). It holds statistics only.

Run it again, from this folder, with the environment that make-statistics.py names:

    /tmp/statistics/bin/python make-dl19.py [DL19_FOLDER]
"""

import json
import pathlib
import sys

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[5] / "shared/assets/dl19")
BASELINE = "bm25"
SYSTEMS = ["splade-pp-ed", "bm25+rankvicuna", "splade-pp-ed+rankvicuna", "bm25+rankgpt-3.5"]


def values_of(system, file, measure):
    lines = [line.split() for line in (FOLDER / "trec_eval-golden" / f"{system}.dl19.{file}.txt").read_text().splitlines()]
    values = {query: float(value) for name, query, value in lines if name == measure and query != "all"}
    return numpy.array([values[query] for query in sorted(values)])


def compare(system, file, measure, baseline):
    a, b = values_of(system, file, measure), values_of(baseline, file, measure)
    p = stats.permutation_test(
        (a, b), lambda x, y, axis: numpy.mean(x - y, axis=axis), permutation_type="samples", vectorized=True,
        n_resamples=1_000_000, batch=20_000, rng=numpy.random.default_rng(1)).pvalue
    interval = stats.bootstrap((a - b,), numpy.mean, method="BCa", n_resamples=100_000, batch=5_000,
                               vectorized=True, rng=numpy.random.default_rng(2)).confidence_interval
    return {"system": system, "queries": len(a), "difference": float(numpy.mean(a - b)), "low": float(interval.low),
            "high": float(interval.high), "p": float(p), "tTestP": float(stats.ttest_rel(a, b).pvalue),
            "wins": int((a > b).sum()), "losses": int((a < b).sum())}


def main():
    result = []
    for name, file, measure in [("nDCG@10", "graded", "ndcg_cut_10"), ("AP(rel=2)@100", "binary-l2", "map_cut_100")]:
        for baseline, systems in [(BASELINE, SYSTEMS), ("splade-pp-ed", ["splade-pp-ed+rankvicuna"])]:
            rows = [compare(system, file, measure, baseline) for system in systems]
            adjusted = multipletests([row["p"] for row in rows], method="holm")[1]
            result += [{"measure": name, "baseline": baseline, **row, "adjustedP": float(p)}
                       for row, p in zip(rows, adjusted)]
    (HERE / "dl19.json").write_text(json.dumps(result, indent=1) + "\n")


main()
