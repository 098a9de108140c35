"""What a clause says is done, to what, for whom: verb, object, counted group. Careful cuts, no segmenter."""

import re
from dataclasses import dataclass, replace

from assistant.drafting.facts.words import Verb, words

OBJECT_LIMIT = 14
_GROUP_LIMIT = 12
"""A longer object is no name any more: the part after its last 的 is taken, or nothing."""
_AREA = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}期间|全[县区市省镇乡校院局村旗州]|我[县区市省镇乡校院局]|辖区内?|本[市县区级校院局]|各[县区市镇乡]|市本级|区本级|县本级)(?:范围内?|内|的)?"
)
_BY = re.compile(
    r"^(?:通过|采取|采用)[^，,]{2,12}?(?:方式|形式|途径)(?=[^，,])|^(?:通过|采取|采用)?(?:政府)?购买服务(?:的?(?:方式|形式))?|^由[^，,]{2,12}?(?=[为对向给]|负责|承担)"
)
# 8吨压缩式垃圾车: the size is part of the name.
_SIZED = re.compile(r"^\d+(?:\.\d+)?[\u4e00-\u9fffA-Za-z]")
# 志愿者|生活补贴, 义务教育学校|公用经费: who is aided, and by what.
_AIDED = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{1,9}?(?:者|人员|教师|医生|学生|老人|老年人|儿童|职工|干部|农户|困难户|对象|残疾人|军人|家庭|企业"
    r"|学校|医院|卫生院|村|社区|居民|幼儿|党员|传承人|调解员|护林员|保洁员))"
    r"(?P<what>[\u4e00-\u9fff]{2,8}(?:补贴|补助|津贴|补助金|救助金|慰问金|金|经费|费))$"
)
_HIRED = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{0,6}?(?:专家|律师|教练|人员|[讲教医护话调巡保]\w{0,2}员|教师|老师|医师))"
)
_AIDS = ("补助", "补贴", "津贴", "奖补", "奖励", "资助", "补偿", "贴息")
_RESULTS = (
    "改善", "提升", "提高", "保障", "满足", "确保", "解决", "消除", "促进", "推动", "增强", "用于", "实现", "方便", "防止", "减少",
    "降低", "缓解", "助力", "弘扬", "丰富", "优化", "使", "让",
)  # fmt: skip
_NO_RESULT = ("保障房", "保障性", "保障中心", "保障金", "使用", "保障服务", "保障车", "保障人员", "提升机", "使馆")
_FEAST = re.compile(
    r"^(?:(?:元旦|春节|两节|五一|七一|八一|国庆|中秋|重阳|端午|六一|教师节)、?)+(?=慰问|走访)|^年(?=(?:接待|服务|受理|处理|培训|供|产)(?!量|数))"
)
_AGENT = re.compile(
    r"^(?:第三方(?:机构|公司|单位)?|中介机构|专业(?:机构|公司|队伍)|[\u4e00-\u9fff]{2,4}公司|社会力量|有资质的?(?:单位|机构))(?:对)?"
)
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:自治区|自治州|省|州|市|县|旗|(?<![小社园景校城库灾山林牧片病辖地灌厂牧])区|(?<![小城乡村])镇|(?<![城])乡|街道)(?=[\u4e00-\u9fff]{4})"
)
_AGE = re.compile(r"^(?:\d+\s*周?岁?\s*[-—~至到]\s*)?\d+\s*周?岁(?:及?以[上下])?的?(?=[\u4e00-\u9fff])")
_PERSON = re.compile(r"(?:模范|人员|员|师|生|人|者|干部|职工|代表|委员|妇女|党员|户|军人)$")
_BATCHES = re.compile(r"^分[一二两三四五六七八九十\d]+[批期次轮](?:次)?")
_SINGLE = ("牛", "羊", "猪", "鸡", "鸭", "树", "井", "桥", "闸", "塘", "树", "马", "蜂", "鱼")
_ADJECTIVES = ("化", "性", "型", "式", "级", "合格", "老旧", "优秀", "困难")
_INTRODUCES = ("对", "为", "给", "在", "用于", "向")
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
        if self.verb.nominal in self.object[-len(self.verb.nominal) - 2 :]:  # 矿山地质环境治理 + 治理
            return self.object
        if self.verb.kind == "training":
            return self.object if self.object.endswith("培训") else self.object + self.verb.nominal
        done = self.object.endswith(_DEEDS) or (self.verb.kind != "control" and _ends_in_work(self.object))
        if done or self.object.endswith((self.verb.nominal, self.verb.word)):
            return self.object
        return self.verb.nominal + self.object if self.verb.before else self.object + self.verb.nominal


def strip_front(text: str) -> str:
    """Cut adverbs, prepositions and places from the front: 全年计划为 → ""."""
    while True:
        shorter = _FEAST.sub("", _AREA.sub("", _BY.sub("", text.lstrip(" 　的、"))))
        for word in words().adverbs:
            if shorter.startswith(word) and leading_verb(shorter[len(word) :]):
                shorter = shorter[len(word) :]
                break
        for word in words().leading:
            if shorter.startswith(word) and not shorter.startswith(words().protected_front):
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
            if shorter.endswith(word) and not shorter.endswith(words().protected_back):
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
    text = _CONJUNCTION.sub("", strip_back(_AGE.sub("", text.removeprefix("的"))))
    if len(tail := text.rpartition("的")[2]) >= 3 and "的" in text:  # 超过使用年限的灰口铸铁管道
        text = tail
    if len(text) > OBJECT_LIMIT:
        text = text.rpartition("的")[2] if "的" in text else text.rpartition("、")[2]
    text = strip_place(text).rpartition("担任")[2]
    if text in _SINGLE:
        return text
    if re.search(r"\d", text) and (road := re.search(r"\d(?:段|线|号|标段)([\u4e00-\u9fff]{2,})$", text)):
        text = road[1]  # G318线K120+000至K142+000段路面
    digits = text[1:] if _SIZED.match(text) else text
    if not 2 <= len(text) <= OBJECT_LIMIT or re.search(
        r"(?<![A-Za-z\d])\d(?![A-Za-z\d.级吨米升座千匹寸])|[，。；：:()（）]", digits
    ):
        return ""
    return text


def parse(before: str, after: str = "", counts_people: bool = False) -> Phrase:
    """Read the words on both sides of a figure (or a clause without one in `before`)."""
    before = _without_place(before)
    front, back = _front(before), _back(after, counts_people)
    if back is not None and back.object and before.rstrip().endswith("等"):  # 甲、乙等12套信息系统
        return back if back.verb and back.group else replace(front, object=back.object, group="")
    if back is None:
        return front
    introduced = before.lstrip().startswith(_INTRODUCES) and not back.group
    if front.verb is None and back.object and introduced and not (counts_people and back.verb):
        return back  # 对县第二中学2栋教学楼: the building is counted, not the school
    if front.is_empty or (front.verb is not None and not front.object and not front.group):
        verb = back.verb if back.verb is not None and (front.verb is None or front.verb.light) else front.verb
        if verb is back.verb:
            return back
        return replace(back, verb=verb) if not counts_people else Phrase(verb, back.object, back.group)
    if front.verb is None and back.verb is not None:
        return replace(back, group=back.group or _group(front.object))
    if counts_people and back.object and not front.group:
        if front.verb is not None and front.verb.light:  # 完成茶山、常平3个项目补助尾款: the names say where
            who = front.object if _PERSON.search(front.object) else ""
            return replace(back, verb=back.verb or front.verb, group=back.group or who)
        return replace(front, group=back.object)
    return front


def split_aid(text: str) -> tuple[str, str]:
    """Part who is aided from the aid: 困难残疾人生活补贴 → (困难残疾人, 生活补贴); ("", text) where nobody is named."""
    found = _AIDED.match(text)
    return (found["who"], found["what"]) if found else ("", text)


def deed_verb(deed: str) -> Verb:
    """Return a deed as a verb, with the kind of the verb that it ends in: 抗震加固 is a sort of 加固."""
    if deed in words().verbs:
        return words().verbs[deed]
    like = trailing_verb(deed) or leading_verb(deed)
    return Verb(deed, like.kind if like else "output", deed, before=False, light=False, nounlike=True)


def _short(text: str) -> str:
    """签约|项目: a word that says nothing by itself is the object all the same."""
    text = strip_back(text)
    return text if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) and text in ("项目", "计划", "主体", "对象") else ""


def _without_place(before: str) -> str:
    """在县一中新建…: where it is done is neither object nor group."""
    plain = before.lstrip(" 　")
    if not plain.startswith(("在", "沿", "赴")) or plain.startswith(words().protected_front):
        return before
    places = [at for word in words().verbs if len(word) > 1 and (at := plain.find(word, 2)) >= 0]
    return plain[min(places) :] if places else before


def _front(text: str) -> Phrase:
    text = strip_back(strip_front(text))
    light: Verb | None = None
    while lead := leading_verb(text):
        rest = strip_front(text[len(lead.word) :])
        if lead.word in ("委托", "聘请") and _AGENT.match(rest):
            text = strip_front(_AGENT.sub("", rest))
            continue
        if not lead.light:
            if lead.nounlike and _is_noun(lead, text[len(lead.word) :]):
                break
            more = leading_verb(rest)
            if (
                more and more.kind == lead.kind and len(rest) > len(more.word) + 1
            ):  # 整理扫描档案: two words for one deed
                rest = rest[len(more.word) :]
            short = _short(text[len(lead.word) :])
            rest = _cut_result(rest)
            if lead.kind == "service" and (hired := _HIRED.match(rest)):
                rest = hired["who"]
            return Phrase(lead, clean_object(rest) or short)
        light, text = lead, rest
    if middle := _middle(text):
        return middle
    if tail := trailing_verb(text):
        return Phrase(tail, clean_object(text[: -len(tail.word)]), lead=False)
    return Phrase(light, clean_object(text))


def _back(text: str, counts_people: bool = False) -> Phrase | None:
    if counts_people and text.startswith("的"):  # 46名的生活、医疗支出: what is paid for, not who
        return None
    text = text.lstrip(" 　的余多")
    if not text or text.startswith(words().stops) or text.startswith(words().results):
        return None
    text = strip_back(_cut_result(re.split(r"按|每|以每", text)[0]))
    text = _BATCHES.sub("", _AGE.sub("", text))
    who, what = split_aid(text)
    if who and counts_people:
        return Phrase(None, clean_object(what), clean_object(who))
    if middle := _middle(text, least=0):
        return middle
    if text in words().verbs:  # 分6期举办
        return Phrase(words().verbs[text], "")
    lead = leading_verb(text)
    if lead and not lead.light and not _is_noun(lead, text[len(lead.word) :]) and clean_object(text[len(lead.word) :]):
        return Phrase(lead, clean_object(text[len(lead.word) :]))
    tail = trailing_verb(text)
    if tail and not (tail.nounlike and tail.kind in ("study", "material")) and len(text) > len(tail.word) + 1:
        return Phrase(tail, clean_object(text[: -len(tail.word)]), lead=False)
    if (owner := text.partition("的")[0]) != text and len(owner) >= 2 and not owner.endswith(_ADJECTIVES):
        text = owner  # 18辆公务用车的燃油: the cars are counted
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
    while verb.light and (more := leading_verb(right)) and more.light:
        right = strip_front(right[len(more.word) :])
    if verb.light and right.endswith(_AIDS) and len(right) > 2 and clean_object(right):
        return Phrase(words().verbs["发放"], clean_object(right), _group(left))
    if verb.light and (inner := leading_verb(right)) and not inner.light:
        rest = clean_object(right[len(inner.word) :])
        if not rest:
            return Phrase(inner, left, lead=False)
        if rest in ("活动", "服务", "工作"):
            return Phrase(verb, inner.word + rest, _group(left))
        if not (inner.nounlike and _is_noun(inner, right[len(inner.word) :])):
            return Phrase(inner, rest, _group(left))
    if not right.strip():
        return Phrase(verb, left, lead=False) if len(left) >= 2 and not verb.light else None
    if verb.light and (tail := trailing_verb(right)):
        return Phrase(tail, clean_object(right[: -len(tail.word)]), _group(left), lead=False)
    return Phrase(verb, clean_object(right), _group(left))


def _group(text: str) -> str:
    return "" if text in _AGENTS or len(text) > _GROUP_LIMIT or "、" in text or "或" in text else text


def _cut_result(text: str) -> str:
    """Cut the clause where it goes over to what it is for: 营养补助改善体质 → 营养补助."""
    places = [at for word in _RESULTS if (at := text.find(word, 2)) >= 0 and not text[at:].startswith(_NO_RESULT)]
    return text[: min(places)] if places else text


def leading_verb(text: str) -> Verb | None:
    """Return the verb that a text begins with, or None."""
    found = next((verb for word, verb in words().verbs.items() if text.startswith(word)), None)
    # 建筑面积, 设备, 种薯: no verb at all.
    return None if found and len(found.word) == 1 and text.startswith(words().protected_front) else found


def trailing_verb(text: str) -> Verb | None:
    """Return the verb of doing that a text ends with, or None."""
    verbs = words().verbs.items()
    return next((verb for word, verb in verbs if len(word) > 1 and text.endswith(word) and not verb.light), None)


def _ends_in_work(text: str) -> bool:
    """抚育 + 退化林改造 is 退化林改造: the object names the work itself."""
    tail = trailing_verb(text)
    return (
        tail is not None
        and tail.kind not in ("benefit", "output", "study", "purchase", "subsidy")
        and len(text) > len(tail.word) + 1
    )


def _is_noun(verb: Verb, rest: str) -> bool:
    """检测|设备, 培训|教室 name a thing; 维护|系统 is work, and so is 培训|村干部."""
    if rest.startswith(("月", "周", "日", "活动", "服务")):
        return True
    if verb.kind == "case":  # 审判执行系统 is a system, 审理民事案件 is work
        return bool(rest) and not re.search(r"案|纠纷|争议|事项|申请|举报|投诉|信访", rest)
    if verb.kind == "upkeep":
        return rest.startswith(("人员", "员", "队伍"))
    return 0 < len(rest) <= 4 and rest.startswith(words().heads)
