"""Writes a BERT model of transformers as GGUF, which llama.cpp reads; its converter is not on PyPI."""

import gguf

SPECIAL = {"bos": "[CLS]", "eos": "[SEP]", "unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "mask": "[MASK]"}

EMBEDDINGS = {
    "token_embd": "embeddings.word_embeddings",
    "position_embd": "embeddings.position_embeddings",
    "token_types": "embeddings.token_type_embeddings",
    "token_embd_norm": "embeddings.LayerNorm",
}

LAYER = {
    "attn_q": "attention.self.query",
    "attn_k": "attention.self.key",
    "attn_v": "attention.self.value",
    "attn_output": "attention.output.dense",
    "attn_output_norm": "attention.output.LayerNorm",
    "ffn_up": "intermediate.dense",
    "ffn_down": "output.dense",
    "layer_output_norm": "output.LayerNorm",
}

HEAD = {"cls": "bert.pooler.dense", "cls.output": "classifier"}


def tensor_names(layers, is_reranker):
    prefix = "bert." if is_reranker else ""
    names = {ours: prefix + theirs for ours, theirs in EMBEDDINGS.items()}
    for layer in range(layers):
        for ours, theirs in LAYER.items():
            names[f"blk.{layer}.{ours}"] = f"{prefix}encoder.layer.{layer}.{theirs}"
    return {**names, **(HEAD if is_reranker else {})}


def add_tokenizer(writer, vocabulary):
    """The marks as BERT has them, [CLS] query [SEP] document [SEP]: llama.cpp puts its end marker after each text, and would put
    its separator there as well."""
    tokens = sorted(vocabulary, key=vocabulary.get)
    special = set(SPECIAL.values())
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("jina-v2-en")
    writer.add_token_type_count(2)
    spelled = [
        token if token in special else token.removeprefix("##") if token.startswith("##") else "\u2581" + token
        for token in tokens
    ]
    writer.add_token_list([token.encode() for token in spelled])
    kinds = (gguf.TokenType.CONTROL, gguf.TokenType.NORMAL)
    writer.add_token_types([kinds[token not in special] for token in tokens])
    for name, token in SPECIAL.items():
        getattr(writer, f"add_{name}_token_id")(vocabulary[token])
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(True)
    writer.add_add_sep_token(False)


def write(model, vocabulary, path):
    """`model`: BertForSequenceClassification with one label, or BertModel."""
    config, tensors = model.config, model.state_dict()
    is_reranker = "classifier.weight" in tensors
    writer = gguf.GGUFWriter(str(path), "bert")
    writer.add_name("witness")
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_eps(config.layer_norm_eps)
    writer.add_causal_attention(False)
    writer.add_file_type(0)
    writer.add_pooling_type(gguf.PoolingType.RANK if is_reranker else gguf.PoolingType.MEAN)
    add_tokenizer(writer, vocabulary)
    for ours, theirs in tensor_names(config.num_hidden_layers, is_reranker).items():
        for part in ("weight", "bias"):
            if f"{theirs}.{part}" in tensors:
                writer.add_tensor(f"{ours}.{part}", tensors[f"{theirs}.{part}"].numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
