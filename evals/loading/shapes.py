"""The shapes of the data files; `python -m evals.loading.schema` writes their JSON schemas."""

from typing import Annotated, Any

from pydantic import Field

from evals.cases import Defect, Expectations, Shape

Text = Annotated[str, Field(min_length=1)]


class Typed(Shape):
    """A brief as a clerk types it."""

    form: Text
    name: Text
    budget: Text
    purpose: Text
    year: int | None = None
    unit: str | None = None
    facts: tuple[str, ...] = ()


class Tagged(Shape):
    """What every case is counted under."""

    id: Text
    field: Text
    """Field of work: 教育, 水利, …"""
    sort: Text
    """Kind of project: 购置, 工程, 培训, …"""


class BriefCase(Tagged):
    """A brief of our own."""

    hard: str | None = None
    """What makes it hard."""
    brief: Typed
    expect: Expectations = Expectations()


class BriefFile(Shape):
    """`briefs.yaml`."""

    cases: Annotated[tuple[BriefCase, ...], Field(min_length=1)]


class RegionCase(Tagged):
    """A published form of another region."""

    expect: Expectations

    project: str | None = None
    """Id of the case that is the same project in another year."""
    region: Text
    brief: Typed
    complete: bool
    """Whether the whole form was at hand."""
    note: str = ""
    indicators: tuple[tuple[Text, Text, Text, str], ...]
    """一级, 二级, 三级, 指标值, as published; a value may be empty."""


class RegionFile(Shape):
    """`regions.yaml`."""

    cases: Annotated[tuple[RegionCase, ...], Field(min_length=1)]


class SampleCase(Tagged):
    """What a sample target does not say of itself."""

    expect: Expectations


class SampleFile(Shape):
    """`samples.yaml`."""

    cases: Annotated[tuple[SampleCase, ...], Field(min_length=1)]


class WeakProject(Shape):
    """The head of a weak form."""

    name: Text
    budget: Text
    year: int | None = None
    purpose: str | None = None
    fields: dict[str, str] = {}


class WeakGoals(Shape):
    """Its goals."""

    long_term: Text
    annual: Text


class WeakForm(Tagged):
    """A weak form with its known defects."""

    form: str = "central"
    project: WeakProject
    goals: WeakGoals
    rows: Annotated[tuple[tuple[Text, Text, Text, Text], ...], Field(min_length=1)]
    """一级, 二级, 三级, 指标值."""
    defects: Annotated[tuple[Defect, ...], Field(min_length=1)]


class WeakFile(Shape):
    """`weak_forms.yaml`."""

    cases: Annotated[tuple[WeakForm, ...], Field(min_length=1)]


FILES: dict[str, type[Any]] = {
    "briefs": BriefFile,
    "regions": RegionFile,
    "samples": SampleFile,
    "weak_forms": WeakFile,
}
