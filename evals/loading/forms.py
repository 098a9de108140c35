"""Cases that are forms: weak ones to be fixed, and labelled ones to be checked."""

from assistant.model import Goal, Money, PerformanceTarget, Project
from evals.cases import EvalCase, Label
from evals.loading.files import read_file
from evals.loading.rows import indicators_of
from evals.loading.shapes import SampleFile, WeakFile, WeakForm
from evals.review_labels import LABELS, labelled_rows, load_targets
from evals.review_labels_cases import published


def weak_forms() -> list[EvalCase]:
    """Return the weak forms with their known defects."""
    return [
        EvalCase(
            id=form.id,
            dataset="weak_forms",
            kind="fix",
            project=form.id,
            field=form.field,
            sort=form.sort,
            target=_target(form),
            defects=form.defects,
        )
        for form in read_file("weak_forms.yaml", WeakFile).cases
    ]


def _target(form: WeakForm) -> PerformanceTarget:
    rows = indicators_of(form.rows, "计划标准")
    head = form.project
    project = Project(
        name=head.name,
        budget=Money.parse(head.budget, "万元"),
        year=head.year,
        purpose=head.purpose,
        fields=dict(head.fields),
    )
    goals = [
        Goal(period="long_term", text=form.goals.long_term),
        Goal(period="annual", text=form.goals.annual),
    ]
    return PerformanceTarget(form=form.form, project=project, goals=goals, indicators=rows)


def labels() -> list[EvalCase]:
    """Return the forms that reviewers have gone through: the 47 samples (two of them), 20 other forms (one)."""
    tags = {case.id: case for case in read_file("samples.yaml", SampleFile).cases}
    a, b = (labelled_rows(LABELS / name) for name in ("a.yaml", "b.yaml"))
    found = [
        EvalCase(
            id=name,
            dataset="labels",
            kind="check",
            project=name,
            field=tags[name].field,
            sort=tags[name].sort,
            target=target,
            label=Label(agreed=_rows(a & b, name), any=_rows(a | b, name)),
        )
        for name, target in load_targets().items()
    ]
    one = labelled_rows(LABELS / "cases.yaml")
    found += [
        EvalCase(
            id=f"region-{name}",
            dataset="labels",
            kind="check",
            project=f"region-{name}",
            field="其他地区",
            sort="其他地区",
            target=target,
            label=Label(agreed=_rows(one, name), any=_rows(one, name)),
        )
        for name, target in published().items()
    ]
    return found


def _rows(flagged: set[tuple[str, int]], form: str) -> tuple[int, ...]:
    return tuple(sorted(position for name, position in flagged if name == form))
