"""The compact network in torch: the encoder, its word heads and its pair heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from transformers import BertModel

from dateline.coding.compact.labels import TAG_WIDTH
from dateline.coding.compact.pairs import RELATIONS, VECTOR_SLICES, VECTOR_WIDTH
from dateline.coding.compact.tokens import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np


LAYERS = 5  # of the encoder's six, the first ones: each costs a sixth of the time a word


class PairModule(nn.Module):
    """The torch twin of dateline.coding.compact.pairs.PairHead."""

    def __init__(self, name: str) -> None:
        super().__init__()
        relation = RELATIONS[name]
        self.tables = nn.ModuleList(nn.Embedding(size, relation.hidden) for size in relation.features)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.05)
        self.deep = nn.Linear(relation.hidden, relation.answers)
        self.product = nn.Linear(relation.hidden, relation.answers, bias=False)
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.product.weight)
        nn.init.constant_(self.deep.bias, -2.0)

    def forward(self, left: torch.Tensor, right: torch.Tensor, features: list[torch.Tensor]) -> torch.Tensor:
        """Logits (pairs, answers) for projected left and right (pairs, hidden)."""
        hidden = left + right
        for table, classes in zip(self.tables, features, strict=True):
            hidden = hidden + table(classes)
        out: torch.Tensor = self.deep(self.drop(torch.relu(hidden))) + self.product(left * right)
        return out

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """The tables as numpy arrays, under the names that PairHead.load asks for."""
        found = {f"{name}.table.{i}": table.weight for i, table in enumerate(self.tables)}
        found |= {
            f"{name}.deep": self.deep.weight.T,
            f"{name}.product": self.product.weight.T,
            f"{name}.bias": self.deep.bias,
        }
        return {key: tensor.detach().float().contiguous().numpy() for key, tensor in found.items()}


class CompactNetwork(nn.Module):
    """Pieces and shapes in, tag logits (TAG_WIDTH) and projected vectors (VECTOR_WIDTH) of each word out."""

    def __init__(self, encoder: Path, *, layers: int = LAYERS, drop: float = 0.2) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        # Dropout on attention and inner layers costs two thirds of the speed on a CPU; word masking
        # and dropout on the word vectors stand in for it.
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout.p = 0.0
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(drop)
        self.tags = nn.Linear(width, TAG_WIDTH)
        self.vectors = nn.Linear(width, VECTOR_WIDTH)
        self.pairs = nn.ModuleDict({name: PairModule(name) for name in RELATIONS})

    def encode(self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states (B, L, width) of pieces (B, L)."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        out: torch.Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return out

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor, firsts: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Tags and vectors of the N words of a batch whose first pieces are `firsts` (N,), counted flat."""
        hidden = self.encode(pieces, shapes, mask).flatten(0, 1).index_select(0, firsts)
        hidden = self.drop(hidden)
        return self.tags(hidden), self.vectors(hidden)

    def part(self, vectors: torch.Tensor, relation: str, number: int) -> torch.Tensor:
        """The projected vectors of one side of a relation."""
        return vectors[:, VECTOR_SLICES[relation][number]]
