"""Train, export and evaluate the reader; fit the adapter of questions.

python -m assistant.training train    --data DIR --run DIR --steps N
python -m assistant.training adapter  --data DIR [--out FILE]
python -m assistant.training evaluate --data DIR --weights FILE --out DIR
python -m assistant.training export   --weights FILE --graph FILE
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from assistant import adapter
from assistant.crossencoder import CrossEncoder, Layout
from assistant.models import find_model, model_revision
from assistant.training import evaluate, report, weights
from assistant.training.adapter import Fit, Pool, fit
from assistant.training.data import (
    ARTICLES,
    DECIDED_ON,
    GENERAL,
    IN_DOMAIN,
    OURS,
    UNSEEN,
    held_out,
    questions_of,
    read,
    without,
)
from assistant.training.export import export
from assistant.training.loop import Plan, Trainer
from assistant.training.material import examination, prepare
from assistant.training.mining import Embedder
from assistant.training.model import ReaderNetwork

BASE = find_model()
TOKENIZER = BASE / "tokenizer.json"
SEED = 7


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and do what it says."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    options.run_command(options)


def _train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    plan = Plan(
        steps=options.steps,
        minutes=options.minutes,
        every=options.every,
        seed=options.seed,
        others=options.others,
        rate=options.rate,
        head_rate=options.rate * 10 / 3,
    )
    ours = without(read(ARTICLES, OURS), DECIDED_ON)
    collection = read(options.data, (*IN_DOMAIN, *GENERAL)) + ours
    whole = {passage.id for passage in read(ARTICLES, options.whole).passages}
    general = {passage.id for passage in read(options.data, GENERAL).passages}
    kept = held_out(collection, share=0.1, seed=options.seed)
    options.run.mkdir(parents=True, exist_ok=True)
    material = prepare(collection, kept=kept, cache=options.run / "mined.json", embed=Embedder(BASE))
    usable = questions_of(collection, kept, inside=False)
    network = ReaderNetwork(BASE)
    if options.start:
        weights.load(network, options.start)
    trainer = Trainer(network, layout=Layout(TOKENIZER), plan=plan, folder=options.run)
    trainer.resume()
    trainer.train(
        material,
        whole=[question for question in usable if question.passage in whole],
        others=[question for question in usable if question.passage not in general | whole],
        general=[question for question in usable if question.passage in general],
        held_out=examination(collection, kept=kept, mined=material.mined),
    )
    (options.run / "training.svg").write_text(report.curve(options.run / "history.jsonl"), encoding="utf-8")


def _adapter(options: argparse.Namespace) -> None:
    embed = Embedder(BASE)
    ours = read(ARTICLES, OURS)
    pool = Pool(read(options.data, (*IN_DOMAIN, *GENERAL)) + without(ours, DECIDED_ON), embed)
    change = fit(pool, Fit(seed=options.seed), say=_say)
    left_out = {passage.group for passage in ours.passages} - set(DECIDED_ON)
    for name, other in (("left out", without(ours, left_out)), ("unseen", read(options.data, UNSEEN))):
        kept = Pool(other, embed)
        before, after = (kept.recall(matrix, k=4) for matrix in (np.zeros_like(change), change))
        _say(f"{name}: recall@4 of {len(kept.questions)} questions, each in its article: {before:.3f} -> {after:.3f}")
    adapter.save(options.out, revision=model_revision(BASE), change=change)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _evaluate(options: argparse.Namespace) -> None:
    options.out.mkdir(parents=True, exist_ok=True)
    graph = export(base=BASE, changed=options.weights, graph=options.out / "reader.onnx")
    reader = CrossEncoder(graph=graph, tokenizer=TOKENIZER, threads=options.threads)
    found, remarks = report.figures(reader, Embedder(BASE), data=options.data, seed=options.seed)
    text = f"{evaluate.table(found)}{remarks}"
    evaluate.write(found, options.out / "report.json")
    (options.out / "report.txt").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _export(options: argparse.Namespace) -> None:
    export(base=BASE, changed=options.weights, graph=options.graph)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant.training", description="Train the reader.")
    commands = parser.add_subparsers(required=True)
    train = commands.add_parser("train", help="train, or go on with a run that was stopped")
    train.add_argument("--run", type=Path, required=True, help="folder for checkpoints and figures")
    train.add_argument("--steps", type=int, default=1800, help="steps of 16 pairs")
    train.add_argument("--minutes", type=float, default=math.inf, help="end by then, whatever the steps")
    train.add_argument("--every", type=int, default=100, help="steps between checkpoints")
    train.add_argument("--start", type=Path, help="weights to begin with, safetensors (default: the packaged encoder)")
    train.add_argument("--rate", type=float, default=1.2e-4, help="the trunk's peak learning rate")
    train.add_argument(
        "--whole",
        nargs="+",
        choices=OURS,
        default=OURS,
        metavar="NAME",
        help="files of ours read whole in each epoch (default: all)",
    )
    train.add_argument("--others", type=float, default=1.0, help="share of the other health questions read in an epoch")
    train.set_defaults(run_command=_train)
    nearer = commands.add_parser("adapter", help="fit what moves a question's vector to the passages that answer it")
    nearer.add_argument("--out", type=Path, default=adapter.WEIGHTS, help="the file to write (default: the package's)")
    nearer.set_defaults(run_command=_adapter)
    measure = commands.add_parser("evaluate", help="figures on the articles that were never trained on")
    measure.add_argument("--weights", type=Path, required=True, help="what training changed, safetensors")
    measure.add_argument("--out", type=Path, required=True, help="folder for report.json, report.txt, reader.onnx")
    measure.set_defaults(run_command=_evaluate)
    write = commands.add_parser("export", help="write the network as one ONNX graph")
    write.add_argument("--weights", type=Path, required=True, help="what training changed, safetensors")
    write.add_argument("--graph", type=Path, required=True, help="the file to write")
    write.set_defaults(run_command=_export)
    for command in (train, nearer, measure):
        command.add_argument("--data", type=Path, required=True, help="folder of the JSON lines")
        command.add_argument("--seed", type=int, default=SEED)
    for command in (train, nearer, measure, write):
        command.add_argument("--threads", type=int, default=2)
    return parser


if __name__ == "__main__":
    main()
