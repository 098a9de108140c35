"""Goals: made of the project's own rows and figures, and held together with them."""

from collections.abc import Iterator

from assistant.checking.context import Row
from assistant.checking.figures import Figure, bigrams, figures
from assistant.checking.lexicon import classify
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix
from assistant.fixing.guard import numbers
from assistant.fixing.kinds import counted_name
from assistant.fixing.rewording import is_bare
from assistant.fixing.words import pattern, short_name, words
from assistant.model import Period, Value

_SAID = {"≥": "不低于", ">": "高于", "≤": "不高于", "<": "低于", "=": "达到"}
_COUNTED = {"≥": "不少于", ">": "超过", "≤": "不超过", "<": "少于", "=": ""}
_MOST = 4
_NOT_COUNTED = frozenset({"percent", "money"})


def composed(case: Case) -> Iterator[Fix]:
    """Write the period's first goal anew from its rows; a second boilerplate text takes quality and effect."""
    period: Period = case.finding.period or case.form.main_period
    parts = sentences(case, period)
    if not parts:
        return
    old = [(at, goal) for at, goal in enumerate(case.target.goals) if goal.period == period]
    reason = "由本项目的名称和指标写成，数字都是表里已有的"
    if not old:
        whole = "，".join(part for part in parts if part) + "。"
        edit = Edit(part="goal", position=len(case.target.goals), period=period, after=head(case, period) + whole)
        yield from case.fix((edit,), "offline", f"目标没有填写，{reason}")
        return
    said = "；".join(f"“{goal.text[:16]}”" for _, goal in old[:2])
    first, second = parts
    if len(old) > 1 and first and second:
        texts = (f"{head(case, period)}{first}。", f"{second}。")
        edits = tuple(
            Edit(part="goal", position=at, period=period, before=goal.text, after=text)
            for (at, goal), text in zip(old, texts, strict=False)
        )
        yield from case.fix(edits, "offline", f"{said}放到哪个项目都能用；{reason}")
    text = head(case, period) + "，".join(part for part in parts if part) + "。"
    at, goal = old[0]
    edit = Edit(part="goal", position=at, period=period, before=goal.text, after=text)
    yield from case.fix((edit,), "offline", f"{said}没有写出做什么、做多少；{reason}")


def own_year(case: Case) -> Iterator[Fix]:
    """The annual goal says what the year brings: its tasks from the annual rows, the shared text kept behind them."""
    parts = sentences(case, "annual")
    whole = "，".join(part for part in parts or () if part)
    given = {number for row in case.form.rows for number in numbers(row.text)}
    for at, goal in enumerate(case.target.goals):
        if not whole or goal.period != "annual":
            continue
        text = f"{head(case, 'annual')}{whole}。"
        if any(not numbers(figure.quoted) <= given for figure in figures(goal.text)):
            # Figures that no row has would be lost with the old text; beside new ones they would contradict.
            continue
        edit = Edit(part="goal", position=at, period="annual", before=goal.text, after=text)
        reason = "年度目标与长期目标一字不差，年度目标写当年的任务和数量，数字都是年度指标里已有的；长期目标不变"
        yield from case.fix((edit,), "offline", reason)


def quantified(case: Case) -> Iterator[Fix]:
    """A goal without a figure over rows that have some: the main quantities are added, the text stays."""
    period: Period = case.finding.period or case.form.main_period
    outputs = _outputs(case, period)
    for at, goal in enumerate(case.target.goals):
        if outputs and goal.period == period:
            text = goal.text.rstrip("。；;. ") + "，" + "、".join(outputs[:_MOST]) + "。"
            edit = Edit(part="goal", position=at, period=period, before=goal.text, after=text)
            yield from case.fix((edit,), "offline", "把数量指标里已有的数写进目标，与指标一致")
            return


def unmatched(case: Case) -> Iterator[Fix]:
    """A row for each figure of a goal (or the purpose) that no row has; the figure is the goal's own."""
    for period, text in _told(case):
        for figure in figures(text):
            if figure.words not in case.finding.message:
                continue
            if found := _row_for(case, figure):
                level1, level2, name, value = found
                row = case.new_row(level1, level2, name, (value, None), period)
                reason = f"“{figure.words}”没有对应的指标，按原数补一条“{name} {value.text}”"
                yield from case.fix((case.add(row),), "offline", reason)


def head(case: Case, period: Period) -> str:
    """Return how a goal begins: the year (of an annual one) and the project's short name."""
    short, said = short_name(case.target.project.name, 40) or case.target.project.name, words()["goal"]
    if period != "annual":
        return f"完成{short}任务："
    year = case.target.project.year
    done = f"{short}支付" if short.endswith("费") else short
    return str(said["head"].format(year=f"{year}年" if year else said["year"], x=done))


def sentences(case: Case, period: Period) -> tuple[str, str] | None:
    """Return what the rows promise: the quantities, then quality, punctuality and satisfaction; None where nothing."""
    first = "、".join(_outputs(case, period)[:_MOST])
    second = "，".join(_qualities(case, period)[:_MOST])
    return (first, second) if first or second else None


def _outputs(case: Case, period: Period) -> list[str]:
    """`享受补贴38人`, of the quantity rows that state a number of things."""
    found = []
    for row in case.form.rows_of(period):
        if row.level2 == "数量指标" and row.value.unit and row.number is not None and not row.families & _NOT_COUNTED:
            found.append(_thing(row) + _COUNTED[row.value.operator or "="] + _amount(row))
    return list(dict.fromkeys(found))


def _qualities(case: Case, period: Period) -> list[str]:
    wanted = ("质量指标", "时效指标", "社会效益指标", "服务对象满意度指标")
    rows = [row for row in case.form.rows_of(period) if row.level2 in wanted]
    own = bigrams(case.target.project.name)
    rows.sort(key=lambda row: (wanted.index(row.level2), is_bare(row.name), -len(own & bigrams(row.name))))
    found: dict[str, str] = {}
    for row in rows:
        if row.percent and row.number is not None and row.meaning.kind in ("rate", "satisfaction"):
            name = pattern(words()["goal"]["promise"]).sub("", row.name)
            text = f"{name}{_SAID[row.value.operator or '=']}{_amount(row)}"
            found.setdefault(row.level2 if len(found) < 2 else row.name, text)
    return list(found.values())


def _thing(row: Row) -> str:
    short = pattern(words()["goal"]["measure"]).sub("", row.name).removesuffix("的")
    return short if len(short) > 1 else row.name


def _amount(row: Row) -> str:
    text = row.value.styled(bracketed=False).text
    return text.lstrip("≥≤=><").replace("以上", "").replace("完成", "").replace("满意", "")


def _told(case: Case) -> Iterator[tuple[Period, str]]:
    period = case.finding.period
    yield from ((goal.period, goal.text) for goal in case.target.goals if goal.period == period)
    if period is None and case.target.project.purpose:
        yield case.form.main_period, case.target.project.purpose


def _row_for(case: Case, figure: Figure) -> tuple[str, str, str, Value] | None:
    thing = pattern(words()["figure_head"]).sub("", figure.before)
    unit = figure.quoted.lstrip("0123456789.,多余来几")
    if unit in ("%", "‰"):
        level2 = classify(thing).level2
        home = next(
            (level.name for level in case.form.form.levels for each in level.level2 if each.name == level2), None
        )
        return (home, level2, thing, _value(case, figure)) if home and level2 and len(thing) > 2 else None
    name = counted_name(figure)
    return ("产出指标", "数量指标", name, _value(case, figure)) if name else None


def _value(case: Case, figure: Figure) -> Value:
    return case.styled(Value.parse(f"≥{figure.quoted}"))
