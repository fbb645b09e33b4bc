"""The trained network as the files that ship: an 8-bit ONNX graph, and the small heads beside it.

python -m training.export --encoder DIR --trained OUT/trained.pt --to src/corroborate/language/tagger/weights
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch
from torch import Tensor, nn

from training.example import ATTRIBUTES, MUC_TYPES, ROLES
from training.network import DISTANCES, Heads, Reader, build

LARGEST = 25_000_000
"""Bytes that all shipped weights may take."""
HEADS, WIDTH = 12, 384
"""Of the encoder: attention heads, and numbers by which it knows a piece."""


class Graph(nn.Module):
    """The reader as it is exported: one window without padding, so that no window's figures depend on another's.

    Attention is written out, in the form that ONNX Runtime knows and fuses.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Piece numbers (1, L) to role probabilities (L, roles, 3), starts and ends (L, S), whole (types)."""
        encoder = self.reader.encoder
        hidden = encoder.embeddings(input_ids=ids)
        for layer in encoder.encoder.layer:
            hidden = layer.attention.output(_attend(layer.attention.self, hidden), hidden)
            hidden = layer.output(layer.intermediate(hidden), hidden)
        tags = self.reader.tag(hidden)[0]
        whole = self.reader.whole(torch.cat([hidden.mean(1), hidden.amax(1)], -1))
        return (
            tags.view(tags.shape[0], len(ROLES), 3).softmax(-1),
            self.reader.start(hidden)[0],
            self.reader.end(hidden)[0],
            whole[0].sigmoid(),
        )


def _attend(attention: Any, hidden: Tensor) -> Tensor:
    """Scaled dot-product attention of all pieces to all (Vaswani and others 2017)."""
    size = WIDTH // HEADS

    def parts(values: Tensor) -> Tensor:
        return values.view(values.shape[0], values.shape[1], HEADS, size).transpose(1, 2)

    query, key, value = (parts(each(hidden)) for each in (attention.query, attention.key, attention.value))
    weights = (query @ key.transpose(-1, -2) / size**0.5).softmax(-1)
    return (weights @ value).transpose(1, 2).reshape(hidden.shape[0], hidden.shape[1], WIDTH)


def export(reader: Reader, heads: Heads, folder: Path) -> None:
    """Write encoder.onnx (8-bit), heads.npz and labels.json into `folder`; raises where they are too large."""
    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        _write_graph(Graph(reader).eval(), Path(made), folder / "encoder.onnx")
    np.savez_compressed(
        folder / "heads.npz",
        **{name: value.detach().numpy().astype(np.float16) for name, value in heads.state_dict().items()},
    )
    labels = {"roles": ROLES, "types": MUC_TYPES, "attributes": ATTRIBUTES, "distances": DISTANCES}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir())
    if size > LARGEST:
        raise ValueError(f"{folder}: {size:,} bytes of weights, more than {LARGEST:,}")
    print(f"{folder}: {size:,} bytes")


def _write_graph(graph: Graph, made: Path, to: Path) -> None:
    """The graph in 32 bits, its attention fused, then its matrices and its word table in 8 bits."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    torch.onnx.export(
        graph,
        (torch.randint(1000, 20000, (1, 64)),),
        str(made / "whole.onnx"),
        input_names=["ids"],
        output_names=["tags", "starts", "ends", "whole"],
        dynamic_axes={"ids": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    fusion = FusionOptions("bert")
    fusion.enable_embed_layer_norm = False
    fused = optimize_model(
        str(made / "whole.onnx"),
        model_type="bert",
        num_heads=HEADS,
        hidden_size=WIDTH,
        optimization_options=fusion,
    )
    fused.save_model_to_file(str(made / "fused.onnx"))
    quantize_dynamic(
        str(made / "fused.onnx"),
        str(to),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def main() -> None:
    """Export what has been trained."""
    parser = argparse.ArgumentParser(description="Export the trained tagger as 8-bit ONNX.")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    reader, heads = build(options.encoder)
    state = torch.load(options.trained, weights_only=True)
    reader.load_state_dict(state["reader"])
    heads.load_state_dict(state["heads"])
    export(reader, heads, options.to)


if __name__ == "__main__":
    main()
