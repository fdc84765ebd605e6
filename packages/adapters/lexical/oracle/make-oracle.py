"""Makes the fixtures that the BM25 of this package is compared with, by an independent implementation: bm25s.

Run it again, from this folder:

    python -m venv /tmp/bm25s && /tmp/bm25s/bin/pip install bm25s==0.3.16 numpy==2.4.6
    /tmp/bm25s/bin/python make-oracle.py [CRANFIELD_FOLDER]

It writes ../src/__fixtures__/bm25-cranfield.json.gz (scores only: the collection carries no licence) and
../src/__fixtures__/bm25-scripts.json (texts of our own, their words, scores). CRANFIELD_FOLDER holds corpus.jsonl,
queries.tsv and run.bm25.top100.trec; by default ../shared/assets/cranfield beside the repository.

bm25s with method="lucene" and dtype="float64" is the formula of this package: idf = ln(1 + (N - df + 0.5) / (df + 0.5)),
tf / (tf + k1 (1 - b + b length / average)), no factor k1 + 1, and a query's repeated word counts as often as it is
repeated (scoring.py, _score_idf_lucene and _score_tfc_lucene; __init__.py, _compute_relevance_from_scores). Its default
is float32, its default k1 1.5.
"""

import datetime
import gzip
import json
import pathlib
import platform
import sys

import bm25s
import numpy
from bm25s.scoring import _score_idf_lucene, _score_tfc_lucene

VERSION = 1
HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "src" / "__fixtures__"
CRANFIELD = HERE.parents[4] / "shared" / "assets" / "cranfield"
LISTS = 200
SETTINGS = [{"k1": 1.2, "b": 0.75}, {"k1": 0.9, "b": 0.4}]


def index(documents, k1, b):
    retriever = bm25s.BM25(method="lucene", k1=k1, b=b, dtype="float64")
    retriever.index(documents, show_progress=False)
    return retriever


def scores_over_candidates(query, documents, k1, b):
    """N, df and the average length from the candidates themselves."""
    return [float(score) for score in index(documents, k1, b).get_scores(query)]


def scores_over_corpus(query, documents, corpus, k1, b):
    """N, df and the average length from another list. bm25s scores only what it has indexed, so documents that are in the
    corpus take their score from its index, and others are put together from its own two formulas."""
    indexed = index(corpus, k1, b).get_scores(query)
    average = numpy.mean([len(words) for words in corpus])
    scores = []
    for words in documents:
        score = 0.0
        for word in query:
            idf = _score_idf_lucene(sum(word in other for other in corpus), len(corpus))
            score += idf * _score_tfc_lucene(words.count(word), len(words), average, k1, b)
        if words in corpus:
            from_index = float(indexed[corpus.index(words)])
            assert abs(from_index - score) < 1e-12
            score = from_index
        scores.append(float(score))
    return scores


def about():
    return {
        "madeBy": f"oracle/make-oracle.py, version {VERSION}",
        "on": datetime.date.today().isoformat(),
        "with": {"bm25s": bm25s.__version__, "numpy": numpy.__version__, "python": platform.python_version()},
        "method": 'bm25s.BM25(method="lucene", dtype="float64")',
    }


def cranfield_lists(folder):
    """The first queries and their first-stage candidates, best first, tokenised at white space."""
    corpus = {}
    for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        corpus[row["_id"]] = row["text"]
    candidates = {}
    for line in (folder / "run.bm25.top100.trec").read_text("utf-8").splitlines():
        query_id, _, document_id, *_ = line.split()
        candidates.setdefault(query_id, []).append(corpus[document_id].split())
    for line in (folder / "queries.tsv").read_text("utf-8").splitlines()[:LISTS]:
        query_id, text = line.split("\t", 1)
        yield query_id, text.split(), candidates[query_id]


def write_cranfield(folder):
    lists = list(cranfield_lists(folder))
    settings = []
    for setting in SETTINGS:
        scores = [
            [float(f"{score:.9g}") for score in scores_over_candidates(query, documents, **setting)]
            for _, query, documents in lists
        ]
        settings.append({**setting, "scores": scores})
    content = {
        "about": {**about(), "tokens": "split at white space", "digits": 9, "order": "documents as in run.bm25.top100.trec"},
        "queries": [query_id for query_id, _, _ in lists],
        "settings": settings,
    }
    data = json.dumps(content, separators=(",", ":")).encode()
    (FIXTURES / "bm25-cranfield.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    print("cranfield:", sum(len(row) for setting in settings for row in setting["scores"]), "scores")


# Texts and, by hand, the words that they hold, parted by spaces.
ENGLISH = [
    ("Breaker A trips under load.", "breaker a trips under load"),
    ("The load on breaker B is small; breaker B doesn’t trip.", "the load on breaker b is small breaker b doesn't trip"),
    ("Load", "load"),
    ("load load load load", "load load load load"),
    ("Nothing of interest here", "nothing of interest here"),
]
SCRIPTS = [
    ("Die Straße ist lang", "die strasse ist lang"),
    ("STRASSE UND WEG", "strasse und weg"),
    ("Быстрая лиса бежит, лиса прыгает", "быстрая лиса бежит лиса прыгает"),
    ("Η ΟΔΟΣ ΤΗΣ ΑΘΗΝΑΣ", "η οδοσ τησ αθηνασ"),
    ("الكِتَابُ عَلَى الطَّاوِلَةِ", "الكتاب على الطاولة"),
    ("यह हिन्दी की किताब है", "यह हिन्दी की किताब है"),
    ("도서관에서 책을 읽는다", "도서관에서 책을 읽는다"),
    ("แมวกินปลา", "แมว กิน ปลา"),
    ("ฉันรักแมว", "ฉัน รัก แมว"),
    ("猫が魚を食べる", "猫 が 魚 を 食べる"),
    ("猫は犬と遊ぶ", "猫 は 犬 と 遊ぶ"),
    ("北京是中国的首都", "北京 是 中国 的 首都"),
    ("猫", "猫"),
]
CASES = [
    {"name": "English", "query": ("breaker load", "breaker load"), "documents": ENGLISH},
    {"name": "a repeated query word", "query": ("load breaker load, LOAD", "load breaker load load"), "documents": ENGLISH},
    {"name": "a word that is nowhere", "query": ("load zeppelin", "load zeppelin"), "documents": ENGLISH},
    {"name": "words that are all nowhere", "query": ("zeppelin airship", "zeppelin airship"), "documents": ENGLISH},
    {"name": "k1 = 0", "query": ("breaker load", "breaker load"), "documents": ENGLISH, "k1": 0, "b": 0.75},
    {"name": "b = 0", "query": ("breaker load", "breaker load"), "documents": ENGLISH, "k1": 2, "b": 0},
    {"name": "b = 1", "query": ("breaker load", "breaker load"), "documents": ENGLISH, "k1": 0.5, "b": 1},
    {"name": "one document", "query": ("load", "load"), "documents": ENGLISH[:1]},
    {
        "name": "many scripts",
        "query": ("Strasse лиса ΟΔΟΣ كتاب الكتاب किताब 책을 แมว 猫", "strasse лиса οδοσ كتاب الكتاب किताब 책을 แมว 猫"),
        "documents": SCRIPTS,
    },
    {"name": "Japanese", "query": ("猫が猫", "猫 が 猫"), "documents": SCRIPTS, "k1": 0.9, "b": 0.4},
    {"name": "corpus statistics", "query": ("breaker trips under load", "breaker trips under load"), "documents": ENGLISH[1:3], "corpus": ENGLISH},
    {
        "name": "corpus statistics of other texts, words that these do not have",
        "query": ("猫 breaker strasse zeppelin 猫", "猫 breaker strasse zeppelin 猫"),
        "documents": [*ENGLISH[:2], *SCRIPTS[-5:]],
        "corpus": SCRIPTS,
        "k1": 0.9,
        "b": 0.4,
    },
]


def solved(case):
    def tokens(pair):
        return {"text": pair[0], "words": pair[1].split()}

    setting = {"k1": case.get("k1", 1.2), "b": case.get("b", 0.75)}
    query = tokens(case["query"])
    documents = [tokens(pair) for pair in case["documents"]]
    words = [document["words"] for document in documents]
    if "corpus" not in case:
        scores = scores_over_candidates(query["words"], words, **setting)
        return {"name": case["name"], **setting, "query": query, "documents": documents, "scores": scores}
    corpus = [tokens(pair) for pair in case["corpus"]]
    scores = scores_over_corpus(query["words"], words, [text["words"] for text in corpus], **setting)
    return {"name": case["name"], **setting, "query": query, "documents": documents, "corpus": corpus, "scores": scores}


def write_scripts():
    content = {"about": about(), "cases": [solved(case) for case in CASES]}
    (FIXTURES / "bm25-scripts.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("scripts:", sum(len(case["scores"]) for case in content["cases"]), "scores")


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    write_scripts()
    write_cranfield(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else CRANFIELD)
