"""Find every figure of a text with its unit: money, prices, quantities, rates, dates. Places in, no meaning yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from assistant.drafting.facts.words import bare_unit, unit_pattern, words

TokenKind = Literal["money", "price", "quantity", "per", "rate", "date", "skip"]
# 1:1, so that places in the folded text are places in the user's own words.
_FOLD = {code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
_FOLD |= {ord(wide): ord(plain) for wide, plain in zip("％．／＝≧≦﹪＋", "%./=≥≤%+", strict=True)}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_LONGEST = 32
"""Signs of a figure with its unit; what is longer is no figure of a project."""
_SPOKEN = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MONTH = r"\d{1,2}\s*月(?:份)?(?:\s*\d{1,2}\s*日|底|末|初|中旬|上旬|下旬)?"
_DATE = rf"(?:\d{{4}}\s*年(?:度)?\s*(?:{_MONTH}|底|末|内)?|{_MONTH}|\d{{4}}[-.]\d{{1,2}}(?:[-.]\d{{1,2}})?)(?:之?前)?"
# 移动DR 1台、CT2台: the name ends in Latin letters, and the number behind it counts.
_LATIN_THING = r"[A-Za-z]+\s*\d{1,4}\s*(?:台|套|辆|个|部|件|张|座|间)(?:[，,。；;、（()）]|[和及与]|$)"
_SKIP = (
    rf"第\s*\d+|[〔\[【(（]\s*\d{4}\s*[〕\]】)）]\s*\d*\s*号?|\d+\s*号(?:文|令)?|(?!{_LATIN_THING})[A-Za-z]+[/A-Za-z ]*\d[\d.\-—]*(?:\+\d+)?"
    r"|\d+\s*周?岁(?:\s*[-~至到]\s*\d+\s*周?岁)?(?:及?以[上下])?|\d+\s*[-—~]\s*\d+\s*年|\d{1,3}\s*年|\d+\s*[级层期](?=工程|项目|建设|医院|楼)"
    r"|\d+\s*小时(?=值班|不间断|监控|在线|服务|热线|受理|应急|开放|自助|响应服务)|\d+(?:热线|工程|行动|计划)"
)
# 8吨压缩式垃圾车4辆, 400米塑胶跑道1条: a size that belongs to the thing's name, which is counted behind it.
_SIZE = r"(?:吨|千克|公斤|米|厘米|毫米|升|毫升|平方米|千瓦|马力|匹|寸|英寸|千伏|兆瓦)"
_COUNTED = r"(?:台|套|辆|艘|架|件|部|只|支|组|个|座|栋|条|块|具|眼|口|根)"
_SKIP += (
    rf"|{_NUMBER}\s*{_SIZE}(?=[\u4e00-\u9fffA-Za-z]{{2,12}}{_NUMBER}\s*{_COUNTED}(?:[，,。；;、（()）]|[和及与]|$))"
    rf"(?![\u4e00-\u9fff]*(?:[、和及与]|进行|开展|实施|共|并))"
)
# 250个村卫生室, 78个县直部门: the place belongs to the name of what is counted.
_INSTITUTION = re.compile(
    r"(?:综合|中心|公立|公办|民办)?(?:卫生室|卫生院|财政所|文化站|敬老院|司法所|派出所|直部门|直单位|级部门|级单位|级预算单位|小学|学校|幼儿园"
    r"|政府|集体|委会|干部|组织部|民兵|供电所|养老院|警务室|畜牧站|农技站|水利站|执法队|便民服务中心|党群服务中心|图书室)"
)
_FILL = (
    r"(?:建筑面积|占地面积|面积|长度|每年|每月|增加|不超过|不低于|不少于|投资|造价|成本|费用|补助|补贴|发放|奖励|资助|慰问|标准|单价|巡检|开展"
    r"|组织|培训|检查|维护|清扫|约|为|按|是|[:：]|[\u4e00-\u9fff]{0,4}(?:费用|费|补助|补贴|津贴|奖励|标准|奖补))*"
)
# 每车, 每校: how the thing is counted.
_PER_THING = {"生": "人", "校": "所", "车": "辆", "船": "艘", "井": "眼", "桥": "座"}
_PER_HEAD = {"人": "人", "生": "人", "户": "户", "亩": "亩", "台": "台", "村": "村", "校": "所", "班": "班"}
# 每日供应用餐约|450人次: how much in each of them; a year's amount is the year's own figure.
_RHYTHM = re.compile(r"每(?P<per>日|天|周|月|季度)(?!度)[^，,。；;、：:（）()\d]{1,14}$")
# Longest first: 不超过 ends in 超过.
_BEFORE = (
    ("不少于", "≥"), ("不低于", "≥"), ("不小于", "≥"), ("不超过", "≤"), ("不高于", "≤"), ("不多于", "≤"), ("控制在", "≤"),
    ("至少", "≥"), ("超过", "≥"), ("达到", "≥"), ("大于", "≥"), ("低于", "≤"), ("小于", "≤"), ("≥", "≥"), ("≤", "≤"),
)  # fmt: skip
_AFTER = (("以上", "≥"), ("及以上", "≥"), ("以内", "≤"), ("以下", "≤"), ("内完成", "≤"), ("之内", "≤"))


@dataclass(frozen=True)
class Token:
    """A figure where it stands: `text[start:end]`.

    Attributes:
        number: exact; None for dates and for digits that count nothing (document numbers, ages).
        unit: canonical, with its factor as typed (`万人`, `平方米`, `万元`, `%`); "" for dates.
        per: what a price or ratio is for, outermost first: `元/人/天` → ("人", "天").
        operator: what the words around say, or "".
    """

    kind: TokenKind
    start: int
    end: int
    number: Decimal | None = None
    unit: str = ""
    per: tuple[str, ...] = ()
    operator: str = ""
    bare: bool = False
    """Money written without 元 (沟护岸20万): it counts as money only where its words or the sum bear it out."""


def fold(text: str) -> str:
    """Return the text with half-width digits and signs, same length."""
    return text.translate(_FOLD)


@cache
def _ratio() -> re.Pattern[str]:
    per = (
        rf"(?:{unit_pattern()}|年|月|季度|学期|周|生|村|校|班|周|公里|队|组|站|岗|室|馆|园|厂|店|县|镇|乡|车|船|井|桥)"
    )
    return re.compile(
        rf"(?:每(?:个|一)?(?P<per>{per})|(?P<when>[年月])?(?P<head>[人生户亩台村校班])均[\u4e00-\u9fff]{{0,6}}?|单(?P<lone>个|台|套|辆|座|处|户|次|场|人|件|间|栋|所)[\u4e00-\u9fff]{{0,6}}?|(?P<single>单价))(?:[\u4e00-\u9fff]{{0,4}}每(?:个|一)?(?P<per2>{per}))?{_FILL}$"
    )


@cache
def _pattern() -> re.Pattern[str]:
    unit, spoken = unit_pattern(), "|".join(words().spoken)
    slash = rf"(?:\s*[/每·]\s*(?:个)?(?:{unit}|年|月|次|学期|季度|周))"
    return re.compile(
        rf"(?P<skip>{_SKIP})|(?P<date>{_DATE})"
        rf"|(?P<money>{_NUMBER})\s*(?P<mark>余|多)?\s*(?P<munit>亿|百万|万|千)?元(?P<per>{slash}*)"
        rf"|(?P<bare>{_NUMBER})\s*(?P<bunit>亿|万)(?=[，,。；;、：:)）\s]|$)"
        rf"|(?P<crowd>{_NUMBER})\s*万(?![名人户位])(?=[\u4e00-\u9fff]{{0,6}}(?:居民|群众|人口|学生|职工|老人|老年人|农民|市民))"
        rf"|(?P<rate>{_NUMBER})\s*(?P<share>[%‰])"
        rf"|(?P<count>{_NUMBER})\s*(?:余|多)?\s*(?P<factor>[万千百亿]?)(?:余|多)?\s*(?P<unit>{unit})(?P<times>/(?:年|月|周|天|日|小时|季度|次|人))?"
        rf"(?!门诊|门口|[方]面|民币)"
        rf"|(?<!第)(?P<spoken>[一两二三四五六七八九十])(?P<sunit>{spoken}|个(?=[\u4e00-\u9fff]{{0,4}}(?:实训室|实验室|教室|展厅|中心|平台|系统|基地|站点|园区)))(?!性|体|期|工程|系列|些|般|定|级|线|次|项|供水|分配|污染|加压|装修|开发|利用|扶)"
    )


def scan(text: str) -> Iterator[Token]:
    """Yield the figures of a folded text in order."""
    for found in _pattern().finditer(text):
        token = _token(text, found)
        if token is not None:
            yield token


def _token(text: str, found: re.Match[str]) -> Token | None:
    start, end = found.span()
    if end - start > _LONGEST:
        return None
    if found["skip"] or found["date"]:
        return Token("skip" if found["skip"] else "date", start, end)
    before, after = text[max(0, start - 16) : start], text[end : end + 4]
    operator = _operator(before, after)
    if found["rate"]:
        return Token("rate", start, end, _number(found["rate"]), found["share"], (), operator)
    if found["crowd"]:
        return Token("quantity", start, end, _number(found["crowd"]), "万人", (), operator)
    if found["spoken"]:
        ends = not after or after[0] in "，,。；;、（()）"
        if (
            found["spoken"] == "一"
            and found["sunit"] not in "台套辆座栋"
            and not (ends and found["sunit"] in "次场期届部")
        ):
            return None
        return Token("quantity", start, end, Decimal(_SPOKEN[found["spoken"]]), found["sunit"], (), operator)
    per = _per(before)
    if found["money"] or found["bare"]:
        unit = f"{found['munit'] or found['bunit'] or ''}元"
        slash = tuple(
            bare_unit(part.removeprefix("个"))[1] for part in re.split(r"[/每·\s]+", found["per"] or "") if part
        )
        per = () if per == ("单价",) and slash else per  # 单价140元/套
        per = per + tuple(part for part in slash if part not in per) if slash and per else slash or per
        return Token(
            "price" if per else "money",
            start,
            end,
            _number(found["money"] or found["bare"]),
            unit,
            per,
            operator,
            bool(found["bare"]),
        )
    unit = found["factor"] + bare_unit(found["unit"])[1]
    if len(found["unit"]) > 1 and found["unit"].startswith("个") and _INSTITUTION.match(text, end):
        unit, end = f"{found['factor']}个", found.start("unit") + 1
    per = () if per == ("年",) else per  # a year's amount is the year's own figure
    per = (bare_unit(found["times"][1:])[1],) if found["times"] else per or _rhythm(before)
    return Token("per" if per else "quantity", start, end, _number(found["count"]), unit, per, operator)


def _rhythm(before: str) -> tuple[str, ...]:
    """Read in what a quantity recurs: 每日供应用餐约 → (天,)."""
    found = _RHYTHM.search(before)
    return (bare_unit(found["per"])[1],) if found else ()


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _per(before: str) -> tuple[str, ...]:
    """Read what stands before the number: `每人每月` → (人, 月), `人均` → (人,), `单价` → (单价,)."""
    found = _ratio().search(re.split(r"[，,。；;、：:()（）]", before)[-1])
    if not found:
        return ()
    if found["single"]:
        return ("单价",)
    if found["lone"]:
        return (found["lone"],)
    if found["head"]:
        when = [time for time in (found["when"], found["per2"]) if time]
        return (_PER_HEAD[found["head"]], *when[:1])
    parts = [found["per"], found["per2"]]
    plain = (bare_unit(part)[1] for part in parts if part)
    return tuple(_PER_THING.get(unit, unit.removeprefix("个") or unit) for unit in plain)


def _operator(before: str, after: str) -> str:
    plain = before.rstrip()
    for word, sign in _BEFORE:
        if plain.endswith(word):
            return sign
    return next((sign for word, sign in _AFTER if after.startswith(word)), "")
