"""Makes a cross-encoder of MiniLM-L6's shape with random weights, for benchmarks of speed; it ranks nothing and is not committed.

    python3.11 -m venv /tmp/oracle && /tmp/oracle/bin/pip install -r requirements.txt
    /tmp/oracle/bin/python make-bench-model.py TOKENIZER OUT

TOKENIZER is a folder with tokenizer.json, tokenizer_config.json and special_tokens_map.json of a BERT with 30,522 word pieces,
such as cross-encoder/ms-marco-MiniLM-L6-v2. OUT gets them, config.json, model.safetensors (sentence-transformers' CrossEncoder
loads it), onnx/model.onnx as exported (opset 14, eager attention) and onnx/model_int8.onnx (dynamic, signed weights).
"""

import json
import shutil
import sys
from pathlib import Path

from common import SEED, session

import numpy as np
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

import models

PAIRS = [
    ["how do I get my money back", "Goods can be returned within thirty days."],
    ["what is a flea", "A flea is a wingless insect that jumps. " * 12],
]


def logits(path, tokenizer):
    opened, found = session(path), []
    for pair in PAIRS:
        encoding = tokenizer.encode(*pair)
        inputs = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        found.append(
            float(
                opened.run(["logits"], {name: np.array([value], dtype=np.int64) for name, value in inputs.items()})[0][
                    0, 0
                ]
            )
        )
    return np.array(found)


def main(source, out):
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512, strategy="longest_first")
    assert tokenizer.get_vocab_size() == 30522
    config = BertConfig(
        vocab_size=30522,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        num_labels=1,
        pad_token_id=0,
        attn_implementation="eager",
        dtype="float32",
    )
    # Wide embeddings, otherwise as a trained model's: activations and weights of ordinary size, logits that depend on the text.
    std = dict.fromkeys(("query", "key", "dense", "intermediate", "pooler"), 0.05)
    model = models.randomise(
        BertForSequenceClassification(config),
        SEED,
        word_embeddings=0.5,
        position_embeddings=0.2,
        token_type_embeddings=0.2,
        **std,
    )
    model.save_pretrained(out)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copyfile(source / name, out / name)
    identity = {"activation_fn": models.IDENTITY, "version": "5.1.1"}
    models.write(
        out / "config.json", models.model_config(model, "BertForSequenceClassification", sentence_transformers=identity)
    )
    fp32, int8 = out / "onnx" / "model.onnx", out / "onnx" / "model_int8.onnx"
    models.export(model, fp32, "logits")
    quantize_dynamic(fp32, int8, weight_type=QuantType.QInt8)
    truth = CrossEncoder(str(out), device="cpu", local_files_only=True).predict(PAIRS, batch_size=1)
    by_fp32, by_int8 = logits(fp32, tokenizer), logits(int8, tokenizer)
    assert np.abs(by_fp32 - truth).max() < 1e-4, (by_fp32, truth)
    print(json.dumps({"sentence-transformers": truth.tolist(), "fp32": by_fp32.tolist(), "int8": by_int8.tolist()}))
    print({str(file.relative_to(out)): file.stat().st_size for file in sorted(out.rglob("*")) if file.is_file()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
