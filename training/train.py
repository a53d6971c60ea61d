"""Train the compact network.

    python -m training.train DATA -o OUT [--sets corpus,pool,...] [--general 3] [--war 9] [--close 2]
        [--start WEIGHTS] [--seed 1]

DATA is the folder that holds corpus/ and data/; docs/how-to/train.md names the files. Three stages:
`--general` passes over the corpus and what is annotated otherwise, `--war` passes over all that is
coded as the corpus is, with a sample of the others beside it, then `--close` passes over whole reports.
A checkpoint is written after every pass; the same command takes up from the last one. OUT/log.jsonl
is the learning log: one line a pass with the mean loss of each head.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from bench.held_out import hash_share
from dateline.coding.compact.tokens import SHAPES
from training.encoder import MASK, encoder_folder, load_tokenizer
from training.examples import make_examples
from training.losses import batch_losses, total
from training.network import CompactNetwork
from training.sets import (
    REPORTS,
    read_corpus,
    read_muc4,
    read_polnear,
    read_pool,
    read_sentences,
    read_snippets,
    read_where,
    read_wires,
)
from training.swapping import Swapper

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.examples import Example
    from training.gold import Gold

SETS: dict[str, tuple[Callable[[Path], list[Gold]], str | Path]] = {  # a path of our own is whole
    "corpus": (read_corpus, "corpus/train.jsonl"),
    "pool": (read_pool, "corpus/pool.jsonl"),
    "invented": (read_corpus, REPORTS / "invented.jsonl"),
    "retold": (read_corpus, REPORTS / "retold.jsonl"),
    "sentences": (read_sentences, "data/event_location/train.jsonl"),
    "snippets": (read_snippets, "data/events/rams_dev.jsonl"),
    "wires": (read_wires, "data/muc4/train.jsonl"),
    "muc4": (read_muc4, "data/muc4/train.jsonl"),
    "polnear": (read_polnear, "data/polnear/train.jsonl"),
    "where": (read_where, "data/event_location/train.jsonl"),
}
# What people reviewed at the desk (docs/reference/corpus-export.md): read where --sets and shares name it.
REVIEWED = {"reviewed": (read_corpus, "corpus/reviewed.jsonl")}
NAMED = ("corpus", "pool", "invented", "retold")  # whole reports with their names: these may be swapped
PIECES_A_BATCH = 2600
TOLD = 100  # steps between two lines about the speed
MASKED = 0.12  # share of pieces hidden from the encoder, in the stead of dropout
UNCAPPED = 0.1  # share of windows read without their capitals: some wires have none
AVERAGED = 0.997  # decay of the running mean of the weights, which is what is kept

# The shapes of a text without capitals: figures and marks stay.
_LOWERED = np.array([SHAPES.index(one if one in ("digits", "mark") else "lower") for one in SHAPES])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass: which share of each set it reads."""

    stage: str
    shares: dict[str, float]


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    options = _parser().parse_args(argv)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    texts = {}
    for name in options.sets.split(","):
        reader, path = (SETS | REVIEWED)[name]
        golds = reader(options.data / path)
        if name == "muc4":
            golds = [g for g in golds if g.incident or hash_share(g.id) < options.muc_empty]
        texts[name] = golds
    passes = [Pass(stage="general", shares=_shares(options.general_shares))] * options.general
    passes += [Pass(stage="war", shares=_shares(options.war_shares))] * options.war
    passes += [Pass(stage="close", shares=_shares(options.close_shares))] * options.close
    Trainer(options, Batches(options.seed, texts, options.swap), passes).run()


def _shares(words: str) -> dict[str, float]:
    return {name: float(share) for name, _, share in (pair.partition("=") for pair in words.split(","))}


class Batches:
    """What each pass reads: a sample of every set, some texts with other names, in batches of like length."""

    def __init__(self, seed: int, texts: dict[str, list[Gold]], swap: float) -> None:
        self.seed, self.texts, self.swap = seed, texts, swap
        self.tokenizer = load_tokenizer()
        self.swapper = Swapper(gold for name in NAMED for gold in texts.get(name, []))
        self.examples: dict[str, list[list[Example]]] = {}
        for name, golds in texts.items():
            made = [make_examples([gold], self.tokenizer) for gold in golds]
            self.examples[name] = made
            _say(f"{name}: {len(golds)} texts, {sum(e.size for some in made for e in some)} pieces")

    def of(self, number: int, shares: dict[str, float]) -> list[list[Example]]:
        """The batches of pass `number`."""
        rng = seeded(self.seed, str(number))
        batches = []
        for name, share in shares.items():
            texts = range(len(self.texts.get(name, [])))
            chosen = [*texts] * int(share) + rng.sample(texts, round(len(texts) * (share - int(share))))
            examples = [example for text in chosen for example in self._read(name, text, rng)]
            examples.sort(key=lambda e: _longest([e]) + rng.random() * 60)
            batch: list[Example] = []
            for example in examples:
                if batch and _cells([*batch, example]) > PIECES_A_BATCH:
                    batches.append(batch)
                    batch = []
                batch.append(example)
            if batch:
                batches.append(batch)
        rng.shuffle(batches)
        return batches

    def _read(self, name: str, number: int, rng: random.Random) -> list[Example]:
        if name in NAMED and rng.random() < self.swap:
            return make_examples([self.swapper.swapped(self.texts[name][number], rng)], self.tokenizer)
        return self.examples[name][number]


class Trainer:
    """The loop, its optimiser, the running mean and the checkpoints."""

    def __init__(self, options: argparse.Namespace, batches: Batches, passes: list[Pass]) -> None:
        self.options, self.batches, self.passes = options, batches, passes
        self.device = torch.device(options.device)
        self.network = CompactNetwork(encoder_folder()).to(self.device)
        if options.start:
            self.network.load_state_dict(
                torch.load(options.start, weights_only=True, map_location=self.device)
            )
        self.network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        self.mean = {k: v.detach().clone() for k, v in self.network.state_dict().items()}
        self.optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01, fused=True)
        self.peaks = [group["lr"] for group in self.optimiser.param_groups]
        self.step = self.done = 0
        steps = (len(batches.of(number, one.shares)) for number, one in enumerate(passes))
        self.steps = max(1, sum(steps))

    def _groups(self) -> list[dict[str, Any]]:
        layers = len(self.network.encoder.encoder.layer)
        groups: dict[float, list[torch.nn.Parameter]] = {}
        for name, parameter in self.network.named_parameters():
            if not parameter.requires_grad:
                continue
            if name.startswith("encoder.encoder.layer."):
                depth = int(name.split(".")[3])
                rate = self.options.rate * self.options.layer_decay ** (layers - 1 - depth)
            elif name.startswith("encoder."):
                rate = self.options.rate * self.options.layer_decay**layers
            else:
                rate = self.options.head_rate
            groups.setdefault(rate, []).append(parameter)
        return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]

    def run(self) -> None:
        """All passes that are not done yet."""
        checkpoint = self.options.out / "checkpoint.pt"
        if checkpoint.exists():
            self._resume(checkpoint)
        for number in range(self.done, len(self.passes)):
            started = time.monotonic()
            line = self._one_pass(number)
            self.done = number + 1
            self._save(checkpoint)
            line |= {
                "pass": number + 1,
                "stage": self.passes[number].stage,
                "seconds": round(time.monotonic() - started),
            }
            with (self.options.out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
            _say(json.dumps(line))
        torch.save(self.mean, self.options.out / "weights.pt")

    def _one_pass(self, number: int) -> dict[str, Any]:
        torch.manual_seed(self.options.seed * 1000 + number)
        sums: dict[str, float] = {}
        batches = self.batches.of(number, self.passes[number].shares)
        rng = seeded(self.options.seed, f"{number}-words")
        self.network.train()
        started, cells = time.monotonic(), 0
        for batch in batches:
            rate = self._rate()
            for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
                group["lr"] = peak * rate
            inputs = collate(batch, masked=MASKED, rng=rng)
            tags, vectors = self.network(*(tensor.to(self.device) for tensor in inputs))
            losses = batch_losses(
                self.network, batch, tags, vectors, own_candidates=self.step > self.options.own_after
            )
            loss = total(losses)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimiser.step()
            self.optimiser.zero_grad(set_to_none=True)
            self.step += 1
            self._average()
            cells += inputs[0].numel()
            if self.step % TOLD == 0:
                _say(f"step {self.step} of {self.steps}, {cells / (time.monotonic() - started):.0f} pieces/s")
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        return {name: round(value / len(batches), 4) for name, value in sums.items()}

    def _rate(self) -> float:
        warm = max(1, int(0.06 * self.steps))
        if self.step < warm:
            return (self.step + 1) / warm
        left = max(0.0, (self.steps - self.step) / (self.steps - warm))
        return 0.02 + 0.98 * left

    def _average(self) -> None:
        decay = min(AVERAGED, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            state = self.network.state_dict()
            floats = [k for k, p in state.items() if p.dtype.is_floating_point and "word_embeddings" not in k]
            torch._foreach_lerp_([self.mean[k] for k in floats], [state[k] for k in floats], 1 - decay)

    def _asked(self) -> dict[str, str]:
        """What was asked for, but for where and on what it runs."""
        apart = {"out", "threads", "device"}
        return {name: str(value) for name, value in vars(self.options).items() if name not in apart}

    def _save(self, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "done": self.done,
            "options": self._asked(),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def _resume(self, path: Path) -> None:
        state = torch.load(path, weights_only=True, map_location=self.device)
        other = {k: v for k, v in state["options"].items() if self._asked().get(k) != v}
        if other:
            was = ", ".join(f"{name.replace('_', '-')} {value}" for name, value in sorted(other.items()))
            sys.exit(f"{path} was made with {was}. Ask for the same, or name another folder with --out.")
        self.network.load_state_dict(state["network"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.done = state["step"], state["done"]
        _say(f"taking up after pass {self.done}")


def seeded(seed: int, key: str) -> random.Random:
    """A source of chance for one purpose of one run."""
    return random.Random(f"{seed}-{key}")  # noqa: S311 (shuffles; nothing to guess)


def _longest(batch: list[Example]) -> int:
    return max(len(window.pieces) for example in batch for window in example.windows)


def _cells(batch: list[Example]) -> int:
    """Pieces that the encoder computes for a batch, padding and all."""
    return _longest(batch) * sum(len(example.windows) for example in batch)


def collate(
    batch: list[Example], masked: float = 0.0, rng: random.Random | None = None
) -> tuple[torch.Tensor, ...]:
    """Pieces, shapes and mask (windows, L) and the flat numbers of the words' first pieces (N,)."""
    longest = _longest(batch)
    rows = sum(len(example.windows) for example in batch)
    pieces = np.zeros((rows, longest), dtype=np.int64)
    shapes, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    firsts = []
    row = 0
    for example in batch:
        uncapped = rng is not None and rng.random() < UNCAPPED
        for window in example.windows:
            size = len(window.pieces)
            pieces[row, :size], mask[row, :size] = window.pieces, 1
            shapes[row, :size] = _LOWERED[window.shapes] if uncapped else window.shapes
            firsts.append(row * longest + window.firsts)
            if rng:
                pieces[row, [i for i in range(1, size - 1) if rng.random() < masked]] = MASK
            row += 1
    return tuple(torch.from_numpy(a) for a in (pieces, shapes, mask, np.concatenate(firsts)))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--general", type=int, default=3)
    parser.add_argument("--war", type=int, default=9)
    parser.add_argument("--close", type=int, default=2)
    parser.add_argument("--general-shares", default="corpus=1,muc4=1,polnear=0.4,where=0.7")
    parser.add_argument(
        "--war-shares",
        default="corpus=1,pool=1,invented=1,sentences=0.3,snippets=0.4,wires=0.4,"
        "muc4=0.4,polnear=0.03,where=0.1",
    )
    parser.add_argument(
        "--close-shares",
        default="corpus=1,pool=1,retold=1,invented=0.3,sentences=0.1,muc4=0.6,polnear=0.03,where=0.1",
    )
    parser.add_argument(
        "--start", type=Path, help="weights of another run to begin with, not the encoder's alone"
    )
    parser.add_argument("--swap", type=float, default=0.5, help="share of reports read with other names")
    parser.add_argument(
        "--muc-empty", type=float, default=0.5, help="share of the MUC-4 texts without fillers that is read"
    )
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.85)
    parser.add_argument(
        "--own-after", type=int, default=200, help="steps before the network's own spans join the candidates"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser


if __name__ == "__main__":
    main()
