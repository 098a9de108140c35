"""One figure from its token and the words around it."""

import re
from dataclasses import replace
from typing import Literal

from assistant.drafting.facts.around import Around
from assistant.drafting.facts.cleaning import clean_object, leading_verb, strip_back, strip_front
from assistant.drafting.facts.figure import AREAS, MEASURES, Figure, Kind, Origin
from assistant.drafting.facts.phrases import Phrase, deed_verb, parse, provided
from assistant.drafting.facts.scan import Token
from assistant.drafting.facts.words import bare_unit, words

HEADS = ("people", "households", "firms")
_DIMENSIONS = re.compile(r"(?:宽|宽度|高|高度|深|深度|厚|厚度|直径|管径|口径|占比|比例|净空|间距|误差)$")
_SIZED = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:宽|厚)度?$")
_FROM_TO = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}率)(?:由|从)(?:原来的)?\d+(?:\.\d+)?\s*[%‰](?P<way>[降下提上增])[\u4e00-\u9fff]{1,3}$"
)
# 由|12%|降至: where it comes from.
_BASE = re.compile(r"(?:降|下降|提高|提升|上升|增加|增长)[低至到加长]{1,2}\d")
_CLAUSE = re.compile(r"[，,。；;：:\n]")
_PAST = re.compile(
    r"原计划|原定|原拟|上一?轮|上年(?!结转)|去年|往年|前年|历年|以往|此前|截至|前期已|已经?(?:累计)?(?:完成|建成|发放|培训|实施|投入|改造|购置|安装|建设|新建)"
)
_NOW = re.compile(r"现|调整为|改为|变更为|今年|本年|当年|拟|用于|基础上|增加到?|新增|剩余|继续")
_WITHDRAWN = re.compile(r"[\u4e00-\u9fff（()）]{0,12}?(?:取消|不再(?:实施|执行|安排|列入)|作废|已撤销|已收回)")
_EACH = re.compile(
    r"每(?:个|一)?(?:[年月周天日人户台次期场班村校名]|季度|学期)?(?:[\u4e00-\u9fff]{1,3}每年)?|各$|[人生户亩台]均"
)
_TIME_NOUN = re.compile(r"(?:时间|时限|周期|工期|租期|期限|时长|服务期|工作日内|期)$")
_GRADED = re.compile(r"^(?:国家|省|市|县|区|[一二三特优])(?:级|等奖|类|等次)$")
_SHARE = re.compile(r"([\u4e00-\u9fff]{2,6}比例)(不超过|不低于|控制在|为|达到)[^，,]{0,10}的$")
# 5万立方米|以上取水户: which of them, no amount.
_THRESHOLD = re.compile(r"(?:及?以[上下内])(?:的)?(?!并|和|及|与|且|的?(?:目标|要求|水平))[\u4e00-\u9fff]{2}")
_PROGRESS = re.compile(r"(?:年度|当年|本年)?完成(?P<what>[\u4e00-\u9fff]{2,8})$")
# 抽查结果|100%|公示.
_DONE_BY = re.compile(
    r"(?P<deed>公示|公开|覆盖|到位|达标|合格|落实|办结|建档|回访|整改|入网|持证|通过)(?=[，,。；;、（(]|$)"
)
# 平台故障|2小时|内响应.
_RESPONSE = re.compile(r"(?:之?内|以内)(?:完成)?(?P<deed>响应|处置|修复|到场|到达现场|办结|反馈|排除|出动|送达|恢复)")
_TIMELY = re.compile(r"(?:按时|按期|及时|准时|如期)[\u4e00-\u9fff]{2,6}率(?=达?到?$|不低于$|不少于$|≥?$)")
_SUMMED = ("个", "项", "类", "种", "处")
_AND = re.compile(r"、|以及|和|及|与")


def figures_at(token: Token, near: Around, plain: str, origin: Origin) -> list[Figure]:
    """One figure; 培训与演练各1次 is one for each of the two."""
    if (
        _is_background(plain, token)
        or _THRESHOLD.match(plain, token.end)
        or (token.kind == "rate" and _BASE.match(plain, token.end))
    ):
        return []
    if token.kind == "rate" and (change := _FROM_TO.search(plain, 0, token.start)):  # 漏损率由12%降至9%
        token = replace(token, operator="≤" if change["way"] in ("降", "下") else "≥")
        near = replace(near, before=change["name"])
    if near.before.rstrip().endswith("各") and token.kind == "quantity":
        whole = plain[: token.start].removesuffix("各")
        listed = re.split(r"[，,。；;：:（）()\n\d]", whole)[-1]
        names = [name for name in _AND.split(listed) if len(name) >= 2]
        if len(names) > 1:
            first = parse(names[0])
            things = [parse(name) for name in names]
            things = [thing if thing.object else replace(thing, object=first.object, lead=False) for thing in things]
            shared = [
                replace(thing, verb=first.verb) if thing.verb is None and first.lead else thing for thing in things
            ]
            found = [_figure(token, replace(near, before=""), origin) for _ in names]
            return [
                replace(figure, phrase=phrase)
                for figure, phrase in zip(found, shared, strict=True)
                if figure is not None
            ]
        token = replace(token, kind="per", per=("各",))
    figure = _figure(token, near, origin)
    return [figure] if figure else []


def _is_background(plain: str, token: Token) -> bool:
    """原计划培训500人, 去年完成3000户, 上一轮合同480万平方米: what was, or is withdrawn, is no target."""
    clause = _CLAUSE.split(plain[: token.start])[-1]
    told = [found.end() for found in _PAST.finditer(clause)]
    if told and not _NOW.search(clause[told[-1] :]):
        return True
    return _WITHDRAWN.match(_CLAUSE.split(plain[token.end :])[0]) is not None


def _figure(token: Token, near: Around, origin: Origin) -> Figure | None:
    before = _EACH.sub("", near.before) if token.per else near.before
    noun, number = strip_back(strip_front(before)), token.number
    if number is None or (_DIMENSIONS.search(noun) and token.kind != "rate" and not _SIZED.search(noun)):
        return None
    if _SIZED.search(noun) and token.kind == "quantity":  # 路面宽4.5米: how it is to be made
        name = noun if noun.endswith("度") else f"{noun}度"
        return Figure(
            "rate", number, token.unit, Phrase(None, ""), name, near.quote, origin, (), token.operator, near.sentence
        )
    token, noun = _read_as(token, noun, before, near)
    kind = _kind(token, noun or before.strip(" 、"))
    if kind is None or (origin == "name" and token.unit in ("期", "批")):
        return None
    before, near = _of_list(before, near) if kind == "quantity" and token.unit in _SUMMED else (before, near)
    phrase = parse(before, near.after if kind in ("quantity", "per") else "", _measure(token) in HEADS)
    if kind == "quantity" and _measure(token) == "area" and (services := provided(near.after)):
        phrase = Phrase(None, services)
    role: Literal["", "host"] = ""
    said = ""
    if token.unit == "个项目" and "、" in phrase.object and (phrase.verb is None or phrase.verb.light):
        near = replace(near, role="host", after="")  # 完成茶山、常平3个项目: their names say which
    if kind == "quantity":
        phrase = _served(_done(phrase, near), near, token)
        role = "host" if near.role == "host" or _is_area_served(token, phrase) else ""
        said = f"{near.verb}{near.said}" if near.deeds else _leads(before) if role == "host" else ""
        phrase = _host(phrase, near, token) if role == "host" else _by_deeds(phrase, near) if near.deeds else phrase
    deeds = near.deeds if kind == "quantity" and not near.verb and noun not in MEASURES else ()
    return Figure(
        kind, number, token.unit, phrase, noun, near.quote, origin, token.per, token.operator, near.sentence, token.bare,
        role=role, deeds=deeds, said=said,
    )  # fmt: skip


def _read_as(token: Token, noun: str, before: str, near: Around) -> tuple[Token, str]:
    """Return the token and its noun as the words around them are meant."""
    if token.kind == "money" and (near.before.rstrip().endswith("各") or _GRADED.search(noun)):
        return replace(token, kind="price", per=("个",)), noun  # 文化站各2.8万元, 国家级50万元
    if token.kind == "rate" and (share := _SHARE.search(before)):  # 补助比例不超过总投资的30%
        sign = {"不超过": "≤", "控制在": "≤", "不低于": "≥"}.get(share[2], "")
        return replace(token, operator=sign), share[1]
    if token.kind == "rate" and (timely := _TIMELY.search(before)):  # 按时办结率, whose 按时 is no adverb
        return token, timely[0].strip()
    if token.kind == "rate":
        return token, _named_rate(noun, before, near) or noun
    if (quick := _RESPONSE.match(near.after.strip())) and _measure(token) == "time" and not token.per:
        owner = noun if 2 <= len(noun) <= 8 else "故障"
        return replace(token, operator="≤"), f"{owner}{quick['deed']}时间"
    return token, noun


def _of_list(before: str, near: Around) -> tuple[str, Around]:
    """建设远程影像、心电、检验|3个|中心: the verb that opens the list, and what is counted together."""
    if "、" not in near.opening or not near.after:
        return before, near
    lead = leading_verb(strip_front(near.opening))
    first = _AND.split(strip_front(near.opening))[0].removeprefix(lead.word if lead else "")
    if 2 <= len(first) <= 6 and len(near.after) <= 3:  # 远程影像等|中心
        near = replace(near, after=f"{first}等{near.after}")
    return (lead.word if lead and not lead.light else before), near


def _named_rate(noun: str, before: str, near: Around) -> str:
    """完成主体工程70% is its progress, 抽查结果100%公示 a share: the rate's name, "" where the words have none."""
    if noun.endswith(("率", "度", "比例", "占比", "效果", "补贴", "补助", "承担", "负担")):
        return ""
    if found := _PROGRESS.search(before.strip()):
        return f"{found['what']}完成进度"
    deed = _DONE_BY.match(near.after.strip())
    return f"{noun}{deed['deed']}率" if deed and 2 <= len(noun) <= 10 else ""


def _done(phrase: Phrase, near: Around) -> Phrase:
    """对2栋教学楼共6200平方米进行加固: the deed behind further figures holds for each of them."""
    if not near.done:
        return phrase
    if phrase.object.removesuffix("工程").endswith(near.done):
        phrase = replace(phrase, object="")
    if (phrase.verb is None or phrase.verb.light) and not phrase.is_empty:
        return replace(phrase, verb=deed_verb(near.done), lead=False)
    return phrase


def _served(phrase: Phrase, near: Around, token: Token) -> Phrase:
    """为860名老人提供每月2次的探访: they are served, whatever is counted behind them."""
    idle = phrase.verb is None or phrase.verb.word == "提供"
    if _measure(token) == "people" and near.lead and phrase.object and not phrase.group and idle:
        return Phrase(words().verbs["服务"], phrase.object, phrase.object)
    return phrase


def _is_area_served(token: Token, phrase: Phrase) -> bool:
    """发放给12个乡镇, 覆盖42个行政村: places count no things."""
    if token.unit not in AREAS or phrase.verb is None:
        return False
    return phrase.verb.kind in ("subsidy", "purchase") or (phrase.verb.kind == "benefit" and not phrase.object)


def _leads(before: str) -> str:
    """治理|9个村黑臭水体11处: the verb before a host belongs to the things behind it."""
    verb = parse(before).verb
    return verb.word if verb and not verb.light else ""


def _measure(token: Token) -> str:
    return words().measure.get(bare_unit(token.unit)[1], "")


def _host(phrase: Phrase, near: Around, token: Token) -> Phrase:
    """3所|小学食堂: whom or what the things are for."""
    after = parse("", near.after)
    thing = (
        (after.object if after.verb and not after.lead else "")
        or clean_object(near.after)
        or phrase.group
        or phrase.object
    )
    if token.unit.startswith("个") and len(token.unit) > 1:
        thing = token.unit.removeprefix("个")
    people = words().measure.get(bare_unit(token.unit)[1], "") in ("people", "households")
    return Phrase(words().verbs["惠及" if people else "覆盖"], thing)


def scope_of(figure: Figure, near: Around) -> str:
    """Return the words of a host that lead over to the things for it: 为3所小学食堂."""
    amount = f"{figure.number:f}{figure.unit}"
    if figure.unit.startswith("个") and len(figure.unit) > 1:
        return f"{near.lead or '在'}{amount}"
    if figure.measure == "people":
        amount = f"{figure.number:f}{figure.unit.removesuffix('人')}名"
    return f"{near.lead or '在'}{amount}{figure.phrase.object}"


def _by_deeds(phrase: Phrase, near: Around) -> Phrase:
    """古树名木126株: 挂牌、复壮、养护 — the first deed names the row until the rows are made."""
    if near.verb:
        group = clean_object(near.after)
        tail = "服务" if near.verb == "提供" else "活动"
        return Phrase(words().verbs["服务"] if tail == "服务" else None, tail if tail == "活动" else group, group)
    deed = deed_verb(near.deeds[0])
    thing = phrase.object
    return Phrase(deed, thing, phrase.group, lead=False) if thing else phrase


def _kind(token: Token, noun: str) -> Kind | None:
    """Return what a figure is; None for one that counts nothing by itself (24小时值班, 占60%)."""
    if token.kind == "rate" and noun.endswith(("补贴", "补助", "财政承担", "财政负担")):
        return "rate"
    if token.kind == "rate":
        return "rate" if noun.endswith(("率", "度", "效果", "比例", "占比", "药占比")) else None
    if token.kind in ("money", "price", "per"):
        return token.kind
    if words().measure.get(bare_unit(token.unit)[1], "") == "time":
        if _TIME_NOUN.search(noun) or noun in ("全年", "年"):
            return "time"
        return "quantity" if re.search(r"开放|服务|运行|值守|巡查|培训|营业|课程|授课", noun) else None
    return "quantity"
