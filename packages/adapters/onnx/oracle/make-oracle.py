"""Makes the small models and the parity oracle of @secondpass/onnx; see README.md beside this file.

    python3.11 -m venv /tmp/oracle && /tmp/oracle/bin/pip install -r requirements.txt
    /tmp/oracle/bin/python make-oracle.py DEFAULT_MODEL

DEFAULT_MODEL is the folder of the default model: onnx/model_int8.onnx, tokenizer.json and goldens.fp32.json.
Seeds are fixed and torch runs one thread; the same versions on the same processor write the same bytes.
"""

import random
import sys
import tempfile
from pathlib import Path

from common import MODELS, SEED, apart, numbers, processor, save, say, session

import numpy as np
import onnx
import onnxruntime
import sentence_transformers
import tokenizers
import torch
import transformers
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer

import encoders
import mistakes
import models
import texts

MOVES, TOLERANCE = 1e-2, 1e-4
ROWS = texts.pairs({**texts.COMMON, "lengths": texts.lengths(models.LIMIT) + texts.lengths(40)})
PAIRS = [[texts.well_formed(row["query"]), texts.well_formed(row["document"])] for row in ROWS]
# variant: (layers, the weights' name, activation, limit, whether type ids are sent)
BASE = ("one-label", "Sigmoid", 64, True)
VARIANTS = {
    "one-label": ([], *BASE),
    **{
        f"activation-{form}-{name.lower()}": ([f"activation-{form}-{name.lower()}"], "one-label", name, 64, True)
        for form in ("st6", "st4", "legacy")
        for name in ("Identity", "Sigmoid")
    },
    "activation-several": (["activation-several"], "one-label", "Identity", 64, True),
    "activation-two": (["activation-two"], "one-label", "Identity", 64, True),
    "activation-st6-without-modules": (["activation-st6-without-modules"], *BASE),
    "activation-unknown": (["activation-unknown"], *BASE),
    "saved-by-st6": (["saved-by-st6"], "one-label", "Identity", 64, True),
    "tokenizer-fast-class": (["tokenizer-fast-class"], "one-label", "Sigmoid", 64, False),
    "tokenizer-backend-class": (["tokenizer-backend-class"], "one-label", "Sigmoid", 64, False),
    "tokenizer-no-class": (["tokenizer-no-class"], *BASE),
    "tokenizer-fast-with-type-ids": (["tokenizer-fast-with-type-ids"], *BASE),
    "tokenizer-bert-without-type-ids": (["tokenizer-bert-without-type-ids"], "one-label", "Sigmoid", 64, False),
    "limit-40": (["limit-40"], "one-label", "Sigmoid", 40, True),
    "leftover-truncation": (["leftover-truncation"], *BASE),
    "no-type-ids": ([], "no-type-ids", "Sigmoid", 64, False),
    "two-labels": ([], "two-labels", "Identity", 64, True),
}


def encode(tokenizer, limit):
    tokenizer.enable_truncation(limit, strategy="longest_first")
    found = [(e.ids, e.type_ids) for e in tokenizer.encode_batch(PAIRS)]
    tokenizer.no_truncation()
    return found


def run_onnx(path, encodings):
    """Logits of every pair, one pair per run."""
    opened, found = session(path), []
    names = [node.name for node in opened.get_inputs()]
    for ids, type_ids in encodings:
        inputs = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": type_ids}
        found.append(
            opened.run(["logits"], {name: np.array([inputs[name]], dtype=np.int64) for name in names})[0][0].tolist()
        )
    return found


def say_order(name, values, sent):
    """Two documents of one query are either the same to the model or clearly apart, so that their order is a fair test."""
    by_query = {}
    for row, value, encoding in zip(ROWS, values, sent, strict=True):
        by_query.setdefault(row["query"], {})[str(encoding)] = value
    gap = min(b - a for group in by_query.values() for a, b in zip(sorted(group.values()), sorted(group.values())[1:]))
    assert gap > 5 * TOLERANCE, (name, gap)
    say(f"variant {name}: different documents of a query lie at least {gap:.4f} apart")


def variant(name, weights, encodings, temp):
    """What sentence-transformers answers for one folder, and the checks that its ids are those of the Rust tokenizer."""
    overlays, base, activation, limit, sends = VARIANTS[name]
    layers = [base, *overlays]
    model = CrossEncoder(
        str(models.lay(MODELS, layers, temp / name, weights[base])), device="cpu", local_files_only=True
    )
    assert type(model.activation_fn).__name__ == activation and model.max_seq_length == limit, (
        name,
        model.activation_fn,
        model.max_seq_length,
    )
    for pair, (ids, type_ids) in zip(PAIRS, encodings[limit], strict=True):
        features = model.preprocess([pair])
        assert features["input_ids"].tolist() == [ids] and ("token_type_ids" in features) == sends, (name, pair)
        assert not sends or features["token_type_ids"].tolist() == [type_ids], (name, pair)
    logits = model.predict(PAIRS, batch_size=1, activation_fn=torch.nn.Identity()).reshape(len(PAIRS), -1).tolist()
    scores = model.predict(PAIRS, batch_size=1).tolist()
    sent = [(ids, type_ids if sends else [0] * len(ids)) for ids, type_ids in encodings[limit]]
    by_onnx = apart(run_onnx(MODELS / base / "onnx" / "model.onnx", sent), logits)
    spread = np.array(logits).std(0).min()
    assert by_onnx < 2e-5 and spread >= 1, (name, by_onnx, spread)
    say(f"variant {name}: standard deviation of logits {spread:.3f}; onnxruntime differs by at most {by_onnx:.1e}")
    found = {
        "name": name,
        "layers": layers,
        "labels": len(logits[0]),
        "activation": activation.lower(),
        "limit": limit,
        "typeIdsSent": sends,
    }
    found |= {"logits": numbers([row[0] if len(row) == 1 else row for row in logits]), "scores": numbers(scores)}
    say_order(name, [row[-1] - sum(row[:-1]) for row in logits], sent)
    if found["labels"] == 2:
        found |= {
            "softmax1": numbers([mistakes.sigmoid(b - a) for a, b in logits]),
            "difference": numbers([b - a for a, b in logits]),
        }
    return model, found


def batches(name, model, logits):
    """The greatest difference to one pair per batch, for every batch size; "mixed" is shuffled pairs in calls of 1, 7, 2, 32, 3, … pairs."""
    predict = lambda pairs, size: model.predict(pairs, batch_size=size, activation_fn=torch.nn.Identity())
    found = {str(size): apart(predict(PAIRS, size), logits) for size in (2, 7, 32)}
    order = random.Random(SEED).sample(range(len(PAIRS)), len(PAIRS))
    mixed, at, sizes = np.zeros_like(np.array(logits)), 0, [1, 7, 2, 32, 3]
    for turn in range(len(order)):
        part = order[at : at + sizes[turn % len(sizes)]]
        if part:
            mixed[part] = predict([PAIRS[i] for i in part], len(part))
        at += len(part)
    found["mixed"] = apart(mixed, logits)
    assert max(found.values()) < 2e-5, found
    say(f"batches of {name}: greatest difference to one pair per batch {max(found.values()):.1e}")
    return {"model": name, "maxDifference": {size: float(f"{value:.1e}") for size, value in found.items()}}


def all_mistakes(weights, encodings, truth):
    model, tokenizer = weights["one-label"], Tokenizer.from_file(str(MODELS / "one-label" / "tokenizer.json"))
    leftover = Tokenizer.from_file(str(MODELS / "leftover-truncation" / "tokenizer.json"))
    rest = (ROWS, encodings[64], 64)
    made = {
        "noTypeIds": ("one-label", "logits", mistakes.no_type_ids(model, tokenizer, *rest)),
        "tailCut": ("one-label", "logits", mistakes.tail_cut(model, tokenizer, *rest)),
        "onlySecond": ("one-label", "logits", mistakes.only_second(model, tokenizer, *rest)),
        "emptyDocumentAsSingle": ("one-label", "logits", mistakes.empty_document_as_single(model, tokenizer, *rest)),
        "ownTruncation": ("leftover-truncation", "logits", mistakes.own_truncation(model, leftover, *rest)),
        "sigmoidTwice": ("one-label", "scores", mistakes.sigmoid_twice(truth["one-label"]["logits"])),
    }
    found = []
    for name, (of, field, values) in made.items():
        moves = [abs(a - b) for a, b in zip(values, truth[of][field], strict=True) if a is not None]
        refused = f", refused for {len(values) - len(moves)}" if None in values else ""
        assert max(moves) > MOVES, name
        say(
            f"mistake {name}: moves {sum(move > MOVES for move in moves)} of {len(moves)} pairs by more than {MOVES}, at most by {max(moves):.3f}{refused}"
        )
        found.append({"name": name, "variant": of, "field": field, "values": numbers(values)})
    return found


def int8(encodings, truth):
    logits = [row[0] for row in run_onnx(MODELS / "one-label" / "onnx" / "model_int8.onnx", encodings[64])]
    worst = apart(logits, truth["one-label"]["logits"])
    say(f"int8 of one-label: differs from fp32 by at most {worst:.3f} logits")
    return {
        "variant": "one-label",
        "file": "onnx/model_int8.onnx",
        "logits": numbers(logits),
        "scores": numbers([mistakes.sigmoid(x) for x in logits]),
    }


def main(default_model_folder):
    torch.manual_seed(SEED)
    weights = models.make(MODELS, encode, SEED)
    tokenizer = Tokenizer.from_file(str(MODELS / "one-label" / "tokenizer.json"))
    encodings = {limit: encode(tokenizer, limit) for limit in (64, 40)}
    with tempfile.TemporaryDirectory() as name:
        made = {key: variant(key, weights, encodings, Path(name)) for key in VARIANTS}
        truth = {key: found for key, (_, found) in made.items()}
        batched = [
            batches(key, made[key][0], truth[key]["logits"]) for key in ("one-label", "two-labels", "no-type-ids")
        ]
        bi = encoders.bi_encoder(weights, Path(name))
    modules = (sentence_transformers, transformers, tokenizers, torch, onnx, onnxruntime, np)
    oracle = {
        "madeWith": {module.__name__: str(module.__version__) for module in modules}
        | {"seed": SEED, "processor": processor()},
        "tolerance": TOLERANCE,
        "pairs": ROWS,
        "encodings": {
            str(limit): {"ids": [e[0] for e in found], "typeIds": [e[1] for e in found]}
            for limit, found in encodings.items()
        },
        "variants": list(truth.values()),
        "int8": int8(encodings, truth),
        "mistakes": all_mistakes(weights, encodings, truth),
        "batches": batched,
        "biEncoder": bi,
        "defaultModel": encoders.default_model(default_model_folder),
    }
    save(oracle)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
