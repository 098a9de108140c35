"""A run as one HTML file: no script, no font, no request; what models wrote is escaped."""

from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from evals.reporting.plots import bars, cost_against_quality, count_bars, share_bars
from evals.reporting.words import DATASETS, details_text, head_lines, shown, spent_text, title_of
from evals.results import CaseResult, Run, means, references, spent, total_by
from evals.results.summary import coverage_by_level, objections_by_level


def page_of(run: Run) -> str:
    """Return a run's report as HTML."""
    results = run.results
    by_dataset = {name: means(each for each in results if each.dataset == name) for name in run.head.datasets}
    plots = [
        ("按领域的总分", bars(total_by(results, lambda each: each.field))),
        ("按项目类型的总分", bars(total_by(results, lambda each: each.sort))),
        ("按一级指标：已发布指标的覆盖", share_bars(coverage_by_level(results))),
        ("按一级指标：审核问题数", count_bars(objections_by_level(results))),
    ]
    return _template().render(
        run=run,
        head=head_lines(run),
        datasets=[DATASETS.get(name, name) for name in by_dataset],
        scores=[
            (title_of(name), shown(mean), [shown(each.get(name)) for each in by_dataset.values()])
            for name, mean in means(results).items()
        ],
        plots=[(title, drawn) for title, drawn in plots if drawn],
        scatter=cost_against_quality(results),
        spent=spent_text(spent(results)),
        cases=sorted(results, key=lambda each: each.total.value if each.total.value is not None else -1),
        references=references(run),
        title_of=title_of,
        datasets_named=DATASETS,
        bases=_bases,
    )


def _bases(result: CaseResult) -> list[tuple[str, str, str]]:
    """Return a result's scores as title, value and what it rests on."""
    return [
        (title_of(name), score.reason if score.value is None else f"{score.value:.0f}", details_text(score.details))
        for name, score in result.scores.items()
    ]


@cache
def _template() -> Template:
    text = resources.files("evals.reporting").joinpath("page.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )
