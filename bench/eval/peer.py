"""Measures a run with one peer, and prints figures and what they took as one line of JSON.

    VENV/bin/pip install -r bench/eval/requirements.txt
    VENV/bin/python bench/eval/peer.py pytrec_eval|ir_measures|ranx QRELS RUN

Each does what its documentation shows. The clock starts when the peer is imported and ends with the figures; reading the
files is part of it.
"""

import json
import resource
import sys
import time
from importlib.metadata import version


def with_pytrec_eval(qrels_file, run_file):
    import pytrec_eval

    started = clocks()
    with open(qrels_file) as file:
        qrels = pytrec_eval.parse_qrel(file)
    with open(run_file) as file:
        run = pytrec_eval.parse_run(file)
    evaluator = pytrec_eval.RelevanceEvaluator(qrels, {"ndcg_cut.10", "map", "recip_rank", "recall.100"})
    by_query = evaluator.evaluate(run).values()
    mean = lambda values: sum(values) / len(by_query)
    return started, {
        "nDCG@10": mean(query["ndcg_cut_10"] for query in by_query),
        "AP": mean(query["map"] for query in by_query),
        # It has no cut-off for reciprocal rank: what is below 1/10 is beyond rank 10.
        "RR@10": mean(query["recip_rank"] if query["recip_rank"] >= 0.1 else 0 for query in by_query),
        "R@100": mean(query["recall_100"] for query in by_query),
    }


def with_ir_measures(qrels_file, run_file):
    import ir_measures
    from ir_measures import AP, RR, R, nDCG

    started = clocks()
    qrels = ir_measures.read_trec_qrels(qrels_file)
    run = ir_measures.read_trec_run(run_file)
    figures = ir_measures.calc_aggregate([nDCG @ 10, AP, RR @ 10, R @ 100], qrels, run)
    return started, {str(measure): value for measure, value in figures.items()}


def with_ranx(qrels_file, run_file):
    from ranx import Qrels, Run, evaluate

    started = clocks()
    qrels = Qrels.from_file(qrels_file, kind="trec")
    run = Run.from_file(run_file, kind="trec")
    names = {"ndcg@10": "nDCG@10", "map": "AP", "mrr@10": "RR@10", "recall@100": "R@100"}
    figures = evaluate(qrels, run, list(names))
    return started, {names[name]: float(value) for name, value in figures.items()}


def clocks():
    return time.perf_counter(), time.process_time()


peers = {
    "pytrec_eval": (with_pytrec_eval, "pytrec-eval-terrier"),
    "ir_measures": (with_ir_measures, "ir-measures"),
    "ranx": (with_ranx, "ranx"),
}


def main():
    name, qrels_file, run_file = sys.argv[1:]
    measure, package = peers[name]
    (wall, cpu), figures = measure(qrels_file, run_file)
    ended_wall, ended_cpu = clocks()
    print(
        json.dumps(
            {
                "seconds": ended_wall - wall,
                "cpuSeconds": ended_cpu - cpu,
                "peakRssMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "figures": figures,
                "version": f"{package} {version(package)}",
            }
        )
    )


main()
