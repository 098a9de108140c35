"""Names and descriptions that do not fit each other, the project, or their reader."""

import re
from collections.abc import Iterator
from typing import Any

from assistant.checking.context import Context, Row
from assistant.checking.lexicon import Group, classify, lexicon
from assistant.fixing.case import Case
from assistant.fixing.fix import Fix
from assistant.fixing.levels import joined
from assistant.fixing.rewording import follows_description, is_bare, is_hollow, reworded
from assistant.fixing.words import pattern, short_name, words
from assistant.model import Value

_LONGEST = 24


def described(case: Case) -> Iterator[Fix]:
    """Name and description that speak of two things: the one that says what is measured wins; opposites need a person."""
    row = case.row
    if row is None or not row.indicator.description:
        return
    description = row.indicator.description
    if pair := _opposed(row.name, description):
        yield from _either(case, row, description, *pair)
        return
    if _is_measured(description):
        yield from _renamed(case, row, description)
    measured = row.meaning.kind in ("rate", "count", "satisfaction", "event")
    if not measured or follows_description(row):
        yield from reworded(case)
    if not is_bare(row.name):
        said = _explained(row.name)
        reason = f"描述“{description}”说的是另一件事，改成名称“{row.name}”的说明"
        # The name once more explains nothing: what the description said would only be lost.
        yield from case.fix(case.change(row, description=said or row.name), "offline", reason, choice=not said)
    if measured:
        yield from reworded(case)
    if len(description) <= _LONGEST:
        yield from _renamed(case, row, description)


def completed(case: Case) -> Iterator[Fix]:
    """A name that would fit any project is completed from its description, else from the project's name."""
    row = case.row
    if row is None:
        return
    if row.level1 == "满意度指标" or row.meaning.kind == "satisfaction":
        yield from _whose(case, row)
        return
    measure = words()["measure_of"].get((row.value.unit or "").lstrip("万千亿"))
    if measure and row.meaning.kind == "statement" and row.value.kind == "quantity":
        reason = f"“{row.name}”只写了一样东西，按指标值“{row.text}”写明考核它的{measure}"
        columns: dict[str, Any] = {"name": joined(row.name, measure)}
        if not row.value.operator:
            columns["value"] = Value.parse(f"≥{row.text}")
        yield from case.fix(case.change(row, row.indicator.source, **columns), "offline", reason)
    text = row.indicator.description
    if (
        text
        and text != row.name
        and "、" not in text
        and classify(text).kind == row.meaning.kind
        and not is_hollow(text)
    ):
        yield from _renamed(case, row, text)
    yield from reworded(case)
    short = short_name(case.target.project.name)
    paid = pattern(words()["payment"]).search(case.context)
    if paid and row.name.startswith(("发放", "支付")) and not pattern(words()["paid"]).search(short):
        yield from _prefixed(case, row, paid[1])
    if row.meaning.kind == "statement":
        return
    if short and len(short + row.name) <= _LONGEST:
        yield from _prefixed(case, row, short)


def _prefixed(case: Case, row: Row, what: str) -> Iterator[Fix]:
    name = joined(what, row.name.removeprefix("项目").removeprefix("工作"))
    described = row.indicator.description
    columns: dict[str, Any] = {"name": name}
    if described == row.indicator.name:
        columns["description"] = name
    reason = f"“{row.name}”单独看不出是什么事，按本项目的名称和用途补全"
    yield from case.fix(case.change(row, row.indicator.source, **columns), "offline", reason)


def _whose(case: Case, row: Row) -> Iterator[Fix]:
    """A satisfaction says whose: 服务对象 → 服务对象满意度, 满意度 → 参训人员满意度, 人员满意度 → 事业单位人员满意度."""
    end = next((end for end in ("满意度", "满意率", "满意程度") if row.name.endswith(end)), "")
    short = re.sub(r"(?:管理|工作|保障|建设|服务|运行)+$", "", short_name(case.target.project.name))
    names = [f"{row.name}满意度"] if not end else [f"{case.who}{end}", f"服务对象{end}"]
    if end and row.name != end:
        # 人员满意度 lacks whose people they are.
        names.insert(1, joined(short, row.name))
    for name in names:
        edits = case.change(row, row.indicator.source, name=name)
        yield from case.fix(edits, "offline" if end else "exact", f"“{row.name}”没有写明谁对什么满意，写成“{name}”")


def _explained(name: str) -> str:
    """Return how a rate of this name is reckoned; "" where only its maker knows."""
    for entry in words()["described"]:
        if found := pattern(entry["names"]).match(name):
            return str(entry["say"].format(x=found["x"]))
    return ""


def own_people(case: Case) -> Iterator[Fix]:
    """A benefit for other people than the project's: its own people take their place."""
    row = case.row
    if row is None:
        return
    text = row.name + (row.indicator.description or "")
    others = [found[0] for group in lexicon().people if (found := group.named.search(text))]
    ours = _served(case.form)
    for own in ours[:2]:

        def swapped(part: str | None, own: str = own) -> str | None:
            for other in others:
                part = part.replace(other, own) if part else part
            for group in lexicon().people:
                if part and group.named.search(part) and own not in (group.named.search(part) or [""])[0]:
                    part = group.named.sub(own, part)
            return part

        columns: dict[str, Any] = {
            "name": swapped(row.indicator.name),
            "description": swapped(row.indicator.description),
        }
        reason = f"{'、'.join(others)}不是本项目的对象，改为本项目服务的{own}"
        yield from case.fix(case.change(row, **columns), "offline", reason)


def distinct(case: Case) -> Iterator[Fix]:
    """Of two rows under one name the second gets the name that its description gives it."""
    row = case.row
    if row is None:
        return
    text = row.indicator.description
    # A description that only lengthens the name would hide that both rows are one.
    if text and row.name not in text and len(text) <= _LONGEST:
        if _is_measured(text):
            yield from _renamed(case, row, text)
        yield from reworded(case)
        yield from _renamed(case, row, text)
    else:
        yield from reworded(case)
    reason = "两条说的是同一件事，可删去这一条；留哪一条请按工作需要定"
    yield from case.fix((case.remove(row),), "offline", reason, choice=True)


def _is_measured(text: str) -> bool:
    """Whether a description can stand as a name: it says a share or a count, and is short."""
    kind = classify(text).kind
    return kind in ("rate", "satisfaction", "count") and not is_hollow(text) and len(text) <= _LONGEST


def _renamed(case: Case, row: Row, name: str) -> Iterator[Fix]:
    if row.is_cost and not lexicon().subjects["cost"].search(name):
        name += "成本"
    reason = f"“{row.name}”没有说考核什么，按描述改名为“{name}”"
    edits = case.change(row, row.indicator.source, name=name)
    yield from case.fix(edits, "offline", reason)
    level2 = classify(name).level2
    level1 = case.home_of(level2, row) if level2 and level2 != row.level2 else None
    if level1:
        moved = case.change(row, row.indicator.source, name=name, level1=level1, level2=level2)
        yield from case.fix(moved, "offline", f"{reason}，并移到{level2}下")


def _opposed(name: str, description: str) -> tuple[str, str] | None:
    for one, other in lexicon().opposites:
        for left, right in ((one, other), (other, one)):
            if left in name and right in description and left not in description and right not in name:
                return left, right
    return None


def _either(case: Case, row: Row, description: str, left: str, right: str) -> Iterator[Fix]:
    """Both directions: whether 事业 or 行政 is meant, only the unit knows."""
    reason = f"名称说{left}、描述说{right}，请核实是哪一个；这里都改成"
    edits = case.change(row, description=description.replace(right, left))
    yield from case.fix(edits, "offline", reason + left, choice=True)
    edits = case.change(row, row.indicator.source, name=row.name.replace(left, right))
    yield from case.fix(edits, "offline", reason + right, choice=True)


def _served(form: Context) -> list[str]:
    """The words by which the project names its people: in its name and purpose first, then in its output rows."""
    project = form.project
    head = project.name + (project.purpose or "")
    rows = "".join(row.name + (row.indicator.description or "") for row in form.rows if row.level1 == "产出指标")
    found: list[str] = []
    for text in (head, rows):
        groups: tuple[Group, ...] = tuple(lexicon().people)
        found += [match[0] for group in groups if (match := group.named.search(text))]
    return list(dict.fromkeys(found))
