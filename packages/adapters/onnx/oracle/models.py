"""The small models: vocabulary, tokenizer, seeded weights, ONNX files and the configuration folders of the variants."""

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import CrossEncoder
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, BertModel

import texts

SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SIZE, LIMIT = 1500, 64
OMITTED = set("🍐𫝀ก")  # left out of the vocabulary, so that words of the texts become [UNK]
SUFFIXES = "s es ed er ers est ing ly al ion tion ment able ness ity ful ous ive ize en".split()
IDENTITY, SIGMOID = "torch.nn.modules.linear.Identity", "torch.nn.modules.activation.Sigmoid"


def vocabulary():
    """Specials, every character of the texts (word-initial and, where it can be, inner), suffixes, then the commonest words of the passages."""
    normalizer, splitter = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    words = lambda text: [word for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text))]
    chars = {f"{mark}{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789" for mark in ("", "##")} | set(
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    )
    for row in texts.pairs(texts.COMMON):
        for text in (row["query"], row["document"]):
            for word in words(texts.well_formed(text)):
                chars |= {word[0]} | {f"##{c}" for c in word[1:]}
    chars = {c for c in chars if c.removeprefix("##") not in OMITTED}
    counts = Counter(word for text in texts.sample_texts() for word in words(text) if len(word) > 1 and word.isascii())
    entries = SPECIALS + sorted(chars) + texts.FILL + [f"##{s}" for s in SUFFIXES if len(s) > 1]
    common = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if word not in entries]
    entries += sorted(common[: SIZE - len(entries)])
    assert len(set(entries)) == len(entries) <= SIZE
    return {entry: i for i, entry in enumerate(entries)}


def tokenizer():
    vocab = vocabulary()
    made = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
    made.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIALS])
    made.normalizer, made.pre_tokenizer, made.decoder = (
        normalizers.BertNormalizer(),
        pre_tokenizers.BertPreTokenizer(),
        decoders.WordPiece(),
    )
    special = [(token, vocab[token]) for token in ("[CLS]", "[SEP]")]
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=special
    )
    return made


def config(labels, vocab_size):
    return BertConfig(
        vocab_size=vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=LIMIT,
        type_vocab_size=2,
        num_labels=labels,
        pad_token_id=0,
        attn_implementation="eager",
        dtype="float32",
    )


STD = {
    "word_embeddings": 1.0,
    "position_embeddings": 0.5,
    "token_type_embeddings": 0.7,
    "query": 0.22,
    "key": 0.22,
    "intermediate": 0.18,
    "pooler": 0.25,
    "classifier": 0.3,
}


def randomise(model, seed, **other):
    """Every parameter from one generator: wide embeddings, so that words, positions and token types all matter."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.empty_like(parameter).normal_(generator=generator)
            std = next((s for part, s in {**STD, **other}.items() if part in name), 0.18)
            parameter.copy_(
                1 + 0.1 * noise if "LayerNorm.weight" in name else 0.1 * noise if "bias" in name else std * noise
            )
    return model.eval()


def forward(model, ids, type_ids):
    with torch.inference_mode():
        out = model(
            input_ids=torch.tensor([ids]),
            attention_mask=torch.ones(1, len(ids), dtype=torch.long),
            token_type_ids=torch.tensor([type_ids]),
        )
    return (out.logits if hasattr(out, "logits") else out.last_hidden_state)[0]


def spread(model, encodings, std=2.0):
    """Scales and shifts the classifier so that every logit has mean 0 and this standard deviation over the encodings."""
    logits = torch.stack([forward(model, *encoding) for encoding in encodings])
    rounded = lambda tensor: torch.tensor([float(f"{x:.4g}") for x in tensor.tolist()])
    scale = rounded(std / logits.std(0))
    with torch.no_grad():
        model.classifier.weight.mul_(scale[:, None])
        model.classifier.bias.copy_(rounded((model.classifier.bias - logits.mean(0)) * scale))


class Wrapped(torch.nn.Module):
    def __init__(self, model, output):
        super().__init__()
        self.model, self.output = model, output

    def forward(self, input_ids, attention_mask, token_type_ids=None):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[
            self.output
        ]


def export(model, path, output, type_ids=True):
    ids = torch.tensor([[2, 9, 3, 8, 3], [2, 7, 3, 3, 0]])
    inputs = {"input_ids": ids, "attention_mask": (ids > 0).long()} | (
        {"token_type_ids": torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 1, 0]])} if type_ids else {}
    )
    axes = {name: {0: "batch_size", 1: "sequence_length"} for name in inputs} | {
        output: {0: "batch_size"} | ({1: "sequence_length"} if output != "logits" else {})
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        Wrapped(model, output).eval(),
        tuple(inputs.values()),
        path,
        input_names=list(inputs),
        output_names=[output],
        dynamic_axes=axes,
        opset_version=14,
        dynamo=False,
    )


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_tokenizer(path, text):
    path.mkdir(parents=True, exist_ok=True)
    (path / "tokenizer.json").write_text(
        json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


TOKENIZER_CONFIG = {
    "tokenizer_class": "BertTokenizer",
    "model_max_length": 512,
    "do_lower_case": True,
    "strip_accents": None,
    "tokenize_chinese_chars": True,
    "cls_token": "[CLS]",
    "mask_token": "[MASK]",
    "pad_token": "[PAD]",
    "sep_token": "[SEP]",
    "unk_token": "[UNK]",
}


KEPT = set(
    """attention_probs_dropout_prob classifier_dropout hidden_act hidden_dropout_prob hidden_size id2label initializer_range intermediate_size
    label2id layer_norm_eps max_position_embeddings model_type num_attention_heads num_hidden_layers pad_token_id type_vocab_size vocab_size""".split()
)


def model_config(model, name, **more):
    values = {
        key: value
        for key, value in model.config.to_dict().items()
        if key in KEPT and not (name == "BertModel" and "label" in key)
    }
    return {"architectures": [name], **dict(sorted(values.items())), **more}


def folder(root, name, model, made, architecture, output, type_ids=True):
    path = root / name
    write(path / "config.json", model_config(model, architecture))
    write(path / "tokenizer_config.json", TOKENIZER_CONFIG)
    write(
        path / "special_tokens_map.json",
        {key: value for key, value in TOKENIZER_CONFIG.items() if key.endswith("_token")},
    )
    write_tokenizer(path, made.to_str())
    export(model, path / "onnx" / "model.onnx", output, type_ids)


def write_st6(path, activation, with_modules=True):
    """The files of a cross-encoder as version 6 saves it. Without modules.json it does not read the first of them."""
    write(
        path / "config_sentence_transformers.json",
        {
            "__version__": {"sentence_transformers": "6.2.0", "transformers": "5.23.0", "pytorch": "2.15.0"},
            "model_type": "CrossEncoder",
            "prompts": {},
            "default_prompt_name": None,
            "activation_fn": activation,
        },
    )
    if with_modules:
        write(
            path / "modules.json",
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"}],
        )
        text = {"method": "forward", "method_output_name": "logits"}
        write(
            path / "sentence_bert_config.json",
            {
                "transformer_task": "sequence-classification",
                "modality_config": {"text": text},
                "module_output_name": "scores",
            },
        )


def lay(root, layers, target, weights):
    """A folder that Python loads: the layers in order, and the weights, which the repository does not keep."""
    for layer in layers:
        shutil.copytree(root / layer, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("onnx"))
    weights.save_pretrained(target / "weights")
    shutil.move(target / "weights" / "model.safetensors", target / "model.safetensors")
    shutil.rmtree(target / "weights")
    return target


def saved_by_st6(root, model):
    """Everything that sentence-transformers 6.2 itself writes for a cross-encoder (modules.json among it), weights and model card aside."""
    with tempfile.TemporaryDirectory() as temp:
        lay(root, ["one-label", "activation-st6-identity"], Path(temp, "in"), model)
        saved = CrossEncoder(str(Path(temp, "in")), device="cpu", local_files_only=True)
        saved.predict([["a", "b"]])  # the run that leaves its truncation and padding in tokenizer.json
        saved.save_pretrained(str(Path(temp, "out")), create_model_card=False)
        for file in sorted(Path(temp, "out").glob("*.json")):
            if file.name == "tokenizer.json":
                write_tokenizer(root / "saved-by-st6", file.read_text(encoding="utf-8"))
            else:
                write(root / "saved-by-st6" / file.name, json.loads(file.read_text(encoding="utf-8")))


def overlays(root, model, made):
    """Folders of a few files that are laid over one-label: what only the configuration makes different."""
    config_with = lambda **more: model_config(model, "BertForSequenceClassification", **more)
    for name, activation in (("identity", IDENTITY), ("sigmoid", SIGMOID)):
        write_st6(root / f"activation-st6-{name}", activation)
        write(
            root / f"activation-st4-{name}" / "config.json",
            config_with(sentence_transformers={"activation_fn": activation, "version": "5.1.1"}),
        )
        write(
            root / f"activation-legacy-{name}" / "config.json",
            config_with(sbert_ce_default_activation_function=activation),
        )
    write_st6(root / "activation-st6-without-modules", IDENTITY, with_modules=False)
    write_st6(root / "activation-several", IDENTITY)
    write(
        root / "activation-several" / "config.json",
        config_with(
            sentence_transformers={"activation_fn": SIGMOID, "version": "5.1.1"},
            sbert_ce_default_activation_function=SIGMOID,
        ),
    )
    write(
        root / "activation-two" / "config.json",
        config_with(
            sentence_transformers={"activation_fn": IDENTITY, "version": "5.1.1"},
            sbert_ce_default_activation_function=SIGMOID,
        ),
    )
    write(
        root / "activation-unknown" / "config.json",
        config_with(sentence_transformers={"activation_fn": "my_package.MyActivation", "version": "5.1.1"}),
    )
    plain = {**TOKENIZER_CONFIG, "tokenizer_class": "PreTrainedTokenizerFast"}
    names = ["input_ids", "attention_mask"]
    write(root / "tokenizer-fast-class" / "tokenizer_config.json", plain)
    write(root / "tokenizer-backend-class" / "tokenizer_config.json", {**plain, "tokenizer_class": "TokenizersBackend"})
    write(
        root / "tokenizer-no-class" / "tokenizer_config.json",
        {key: value for key, value in TOKENIZER_CONFIG.items() if key != "tokenizer_class"},
    )
    write(
        root / "tokenizer-fast-with-type-ids" / "tokenizer_config.json",
        {**plain, "model_input_names": ["input_ids", "token_type_ids", "attention_mask"]},
    )
    write(
        root / "tokenizer-bert-without-type-ids" / "tokenizer_config.json",
        {**TOKENIZER_CONFIG, "model_input_names": names},
    )
    write(root / "limit-40" / "tokenizer_config.json", {**TOKENIZER_CONFIG, "model_max_length": 40})
    cut = Tokenizer.from_str(made.to_str())
    cut.enable_truncation(20, strategy="longest_first")
    cut.enable_padding(length=20, pad_id=0, pad_token="[PAD]")
    write_tokenizer(root / "leftover-truncation", cut.to_str())
    saved_by_st6(root, model)


MODULES = ["Transformer", "Pooling", "Normalize"]


def modules(kinds):
    return [
        {
            "idx": i,
            "name": str(i),
            "path": "" if i == 0 else f"{i}_{kind}",
            "type": f"sentence_transformers.models.{kind}",
        }
        for i, kind in enumerate(kinds)
    ]


def pooling(mode):
    return {
        "word_embedding_dimension": 32,
        **{
            f"pooling_mode_{kind}": kind == mode
            for kind in ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens")
        },
    }


def bi_encoder(root, made, seed):
    model = randomise(
        BertModel(config(1, made.get_vocab_size()), add_pooling_layer=False), seed, token_type_embeddings=0.2
    )  # always type 0: a shift that all texts share
    folder(root, "bi-encoder", model, made, "BertModel", "last_hidden_state")
    write(root / "bi-encoder" / "modules.json", modules(MODULES[:2]))
    write(root / "bi-encoder" / "1_Pooling" / "config.json", pooling("mean_tokens"))
    write(root / "bi-encoder" / "sentence_bert_config.json", {"max_seq_length": 48, "do_lower_case": False})
    write(root / "bi-encoder-cls" / "1_Pooling" / "config.json", pooling("cls_token"))
    write(root / "bi-encoder-normalize" / "modules.json", modules(MODULES))
    return model


def make(root, encode, seed):
    """Writes all folders below root; returns the PyTorch models by the name of the folder that holds their weights."""
    shutil.rmtree(root, ignore_errors=True)
    made = tokenizer()
    size = made.get_vocab_size()
    encodings = encode(made, LIMIT)
    one = randomise(BertForSequenceClassification(config(1, size)), seed)
    two = randomise(BertForSequenceClassification(config(2, size)), seed + 1)
    for model in (one, two):
        spread(model, encodings)
    folder(root, "one-label", one, made, "BertForSequenceClassification", "logits")
    folder(root, "two-labels", two, made, "BertForSequenceClassification", "logits")
    folder(root, "no-type-ids", one, made, "BertForSequenceClassification", "logits", type_ids=False)
    write(
        root / "no-type-ids" / "tokenizer_config.json",
        {**TOKENIZER_CONFIG, "model_input_names": ["input_ids", "attention_mask"]},
    )
    onnx = root / "one-label" / "onnx"
    quantize_dynamic(onnx / "model.onnx", onnx / "model_int8.onnx", weight_type=QuantType.QInt8)
    overlays(root, one, made)
    return {"one-label": one, "two-labels": two, "no-type-ids": one, "bi-encoder": bi_encoder(root, made, seed + 2)}
