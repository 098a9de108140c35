"""What a clause says is done, to what, for whom: verb, object, counted group. Careful cuts, no segmenter."""

import re
from dataclasses import dataclass, replace

from assistant.drafting.facts.words import Verb, words

OBJECT_LIMIT = 14
_GROUP_LIMIT = 8
"""A longer object is no name any more: the part after its last 的 is taken, or nothing."""
_PROTECTED_FRONT = (
    "给水", "给排水", "在线", "在建", "在校", "在岗", "在职", "对外", "对口", "共享", "共建", "近视", "近海", "和谐",
    "及时", "并网", "按摩", "为民", "约谈", "向日葵", "主要道路", "主要路段", "需求", "含氟", "项目部", "有线", "有害", "有机", "是否", "另类",
    "新型", "新建", "项目化", "计划生育", "公共", "将军",
)  # fmt: skip
_PROTECTED_BACK = ("行为", "公共", "高等", "中等", "初等", "平等", "需", "参与", "给予", "改造工程", "及时", "均等")
_AREA = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}期间|全[县区市省镇乡校院局村旗州]|我[县区市省镇乡校院局]|辖区内?|本[市县区级校院局]|各[县区市镇乡]|市本级|区本级|县本级)(?:范围内?|内|的)?"
)
_FEAST = re.compile(
    r"^(?:(?:元旦|春节|两节|五一|七一|八一|国庆|中秋|重阳|端午|六一|教师节)、?)+(?=慰问|走访)|^年(?=接待|服务|受理|处理|培训|供|产)"
)
_AGENT = re.compile(
    r"^(?:第三方(?:机构|公司|单位)?|中介机构|专业(?:机构|公司|队伍)|[\u4e00-\u9fff]{2,4}公司|社会力量|有资质的?(?:单位|机构))(?:对)?"
)
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:自治区|自治州|省|州|市|县|旗|(?<![小社园景校城库灾山林牧片病辖地灌厂牧])区|(?<![小城乡村])镇|(?<![城])乡|街道)(?=[\u4e00-\u9fff]{4})"
)
_CONJUNCTION = re.compile(r"(?:和|及|与|并|以及|、)$")
_DEEDS = ("快检", "检测", "维护", "维修", "培训", "服务", "活动", "巡查")
# These carry another noun of doing (技术改造|给予|奖补) and cut first.
_CARRIERS = ("给予", "发放", "开展", "进行", "实施", "举办", "提供")
_AGENTS = (
    "第三方",
    "第三方机构",
    "专业机构",
    "专业公司",
    "社会力量",
    "中介机构",
    "有关单位",
    "相关单位",
    "我单位",
    "本单位",
)


@dataclass(frozen=True)
class Phrase:
    """One thing done.

    Attributes:
        verb: None when the clause names only a thing.
        object: what it is done to, cleaned; may be "".
        group: the counted group where that is not the object (为735名|学生|发放营养补助).
        lead: whether the verb stands before its object (改造食堂) or behind it (食堂改造).
    """

    verb: Verb | None
    object: str
    group: str = ""
    lead: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be named by it."""
        return not self.object and not self.group and (self.verb is None or self.verb.light)

    @property
    def label(self) -> str:
        """What it is called in a name: 食堂改造, 新建农村公路, 心电监护仪购置."""
        if self.verb is None or self.verb.light:
            return self.object
        done = self.object.endswith(_DEEDS) or (self.verb.kind != "control" and _ends_in_work(self.object))
        if done or self.object.endswith((self.verb.nominal, self.verb.word)):
            return self.object
        return self.verb.nominal + self.object if self.verb.before else self.object + self.verb.nominal


def strip_front(text: str) -> str:
    """Cut adverbs, prepositions and places from the front: 全年计划为 → ""."""
    while True:
        shorter = _FEAST.sub("", _AREA.sub("", text.lstrip(" 　的、")))
        for word in words().leading:
            if shorter.startswith(word) and not shorter.startswith(_PROTECTED_FRONT):
                shorter = shorter[len(word) :]
                break
        if shorter == text:
            return text
        text = shorter


def strip_back(text: str) -> str:
    """Cut what leads over to the number from the back: 面积达到 → 面积."""
    while True:
        shorter = text.rstrip(" 　、≥≤=＝")
        for word in words().trailing:
            if shorter.endswith(word) and not shorter.endswith(_PROTECTED_BACK):
                shorter = shorter[: -len(word)]
                break
        if shorter == text:
            return text
        text = shorter


def strip_place(text: str) -> str:
    """Cut a leading place (鄂州市, 秀屿区) where enough is left to be a name."""
    return _PLACE.sub("", text)


def clean_object(text: str) -> str:
    """Return a noun phrase fit for a name, or "" when none can be made."""
    text = strip_back(strip_front(re.sub(r"[“”\"'《》·]", "", text))).strip(" 　-—")
    if "等" in text[1:-1] and (tail := text.rpartition("等")[2]) and len(tail) >= (2 if len(text) > 10 else 3):
        text = tail
    text = _CONJUNCTION.sub("", strip_back(text.removeprefix("的")))
    if len(text) > OBJECT_LIMIT:
        text = text.rpartition("的")[2] if "的" in text else text.rpartition("、")[2]
    text = strip_place(text)
    if not 2 <= len(text) <= OBJECT_LIMIT or re.search(r"\d(?![A-Za-z])|[，。；：:()（）]", text):
        return ""
    return text


def parse(before: str, after: str = "", counts_people: bool = False) -> Phrase:
    """Read the words on both sides of a figure (or a clause without one in `before`)."""
    front, back = _front(before), _back(after)
    if back is not None and back.object and before.rstrip().endswith("等"):  # 甲、乙等12套信息系统
        return replace(front, object=back.object, group="")
    if back is None:
        return front
    if front.is_empty or (front.verb is not None and not front.object and not front.group):
        verb = back.verb if back.verb is not None and (front.verb is None or front.verb.light) else front.verb
        if verb is back.verb:
            return back
        return replace(back, verb=verb) if not counts_people else Phrase(verb, back.object, back.group)
    if front.verb is None and back.verb is not None:
        return replace(back, group=back.group or _group(front.object))
    if counts_people and back.object and not front.group:
        if front.verb is not None and front.verb.light:  # 完成茶山、常平3个项目补助尾款: the names say where
            return replace(back, verb=back.verb or front.verb)
        return replace(front, group=back.object)
    return front


def _front(text: str) -> Phrase:
    text = strip_back(strip_front(text))
    light: Verb | None = None
    while lead := _leading_verb(text):
        rest = strip_front(text[len(lead.word) :])
        if lead.word in ("委托", "聘请") and _AGENT.match(rest):
            text = strip_front(_AGENT.sub("", rest))
            continue
        if not lead.light:
            if lead.nounlike and _is_noun(lead, text[len(lead.word) :]):
                break
            more = _leading_verb(rest)
            if (
                more and more.kind == lead.kind and len(rest) > len(more.word) + 1
            ):  # 整理扫描档案: two words for one deed
                rest = rest[len(more.word) :]
            return Phrase(lead, clean_object(_cut_result(rest)))
        light, text = lead, rest
    if middle := _middle(text):
        return middle
    if tail := _trailing_verb(text):
        return Phrase(tail, clean_object(text[: -len(tail.word)]), lead=False)
    return Phrase(light, clean_object(text))


def _back(text: str) -> Phrase | None:
    text = text.lstrip(" 　的余多")
    if not text or text.startswith(words().stops) or text.startswith(words().results):
        return None
    text = _cut_result(re.split(r"按|每|以每", text)[0])
    if middle := _middle(text, least=0):
        return middle
    if (tail := _trailing_verb(text)) and not tail.nounlike:
        return Phrase(tail, clean_object(text[: -len(tail.word)]), lead=False)
    noun = clean_object(re.sub(r"(?:工作)?(?:经费|费用|工资)$", "", text))
    return Phrase(None, noun) if noun else None


def _middle(text: str, least: int = 2) -> Phrase | None:
    """为学生|发放|营养补助: group, verb, object; 对食堂|进行|改造: object, verb."""
    places = [
        (word not in _CARRIERS, at, -len(word), word)
        for word in words().middle
        if (at := text.find(word, least)) >= 0 and not (word == "组织" and text[at - 1 : at] in "级党群社会")
    ]
    if not places:
        return None
    _, at, _, word = min(places)
    verb, left, right = words().verbs[word], clean_object(text[:at]), _cut_result(strip_front(text[at + len(word) :]))
    while verb.light and (more := _leading_verb(right)) and more.light:
        right = strip_front(right[len(more.word) :])
    if verb.light and (inner := _leading_verb(right)) and not inner.light:
        rest = clean_object(right[len(inner.word) :])
        if not rest:
            return Phrase(inner, left, lead=False)
        if not (inner.nounlike and _is_noun(inner, right[len(inner.word) :])):
            return Phrase(inner, rest, _group(left))
    if not right.strip():
        return Phrase(verb, left, lead=False) if len(left) >= 2 and not verb.light else None
    if verb.light and (tail := _trailing_verb(right)):
        return Phrase(tail, clean_object(right[: -len(tail.word)]), _group(left), lead=False)
    return Phrase(verb, clean_object(right), _group(left))


def _group(text: str) -> str:
    return "" if text in _AGENTS or len(text) > _GROUP_LIMIT or "、" in text or "或" in text else text


def _cut_result(text: str) -> str:
    """Cut the clause where it goes over to what it is for: 营养补助改善体质 → 营养补助."""
    places = [at for word in words().results if (at := text.find(word)) >= 2]
    return text[: min(places)] if places else text


def _leading_verb(text: str) -> Verb | None:
    return next((verb for word, verb in words().verbs.items() if text.startswith(word)), None)


def _trailing_verb(text: str) -> Verb | None:
    return next((verb for word, verb in words().verbs.items() if text.endswith(word) and not verb.light), None)


def _ends_in_work(text: str) -> bool:
    """抚育 + 退化林改造 is 退化林改造: the object names the work itself."""
    tail = _trailing_verb(text)
    return (
        tail is not None
        and tail.kind not in ("benefit", "output", "study", "purchase", "subsidy")
        and len(text) > len(tail.word) + 1
    )


def _is_noun(verb: Verb, rest: str) -> bool:
    """检测|设备, 培训|教室 name a thing; 维护|系统 is work, and so is 培训|村干部."""
    if verb.kind == "case":  # 审判执行系统 is a system, 审理民事案件 is work
        return bool(rest) and not re.search(r"案|纠纷|争议|事项|申请|举报|投诉|信访", rest)
    if verb.kind == "upkeep":
        return rest.startswith(("人员", "员", "队伍"))
    return 0 < len(rest) <= 4 and rest.startswith(words().heads)
