"""Turns a checkpoint into the packaged pipeline: 8-bit ONNX, spaCy config, lemma tables."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.pipeline import Lemmatizer
from torch import nn

from sahel_analysis.parsing import neural
from sahel_analysis.resources import MANIFEST
from training.manifest import manifest_of
from training.network import BASE, Labels, Network

OUTPUTS = ("tags", "morphs", "names", "start", "arc_head", "arc_dep", "rel_head", "rel_dep")


class _Graph(nn.Module):
    """What runs in onnxruntime: one window, everything but the trees."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: torch.Tensor, first: torch.Tensor, last: torch.Tensor, shapes: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        n = self.network
        hidden = n.encoder(input_ids=pieces).last_hidden_state[0]
        x = n.mix(torch.cat([hidden[first], hidden[last], n.shape(shapes)], -1))
        return (n.tag(x), n.morph(x), n.name(x), n.start(x)[:, 0], *n.projections(x))


def load_network(checkpoint: Path) -> Network:
    """The trained network, ready for use."""
    saved = torch.load(checkpoint)
    network = Network(Labels(**saved["labels"]))
    network.load_state_dict(saved["state"])
    return network.eval()


@torch.no_grad()
def export_onnx(network: Network, path: Path) -> None:
    """Writes the graph and makes the encoder's weights 8-bit (the small heads stay as they are)."""
    full = path.with_suffix(".full.onnx")
    example = (
        torch.randint(1000, 2000, (1, 12)),
        torch.tensor([1, 2, 3]),
        torch.tensor([1, 2, 4]),
        torch.tensor([0, 1, 2]),
    )
    axes = {"pieces": {1: "pieces"}, **{k: {0: "words"} for k in ("first", "last", "shapes", *OUTPUTS)}}
    torch.onnx.export(
        _Graph(network), example, str(full), input_names=["pieces", "first", "last", "shapes"],
        output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    nodes = onnx.load(full).graph.node
    heads = [node.name for node in nodes if node.op_type in ("MatMul", "Gemm") and "encoder" not in node.name]
    # 7-bit ranges per channel: full ones overflow on processors without VNNI, and answers must not differ.
    quantize_dynamic(
        str(full),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=heads,
    )
    full.unlink()


def export_trees(network: Network, path: Path) -> None:
    """Writes the weights that score arcs and their labels."""
    with torch.no_grad():
        root_arc, _, root_rel, _ = network.projections(network.root)
        rel = network.rel_weight  # labels x dependents x heads; the recipe multiplies dependents first
        arrays = {
            "root_arc_head": root_arc,
            "root_rel_head": root_rel,
            "arc_weight": network.arc_weight,
            "rel_weight": rel.permute(1, 0, 2).reshape(rel.shape[1], -1),
        }
    np.savez_compressed(path, **{k: v.detach().numpy().astype(np.float16) for k, v in arrays.items()})


def export(checkpoint: Path, out: Path) -> None:
    """Writes the spaCy pipeline to the folder `out`, replacing what is there."""
    network = load_network(checkpoint)
    parts = out.parent / f"{out.name}.parts"
    parts.mkdir(parents=True, exist_ok=True)
    export_onnx(network, parts / "encoder.onnx")
    export_trees(network, parts / "trees.npz")
    shutil.copy(BASE / "tokenizer.json", parts / "tokenizer.json")
    (parts / "labels.json").write_text(json.dumps(network.labels.as_dict(), indent=0), encoding="utf8")
    _strip_tokenizer(parts / "tokenizer.json")

    nlp = spacy.blank("en")
    component = nlp.add_pipe("sahel_neural")
    assert isinstance(component, neural.Neural)
    component.from_disk(parts)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize()
    nlp.meta.update(
        {
            "name": "sahel_news",
            "version": "0.1.0",
            "spacy_version": ">=3.8.7,<4.0.0",
            "description": "English news about the Sahel: tags, trees, sentences, lemmas and names.",
            "author": "The sahel_analysis authors",
            "license": "Apache-2.0 AND CC-BY-SA-4.0",
        }
    )
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    (out / MANIFEST).write_text(manifest_of(out), encoding="utf8", newline="")
    shutil.rmtree(parts)


def _strip_tokenizer(path: Path) -> None:
    """Truncation and padding belong to sentence embedding, not to reading windows."""
    config = json.loads(path.read_text(encoding="utf8"))
    config["truncation"] = config["padding"] = None
    path.write_text(json.dumps(config, ensure_ascii=False), encoding="utf8")
