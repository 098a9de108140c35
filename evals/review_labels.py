"""The checker against two reviewers: `python -m evals.review_labels [folder]`.

Prints, for rows and for each dimension: recall on what both reviewers flag, the share of our errors and warnings that one
of them flags too, and how far the two agree (share and Cohen's kappa); last the same for forms that no rule was tuned on
(`evals.review_labels_cases`). How the labels were made: the folder's README.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.api import read
from assistant.checking import Dimension, Finding, Severity, check_all
from assistant.model import Indicator, Narrative, PerformanceTarget, Period, from_json
from assistant.model.data import parse_yaml
from evals.review_labels_cases import held_out

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "evals" / "datasets" / "review_labels"
DIMENSIONS: tuple[Dimension, ...] = ("完整性", "相关性", "适当性", "可行性", "文字规范", "隐私")


class Label(BaseModel):
    """One objection of a reviewer's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: str
    """The sample's file name without suffix."""
    where: Literal["row", "goal", "form", "head", "narrative"]
    period: Period | None = None
    position: int | None = None
    """Index into the target's indicators, where it is about a row."""
    name: str | None = None
    severity: Severity
    dimension: Dimension
    defect: str
    why: str


class Unit(NamedTuple):
    """What is flagged or not: a row of a form, or (row None) the form as a whole. Twins of the two tables are one."""

    form: str
    row: tuple[str, ...] | None


class Flag(NamedTuple):
    """A unit and in which dimension it was flagged."""

    unit: Unit
    dimension: Dimension


class Book(NamedTuple):
    """The samples of one document."""

    names: list[str]
    targets: list[PerformanceTarget]
    narrative: Narrative | None


Targets = dict[str, PerformanceTarget]
Judge = Callable[[Flag], object]


def load_targets() -> Targets:
    """Return the sample targets by file name without suffix."""
    files = sorted((ROOT / "examples" / "targets").glob("*.json"))
    return {path.stem: from_json(path.read_text(encoding="utf-8"))[0] for path in files}


def load_labels(path: Path) -> list[Label]:
    """Read one reviewer's labels."""
    return TypeAdapter(list[Label]).validate_python(parse_yaml(path.read_text(encoding="utf-8")))


def flags_of(labels: Iterable[Label], targets: Targets) -> set[Flag]:
    """Return what a reviewer flagged."""
    return {Flag(_unit(targets, label.form, label.position), label.dimension) for label in labels}


def books() -> Iterator[Book]:
    """Yield the samples as the documents that they stand in, each with its narrative part."""
    targets = load_targets()
    names: dict[str, list[str]] = {}
    for name in targets:
        names.setdefault(name.split("-")[0], []).append(name)
    for document, within in names.items():
        (source,) = (ROOT / "examples" / "sources").glob(f"{document}_*.txt")
        yield Book(within, [targets[name] for name in within], read(source).narrative)


def flags_of_checker(targets: Targets, least: tuple[Severity, ...]) -> set[Flag]:
    """Return what the checker flags with one of the severities; the forms of a document are checked as a book."""
    found: set[Flag] = set()
    for names, forms, narrative in books():
        for name, report in zip(names, check_all(forms, narrative), strict=True):
            flagged: list[Finding] = [finding for finding in report.findings if finding.severity in least]
            found |= {Flag(_unit(targets, name, finding.position), finding.dimension) for finding in flagged}
    return found


def _unit(targets: Targets, form: str, position: int | None) -> Unit:
    return Unit(form, None if position is None else _key(targets[form].indicators[position]))


def _key(row: Indicator) -> tuple[str, ...]:
    return (row.level2, row.name, row.description or "", str(row.value))


def all_units(targets: Targets) -> set[Unit]:
    """Return every row of every form, and every form."""
    rows = {Unit(name, _key(row)) for name, target in targets.items() for row in target.indicators}
    return rows | {Unit(name, None) for name in targets}


def kappa(left: set[Unit], right: set[Unit], of: set[Unit]) -> tuple[float, float]:
    """Return the share of units on which two sets agree, and Cohen's kappa."""
    total = len(of)
    agreed = sum((unit in left) == (unit in right) for unit in of) / total
    shares = len(left & of) / total, len(right & of) / total
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return agreed, (agreed - chance) / (1 - chance) if chance < 1 else 1.0


class Sides(NamedTuple):
    """What the two reviewers and the checker flag; `grave` leaves the checker's hints out."""

    a: set[Flag]
    b: set[Flag]
    every: set[Flag]
    grave: set[Flag]

    def units(self, judge: Judge) -> "tuple[set[Unit], ...]":
        """Return the units of those flags that a judge lets pass."""
        return tuple({flag.unit for flag in flags if judge(flag)} for flags in self)


def line(title: str, sides: Sides, of: set[Unit], judge: Judge) -> str:
    """Return one line of the report."""
    a, b, every, grave = sides.units(judge)
    both, either = a & b, a | b
    agreed, cohen = kappa(a, b, of)
    return (
        f"{title:<12}both {len(both):>4}  recall {_share(every, both)} (without hints {_share(grave, both)})  "
        f"flagged {len(grave):>4}  precision {_share(either, grave)}  agreement {agreed:.1%}  kappa {cohen:.2f}"
    )


def _share(found: set[Unit], of: set[Unit]) -> str:
    return f"{len(found & of) / len(of):6.1%}" if of else "     –"


def report(sides: Sides, targets: Targets) -> str:
    """Return the whole report: rows and forms, each in all and by dimension."""
    units = all_units(targets)
    rows = {unit for unit in units if unit.row is not None}
    lines = []
    for title, some in (("rows", rows), ("forms", units - rows)):
        lines.append(line(title, sides, some, partial(_is_in, some)))
        for wanted in DIMENSIONS:
            within = partial(_is_of, some, wanted)
            lines.append(line(f"  {wanted}", sides, some, within))
    return "\n".join(lines)


def _is_in(units: set[Unit], flag: Flag) -> bool:
    return flag.unit in units


def _is_of(units: set[Unit], wanted: Dimension, flag: Flag) -> bool:
    return flag.unit in units and flag.dimension == wanted


def sides_of(folder: Path, targets: Targets) -> Sides:
    """Read both reviewers' labels and check the samples."""
    a, b = (flags_of(load_labels(folder / name), targets) for name in ("a.yaml", "b.yaml"))
    every = flags_of_checker(targets, ("error", "warning", "hint"))
    return Sides(a, b, every, flags_of_checker(targets, ("error", "warning")))


def labelled_rows(path: Path) -> set[tuple[str, int]]:
    """Return the rows that one reviewer flags, as form and position."""
    return {(label.form, label.position) for label in load_labels(path) if label.position is not None}


def main(folder: Path = LABELS) -> None:
    """Print the report."""
    targets = load_targets()
    print(report(sides_of(folder, targets), targets))
    print(held_out(labelled_rows(LABELS / "cases.yaml")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else LABELS)
