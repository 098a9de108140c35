"""Cases to be drafted: the samples leave-one-out, published forms of other regions, briefs of our own, recorded answers."""

from assistant.drafting.brief import Brief
from assistant.model import Money, PerformanceTarget, Project
from evals.cases import EvalCase
from evals.loading.examples import all_examples, twins_of
from evals.loading.files import read_file
from evals.loading.rows import indicators_of
from evals.loading.shapes import BriefFile, RegionCase, RegionFile, SampleCase, SampleFile, Typed
from evals.replay import recordings


def samples() -> list[EvalCase]:
    """Return the 47 sample projects, each with the examples that it must not see.

    What a clerk would type is taken from the form: the purpose, or where a form prints none its annual goal.
    """
    tags = {case.id: case for case in read_file("samples.yaml", SampleFile).cases}
    return [_sample(example.target, tags[example.id]) for example in all_examples()]


def _sample(target: PerformanceTarget, tag: SampleCase) -> EvalCase:
    project = target.project
    purpose = project.purpose or "".join(target.goals_of("annual"))
    brief = Brief.of(
        project.name, str(project.budget), purpose, form=target.form, year=project.year, unit=project.unit or None
    )
    return EvalCase(
        id=tag.id,
        dataset="samples",
        project=tag.id,
        field=tag.field,
        sort=tag.sort,
        brief=brief,
        reference=target,
        expect=tag.expect,
        leave_out=twins_of(target),
    )


def regions() -> list[EvalCase]:
    """Return the published forms of other regions."""
    return [_region(case) for case in read_file("regions.yaml", RegionFile).cases]


def _region(case: RegionCase) -> EvalCase:
    reference = _published(case)
    return EvalCase(
        id=case.id,
        dataset="regions",
        project=case.project or case.id,
        field=case.field,
        sort=case.sort,
        brief=_brief(case.brief),
        reference=reference,
        expect=case.expect,
        leave_out=twins_of(reference),
    )


def _published(case: RegionCase) -> PerformanceTarget:
    rows = indicators_of(case.indicators)
    typed = case.brief
    project = Project(
        name=typed.name,
        budget=Money.parse(typed.budget, "万元"),
        year=typed.year,
        unit=typed.unit,
        purpose=typed.purpose,
    )
    return PerformanceTarget(form=typed.form, project=project, indicators=rows)


def briefs() -> list[EvalCase]:
    """Return the briefs of our own."""
    return [
        EvalCase(
            id=case.id,
            dataset="briefs",
            project=case.id,
            field=case.field,
            sort=case.sort,
            hard=case.hard,
            brief=_brief(case.brief),
            expect=case.expect,
        )
        for case in read_file("briefs.yaml", BriefFile).cases
    ]


def _brief(typed: Typed) -> Brief:
    return Brief.of(typed.name, typed.budget, typed.purpose, typed.form, typed.year, typed.unit, typed.facts)


def recorded() -> list[EvalCase]:
    """Return the recorded answers, to be replayed without a model; nobody has labelled their fields.

    Answers to one brief by several prompts are one project: their drafts rise and fall together.
    """
    return [
        EvalCase(
            id=each.id,
            dataset="recorded",
            project=each.brief.name,
            field="录音",
            sort=f"提示词第{each.prompt.get('version', '?')}版",
            brief=each.brief,
            recording=each.id,
        )
        for each in recordings()
    ]
