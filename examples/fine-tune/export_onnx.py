"""Writes a trained model as a folder that `onnx:FOLDER` takes, int8, made as the bundled model was.

python export_onnx.py trained scifact-mini
"""

import os
import shutil
import sys

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoTokenizer

source, target = sys.argv[1:]
names = ["input_ids", "attention_mask", "token_type_ids"]


class Encoder(torch.nn.Module):
    """Token embeddings are all that is put into the graph; pooling and late interaction happen in the adapter."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs):
        return self.model(**dict(zip(names, inputs))).last_hidden_state


os.makedirs(f"{target}/onnx", exist_ok=True)
os.makedirs(f"{target}/1_Pooling", exist_ok=True)
for name in ["config.json", "tokenizer.json", "tokenizer_config.json", "modules.json", "sentence_bert_config.json",
             "config_sentence_transformers.json", "1_Pooling/config.json"]:
    shutil.copy(f"{source}/{name}", f"{target}/{name}")

model = AutoModel.from_pretrained(source, attn_implementation="eager", add_pooling_layer=False).eval()
example = AutoTokenizer.from_pretrained(source)(["what is a flea", "a b c d e"], padding=True, return_tensors="pt")
axes = {0: "batch_size", 1: "sequence_length"}
full = f"{target}/onnx/model.onnx"
torch.onnx.export(
    Encoder(model),
    tuple(example[name] for name in names),
    full,
    input_names=names,
    output_names=["last_hidden_state"],
    dynamic_axes={name: axes for name in [*names, "last_hidden_state"]},
    opset_version=17,
    do_constant_folding=True,
    dynamo=False,
)
onnx.checker.check_model(full)
quantize_dynamic(full, f"{target}/onnx/model_int8.onnx", weight_type=QuantType.QInt8, per_channel=True,
                 extra_options={"MatMulConstBOnly": True})
os.remove(full)
