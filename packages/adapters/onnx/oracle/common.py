"""What the other modules share: where the files go, rounding, and what the checks said."""

import gzip
import json
import os
import warnings
from pathlib import Path

os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}
warnings.filterwarnings("ignore")

import numpy as np
import onnxruntime
import torch

SEED = 20261121
ORACLE = Path(__file__).resolve().parent
FIXTURES = ORACLE.parent / "src" / "__fixtures__"
MODELS = FIXTURES / "models"
said = []
torch.set_num_threads(1)


def say(text):
    said.append(text)
    print(text, flush=True)


def numbers(values):
    """Seven significant digits, as many as a float32 has."""
    if isinstance(values, dict):
        return {key: numbers(value) for key, value in values.items()}
    if isinstance(values, list):
        return [numbers(value) for value in values]
    return float(f"{values:.7g}") if isinstance(values, float) else values


def apart(a, b):
    return float(np.abs(np.array(a) - np.array(b)).max())


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def processor():
    """The instructions on which int8 scores depend; without VNNI other int8 kernels run."""
    flags = set(Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    return [flag for flag in ("avx2", "avx_vnni", "avx512_vnni", "amx_int8") if flag in flags]


def save(oracle):
    text = json.dumps(oracle, separators=(",", ":"), allow_nan=False)
    (FIXTURES / "parity.json.gz").write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    files = [FIXTURES / "parity.json.gz", *(path for path in MODELS.rglob("*") if path.is_file())]
    sizes = [file.stat().st_size for file in files]
    assert sum(sizes) < 3_000_000 and max(sizes) < 500_000
    say(f"{len(files)} files, {sum(sizes):,} bytes, the largest {max(sizes):,}")
    (ORACLE / "checks.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
