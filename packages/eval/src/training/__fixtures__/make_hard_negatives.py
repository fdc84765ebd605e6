"""Makes hard-negatives.json: what sentence-transformers mines of given scores. Run: python make_hard_negatives.py > hard-negatives.json
Needs (Python 3.11): sentence-transformers 6.2.0, datasets 5.2.0, torch 2.15.0, numpy 2.4.6.

The "model" looks its scores up: a query's vector is a unit vector, a document's holds its score for each query, and their
product is the score. Scores are different multiples of 1/64 (and so are the margins), exact in single precision too.
"""

import contextlib
import itertools
import json
import random
import sys
import types

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers.util import mine_hard_negatives

rng = random.Random(7)
queries = [f"q{n}" for n in range(6)]
documents = [f"d{n}" for n in range(40)]
relevant = {query: sorted(rng.sample(range(len(documents)), rng.randint(1, 3))) for query in queries}
scores = [[value / 64 for value in rng.sample(range(-64, 65), len(documents))] for _ in queries]


class LookUp:
    device = torch.device("cpu")
    model_card_data = types.SimpleNamespace(base_model="look-up")

    def encode_query(self, texts, **_):
        return np.eye(len(queries), dtype=np.float32)[[queries.index(text) for text in texts]]

    def encode_document(self, texts, **_):
        return np.array(scores, dtype=np.float32).T[[documents.index(text) for text in texts]]

    def similarity(self, a, b):
        return torch.as_tensor(a) @ torch.as_tensor(b).T

    def similarity_pairwise(self, a, b):
        return (torch.as_tensor(a) * torch.as_tensor(b)).sum(dim=1)


pairs = [(query, documents[at]) for query in queries for at in relevant[query]]
dataset = Dataset.from_dict({"query": [query for query, _ in pairs], "positive": [text for _, text in pairs]})
choices = {
    "absolute_margin": [None, 0.0, 0.25],
    "relative_margin": [None, 0.25],
    "max_score": [None, 0.5],
    "min_score": [None, -0.25],
    "range_min": [0, 3],
}
cases = []
for values in itertools.product(*choices.values()):
    options = {name: value for name, value in zip(choices, values) if value is not None}
    for output_format in ["triplet", "n-tuple", "labeled-pair"]:
        # Full rows for a few, to keep the file small; a triplet's rows tell all else.
        if output_format != "triplet" and (options.get("range_min") or "max_score" in options or "min_score" in options):
            continue
        for output_scores in [False, True]:
            with contextlib.redirect_stdout(sys.stderr):
                mined = mine_hard_negatives(
                    dataset, LookUp(), corpus=documents, num_negatives=4, range_max=len(documents), sampling_strategy="top",
                    output_format=output_format, output_scores=output_scores, verbose=False, **options,
                )
            if output_scores and output_format == "triplet" and len(options) != 2:
                continue
            # sentence-transformers keeps the name of the pairs' second column.
            rows = [{("passage" if output_format == "labeled-pair" and name == "positive" else name): value
                     for name, value in row.items()} for row in mined]
            cases.append({"options": options, "format": output_format, "scores": output_scores, "rows": rows})
print(json.dumps({"queries": queries, "documents": documents, "relevant": relevant, "scores": scores, "cases": cases}, separators=(",", ":")))
