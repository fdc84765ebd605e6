"""Writes qrels/train-only.tsv of a BEIR folder: the training judgements less those of queries that the test half asks too.

python without_test_queries.py scifact
"""

import csv
import json
import re
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def judgements(split: str) -> list[dict[str, str]]:
    with open(folder / "qrels" / f"{split}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


with open(folder / "queries.jsonl", encoding="utf-8") as file:
    texts = {query["_id"]: folded(query["text"]) for query in map(json.loads, file)}
asked = {texts[row["query-id"]] for row in judgements("test")}
train = judgements("train")
kept = [row for row in train if texts[row["query-id"]] not in asked]
with open(folder / "qrels" / "train-only.tsv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, ["query-id", "corpus-id", "score"], delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
left_out = {row["query-id"] for row in train} - {row["query-id"] for row in kept}
print(f"{len(kept)} judgements; left out, for the test half asks the same: {', '.join(sorted(left_out)) or 'none'}")
