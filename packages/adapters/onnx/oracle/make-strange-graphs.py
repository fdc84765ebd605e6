"""Writes src/__fixtures__/graphs: graphs of a few operators that a cross-encoder's folder should not hold, for the tests
of what is said about them. Needs onnx and numpy only; no randomness.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OUT = Path(__file__).resolve().parent.parent / "src" / "__fixtures__" / "graphs"
INT64, INT32, FLOAT, HALF = TensorProto.INT64, TensorProto.INT32, TensorProto.FLOAT, TensorProto.FLOAT16
TABLE = numpy_helper.from_array(np.zeros((16, 1), dtype=np.float32), "table")
START = numpy_helper.from_array(np.array(0, dtype=np.int64), "start")
STEP = numpy_helper.from_array(np.array(1, dtype=np.int64), "step")
LAST = numpy_helper.from_array(np.array(1, dtype=np.int64), "last")
AXIS = numpy_helper.from_array(np.array([1], dtype=np.int64), "axis")


def write(name, nodes, inputs, output=FLOAT, shape=("batch", "tokens"), constants=()):
    """A graph from ids to one logit, the output of the last node."""
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(given, kind, shape) for given, kind in inputs.items()],
        [helper.make_tensor_value_info("logits", output, [shape[0], 1])],
        [AXIS, *constants],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, OUT / f"{name}.onnx")


def summed(of, kind=FLOAT):
    """The sum of the numbers as the logit."""
    return [
        helper.make_node("Cast", [of], ["numbers"], to=FLOAT),
        helper.make_node("ReduceSum", ["numbers", "axis"], ["sum"], keepdims=1),
        helper.make_node("Cast", ["sum"], ["logits"], to=kind),
    ]


OUT.mkdir(exist_ok=True)
ids = {"input_ids": INT64, "attention_mask": INT64}
both = helper.make_node("Add", ["input_ids", "position_ids"], ["added"])
write("wants-position-ids", [both, *summed("added")], {**ids, "position_ids": INT64})
write("wants-int32", summed("input_ids"), {"input_ids": INT32})
write("gives-float16", summed("input_ids", HALF), {"input_ids": INT64}, HALF)
write("of-eight-tokens", summed("input_ids"), {"input_ids": INT64}, shape=(1, 8))
write(
    "of-sixteen-positions",
    [
        helper.make_node("Shape", ["input_ids"], ["shape"]),
        helper.make_node("Gather", ["shape", "last"], ["count"], axis=0),
        helper.make_node("Range", ["start", "count", "step"], ["places"]),
        helper.make_node("Gather", ["table", "places"], ["positions"], axis=0),
        helper.make_node("Transpose", ["positions"], ["row"], perm=[1, 0]),
        helper.make_node("Cast", ["input_ids"], ["floats"], to=FLOAT),
        helper.make_node("Add", ["floats", "row"], ["added"]),
        *summed("added"),
    ],
    {"input_ids": INT64},
    constants=[TABLE, START, STEP, LAST],
)
