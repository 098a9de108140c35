"""Whether an indicator stands under the right 二级指标: what its name and value are against what the level asks for."""

from collections.abc import Callable
from typing import Final

from assistant.checking.lexicon import lexicon
from assistant.checking.row import Row
from assistant.checking.wording import quote
from assistant.model.framework import LEVEL1, LEVEL2, PARENT

_BENEFITS: Final = frozenset(LEVEL2["效益指标"])
_COUNTED: Final = frozenset({"person", "household", "organisation", "area", "length"})
_SPENDING: Final = frozenset({"spending", ""})
Advice = tuple[str, str]
"""What is wrong, and what to do."""


def misplaced(row: Row) -> Advice | None:
    """Return what is wrong with a row's place and where it belongs, or None."""
    if row.level1 in LEVEL1 and row.level2 in PARENT and row.level2 not in LEVEL2[row.level1]:
        return f"{row.level2}不属于{row.level1}", f"把{quote(row.name)}移到{PARENT[row.level2]}下，或改正二级指标"
    if row.level1 == "满意度指标" or row.level2 == "服务对象满意度指标":
        return _under_satisfaction(row)
    if words := _satisfaction(row):
        return f"满意度{quote(words)}放在了{row.level2}下", f"移到满意度指标下，{row.level2}另写一条本类的内容"
    if row.is_cost:
        return _under_cost(row)
    check = _CHECKS.get(row.level2)
    return (check(row) if check else None) or (_under_benefit(row) if row.level2 in _BENEFITS else None)


def _satisfaction(row: Row) -> str | None:
    """Return the words that make a row one of satisfaction: its name, or what describes a name that measures nothing."""
    if row.meaning.kind == "satisfaction":
        return row.name
    described = row.meaning.kind == "statement" and row.described and row.described.kind == "satisfaction"
    return row.indicator.description if described else None


def _under_satisfaction(row: Row) -> Advice | None:
    text = row.name + (row.indicator.description or "")
    if row.meaning.kind == "satisfaction" or lexicon().subjects["satisfaction"].search(text):
        return None
    return f"满意度指标下的{quote(row.name)}没有写谁对什么满意", "改为“××对象满意度”，指标值如“≥90%”"


def _under_cost(row: Row) -> Advice | None:
    counted = row.meaning.kind == "count" and row.meaning.aspect in _COUNTED and bool(row.families)
    named = lexicon().subjects["cost"].search(row.name) and not counted
    if row.meaning.kind == "rate" and (advice := _share_of_cost(row)):
        return advice
    if "money" in row.families or row.value.is_unconfirmed or named:
        return None
    return (
        f"{quote(row.name)}说的不是成本，却放在{row.level2}下",
        "改为花多少钱，如“培训成本 ≤20万元”；原内容移到相应类别",
    )


def says_done(row: Row) -> bool:
    """Whether a row says only that something is done: 抽检完成率. That is no quality of it."""
    if lexicon().subjects["as_planned"].search(row.name):
        return False
    return row.meaning.aspect == "completion" and row.name.endswith(lexicon().endings["done"])


def _share_of_cost(row: Row) -> Advice | None:
    """A share of what is done or paid says nothing of what it costs; 预算执行率 is scored apart from the indicators."""
    if lexicon().subjects["placed"].search(row.name):
        return f"{quote(row.name)}是另行计分的，不能代替成本指标", "改为花多少钱，如“项目总成本 ≤20万元”"
    if row.meaning.aspect in ("control", "change") or "成本" in row.name or "节约" in row.name:
        return None
    return (
        f"比率{quote(row.name)}说的不是成本，却放在{row.level2}下",
        "改为花多少钱，如“培训成本 ≤20万元”；比率移到质量指标下",
    )


def _spends(row: Row) -> bool:
    """Whether a row states money that is spent, and not money that a project moves or earns."""
    return "money" in row.families and row.meaning.aspect != "turnover" and row.meaning.kind != "rate"


def _under_quantity(row: Row) -> Advice | None:
    kind, aspect = row.meaning.kind, row.meaning.aspect
    if kind == "rate":
        target = {"time": "时效指标", "control": "成本指标"}.get(aspect, "质量指标")
        return (
            f"比率{quote(row.name)}放在了数量指标下",
            f"数量指标写绝对数，如“……人数 ≥300人”“……次数 ≥10次”；比率移到{target}下",
        )
    if _spends(row) or (kind in ("amount", "unit_cost") and aspect in _SPENDING and not row.families):
        return f"金额{quote(f'{row.name} {row.text}')}放在了数量指标下", "金额移到成本指标下，数量写办了多少人、多少件"
    if kind == "time" and aspect != "limit":
        return f"{quote(row.name)}说的是时间，放在了数量指标下", "移到时效指标下，数量另写绝对数"
    return None


def _under_quality(row: Row) -> Advice | None:
    if row.meaning.aspect in ("time", "timeliness", "date"):
        return f"{quote(row.name)}说的是及时与否，放在了质量指标下", "移到时效指标下，质量写合格率、达标率、准确率"
    if _spends(row):
        return f"金额{quote(f'{row.name} {row.text}')}放在了质量指标下", "移到成本指标下"
    if row.meaning.kind == "rate" and row.meaning.aspect == "effect":
        return f"{quote(row.name)}说的是效果，放在了质量指标下", "移到社会效益指标下，质量写合格率、达标率、准确率"
    if row.meaning.kind == "count" and row.meaning.aspect in _COUNTED and row.number != 0:
        return f"数量{quote(row.name)}放在了质量指标下", "移到数量指标下，质量写合格率、达标率、准确率"
    return None


def _under_time(row: Row) -> Advice | None:
    words = lexicon().subjects
    if _spends(row):
        return f"金额{quote(f'{row.name} {row.text}')}放在了时效指标下", "移到成本指标下，时效写何时完成"
    # What a count's description says of time (全年参加培训的人数) is when it is counted.
    described = "" if row.meaning.kind == "count" else row.indicator.description or ""
    # 期 of 期数 is what is counted.
    name = row.subject if row.meaning.kind == "count" else row.name
    if row.value.kind == "deadline" or words["time"].search(name + described):
        return None
    off = row.meaning.kind == "rate" and row.meaning.aspect in ("quality", "effect", "defect", "completion")
    if off or row.meaning.kind in ("count", "event") or words["effect"].search(row.name):
        return (
            f"{quote(row.name)}与时间无关，放在了时效指标下",
            "时效写何时完成或是否及时，如“12月底前完成”“及时率 ≥95%”",
        )
    return None


def is_own_deed(row: Row) -> bool:
    """Whether a count is of what the project does: 发放补贴人数, 垃圾清运量; not 因维修停用的户数."""
    deeds = lexicon().endings["own_deed"]
    return row.name.startswith(deeds) or row.subject.endswith(deeds)


def _under_benefit(row: Row) -> Advice | None:
    kind, aspect = row.meaning.kind, row.meaning.aspect
    if row.level2 != "经济效益指标" and (_spends(row) or (kind in ("amount", "unit_cost") and aspect in _SPENDING)):
        return f"支出金额{quote(f'{row.name} {row.text}')}放在了{row.level2}下", "移到成本指标下，效益写项目带来的变化"
    if kind == "rate" and aspect == "completion":
        return (
            f"{quote(row.name)}说的是产出完成得怎样，放在了{row.level2}下",
            "移到产出指标下，效益写完成以后带来的变化",
        )
    # Nought is what is not to happen (维修后脱落次数 =0次): no amount of work done.
    if kind == "count" and aspect != "duration" and row.number != 0 and is_own_deed(row):
        return f"{quote(row.name)}是项目自己完成的数量，放在了{row.level2}下", "移到数量指标下，效益写项目带来的变化"
    if kind == "statement" and lexicon().subjects["paid"].search(row.name):
        return f"{quote(row.name)}说的是钱发到了，放在了{row.level2}下", "移到产出指标下，效益写发放以后带来的变化"
    if kind == "rate" and row.level2 == "社会效益指标" and lexicon().subjects["produced"].search(row.name):
        return f"{quote(row.name)}说的是产出的质量，放在了{row.level2}下", "移到质量指标下，效益写项目带来的变化"
    if (kind == "time" or aspect == "time") and not lexicon().subjects["waiting"].search(row.name):
        return f"{quote(row.name)}说的是时间，放在了{row.level2}下", "移到时效指标下，效益写项目带来的变化"
    return None


def _off_subject(row: Row, subject: str, label: str, example: str) -> Advice | None:
    if lexicon().subjects[subject].search(f"{row.name}{row.indicator.description or ''}{row.text}"):
        return None
    return f"{quote(row.name)}与{label}无关，放在了{row.level2}下", f"{example}；没有{label}效益的可以不设这一类"


def _under_economy(row: Row) -> Advice | None:
    if row.meaning.kind == "event" and not lexicon().subjects["loss"].search(row.name):
        return (
            f"{quote(row.name)}说的是事故、差错，放在了经济效益指标下",
            "移到社会效益指标下，经济效益写增收、节支、带动投资等",
        )
    return _off_subject(row, "economy", "经济", "经济效益写增收、节支、带动投资等")


def _under_ecology(row: Row) -> Advice | None:
    return _off_subject(row, "ecology", "生态", "生态效益写节能、减排、环境改善等")


_CHECKS: Final[dict[str, Callable[[Row], Advice | None]]] = {
    "数量指标": _under_quantity,
    "质量指标": _under_quality,
    "时效指标": _under_time,
    "经济效益指标": _under_economy,
    "生态效益指标": _under_ecology,
}
