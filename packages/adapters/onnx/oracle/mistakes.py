"""The six mistakes, made on purpose: each function answers, for every pair, the logit or score that the mistake would give."""

import math

import texts
from models import forward

sigmoid = lambda x: 1 / (1 + math.exp(-x))


def uncut(tokenizer, row):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer.encode(texts.well_formed(row["query"]), texts.well_formed(row["document"]))


def logit(model, ids, type_ids):
    return float(forward(model, ids, type_ids)[0])


def no_type_ids(model, tokenizer, rows, encodings, limit):
    return [logit(model, ids, [0] * len(ids)) for ids, _ in encodings]


def tail_cut(model, tokenizer, rows, encodings, limit):
    joined = [uncut(tokenizer, row) for row in rows]
    return [logit(model, e.ids[:limit], e.type_ids[:limit]) for e in joined]


def only_second(model, tokenizer, rows, encodings, limit):
    """None where the tokenizer refuses, because the document is too short to be cut far enough."""
    found = []
    for row in rows:
        tokenizer.enable_truncation(limit, strategy="only_second")
        try:
            e = tokenizer.encode(texts.well_formed(row["query"]), texts.well_formed(row["document"]))
            found.append(logit(model, e.ids, e.type_ids))
        except Exception as error:  # the binding raises a plain Exception
            assert "too short" in str(error), error
            found.append(None)
    tokenizer.no_truncation()
    return found


def empty_document_as_single(model, tokenizer, rows, encodings, limit):
    """A document without tokens is left away with its separator: [CLS] query [SEP]."""
    tokenizer.enable_truncation(limit, strategy="longest_first")
    pairs = [
        (e.ids, e.type_ids) if sum(t) == 1 else (ids, t)
        for row, (ids, t) in zip(rows, encodings)
        for e in [tokenizer.encode(texts.well_formed(row["query"]))]
    ]
    tokenizer.no_truncation()
    return [logit(model, *pair) for pair in pairs]


def own_truncation(model, leftover, rows, encodings, limit):
    """The truncation and padding that a tokenizer.json carries, with the mask that follows from them."""
    joined = [leftover.encode(texts.well_formed(row["query"]), texts.well_formed(row["document"])) for row in rows]
    kept = [sum(e.attention_mask) for e in joined]
    return [logit(model, e.ids[:n], e.type_ids[:n]) for e, n in zip(joined, kept)]


def sigmoid_twice(logits):
    return [sigmoid(sigmoid(x)) for x in logits]
