"""A row that cannot be measured, written as one that can: from its own name and description, no figure invented."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.checking.context import Row
from assistant.checking.figures import Figure, bigrams, figures, subject
from assistant.checking.lexicon import classify, lexicon
from assistant.fixing.case import Case
from assistant.fixing.fix import Edit, Fix
from assistant.fixing.kinds import proposals
from assistant.fixing.words import likely_unit, pattern, short_name, sure_unit, words
from assistant.library.norms import norm_of
from assistant.model import Operator, Source, Value

_CLAUSE = re.compile(r"[，,。；;]")
_BENEFITS = ("效益指标", "影响指标")
_LONGEST, _LONGEST_SURVEY = 24, 34


@dataclass(frozen=True)
class Rewrite:
    """A better name and a value that answers it, and why, as the middle of a sentence."""

    name: str
    value: Value
    source: Source | None
    why: str
    stays: bool = False
    """Whether it belongs under the row's own 二级指标, whatever its name looks like."""


def reworded(case: Case) -> Iterator[Fix]:
    """Rewrite the finding's row: by patterns of names, then by what its 二级指标 asks for."""
    row = case.row
    if row is None or row.is_empty or not row.name:
        return
    for rewrite in rewrites(case, row):
        if len(rewrite.name) <= (_LONGEST_SURVEY if rewrite.stays else _LONGEST):
            for edits in _variants(case, row, rewrite):
                yield from case.fix(edits, "offline", f"“{row.name} {row.text}”{rewrite.why}{_ground(rewrite)}")


def statements(case: Case) -> Iterator[Fix]:
    """Rewrite the finding's row where its name is none of a share or a count already."""
    if case.row is not None and case.row.meaning.kind in ("statement", "time"):
        yield from reworded(case)


def rewrites(case: Case, row: Row) -> Iterator[Rewrite]:
    """Yield rewrites of a row, the nearest to its words first."""
    kind = row.meaning.kind
    if kind in ("count", "event") or (row.level2 == "数量指标" and kind == "statement"):
        yield from _counted(case, row)
    texts = _texts(row)
    yield from _by_pattern(case, row, texts[0])
    yield from _answering(case, row)
    for text in texts:
        yield from _by_pattern(case, row, text)
        # A description that only lengthens the name says no more of what is measured.
        if is_share(text) and row.name not in text and not is_hollow(text):
            yield from _valued(case, row, text, "keep", None, "名称没有说考核什么，按描述改名")
    if row.level2 == "时效指标" and kind in ("statement", "time"):
        yield from _of_level(case, row)
    if row.level2 == "质量指标" and kind in ("statement", "time") and pattern(words()["examined"]).search(row.name):
        yield from _of_level(case, row)
    if row.level2.endswith(_BENEFITS) and kind not in ("count", "event", "rate"):
        yield from _surveyed(case, row)


def _texts(row: Row) -> list[str]:
    """What the row says it is about: the name, and the clauses of its description.

    These come first where the name is bare, or where the value speaks of what they say and not of the name.
    """
    name = [row.name]
    described = [clause for clause in _CLAUSE.split(row.indicator.description or "") if 1 < len(clause) <= _LONGEST]
    described.reverse()
    return [*described, *name] if is_bare(row.name) or follows_description(row) else [*name, *described]


def follows_description(row: Row) -> bool:
    """Return whether the value speaks of what the description says, and not of the name."""
    said = bigrams(row.text) if row.value.kind == "statement" else frozenset()
    return len(said & bigrams(row.indicator.description or "")) > len(said & bigrams(row.name))


def is_bare(name: str) -> bool:
    """Return whether a name says nothing of what is measured, such as 社会稳定 for whatever effect."""
    return pattern(words()["bare"]).search(name) is not None


def _by_pattern(case: Case, row: Row, text: str) -> Iterator[Rewrite]:
    for entry in words()["measured"]:
        if "level2" in entry and row.level2 not in entry["level2"]:
            continue
        if found := pattern(entry["names"]).search(text):
            other = case.who if entry.get("other") == "who" else ""
            name = entry["name"].format(x=(found.groupdict().get("x") or other).strip("、的"))
            yield from _valued(case, row, name, entry["value"], entry.get("unit"), "说不清怎样算做到，改成可计算的指标")


def _valued(case: Case, row: Row, name: str, how: str, unit: str | None, why: str) -> Iterator[Rewrite]:
    """Give a new name its value: the row's own share where that still answers, else a norm's, else 待核实."""
    if how == "limit" and row.number == 100:
        yield Rewrite(name, case.value("≤", "100", "%"), row.indicator.source, why)
    if how == "keep" and row.percent and row.number is not None:
        operator = row.value.operator or ("=" if row.number == 100 else "≥")
        digits = re.search(r"\d[\d.]*", row.text)
        value = case.value(operator, digits[0] if digits else str(row.number), "%")
        yield Rewrite(name, value, row.indicator.source, why)
    if how == "zero":
        none = case.value("=", 0, unit or "件")
        norm = norm_of(name, none, case.context)
        if norm:
            yield Rewrite(name, none, Source(kind="standard", detail=norm.say), why)
        yield Rewrite(name, *case.open_value(name, unit or "件", "≤"), why)
        return
    if how == "ask":
        yield Rewrite(name, *case.open_value(name, unit or "%"), why)
        return
    yield Rewrite(name, *case.usual(name), why)
    if how == "keep":
        yield Rewrite(name, *case.open_value(name, "%"), why)


def _counted(case: Case, row: Row) -> Iterator[Rewrite]:
    """A count needs a number: nobody gave it, so 待核实 in the unit that the name asks for."""
    single = words()["single"]
    thing = pattern(single["thing"]).search(row.name)
    if thing and pattern(single["verb"]).search(row.name) and not row.percent:
        yield Rewrite(row.name, case.value("=", 1, "个"), None, f"没有数量；名称只说了一个{thing[0]}，按1个计，写成")
        return
    if row.number is not None and not row.percent:
        return
    if row.meaning.aspect == "duration":
        yield Rewrite(row.name, *case.open_value(row.name, "年"), "问的是多久，改成时间")
        return
    operator: Operator = "≤" if row.meaning.direction == "down" else "≥"
    why = "没有写明数量，改成绝对数"
    if said := _told_of(case, row):
        measure = words()["measure_of"].get(said.quoted.lstrip("0123456789.,多余来几").lstrip("千万亿"), "数量")
        name = row.name if row.meaning.kind in ("count", "event") else f"{row.name}{measure}"
        why = f"没有写明数量，按目标和用途里的“{said.words}”写成"
        yield Rewrite(name, Value.parse(f"{operator}{said.quoted}"), None, why)
    if is_bare(row.name) and row.indicator.description:
        described = row.indicator.description
        plain = re.sub("(?:质量|效果|情况|水平|数量|次数)$", "", described)
        name = described if classify(described).kind in ("count", "event") else f"{plain}次数"
        if likely_unit(name) == "次":
            name = re.sub("数量$", "次数", name)
        yield Rewrite(name, *case.open_value(name, likely_unit(name), operator), why)
    if row.meaning.kind == "statement" and is_bare(row.name):
        return
    name = row.name if row.meaning.kind in ("count", "event") else f"{row.name}数量"
    yield Rewrite(name, *case.open_value(name, likely_unit(name), operator), why)


def _told_of(case: Case, row: Row) -> Figure | None:
    """The one figure of goal and purpose that counts what the row names (教室改造: 改造教室6间); None where none or several."""
    own = bigrams(subject(row.name))
    said: dict[str, Figure] = {}
    for text in (*(goal.text for goal in case.target.goals), case.target.project.purpose or ""):
        for figure in figures(text):
            about = bigrams(subject(figure.before))
            if len(own & about) * 3 >= max(2, len(own), len(about)) * 2 and "percent" not in figure.families:
                said[figure.quoted] = figure
    return next(iter(said.values())) if len(said) == 1 else None


def _answering(case: Case, row: Row) -> Iterator[Rewrite]:
    """A value of the nature that the name asks for; or, where a figure stands, the name that the figure answers."""
    kind, name = row.meaning.kind, row.name
    if row.value.kind == "quantity" and not row.percent and kind in ("rate", "satisfaction") and row.number:
        if any(
            other is not row and other.scaled == row.scaled and other.families & row.families for other in case.rows
        ):
            yield Rewrite(name, *case.usual(name), f"问的是比率，“{row.text}”另有指标写明，这里改成百分比")
        measure = words()["measure_of"].get((row.value.unit or "").lstrip("千万亿"), "数量")
        count = f"{subject(name) or name}{measure}"
        yield Rewrite(count, row.value, row.indicator.source, "问的是比率，值是数量，名称改成这个数所答的")
        return
    if row.value.kind == "deadline" and kind in ("rate", "count", "statement"):
        yield Rewrite(
            f"{subject(name) or name}完成时间", row.value, row.indicator.source, "的值是时间，名称改成这个时间所答的"
        )
        return
    if row.value.kind == "statement":
        if kind in ("rate", "satisfaction") and not is_bare(name):
            if kind == "satisfaction":
                name = re.sub("(?:有所|显著)?(?:提升|提高|改善|情况)$", "", name)
            yield Rewrite(name, *case.usual(name), "问的是比率，改成百分比")
        elif kind in ("amount", "unit_cost"):
            unit = sure_unit(name) or case.form.form.money_unit
            yield Rewrite(name, *case.open_value(name, unit, "≤"), "问的是金额而没有写明，写成")
    if row.meaning.aspect == "timeliness" and row.value.kind == "statement":
        yield from _timely(case, row)
    if kind == "time" and row.percent:
        said = re.sub(r"(?:完成)?(?:时限|时间|期限|周期)$", "", name)
        yield from _valued(case, row, f"{said}按时完成率", "keep", None, "问的是时间，值是比率，名称改成比率")


def _timely(case: Case, row: Row) -> Iterator[Rewrite]:
    """`及时性：按时发放` → `……发放及时率`: the share that was done in time."""
    thing = re.sub(r"(?:完成)?(?:及时性|及时度|时效性|及时情况|及时)$", "", row.name)
    if not thing or is_bare(row.name):
        said = f"{row.text}{row.indicator.description or ''}"
        paid = pattern(words()["payment"]).search(case.context)
        short = short_name(case.target.project.name, 16)
        given = "发放" if "发放" in said and not case.target.project.name.endswith("所需") else ""
        if not paid and not given and not pattern(words()["paid"]).search(short):
            # Of a whole project nobody says that it is in time, but of its tasks.
            name = f"{short}任务按时完成率" if len(short) <= words()["short"]["longest"] else "年度任务按时完成率"
            yield from _valued(case, row, name, "norm", None, "没有写多久、何时，改成按时做到的比率")
            return
        thing = (paid[1] if paid else short) + given
    if thing:
        yield from _valued(case, row, f"{thing}及时率", "norm", None, "没有写多久、何时，改成按时做到的比率")


def _of_level(case: Case, row: Row) -> Iterator[Rewrite]:
    """What the row's 二级指标 asks for, about the same thing."""
    thing = subject(row.name) if not is_bare(row.name) else ""
    thing = thing or short_name(case.target.project.name)
    if not thing:
        return
    ends = {"质量指标": "考核合格率", "时效指标": "按时完成率"}[row.level2]
    if thing.endswith(("按时", "按期", "及时")) or row.name.endswith(ends):
        return
    yield from _valued(case, row, thing + ends, "keep", None, f"答不了{row.level2}，改成这一类的内容")


def _surveyed(case: Case, row: Row) -> Iterator[Rewrite]:
    """What those served say of an effect that cannot be counted itself."""
    survey = words()["surveyed"]
    for text in _texts(row):
        entry = next((each for each in survey["by_verb"] if pattern(each["names"]).match(text)), None)
        found = pattern(entry["names"]).match(text) if entry else None
        if entry is None or found is None or (is_share(text) and not is_hollow(text) and not text.endswith("完成率")):
            continue
        who, thing = _people(case, found["x"])
        if row.level2 == "生态效益指标" and not pattern(words()["living"]).search(who):
            # What becomes of woods and waters those who live there can say, not those who are paid for it.
            who = "周边群众"
        name = survey["share"].format(what=entry["what"].format(x=thing), who=who)
        why = f"难以直接计量，改为按问卷统计的{who}看法"
        if row.percent and row.number is not None and row.number < 100:
            yield Rewrite(name, case.value("≥", str(row.number), "%"), row.indicator.source, why, stays=True)
        source = Source(kind="unconfirmed", detail=survey["ask"])
        yield Rewrite(name, case.open_value(name, "%")[0], source, why, stays=True)


def is_share(text: str) -> bool:
    """Return whether a text names a share already."""
    return classify(text).kind in ("rate", "satisfaction")


def is_hollow(text: str) -> bool:
    """Return whether a text is a share in form only: of 影响率, 提高率 nobody can say what is divided by what."""
    return pattern(words()["hollow"]).search(text) is not None


def _people(case: Case, thing: str) -> tuple[str, str]:
    """Who is to be asked, and about what: the people that the effect itself names, else those whom the project serves."""
    for group in lexicon().people:
        found = re.match(rf"(?:{group.named.pattern})(?:职工|人员|群众|干部|对象)?", thing)
        if found and len(thing) > found.end() + 1:
            return found[0], thing[found.end() :].removeprefix("的")
    who = case.who
    return who, thing.removeprefix(who) if len(thing) > len(who) + 1 else thing


def _variants(case: Case, row: Row, rewrite: Rewrite) -> Iterator[tuple[Edit, ...]]:
    """The rewrite as it is; with a description that says the same; and under the 二级指标 that the new name asks for."""
    columns: dict[str, Any] = {"name": rewrite.name, "value": case.styled(rewrite.value)}
    described = row.indicator.description
    plain = {**columns, "description": rewrite.name} if described and described == row.indicator.name else columns
    options = [plain]
    if described and plain is columns and described != rewrite.name:
        options.append({**columns, "description": rewrite.name})
    meant = classify(rewrite.name, rewrite.value.unit)
    level2 = None if rewrite.stays else meant.level2
    home = case.home_of(level2, row) if level2 and level2 != row.level2 else None
    stay = [case.change(row, rewrite.source, **option) for option in options]
    move = [
        case.change(row, rewrite.source, level1=home, level2=level2, **option) for option in (options if home else ())
    ]
    if meant.kind != "count" or row.level2 not in ("质量指标", "时效指标"):
        yield from (*stay, *move)
        return
    # A count is no quality and no time; where it leaves its kind empty, a row of that kind comes.
    yield from move
    for edits in move:
        yield from ((*edits, case.add(added)) for added in proposals(case, row.level1, row.level2, row.period))
    yield from stay


def _ground(rewrite: Rewrite) -> str:
    """What the new value rests on, as the end of the sentence."""
    source = rewrite.source
    if source is None or source.kind not in ("standard", "unconfirmed"):
        return f"“{rewrite.name} {rewrite.value.text}”"
    if source.kind == "standard":
        return f"“{rewrite.name} {rewrite.value.text}”（{source.detail}）"
    return f"“{rewrite.name} {rewrite.value.text}”，数字没有人给出，先标待核实"
