"""X107: a name that does not say what is measured."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checking.context import Context, Row
from assistant.checking.findings import Finding
from assistant.checking.lexicon import lexicon
from assistant.checking.rule import INDICATORS_101, Rule
from assistant.checking.wording import quote

_ASKED = frozenset({"rate", "count", "event", "statement"})
_THINGS, _DEEDS = frozenset({"person", "thing"}), frozenset({"occasion", "case"})
_NAMED = "写成“考核什么事、用什么量”，如“受扶助家庭人数”“新建水泥路里程”“工程验收合格率”"
_SHORT = 5
"""A longer name of such words (年度工作任务完成率) at least says that all of the work is meant."""


class UnclearName(Rule):
    """A name of words that fit any project.

    What it finds:
        三级指标的名称单独看不出考核什么：只有“及时性”“发放率”“工作质量”这类通用词，没有说是什么事、什么人。有描述说明的为提示。
        满意度没有写谁满意，数量、成本只写一样东西的名字（“计算机 48台”），名称写成一句话、问话、评语或夹带数量的也算。
    Why it matters:
        名称要单独读得懂。公开和自评的表往往只印名称，“及时性”放在哪个项目都一样。
    Bad:
        及时性；工作质量；发放率。
    Good:
        遗属补助发放及时率；驻村帮扶任务完成质量；生活补贴发放率。
    Mend:
        可按描述和项目名称补全名称，由填表人确认。
    """

    code = "X107"
    title = "名称说不清考核什么"
    dimension = "相关性"
    severity = "warning"
    point = "指标科学性"
    clause = INDICATORS_101

    def check(self, form: Context) -> Iterator[Finding]:
        """Take the generic words out of each name; see whose satisfaction, and which cost, is meant."""
        for row in form.rows:
            if not row.name:
                continue
            if why := _is_sentence(row):
                yield self.about(row, f"名称{quote(row.name)}{why}，不是指标名称", _NAMED)
            elif _is_asked(row) and not row.core and len(row.key) <= _SHORT:
                explained = bool(row.indicator.description) and not _is_generic(row.described_key)
                yield self.about(
                    row,
                    f"名称{quote(row.name)}单独看不出考核什么",
                    "写明什么人、什么事，如“遗属补助发放及时率”",
                    "hint" if explained else None,
                )
            elif row.meaning.kind == "satisfaction" and row.level1 == "满意度指标" and _is_nobody_s(row):
                yield self.about(row, f"{quote(row.name)}没有写谁满意", "写明对象，如“参训学员满意度”“受助群众满意度”")
            elif _is_bare(row):
                yield self.about(
                    row,
                    f"名称{quote(row.name)}只写了一样东西，没有写考核它的什么",
                    "写全名称，如“购置……数量”“……采购成本”",
                )


def _is_asked(row: Row) -> bool:
    return row.meaning.kind in _ASKED or row.meaning.aspect == "timeliness"


def _is_sentence(row: Row) -> str:
    """Return what a name is that names no measure: a sentence about the work, a question, its own praise; else ""."""
    words = lexicon()
    if "是否" in row.name or row.name.endswith(("?", "？")):
        return "是一句问话"
    if len(row.key) <= _SHORT + 2 and words.praise.fullmatch(row.name):
        return "是一句评语"
    if row.meaning.kind not in ("statement", "event"):
        return ""
    starts = row.name.startswith(words.openings["sentence"]) and words.subjects["sentence"].search(row.name)
    if starts and row.number is not None and not row.percent:
        return "是一句话"
    counted = _count().search(row.name)
    return "夹带了数量" if counted and row.number is not None and counted[0] not in row.text else ""


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"\d+(?:\.\d+)?(?:{lexicon().counted})$")


def _is_nobody_s(row: Row) -> bool:
    found = lexicon().measure.sub("", row.key)
    return found in lexicon().exact["nobody"]


def _is_bare(row: Row) -> bool:
    """Whether a short name names a thing that is counted or paid for, and neither deed nor measure: 计算机 =48台."""
    if row.meaning.kind != "statement" or row.number is None or len(row.key) >= _SHORT:
        return False
    if row.name.endswith(lexicon().endings["measured"]):
        return False
    if row.is_cost:
        return "money" in row.families and not lexicon().subjects["cost"].search(row.name)
    return row.level2 == "数量指标" and bool(row.families & _THINGS) and not row.families & _DEEDS


def _is_generic(key: str) -> bool:
    return not lexicon().generic.sub("", key)
