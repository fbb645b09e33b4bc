"""The trained network as the files that ship: an 8-bit ONNX graph, and the small heads beside it.

python -m training.export --encoder DIR --trained OUT/trained.pt --to src/corroborate/language/tagger/weights
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch
from torch import Tensor, nn

from training.example import ATTRIBUTES, MUC_TYPES, ROLES
from training.network import DISTANCES, Heads, Reader, build

LARGEST = 25_000_000
"""Bytes that all shipped weights may take."""


class Graph(nn.Module):
    """The reader as it is exported: one window without padding, so that no window's figures depend on another's."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Piece numbers (1, L) to role probabilities (L, roles, 3), starts and ends (L, S), whole (types)."""
        tags, starts, ends, whole = self.reader(ids, torch.ones_like(ids))
        return tags[0].softmax(-1), starts[0], ends[0], whole[0].sigmoid()


def export(reader: Reader, heads: Heads, folder: Path) -> None:
    """Write encoder.onnx (8-bit), heads.npz and labels.json into `folder`; raises where they are too large."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole, ready = Path(made) / "whole.onnx", Path(made) / "ready.onnx"
        torch.onnx.export(
            Graph(reader).eval(),
            (torch.randint(1000, 20000, (1, 64)),),
            str(whole),
            input_names=["ids"],
            output_names=["tags", "starts", "ends", "whole"],
            dynamic_axes={"ids": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True
        )
        shutil.copy(whole, folder.parent / "whole.onnx") if folder.name == "trial" else None
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
