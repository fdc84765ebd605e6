"""Makes small models of fixed random weights and the scores that they must give, for `npm run witness`; none is committed.

    python3.11 -m venv VENV && VENV/bin/pip install -r requirements.txt
    VENV/bin/python make-models.py OUT

The tokenizer is the bundled model's, which is BERT's for English, without accents and case. OUT gets

    cross-encoder/, cross-encoder.gguf   one label: a reranker. The second reads no segment ids, which llama.cpp does not give
    embedder/, embedder.gguf             no reranker
    classifier/                          three labels: no reranker either
    not-a-number/, not-a-number.gguf     as the cross-encoder, but every score is NaN
    expected.json                        texts.py with the scores of sentence-transformers' CrossEncoder
"""

import copy
import importlib.metadata
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

import bert_to_gguf
from texts import GROUPS, LONG, READ_OTHERWISE

MINI = Path(__file__).resolve().parents[2] / "packages" / "models" / "mini"

MARKS = {
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "pad_token": "[PAD]",
    "unk_token": "[UNK]",
    "mask_token": "[MASK]",
}


def config(vocabulary, **rest):
    return BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=512,
        pad_token_id=vocabulary["[PAD]"],
        **rest,
    )


def spread(model):
    """Weights so large that scores differ visibly from text to text."""
    random = np.random.default_rng(20261121)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.copy_(torch.from_numpy(random.normal(0, 0.35, parameter.shape)))
    return model.eval()


def without_segments(model):
    """The same, blind to which of the two texts a token is in."""
    blind = copy.deepcopy(model)
    with torch.no_grad():
        types = blind.bert.embeddings.token_type_embeddings.weight
        types[1] = types[0]
    return blind


def not_a_number(model):
    broken = copy.deepcopy(model)
    with torch.no_grad():
        broken.classifier.bias.fill_(float("nan"))
    return broken


def save(model, tokenizer, folder):
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    # TEI tells a reranker by its labels, which transformers leaves out where there is one.
    file = folder / "config.json"
    kept = json.loads(file.read_text())
    kept.setdefault("id2label", {"0": "LABEL_0"})
    kept.setdefault("label2id", {"LABEL_0": 0})
    file.write_text(json.dumps(kept, indent=2))


def save_pooling(folder):
    """Makes an embedding model of it, for sentence-transformers."""
    (folder / "1_Pooling").mkdir(exist_ok=True)
    pooling = {"word_embedding_dimension": 64, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling")]
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (path, kind) in enumerate(kinds)
    ]
    (folder / "modules.json").write_text(json.dumps(modules))


def scores_of(model, query, documents):
    """One pair at a time, so that none is padded."""
    pairs = [(query, document) for document in documents]
    found = model.predict(pairs, batch_size=1, activation_fct=torch.nn.Identity(), show_progress_bar=False)
    return [float(score) for score in found]


def tokens_of(tokenizer, query, documents):
    """Special ones included, after truncation."""
    return [len(tokenizer(query, document, truncation="longest_first").input_ids) for document in documents]


def expected(folder, blind):
    reference = CrossEncoder(str(folder), device="cpu", local_files_only=True)
    no_segments = CrossEncoder(str(blind), device="cpu", local_files_only=True)
    from_the_left = CrossEncoder(str(folder), device="cpu", local_files_only=True)
    from_the_left.tokenizer.truncation_side = "left"
    groups = []
    for name, (query, documents) in GROUPS.items():
        assert all(document.strip("\ufeff \u00a0\t\r\n\u2028") for document in documents), name
        assert len(set(documents)) == len(documents), name
        groups.append(
            {
                "name": name,
                "isLong": name in LONG,
                "query": query,
                "documents": documents,
                "logits": scores_of(reference, query, documents),
                "cutAtTheLeft": scores_of(from_the_left, query, documents),
                "withoutSegments": scores_of(no_segments, query, documents),
                "tokens": tokens_of(reference.tokenizer, query, documents),
                "readOtherwise": [at for at, text in enumerate(documents) if READ_OTHERWISE.search(text)],
            }
        )
    every = np.array([score for group in groups for score in group["logits"]])
    assert every.std() > 0.5 and np.abs(every).max() < 8, (every.std(), every.min(), every.max())
    names = ["sentence-transformers", "transformers", "torch"]
    return {"reference": {name: importlib.metadata.version(name) for name in names}, "groups": groups}


def load_tokenizer():
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(MINI / "tokenizer.json"),
        model_max_length=512,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
        **MARKS,
    )
    # The file asks for 128 tokens always.
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    return tokenizer


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    vocabulary = tokenizer.get_vocab()
    reranker = spread(BertForSequenceClassification(config(vocabulary, num_labels=1)))
    embedder = spread(BertModel(config(vocabulary)))
    blind = without_segments(reranker)
    save(reranker, tokenizer, out / "cross-encoder")
    save(not_a_number(reranker), tokenizer, out / "not-a-number")
    save(spread(BertForSequenceClassification(config(vocabulary, num_labels=3))), tokenizer, out / "classifier")
    save(embedder, tokenizer, out / "embedder")
    save_pooling(out / "embedder")
    bert_to_gguf.write(blind, vocabulary, out / "cross-encoder.gguf")
    bert_to_gguf.write(not_a_number(blind), vocabulary, out / "not-a-number.gguf")
    bert_to_gguf.write(embedder, vocabulary, out / "embedder.gguf")
    save(blind, tokenizer, out / "without-segments")
    wanted = expected(out / "cross-encoder", out / "without-segments")
    shutil.rmtree(out / "without-segments")
    (out / "expected.json").write_text(json.dumps(wanted, indent=1), encoding="ascii")
    for group in wanted["groups"]:
        print(group["name"], [round(score, 2) for score in group["logits"]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
