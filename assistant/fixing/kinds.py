"""A kind of indicator that is missing: a row from the project's own words, the nearest example, and norms."""

import re
from collections.abc import Iterable, Iterator

from assistant.checking.figures import Figure, bigrams, figures, subject
from assistant.checking.lexicon import classify
from assistant.fixing.case import Case
from assistant.fixing.fix import Fix
from assistant.fixing.guard import numbers
from assistant.fixing.words import likely_unit, norm_value, pattern, short_name, words
from assistant.library import Library
from assistant.model import Indicator, Period, Source, Value
from assistant.model.text import match_key

_NEAREST, _SHORTEST = 4, 3


def missing(case: Case) -> Iterator[Fix]:
    """Add a row of each kind that the finding names."""
    for period in [case.finding.period] if case.finding.period else list(case.form.tables):
        for level1, level2 in _asked(case):
            for row in proposals(case, level1, level2, period):
                yield from case.fix((case.add(row),), "offline", _reason(row))


def total_cost(case: Case) -> Iterator[Fix]:
    """Add the project's total cost, held to the budget."""
    if cost := case.cost_kind():
        for row in _budget_row(case, *cost, case.finding.period or case.form.main_period):
            yield from case.fix((case.add(row),), "offline", _reason(row))


def purpose_works(case: Case) -> Iterator[Fix]:
    """Add quantity rows, their figures open, for the works of the purpose that no row speaks of."""
    period = case.finding.period or case.form.main_period
    said = "".join(row.name + (row.indicator.description or "") for row in case.form.rows_of(period))
    rows = []
    for item in re.split(r"[、，,。；;和及]", case.target.project.purpose or ""):
        thing = re.sub('[“”"《》]|等(?=.)', "", pattern(words()["work"]["cut"]).sub("", item))
        if (
            not 3 <= len(thing) <= 10
            or not pattern(words()["work"]["is"]).search(thing)
            or bigrams(thing) & bigrams(said)
        ):
            continue
        unit = likely_unit(thing)
        name = thing + words()["measure_of"].get(unit, "数量")
        rows.append(case.new_row("产出指标", "数量指标", name, case.open_value(name, unit), period))
    for count in range(1, len(rows) + 1):
        listed = "、".join(f"“{row.name}”" for row in rows[:count])
        reason = f"资金用途里的工作没有指标，补{listed}，数字没有人给出，先标待核实"
        yield from case.fix(tuple(case.add(row) for row in rows[:count]), "offline", reason)


def proposals(case: Case, level1: str, level2: str, period: Period) -> Iterator[Indicator]:
    """Yield rows of a kind that the form does not have, the likeliest first; names of the table's rows are left out."""
    names = {match_key(row.name) for row in case.form.rows_of(period)}
    for row in _rows(case, level1, level2, period):
        if match_key(row.name) not in names:
            names.add(match_key(row.name))
            yield row


def _asked(case: Case) -> list[tuple[str, str]]:
    """The kinds that the finding's words name, as the form has them."""
    said = case.finding.message
    kinds = [(level.name, child.name) for level in case.form.form.levels for child in level.level2]
    found = [kind for kind in kinds if kind[1] in said or kind[1].removeprefix("服务对象") in said]
    if "效益指标" in said and not any(level1 == "效益指标" for level1, _ in found):
        found += [kind for kind in kinds if kind[1] in ("社会效益指标", "可持续影响指标")]
    if "成本指标" in said and (cost := case.cost_kind()) and cost not in found:
        found.insert(0, cost)
    return [kind for kind in found if said.startswith(kind[1])] or found


def _rows(case: Case, level1: str, level2: str, period: Period) -> Iterator[Indicator]:
    if level2 in ("成本指标", "经济成本指标"):
        yield from _budget_row(case, level1, level2, period)
        return
    if level2 == "时效指标" and period == "annual":
        yield from _year_end_row(case, level1, period)
    if level2 == "数量指标":
        yield from _told_counts(case, level1, period)
    yield from _templates(case, level1, level2, period)
    yield from _examples(case, level1, level2, period)


def _templates(case: Case, level1: str, level2: str, period: Period) -> Iterator[Indicator]:
    short = short_name(case.target.project.name)
    paid = short if not short or pattern(words()["paid"]).search(short) else f"{short}资金"
    for entry in _fitting(case, words()["missing"].get(level2, ()), short):
        name = entry["name"].format(x=short, who=case.who, paid=paid)
        if "unit" in entry:
            found: tuple[Value, Source | None] = case.open_value(name, entry["unit"])
        elif level2 == "服务对象满意度指标":
            usual = words()["satisfaction"]
            found = case.styled(Value.parse(usual["usual"])), Source(kind="standard", detail=usual["say"])
        else:
            found = case.usual(name)
        yield case.new_row(level1, level2, name, found, period)


def _fitting(case: Case, listed: Iterable[dict[str, str]], short: str) -> list[dict[str, str]]:
    """The entries for such a project: by its name, then by its purpose (which its short name says nothing of), then all's."""
    usable = [entry for entry in listed if short or not re.search("{x}|{paid}", entry["name"])]
    topical = [entry for entry in usable if entry["names"]]
    by_name = [entry for entry in topical if pattern(entry["names"]).search(case.target.project.name)]
    purpose = case.target.project.purpose or ""
    by_purpose = [each for each in topical if "{" not in each["name"] and pattern(each["names"]).search(purpose)]
    return [*by_name, *by_purpose, *(entry for entry in usable if not entry["names"])]


def _told_counts(case: Case, level1: str, period: Period) -> Iterator[Indicator]:
    """Counts that stand in the words of the table's rows and in no value: 涉军公益岗预计200人 → 涉军公益岗人数 ≥200人."""
    rows = case.form.rows_of(period)
    stated = {number for row in rows if "money" not in row.families for number in numbers(row.text)}
    for row in rows:
        for text in (row.name, row.indicator.description or ""):
            for figure in figures(text):
                found = counted_name(figure)
                if found and not numbers(figure.quoted) <= stated:
                    value = case.styled(Value.parse(f"≥{figure.quoted}"))
                    yield case.new_row(level1, "数量指标", found, (value, None), period)


def counted_name(figure: Figure) -> str | None:
    """Return the name of an indicator for a figure of running text: its words and the measure of its unit."""
    thing = pattern(words()["figure_head"]).sub("", figure.before)
    thing = pattern(words()["figure_tail"]).sub("", thing)
    if len(thing) < _SHORTEST and (behind := re.match("[\u4e00-\u9fff]{2,10}", figure.after)):
        # 修复2处水毁防洪设施: what is counted stands behind the number.
        thing += behind[0]
    unit = figure.quoted.lstrip("0123456789.,多余来几").lstrip("千万亿")
    measure = words()["measure_of"].get(unit, "数量" if figure.families & {"thing", "case"} else "")
    if not measure or not 2 <= len(thing) <= 14:
        return None
    if thing.endswith("人") and measure.startswith("人"):
        measure = measure[1:]
    return thing if thing.endswith(measure) else thing + measure


def _examples(case: Case, level1: str, level2: str, period: Period) -> Iterator[Indicator]:
    """Rows of the nearest examples whose words are this project's too; their figures are open unless a norm gives one."""
    project = case.target.project
    own = bigrams(match_key(case.context))
    for match in Library.load().search(project.name, project.purpose or "", _NEAREST, case.target.form):
        for row in match.example.target.indicators:
            about = bigrams(subject(row.name))
            fits = row.level2 == level2 and about and about <= own and match.example.name != project.name
            if fits and classify(row.name).kind in ("rate", "count") and row.value.unit:
                found = norm_value(row.name, case.context)
                value = (case.styled(found[0]), found[1]) if found else case.open_value(row.name, row.value.unit)
                yield case.new_row(level1, level2, row.name, value, period)


def _budget_row(case: Case, level1: str, level2: str, period: Period) -> Iterator[Indicator]:
    budget = case.target.project.budget
    if budget is not None and budget.fen > 0:
        value = case.value("≤", budget.number(case.form.form.money_unit), case.form.form.money_unit)
        source = Source(kind="budget", detail=f"项目预算 {budget}")
        yield case.new_row(level1, level2, "项目总成本", (value, source), period)


def _year_end_row(case: Case, level1: str, period: Period) -> Iterator[Indicator]:
    entry = words()["year_end"]
    source = Source(kind="standard", detail=entry["say"])
    yield case.new_row(level1, "时效指标", "项目完成时间", (Value.parse(entry["value"]), source), period)


def _reason(row: Indicator) -> str:
    ground = ""
    if row.source and row.source.kind in ("standard", "budget"):
        ground = f"（{row.source.detail}）"
    elif row.source and row.source.kind == "unconfirmed":
        ground = "，数字没有人给出，先标待核实"
    weight = "" if row.weight is None else "；权重先记0，请重新分配"
    return f"缺少{row.level2}，按本项目的内容补一条“{row.name} {row.value.text}”{ground}{weight}"
