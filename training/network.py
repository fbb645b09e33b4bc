"""The network: one encoder, and on it heads for roles, attributes, types and pairs.

Shapes: B windows, L pieces, D = 384 of the encoder, S = 128 of a marked range.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from training.example import ATTRIBUTES, MUC_TYPES, ROLES

SPAN = 128
PAIR = 96
DISTANCES = (1, 4, 16, 48, 128)
"""Pieces between two marked ranges, as borders of six classes."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder and the token heads give: `tags` (B, L, roles, 3), `starts`, `ends` (B, L, S), `whole` (B, types)."""

    tags: Tensor
    starts: Tensor
    ends: Tensor
    whole: Tensor


class Reader(nn.Module):
    """Encoder and token heads: the part that is exported as one graph."""

    def __init__(self, encoder: nn.Module, width: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(width, len(ROLES) * 3)
        self.start = nn.Linear(width, SPAN)
        self.end = nn.Linear(width, SPAN)
        self.whole = nn.Linear(2 * width, len(MUC_TYPES))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Piece numbers and mask (B, L) to tags, starts, ends, whole (see `Read`)."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        wide = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * wide).sum(1) / wide.sum(1).clamp(min=1)
        most = (hidden - 1e4 * (1 - wide)).amax(1)
        return (
            self.tag(hidden).view(*ids.shape, len(ROLES), 3),
            self.start(hidden),
            self.end(hidden),
            self.whole(torch.cat([mean, most], -1)),
        )


class Heads(nn.Module):
    """What is said of marked ranges and of pairs of them; small, computed beside the graph."""

    def __init__(self) -> None:
        super().__init__()
        self.role = nn.Embedding(len(ROLES), SPAN)
        self.attributes = nn.ModuleDict(
            {name: nn.Linear(SPAN, len(kinds)) for name, kinds in ATTRIBUTES.items()}
        )
        self.kinds = nn.Linear(SPAN, len(MUC_TYPES))
        self.distance = nn.Embedding(len(DISTANCES) + 1, PAIR)
        self.product = nn.Linear(SPAN, PAIR, bias=False)
        self.difference = nn.Linear(SPAN, PAIR, bias=False)
        self.pair = nn.Linear(PAIR, 2)
        self.drop = nn.Dropout(0.1)

    def spans(self, starts: Tensor, ends: Tensor, roles: Tensor) -> Tensor:
        """Ranges (N, S) from the projections at their first and last piece and their roles (N,)."""
        return self.drop(torch.nn.functional.gelu(starts + ends + self.role(roles)))

    def pairs(self, one: Tensor, other: Tensor, distance: Tensor) -> Tensor:
        """Logits (M, 2) of pairs: the same entity, the same incident. `distance` (M,) is in classes."""
        mixed = self.product(one * other) + self.difference((one - other).abs()) + self.distance(distance)
        return self.pair(self.drop(torch.nn.functional.gelu(mixed)))


def distance_class(pieces: Tensor) -> Tensor:
    """The class of a distance in pieces."""
    return torch.bucketize(pieces, torch.tensor(DISTANCES))


def build(path: str) -> tuple[Reader, Heads]:
    """The untrained network on the encoder stored at `path`; its word table is not trained."""
    from transformers import AutoModel

    encoder: Any = AutoModel.from_pretrained(
        path, attention_probs_dropout_prob=0.0, add_pooling_layer=False, attn_implementation="sdpa"
    )
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    return Reader(encoder), Heads()
