"""Command line of the training room: `sayso train reader --data DATA --out runs/v1`, or `python -m sayso.train …`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from sayso.errors import OutputError

WEIGHTS = Path(__file__).parent.parent / "claims" / "data"
FRAMES = Path(__file__).parent.parent / "reader" / "data"
EVENTS = Path(__file__).parent.parent / "events" / "data"
MODEL = Path(__file__).parent.parent / "reader" / "model"


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main() -> None:
    """Train, export or measure the reader, or fit a table of weights."""
    parser = argparse.ArgumentParser(prog="sayso train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for add in (_reader, _export, _event_head, _lexicon, _weights, _modes, _circumstances, _frames, _rarity, _pairs):
        add(commands)
    args = parser.parse_args()
    try:
        for line in _run(args):
            print(line)
    except OutputError as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(problem.exit_code) from problem


def _run(args: argparse.Namespace) -> Iterable[str]:
    """Do what is asked for, once there is a place for what it writes: fitting takes minutes, training days."""
    if args.writes == "file":
        make_folder(args.to.parent)
    else:
        make_folder(args.to if "to" in args else args.out)
    yield from args.run_it(args)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, unless it is there.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        why = "a file of that name is in the way" if isinstance(problem, FileExistsError) else problem.strerror
        raise OutputError(f"Nothing can be written into {folder}: {why}.", "Name another place.") from problem


def _reader(commands: Commands) -> None:
    reader = commands.add_parser("reader", help="train the reader; goes on where a stopped run left off")
    reader.add_argument("--data", type=Path, required=True, help="folder with polnear/, open/ and claims/")
    reader.add_argument("--out", type=Path, required=True, help="folder of the run")
    reader.add_argument("--epochs", type=float, default=4.0)
    reader.add_argument("--minutes", type=float, help="fit the number of steps to this time instead")
    reader.add_argument("--start-from", help="checkpoint.pt of an earlier run, or a folder of exported weights")
    reader.add_argument("--annotation", type=Path, default=Path("annotation"), help="our own stand-off annotation")
    reader.add_argument("--extra", type=Path, action="append", default=[], help="more annotated articles (JSONL)")
    reader.add_argument("--threads", type=int, default=2)
    reader.add_argument("--encoder-rate", type=float, default=1.5e-4)
    reader.add_argument("--head-rate", type=float, default=1.0e-3)
    reader.add_argument("--claims-repeat", type=int, default=5, help="times that annotated articles are seen an epoch")
    reader.add_argument("--treebank-repeat", type=int, default=2, help="times that treebanks are seen an epoch")
    reader.add_argument("--frozen", type=int, default=0, help="lowest layers of the encoder that stay as they are")
    reader.add_argument("--bfloat16", action="store_true", help="products in bfloat16 (a CPU with AVX-512 BF16)")
    reader.set_defaults(run_it=_train, writes="folder")


def _train(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.run import Config, Run

    config = Config(
        epochs=args.epochs, minutes=args.minutes, start_from=args.start_from, threads=args.threads,
        encoder_rate=args.encoder_rate, head_rate=args.head_rate, bfloat16=args.bfloat16,
        frozen=args.frozen,
        repeat={"claims": args.claims_repeat, "triggers": args.claims_repeat, "ud": args.treebank_repeat, "re3d": 2},
    )  # fmt: skip
    Run(args.data, args.out, config, annotation=args.annotation, extra=args.extra).train()
    return ()


def _export(commands: Commands) -> None:
    export = commands.add_parser("export", help="write a run as int8 ONNX into the package")
    export.add_argument("run", type=Path)
    export.add_argument("--to", type=Path, default=MODEL)
    export.add_argument("--annotation", type=Path, default=Path("annotation"), help="own texts for the quantisation")
    export.add_argument("--mix", type=Path, help="exported folder or checkpoint.pt to average the weights with")
    export.add_argument("--share", type=float, default=0.5, help="what the run's own weights count in that average")
    export.set_defaults(run_it=_write_model, writes="folder")


def _write_model(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.export import export_run

    export_run(args.run, args.to, annotation=args.annotation, earlier=args.mix, share=args.share)
    return ()


def _event_head(commands: Commands) -> None:
    head = commands.add_parser("event-head", help="fit the event head of the exported model anew, with stories too")
    head.add_argument("--data", type=Path, required=True, help="folder with claims/, raw/ and polnear/")
    head.add_argument("--annotation", type=Path, default=Path("annotation"), help="our own stand-off annotation")
    head.add_argument("--to", type=Path, default=MODEL, help="folder of the exported model, which is changed")
    head.set_defaults(run_it=_fit_event_head, writes="folder")


def _fit_event_head(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.event_head import fit_event_head

    return fit_event_head(args.data, args.annotation, args.to)


def _lexicon(commands: Commands) -> None:
    lexicon = commands.add_parser("lexicon", help="write the lexicon of base forms into the package")
    lexicon.add_argument("--data", type=Path, required=True, help="folder with open/ud.jsonl.gz")
    lexicon.add_argument("--to", type=Path, default=MODEL / "lemmas.tsv")
    lexicon.set_defaults(run_it=_write_lexicon, writes="file")


def _write_lexicon(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.lexicon import write_lexicon

    yield f"{write_lexicon(args.data, args.to)} base forms"


def _weights(commands: Commands) -> None:
    weights = commands.add_parser("weights", help="fit the weights by which slots are filled, and write them")
    _on_annotation(weights)
    weights.set_defaults(run_it=_fit_weights, writes="folder")


def _on_annotation(parser: argparse.ArgumentParser, to: Path = WEIGHTS) -> None:
    """What every fit to the annotated articles asks for."""
    parser.add_argument("--data", type=Path, required=True, help="folder with claims/, raw/ and polnear/")
    parser.add_argument("--annotation", type=Path, default=Path("annotation"), help="our own stand-off annotation")
    parser.add_argument("--extra", type=Path, action="append", default=[], help="more annotated articles (JSONL)")
    parser.add_argument("--to", type=Path, default=to)


def _fit_weights(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.weights import fit_and_write

    return fit_and_write(args.data, args.annotation, args.to, args.extra)


def _modes(commands: Commands) -> None:
    modes = commands.add_parser("modes", help="fit the weights by which modes are chosen, and write them")
    _on_annotation(modes)
    modes.set_defaults(run_it=_fit_modes, writes="folder")


def _fit_modes(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.modes import fit_modes

    return fit_modes(args.data, args.annotation, args.to, args.extra)


def _circumstances(commands: Commands) -> None:
    circumstances = commands.add_parser(
        "circumstances", help="fit the weights by which events have their dates and places, and write them"
    )
    _on_annotation(circumstances)
    circumstances.add_argument(
        "--only", choices=["dating", "placing"], nargs="+", default=["dating", "placing"], help="the tables to write"
    )
    circumstances.set_defaults(run_it=_fit_circumstances, writes="folder")


def _fit_circumstances(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.circumstances import fit_circumstances

    return fit_circumstances(args.data, args.annotation, args.to, args.extra, args.only)


def _frames(commands: Commands) -> None:
    frames = commands.add_parser("frames", help="fit the weights by which attributions are found, and write them")
    _on_annotation(frames, FRAMES)
    frames.set_defaults(run_it=_fit_frames, writes="folder")


def _fit_frames(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.frames import fit_frames

    return fit_frames(args.data, args.annotation, args.to, args.extra)


def _rarity(commands: Commands) -> None:
    rarity = commands.add_parser("rarity", help="write the table of how rare words are, by which events are joined")
    rarity.add_argument("--data", type=Path, required=True, help="folder with raw/wikinews and polnear/train")
    rarity.add_argument("--to", type=Path, default=EVENTS / "rarity.csv")
    rarity.set_defaults(run_it=_write_rarity, writes="file")


def _write_rarity(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.rarity import write_rarity

    yield f"{write_rarity(args.data, args.to)} words"


def _pairs(commands: Commands) -> None:
    pairs = commands.add_parser("pairs", help="fit the weights by which claims are joined to events, and write them")
    pairs.add_argument("stories", type=Path, nargs="+", help="annotated stories; splits train and dev are taken")
    pairs.add_argument("--to", type=Path, default=EVENTS / "pairs.csv")
    pairs.set_defaults(run_it=_fit_pairs, writes="file")


def _fit_pairs(args: argparse.Namespace) -> Iterable[str]:
    from sayso.train.pairs import fit_pairs

    return fit_pairs(args.stories, args.to)


if __name__ == "__main__":
    main()
