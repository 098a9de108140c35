"""What changed between two states, for people: where, which column, before, after; and a line that sums it up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from assistant.model import Source
from assistant.workspace.parts import COLUMNS, Key, Parts, take_apart
from assistant.workspace.state import DraftState

LABELS: Final = {
    "period": "期间", "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "description": "指标描述", "value": "指标值",
    "basis": "依据", "source": "出处", "method": "取值方式", "data_source": "数据来源", "weight": "权重", "scoring": "评分规则",
    "extra": "其他栏", "locked": "锁定", "tick": "核实说明",
}  # fmt: skip
_PROJECT: Final = {"name": "项目名称", "budget": "项目预算", "purpose": "资金用途", "year": "年度", "unit": "申报单位"}
_PERIODS: Final = {"long_term": "长期", "annual": "年度"}
_SOURCES: Final = {
    "input": "填报内容",
    "budget": "预算测算",
    "standard": "标准",
    "example": "样例",
    "unconfirmed": "待核实",
}
WHOLE_ROW: Final = "整行"
_MOST_NAMED = 3


class Change(NamedTuple):
    """One value that changed.

    Attributes:
        where: `项目`, `年度目标1`, `年度指标“参训人数”`, `表格`, `草稿`.
        field: the column or label: `指标值`; `整行` for a row that came or went.
        before: as printed; None where there was nothing.
        after: as printed; None where there is nothing any more.
        uid: of the row; "" elsewhere.
    """

    where: str
    field: str
    before: str | None
    after: str | None
    uid: str = ""


def diff(before: DraftState, after: DraftState) -> list[Change]:
    """Return what changed, in the order of the form: project, goals, rows, the rest."""
    old, new = take_apart(before), take_apart(after)
    heads = [key for key in dict.fromkeys([*old, *new]) if key[0] in ("form", "project", "field", "goal")]
    rest = [key for key in dict.fromkeys([*old, *new]) if key[0] == "waiver" or key == ("state", "done")]
    changes = [change for key in heads if (change := _change(key, old, new))]
    changes += _of_rows(before, after, old, new)
    order = [[mark.uid for mark in state.rows] for state in (before, after)]
    stayed = [[uid for uid in uids if uid in set(others)] for uids, others in (order, order[::-1])]
    if stayed[0] != stayed[1]:
        changes.append(Change("表格", "行的顺序", "原来的顺序", "调整后的顺序"))
    return changes + [change for key in rest if (change := _change(key, old, new))]


def _of_rows(before: DraftState, after: DraftState, old: Parts, new: Parts) -> Iterator[Change]:
    was, now = ({mark.uid for mark in state.rows} for state in (before, after))
    for mark in after.rows:
        if mark.uid not in was:
            yield Change(row_label(mark.uid, new), WHOLE_ROW, None, printed_row(mark.uid, new), mark.uid)
            continue
        keys = [("row", mark.uid, column) for column in COLUMNS] + [
            ("mark", mark.uid, "locked"),
            ("mark", mark.uid, "tick"),
        ]
        yield from (change for key in keys if (change := _change(key, old, new)))
    for mark in before.rows:
        if mark.uid not in now:
            yield Change(row_label(mark.uid, old), WHOLE_ROW, printed_row(mark.uid, old), None, mark.uid)


def _change(key: Key, old: Parts, new: Parts) -> Change | None:
    one, other = old.get(key), new.get(key)
    # Two values print alike where only the unit of an equal amount differs; that is no change to a reader.
    before, after = printed(one), printed(other)
    if one == other or before == after:
        return None
    where, field = place(key, old if key in old else new)
    return Change(where, field, before, after, key[1] if key[0] in ("row", "mark") else "")


def place(key: Key, parts: Parts) -> tuple[str, str]:
    """Return where a value stands, and what it is called: `("年度指标“参训人数”", "指标值")`."""
    match key:
        case ("project", name):
            return "项目", _PROJECT[name]
        case ("field", label):
            return "项目", label
        case ("goal", period, at):
            return f"{_PERIODS[period]}目标{int(at) + 1}", "目标"
        case ("row" | "mark", uid, column):
            return row_label(uid, parts), LABELS.get(column, column)
        case ("waiver", rule, row, _):
            return f"问题 {rule}" + (f"“{row}”" if row else ""), "理由"
        case ("form",):
            return "草稿", "表式"
    return "草稿", "状态"


def row_label(uid: str, parts: Parts) -> str:
    """Return how a row is called: `年度指标“参训人数”`."""
    return f"{_PERIODS[parts['row', uid, 'period']]}指标“{parts['row', uid, 'name'] or '未命名'}”"


def printed_row(uid: str, parts: Parts) -> str:
    """Return a row in one line: kind, name, value."""
    return " ".join(str(parts["row", uid, column]) for column in ("level2", "name", "value"))


def printed(value: Any) -> str | None:
    """Return a value as people read it; None for nothing."""
    if value is None or value == {} or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Source):
        return "：".join(part for part in (_SOURCES[value.kind], value.detail) if part)
    if isinstance(value, dict):
        return "；".join(f"{label}：{text}" for label, text in value.items())
    return str(getattr(value, "why", value))


def summed_up(changes: Sequence[Change]) -> str:
    """Return one Chinese line: `改 2 行（参训人数、培训期数），加 1 行，改年度目标1`; "" where nothing changed."""
    rows = [change for change in changes if change.uid]
    added = (change for change in rows if change.field == WHOLE_ROW and change.before is None)
    gone = (change for change in rows if change.field == WHOLE_ROW and change.after is None)
    edited = (change for change in rows if change.field not in (WHOLE_ROW, LABELS["locked"], LABELS["tick"]))
    locks = [change for change in rows if change.field == LABELS["locked"]]
    said = [
        _counted("改", edited),
        _counted("加", added),
        _counted("删", gone),
        _counted("锁定", (change for change in locks if change.after == "是")),
        _counted("解锁", (change for change in locks if change.after == "否")),
        _counted("核实", (change for change in rows if change.field == LABELS["tick"])),
        *dict.fromkeys(_said(change) for change in changes if not change.uid),
    ]
    return "，".join(part for part in said if part)


def _said(change: Change) -> str:
    if change.field == "状态":
        return "标为已完成" if change.after == "是" else "改回草稿"
    if change.where in ("项目", "草稿"):
        return f"改{change.field}"
    if change.where.startswith("问题"):
        return f"{'保留' if change.after else '不再保留'}{change.where}"
    if change.where == "表格":
        return "调整行的顺序"
    verb = "加" if change.before is None else "删" if change.after is None else "改"
    return f"{verb}{change.where}"


def _counted(verb: str, changes: Iterable[Change]) -> str:
    rows = {change.uid: change.where.partition("“")[2].removesuffix("”") for change in changes}
    if not rows:
        return ""
    # The two tables of a form often hold the same row.
    names = list(dict.fromkeys(rows.values()))
    more = "等" if len(names) > _MOST_NAMED else ""
    return f"{verb} {len(rows)} 行（{'、'.join(names[:_MOST_NAMED])}{more}）"
