"""The network of `truceline.reading.ranker.encoder` as it is trained: needs torch."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from truceline.reading.ranker.columns import TAGS
from truceline.reading.ranker.encoder import BESIDE, N_WAYS, PARTS, ROOM, SIZE, STEPS

WIDTH, HEADS, INNER = 384, 12, 1536
DROP = 0.1


class Layer(nn.Module):  # type: ignore[misc]
    """A layer of BERT."""

    def __init__(self, given: dict[str, Tensor]) -> None:
        super().__init__()
        self.looks, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm, self.last = (nn.LayerNorm(WIDTH, 1e-12) for _ in range(2))
        for mine, name in (
            (self.out, "attention.output.dense"),
            (self.norm, "attention.output.LayerNorm"),
            (self.wide, "intermediate.dense"),
            (self.narrow, "output.dense"),
            (self.last, "output.LayerNorm"),
        ):
            mine.weight.data, mine.bias.data = given[f"{name}.weight"].clone(), given[f"{name}.bias"].clone()
        three = [f"attention.self.{name}" for name in ("query", "key", "value")]
        self.looks.weight.data = torch.cat([given[f"{name}.weight"] for name in three])
        self.looks.bias.data = torch.cat([given[f"{name}.bias"] for name in three])

    def forward(self, x: Tensor, unseen: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (
            part.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.looks(x).split(WIDTH, -1)
        )
        score = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        if unseen is not None:
            score = score + unseen
        mixed = (functional.dropout(torch.softmax(score, -1), DROP, self.training) @ v).transpose(1, 2)
        x = self.norm(x + functional.dropout(self.out(mixed.reshape(b, n, WIDTH)), DROP, self.training))
        inner = self.narrow(functional.gelu(self.wide(x)))
        return self.last(x + functional.dropout(inner, DROP, self.training))


class Net(nn.Module):  # type: ignore[misc]
    """Pieces of paragraphs -> odds of being a cue, and the two vectors of the pointer."""

    def __init__(self, given: dict[str, Tensor], kept: npt.NDArray[np.intp], layers: int) -> None:
        """`given` are the weights of a BERT, `kept` the rows of its pieces that stay."""
        super().__init__()
        first = "embeddings."
        self.words = nn.Embedding.from_pretrained(given[first + "word_embeddings.weight"][kept].clone())
        self.place = nn.Parameter(
            given[first + "position_embeddings.weight"][: ROOM + 2]
            + given[first + "token_type_embeddings.weight"][0]
        )
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.norm.weight.data = given[first + "LayerNorm.weight"].clone()
        self.norm.bias.data = given[first + "LayerNorm.bias"].clone()
        self.layers = nn.ModuleList()
        for k in range(layers):
            mark = f"encoder.layer.{k}."
            self.layers.append(
                Layer({n.removeprefix(mark): w for n, w in given.items() if n.startswith(mark)})
            )
        self.tag, self.dep, self.mark = (nn.Embedding(n, WIDTH) for n in (len(TAGS) + 1, N_WAYS - 1, 4))
        for e in (self.tag, self.dep, self.mark):
            nn.init.normal_(e.weight, std=0.01)
        self.governor = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.zeros_(self.governor.weight)
        self.cue = nn.Sequential(nn.Linear(2 * WIDTH, 192), nn.GELU(), nn.Linear(192, 1))
        self.ask = nn.Sequential(nn.Linear(2 * WIDTH, 256), nn.GELU(), nn.Linear(256, PARTS * SIZE + PARTS))
        self.tell = nn.Sequential(nn.Linear(WIDTH, 256), nn.GELU(), nn.Linear(256, PARTS * SIZE))
        self.way = nn.Parameter(torch.zeros(PARTS, N_WAYS * N_WAYS))
        self.step = nn.Parameter(torch.zeros(PARTS, STEPS))
        self.beside = nn.Parameter(torch.zeros(PARTS, BESIDE))

    def groups(self) -> tuple[list[Any], list[Any]]:
        """Weights that come from BERT, and those that are new."""
        old = [*self.layers.parameters(), self.place, *self.norm.parameters()]
        ids = {id(p) for p in old}
        return old, [p for p in self.parameters() if p.requires_grad and id(p) not in ids]

    def forward(
        self,
        ids: Tensor,
        governor: Tensor,
        tag: Tensor,
        dep: Tensor,
        mark: Tensor,
        up: Tensor,
        seen: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        x = self.words(ids) + self.place[: ids.shape[1]] + self.governor(self.words(governor))
        x = self.norm(x + self.tag(tag) + self.dep(dep) + self.mark(mark))
        x = functional.dropout(x, DROP, self.training)
        unseen = None if seen is None else (1 - seen[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, unseen)
        above = torch.gather(x, 1, up[..., None].expand(-1, -1, WIDTH))
        both = functional.dropout(torch.cat([x, above], -1), DROP, self.training)
        return self.cue(both)[..., 0], self.ask(both), self.tell(x)

    def odds(self, ask: Tensor, tell: Tensor, way: Tensor, step: Tensor, beside: Tensor) -> Tensor:
        """Log-odds of pairs, shape (PARTS, pairs), from the vectors of each pair's row and cue."""
        product = (ask[:, : PARTS * SIZE] * tell).view(-1, PARTS, SIZE).sum(-1) / math.sqrt(SIZE)
        own = product + ask[:, PARTS * SIZE :]
        return own.T + self.way[:, way] + self.step[:, step] + self.beside[:, beside]
