"""Writes multiplications-fp32.onnx and multiplications-int8.onnx: the matrix multiplications with weights that a model of
MiniLM-L6's shape (6 layers, 384 wide, 1536 in between) makes for each token, one after the other, and nothing else. In int8
each quantizes its input, as in a dynamically quantized model. Weights are constants that ONNX Runtime lays out when it
loads the graph, so the files stay small. Needs onnx and numpy.

    python make_multiplications.py
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OUT = Path(__file__).resolve().parent
# Query, key, value, output; up and down.
SHAPES = [(384, 384)] * 4 + [(384, 1536), (1536, 384)]
LAYERS = 6


def constant(name, shape, value):
    """A tensor of one value, as its shape and the node that makes it."""
    size = numpy_helper.from_array(np.array(shape, dtype=np.int64), f"{name}-shape")
    return size, helper.make_node("ConstantOfShape", [size.name], [name], value=numpy_helper.from_array(value))


def multiplication(index, shape, kind, before):
    """One multiplication; its values differ from all others', so that no two are taken for the same."""
    weight, scale, after = f"weight-{index}", f"scale-{index}", f"after-{index}"
    if kind == "fp32":
        made = [constant(weight, shape, np.array([1e-3 + index * 1e-6], dtype=np.float32))]
        return made, helper.make_node("MatMul", [before, weight], [after])
    # By this scale numbers neither grow beyond all bounds nor vanish.
    level = np.array([1 / (shape[0] * (1 + index))], dtype=np.float32)
    made = [constant(weight, shape, np.array([1 + index], dtype=np.int8)), constant(scale, shape[1:], level)]
    return made, helper.make_node("DynamicQuantizeMatMul", [before, weight, scale], [after], domain="com.microsoft")


def chain(kind):
    sizes, nodes, at = [], [], "tokens"
    for index, shape in enumerate(SHAPES * LAYERS):
        made, node = multiplication(index, shape, kind, at)
        sizes += [size for size, _ in made]
        nodes += [*(maker for _, maker in made), node]
        at = node.output[0]
    return helper.make_graph(
        nodes,
        f"multiplications-{kind}",
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["count", 384])],
        [helper.make_tensor_value_info(at, TensorProto.FLOAT, ["count", 384])],
        sizes,
    )


for kind in ("fp32", "int8"):
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(chain(kind), opset_imports=sets, ir_version=8)
    checker.check_model(model)
    save(model, OUT / f"multiplications-{kind}.onnx")
