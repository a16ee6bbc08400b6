"""Trains the network on all corpora at once."""

from __future__ import annotations

import collections
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from sahel_analysis.parsing.decoding import decode_names, iob_spans
from training.augment import Names, Templates, vary
from training.corpora import (
    NAME_LABELS,
    Document,
    Sentence,
    name_development_sets,
    training_documents,
    treebank,
    without_long_sentences,
)
from training.network import Labels, Network, load_tokenizer, make_batch

IGNORE = -100
Chunk = list[Sentence]


@dataclass(frozen=True)
class Settings:
    """What a run may change."""

    epochs: int = 7
    words_per_batch: int = 1000
    template_sentences: int = 4000
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: int = 300
    seed: int = 1


def label_sets(documents: list[Document]) -> Labels:
    """All labels of the corpora; morphology that occurs once is left out."""
    count = {layer: collections.Counter[str]() for layer in ("tags", "morphs", "deps")}
    for document in documents:
        for sentence in document:
            for layer, counter in count.items():
                counter.update(getattr(sentence, layer) or ())
    return Labels(
        tags=sorted(count["tags"]),
        morphs=sorted(m for m, n in count["morphs"].items() if n > 1),
        deps=sorted(count["deps"]),
        names=["O", *(f"{p}-{label}" for label in NAME_LABELS for p in "BI")],
    )


def make_chunks(
    documents: list[Document], templates: Templates, names: Names, settings: Settings, rng: random.Random
) -> list[Chunk]:
    """Runs of consecutive sentences, of many lengths, anew for each epoch."""
    extra = [
        [templates.sentence(rng) for _ in range(rng.randint(1, 4))]
        for _ in range(settings.template_sentences // 2)
    ]
    chunks: list[Chunk] = []
    for document in [*documents, *extra]:
        chunk: Chunk = []
        target = rng.choice((1, 40, 80, 120))
        for sentence in document:
            if chunk and sum(len(s.words) for s in chunk) + len(sentence.words) > target:
                chunks.append(chunk)
                chunk, target = [], rng.choice((1, 40, 80, 120))
            chunk.append(vary(sentence, names, rng))
        if chunk:
            chunks.append(chunk)
    return chunks


def make_batches(chunks: list[Chunk], limit: int, rng: random.Random) -> list[list[Chunk]]:
    """Chunks of like length together, at most `limit` words with padding."""
    size = {id(c): sum(len(s.words) for s in c) for c in chunks}
    batches: list[list[Chunk]] = [[]]
    for chunk in sorted(chunks, key=lambda c: size[id(c)] + rng.random() * 4):
        if batches[-1] and (len(batches[-1]) + 1) * size[id(chunk)] > limit:
            batches.append([])
        batches[-1].append(chunk)
    rng.shuffle(batches)
    return batches


class Loss:
    """Sum of the losses of every layer that a chunk's corpus has."""

    def __init__(self, labels: Labels) -> None:
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.as_dict().items()}

    def targets(self, chunks: list[Chunk], layer: str) -> torch.Tensor:
        index = self.index[layer]
        rows = [
            torch.tensor(
                [index.get(v, IGNORE) for s in c for v in (getattr(s, layer) or [""] * len(s.words))]
            )
            for c in chunks
        ]
        return pad_sequence(rows, batch_first=True, padding_value=IGNORE)

    def __call__(self, network: Network, tokenizer: Tokenizer, chunks: list[Chunk]) -> torch.Tensor:
        b = make_batch(tokenizer, [[w for s in c for w in s.words] for c in chunks])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = network.words(b.pieces, b.mask, b.first, b.last, b.shapes)
        x = x.float()
        loss = x.new_zeros(())
        for layer, head, weight in (
            ("tags", network.tag, 1.0),
            ("morphs", network.morph, 0.7),
            ("names", network.name, 1.5),
        ):
            gold = self.targets(chunks, layer)
            if (gold != IGNORE).any():
                loss = loss + weight * F.cross_entropy(
                    head(x).flatten(0, 1), gold.flatten(), ignore_index=IGNORE
                )
        return loss + self.starts(network, x, chunks) + self.trees(network, x, chunks)

    def starts(self, network: Network, x: torch.Tensor, chunks: list[Chunk]) -> torch.Tensor:
        gold = x.new_full(x.shape[:2], IGNORE)
        for i, chunk in enumerate(chunks):
            at = 0
            for sentence in chunk:
                if sentence.starts_known:
                    gold[i, at : at + len(sentence.words)] = 0
                    gold[i, at] = 1
                at += len(sentence.words)
        known = gold != IGNORE
        if not known.any():
            return x.new_zeros(())
        return F.binary_cross_entropy_with_logits(network.start(x)[..., 0][known], gold[known])

    def trees(self, network: Network, x: torch.Tensor, chunks: list[Chunk]) -> torch.Tensor:
        vectors, heads, deps = [], [], []
        for i, chunk in enumerate(chunks):
            at = 0
            for s in chunk:
                if s.heads is not None and s.deps is not None:
                    vectors.append(x[i, at : at + len(s.words)])
                    heads.append(torch.tensor(s.heads))
                    deps.append(torch.tensor([self.index["deps"][d] for d in s.deps]))
                at += len(s.words)
        if not vectors:
            return x.new_zeros(())
        lengths = torch.tensor([len(v) for v in vectors])
        arc, rel_head, rel_dep = network.arcs(pad_sequence(vectors, batch_first=True), lengths)
        gold = pad_sequence(heads, batch_first=True, padding_value=IGNORE)
        i, k = (gold >= 0).nonzero(as_tuple=True)
        rel = network.relations(rel_dep[i, k], rel_head[i, gold[i, k]])
        return F.cross_entropy(arc.flatten(0, 1), gold.flatten(), ignore_index=IGNORE) + F.cross_entropy(
            rel, torch.cat(deps)
        )


@torch.no_grad()
def quick_check(
    network: Network, tokenizer: Tokenizer, trees: dict[str, Document], names: dict[str, Document]
) -> str:
    """Figures for the log: greedy heads on gold sentences, names sentence by sentence."""
    network.eval()
    rng, report = random.Random(0), []
    for name, document in trees.items():
        count = collections.Counter[str]()
        for chunks in make_batches([[s] for s in document], 1500, rng):
            b = make_batch(tokenizer, [s.words for (s,) in chunks])
            x = network.words(b.pieces, b.mask, b.first, b.last, b.shapes)
            tags = network.tag(x).argmax(-1)
            arc, rel_head, rel_dep = network.arcs(x, torch.tensor([len(s.words) for (s,) in chunks]))
            heads = arc.argmax(-1)
            for i, (s,) in enumerate(chunks):
                # Treebanks have every layer.
                assert s.tags is not None
                assert s.morphs is not None
                assert s.heads is not None
                assert s.deps is not None
                n = len(s.words)
                rel = network.relations(rel_dep[i, :n], rel_head[i, heads[i, :n]]).argmax(-1)
                for k in range(n):
                    count["n"] += 1
                    count["tag"] += network.labels.tags[tags[i, k]] == s.tags[k]
                    if not s.morphs[k].startswith("PUNCT"):
                        right = int(heads[i, k]) == s.heads[k]
                        count["arcs"] += 1
                        count["las"] += right and network.labels.deps[rel[k]] == s.deps[k]
        report.append(f"{name} tags {count['tag'] / count['n']:.4f} LAS {count['las'] / count['arcs']:.4f}")
    for name, document in names.items():
        tp = fp = fn = 0
        for chunks in make_batches([[s] for s in document], 1500, rng):
            b = make_batch(tokenizer, [s.words for (s,) in chunks])
            scores = network.name(network.words(b.pieces, b.mask, b.first, b.last, b.shapes)).numpy()
            for i, (s,) in enumerate(chunks):
                keep = ("PERSON", "ORG", "LOC")
                pred = {
                    p for p in decode_names(scores[i, : len(s.words)], network.labels.names) if p[2] in keep
                }
                assert s.names is not None, "corpora of names have names"
                gold = {g for g in iob_spans(s.names) if g[2] in keep}
                tp, fp, fn = tp + len(gold & pred), fp + len(pred - gold), fn + len(gold - pred)
        report.append(f"{name} F1 {2 * tp / (2 * tp + fp + fn):.4f}")
    network.train()
    return "; ".join(report)


def train(corpora: Path, out: Path, settings: Settings, resume: bool = False) -> Path:
    """Trains, logs a check and saves a checkpoint after every epoch, and returns the checkpoint's path.

    With `resume`, goes on after the last epoch that OUT/checkpoint.pt holds, at the rate where the
    schedule had come to.
    """
    documents = without_long_sentences(training_documents(corpora))
    trees = {
        f"{k} dev": [s for d in treebank(corpora / f"ud/{k.lower()}-dev.conllu.gz") for s in d]
        for k in ("EWT", "GUM")
    }
    name_sets = name_development_sets(corpora)
    labels = label_sets(documents)
    torch.manual_seed(settings.seed)
    network, tokenizer = Network(labels), load_tokenizer()
    names = Names()
    templates, loss = Templates(names), Loss(labels)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint, done = out / "checkpoint.pt", 0
    if resume:
        saved = torch.load(checkpoint)
        if saved["labels"] != labels.as_dict():
            raise SystemExit(f"{checkpoint} has other labels than these corpora: train without --resume.")
        network.load_state_dict(saved["state"])
        done = saved["epochs_done"]

    optimizer = make_optimizer(network, settings)
    start, first = time.time(), True
    for epoch in range(done, settings.epochs):
        rng = random.Random(f"{settings.seed}-{epoch}")
        chunks_of_epoch = make_chunks(documents, templates, names, settings, rng)
        batches = make_batches(chunks_of_epoch, settings.words_per_batch, rng)
        for k, chunks in enumerate(batches):
            progress = (epoch + k / len(batches)) / settings.epochs
            warm = min(1.0, (k + 1) / settings.warmup) if first else 1.0
            for group, rate in zip(
                optimizer.param_groups, (settings.encoder_rate, settings.head_rate), strict=True
            ):
                group["lr"] = rate * warm * max(0.01, 1 - progress)
            value = loss(network, tokenizer, chunks)
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if (k + 1) % 100 == 0:
                elapsed = time.time() - start
                print(
                    f"epoch {epoch + 1}, {k + 1}/{len(batches)}, {elapsed:.0f} s, loss {value.item():.3f}",
                    flush=True,
                )
        first = False
        print(f"epoch {epoch + 1}: {quick_check(network, tokenizer, trees, name_sets)}", flush=True)
        torch.save(
            {"state": network.state_dict(), "labels": labels.as_dict(), "epochs_done": epoch + 1}, checkpoint
        )
    return checkpoint


def make_optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a smaller rate for the encoder, which has learnt already."""
    others = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    return torch.optim.AdamW(
        [
            {"params": list(network.encoder.parameters()), "lr": settings.encoder_rate},
            {"params": others, "lr": settings.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
