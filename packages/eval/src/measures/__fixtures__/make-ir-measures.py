"""Makes the fixture that the measures of this package are compared with: 1,000 small runs and judgements, and what ir_measures
and the programs behind it say of them.

Run it again, from this folder (it calls perl, too):

    python3 -m venv /tmp/ir-measures
    /tmp/ir-measures/bin/pip install ir_measures==0.4.3 pytrec-eval-terrier==0.5.11 cwl-eval==1.0.12 trectools==0.0.50 \
        numpy==2.4.6 pandas==3.1.1 scipy==1.17.1
    /tmp/ir-measures/bin/python make-ir-measures.py

It writes ir-measures.jsonl.gz beside itself, the same bytes each time: first a line {"measures", "names"}, then a line for every pair.
`names` are texts and how ir_measures prints them. A pair is {"run", "qrels", "values", "means", "present"}: values by query, parallel to
`measures`, queries that the run lacks included; null where the program has no such measure for that list. `means` are over all
judged queries, `present` over those that the run has, both as ir_measures puts them together.

Which program speaks for which measure:

- pytrec_eval (trec_eval 9) for all that ir_measures asks it for: nDCG, AP, RR, P, R, Success, Bpref, Rprec, Set*, Num*.
- msmarco for RR at a cut-off, judged for Judged, cwl_eval for RBP from a level on. They break ties in other ways than trec_eval
  (by ascending id; by order of input), so they get the same order with scores that have no ties.
- gdeval.pl for nDCG with the exponential gain and for ERR; it prints five decimals.
- trectools for graded RBP, without ties, over which it would average (across queries, too, so scores are unlike everywhere), and
  asked for one measure at a time (of several, ir_measures makes it compute the last).
- At a cut-off that ir_measures lacks, F and RBP from a level on: SetF and RBP of the run cut there (SetF where the list is as long).

trec_eval reads memory it has not set where all levels of a query are below 0 (form_res_rels.c leaves num_rel_levels as it was),
so every query has at least one level of 0 or above.
"""

import gzip
import json
import pathlib
import random

import ir_measures

FIXTURE = pathlib.Path(__file__).resolve().with_name("ir-measures.jsonl.gz")
PAIRS = 1000

TIED = (
    "nDCG nDCG@1 nDCG@3 nDCG@10 nDCG@20 AP AP@5 AP(rel=2) AP(rel=2)@10 AP(rel=3)@20 RR RR(rel=2) P@1 P@5 P@20 P(rel=2)@10 "
    "R@1 R@5 R@20 R(rel=2)@10 R(rel=3)@5 Success@1 Success@5 Success(rel=2)@10 Bpref Bpref(rel=2) Bpref(rel=3) Rprec "
    "Rprec(rel=2) SetP SetP(rel=2) SetR SetR(rel=2) SetF SetF(rel=2) SetF(beta=0.5) SetF(beta=2.0) SetF(rel=2,beta=3.0) "
    "SetAP SetAP(rel=2) NumQ NumRel NumRet NumRet(rel=1) NumRet(rel=2)"
).split()
UNTIED = (
    "RR@1 RR@5 RR(rel=2)@10 Judged Judged@3 Judged@10 RBP(rel=1) RBP(rel=2) RBP(p=0.5,rel=1) RBP(p=0.95,rel=1)"
).split()
GDEVAL = "nDCG(dcg='exp-log2')@3 nDCG(dcg='exp-log2')@10 nDCG(dcg='exp-log2')@1000 ERR@5 ERR@20 ERR@1000".split()
TRECTOOLS = "RBP RBP@5 RBP(p=0.5)@10 RBP(p=0.95)".split()
CUT = {
    "F@5": ("SetF", 5),
    "F(rel=2)@10": ("SetF(rel=2)", 10),
    "F(beta=2.0)@3": ("SetF(beta=2.0)", 3),
    "RBP(rel=1)@5": ("RBP(rel=1)", 5),
    "RBP(p=0.95,rel=2)@10": ("RBP(p=0.95,rel=2)", 10),
}
MEASURES = TIED + UNTIED + GDEVAL + TRECTOOLS + list(CUT)

NAMES = (
    "nDCG@10 NDCG@5 MAP MAP@100 AP(rel=2)@100 AP(rel=1)@7 MRR@10 RR Precision@5 Recall@100 R(rel=2)@50 Success@1 "
    "nDCG(dcg='exp-log2')@10 nDCG(dcg='log2')@10 nDCG(cutoff=10) nDCG(dcg='exp-log2',cutoff=3) RBP(p=0.8)@10 RBP(p=0.95) "
    "RBP(p=0.5,rel=2)@20 RBP(rel=1) Bpref BPref(rel=2) ERR@20 Judged@10 Rprec RPrec(rel=3) SetF SetF(beta=2.0) "
    "SetF(rel=2,beta=0.5) SetP SetR(rel=2) SetAP NumRelRet NumRet(rel=2) NumRet NumRel NumQ"
).split()


def make_pair(rng, first_query):
    """A run and judgements with ties, unknown and shared ids, negative levels, and queries missing on either side."""
    ids = [f"{rng.choice('dDe')}{rng.randrange(1000)}" for _ in range(40)]
    ids = list(dict.fromkeys(ids))
    levels = rng.choice([[0, 1], [0, 1], [0, 0, 1, 2], [0, 1, 2, 3], [-1, 0, 1, 2], [-2, -1, 0, 0, 1, 2, 3, 4], [0]])
    queries = [str(first_query + at) for at in range(rng.randint(1, 5))]
    run, qrels = {}, {}
    for at, query in enumerate(queries):
        side = "both" if at == 0 else rng.choice(["both", "both", "both", "run", "qrels"])
        if side != "qrels":
            documents = rng.sample(ids, rng.randint(1, min(30, len(ids))))
            grid = rng.choice([2, 8, 1000])
            # Quarters, so that every program reads the same number.
            run[query] = {document: rng.randrange(-grid, grid) / 4 for document in documents}
        if side != "run":
            judged = rng.sample(ids, rng.randint(1, len(ids)))
            qrels[query] = {document: rng.choice(levels) for document in judged}
            if max(qrels[query].values()) < 0:
                qrels[query][judged[0]] = 0
    return run, qrels


def untie(run):
    """trec_eval's order, by descending score and then descending id, with scores that fall by 1."""
    ordered = {q: sorted(scores, key=lambda d: (scores[d], d), reverse=True) for q, scores in run.items()}
    return {q: {d: float(len(documents) - at) for at, d in enumerate(documents)} for q, documents in ordered.items()}


def cut(untied, cutoff, exactly):
    kept = {q: dict(list(scores.items())[:cutoff]) for q, scores in untied.items()}
    return {q: scores for q, scores in kept.items() if not exactly or len(scores) == cutoff}


def per_query(provider, names, qrels, run):
    measures = [ir_measures.parse_measure(name) for name in names]
    values = {}
    for metric in provider.iter_calc(measures, qrels, run):
        values.setdefault(metric.query_id, {})[str(metric.measure)] = float(metric.value)
    return values


def aggregates(names, values, queries):
    """With ir_measures' own aggregators."""
    result = []
    for name in names:
        given = [values[query][name] for query in queries]
        if None in given:
            result.append(None)
            continue
        aggregator = ir_measures.parse_measure(CUT[name][0] if name in CUT else name).aggregator()
        for value in given:
            aggregator.add(value)
        result.append(aggregator.result())
    return result


def merge(into, values):
    for query, by_name in values.items():
        into.setdefault(query, {}).update(by_name)


def main():
    rng = random.Random(42)
    pairs = [make_pair(rng, 10 * at + 1) for at in range(PAIRS)]
    # Queries are unlike everywhere, so that the slow programs can be asked once.
    run = {query: scores for pair in pairs for query, scores in pair[0].items()}
    qrels = {query: levels for pair in pairs for query, levels in pair[1].items()}
    untied = untie(run)
    values = {}
    merge(values, per_query(ir_measures.DefaultPipeline, TIED, qrels, run))
    merge(values, per_query(ir_measures.DefaultPipeline, UNTIED, qrels, untied))
    merge(values, per_query(ir_measures.gdeval, GDEVAL, qrels, run))
    apart = {q: {d: at + score / 100 for d, score in scores.items()} for at, (q, scores) in enumerate(untied.items())}
    for name in TRECTOOLS:
        merge(values, per_query(ir_measures.trectools, [name], qrels, apart))
    for name, (whole, cutoff) in CUT.items():
        kept = cut(untied, cutoff, whole.startswith("SetF"))
        found = per_query(ir_measures.DefaultPipeline, [whole], qrels, kept)
        for query in qrels:
            known = query in kept or query not in run
            values[query][name] = found[query][str(ir_measures.parse_measure(whole))] if known else None
    lines = [{"measures": MEASURES, "names": [[name, str(ir_measures.parse_measure(name))] for name in NAMES]}]
    for pair_run, pair_qrels in pairs:
        present = [query for query in pair_qrels if query in pair_run]
        lines.append(
            {
                "run": pair_run,
                "qrels": pair_qrels,
                "values": {query: [values[query][name] for name in MEASURES] for query in pair_qrels},
                "means": aggregates(MEASURES, values, list(pair_qrels)),
                "present": aggregates(MEASURES, values, present),
            }
        )
    for pair, line in zip(pairs, lines[1:]):
        check_means(pair, line)
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    FIXTURE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(pairs)} pairs, {len(qrels)} judged queries, {len(MEASURES)} measures, {FIXTURE.stat().st_size} bytes")


def check_means(pair, line):
    """Asked for a pair alone, ir_measures says the same as asked for all of them at once."""
    run, qrels = pair
    measures = [ir_measures.parse_measure(name) for name in TIED]
    alone = ir_measures.calc_aggregate(measures, qrels, run)
    together = dict(zip(MEASURES, line["means"]))
    for measure in measures:
        assert abs(alone[measure] - together[str(measure)]) < 1e-12, measure


if __name__ == "__main__":
    main()
