"""The compact network as an ONNX graph for one window, written node by node.

Written out rather than traced, because the operators are chosen for speed on one CPU thread, which an
exporter does not do: onnxruntime's own layer normalisation takes three times as long as the sums,
products and means that it stands for (0.8 ms against 0.25 ms for 320 pieces of 384).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from dateline.coding.compact.labels import TAG_WIDTH
from dateline.coding.compact.pairs import VECTOR_WIDTH

if TYPE_CHECKING:
    import onnx
    import torch

    from training.network import CompactNetwork

OPSET = 17  # the last in which ReduceMean takes its axes as an attribute
_FUSED = "com.microsoft"


def network_graph(network: CompactNetwork) -> onnx.ModelProto:
    """The network in floats: `pieces`, `shapes` (1, L), `firsts` (W,) in; `tags`, `vectors` (W, n) out."""
    return _Builder(network).model()


class _Builder:
    """Adds nodes one after another; each method returns the name of its output."""

    def __init__(self, network: CompactNetwork) -> None:
        self.network, self.config = network, network.encoder.config
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        hidden = self._embeddings()
        for layer in self.network.encoder.encoder.layer:
            hidden = self._layer(layer, hidden)
        flat = self._node("Reshape", hidden, self._constant(np.array([-1, self.config.hidden_size])))
        words = self._node("Gather", flat, "firsts")
        for name, head in (("tags", self.network.tags), ("vectors", self.network.vectors)):
            self._dense(head.weight, head.bias, words, out=name)
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name, shape in (("pieces", [1, "L"]), ("shapes", [1, "L"]), ("firsts", ["W"]))
        ]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["W", width])
            for name, width in (("tags", TAG_WIDTH), ("vectors", VECTOR_WIDTH))
        ]
        graph = helper.make_graph(self.nodes, "compact", inputs, outputs, self.constants)
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=domains, producer_name="dateline")
        model.ir_version = 8
        return model

    def _embeddings(self) -> str:
        tables = self.network.encoder.embeddings
        # Every piece is of the first token type; its row goes into the positions.
        places = _array(tables.position_embeddings.weight) + _array(tables.token_type_embeddings.weight)[0]
        length = self._node("Shape", "pieces", start=1, end=2)
        positions = self._node(
            "Slice",
            self._constant(places),
            self._constant(np.array([0])),
            length,
            self._constant(np.array([0])),
        )
        total = self._node("Gather", self._weight(tables.word_embeddings.weight), "pieces")
        total = self._node(
            "Add", total, self._node("Gather", self._weight(self.network.shapes.weight), "shapes")
        )
        return self._norm(tables.LayerNorm, self._node("Add", total, positions))

    def _layer(self, layer: torch.nn.Module, hidden: str) -> str:
        own = layer.attention.self
        three = (own.query, own.key, own.value)
        weight = np.concatenate([_array(one.weight).T for one in three], axis=1)
        bias = np.concatenate([_array(one.bias) for one in three])
        projected = self._node(
            "Add", self._node("MatMul", hidden, self._constant(weight)), self._constant(bias)
        )
        names = [f"{projected}.{part}" for part in "qkv"]
        width = self.config.hidden_size
        self.nodes.append(
            helper.make_node("Split", [projected, self._constant(np.array([width] * 3))], names, axis=-1)
        )
        context = self._node(
            "MultiHeadAttention", *names, domain=_FUSED, num_heads=self.config.num_attention_heads
        )
        out = layer.attention.output
        hidden = self._norm(
            out.LayerNorm, self._node("Add", self._dense(out.dense.weight, out.dense.bias, context), hidden)
        )
        inner = self._node("MatMul", hidden, self._weight(layer.intermediate.dense.weight, turned=True))
        inner = self._node("BiasGelu", inner, self._weight(layer.intermediate.dense.bias), domain=_FUSED)
        outer = self._dense(layer.output.dense.weight, layer.output.dense.bias, inner)
        return self._norm(layer.output.LayerNorm, self._node("Add", outer, hidden))

    def _dense(self, weight: torch.Tensor, bias: torch.Tensor, inputs: str, out: str | None = None) -> str:
        product = self._node("MatMul", inputs, self._weight(weight, turned=True))
        return self._node("Add", product, self._weight(bias), out=out)

    def _norm(self, norm: torch.nn.LayerNorm, inputs: str) -> str:
        mean = self._node("ReduceMean", inputs, axes=[-1], keepdims=1)
        centred = self._node("Sub", inputs, mean)
        squares = self._node("ReduceSumSquare", centred, axes=[-1], keepdims=1)
        count = self._constant(np.array(norm.normalized_shape[0], dtype=np.float32))
        least = self._constant(np.array(norm.eps, dtype=np.float32))
        spread = self._node("Sqrt", self._node("Add", self._node("Div", squares, count), least))
        scaled = self._node("Mul", self._node("Div", centred, spread), self._weight(norm.weight))
        return self._node("Add", scaled, self._weight(norm.bias))

    def _node(
        self, kind: str, *inputs: str, out: str | None = None, domain: str = "", **attributes: object
    ) -> str:
        name = out or f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def _weight(self, tensor: torch.Tensor, *, turned: bool = False) -> str:
        array = _array(tensor)
        return self._constant(array.T if turned else array)

    def _constant(self, array: np.ndarray) -> str:
        name = f"constant.{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name


def _array(tensor: torch.Tensor) -> np.ndarray:
    out: np.ndarray = tensor.detach().float().numpy()
    return out
