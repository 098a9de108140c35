"""What a clause says is done, to what, for whom: verb, object, counted group. Careful cuts, no segmenter."""

import re
from dataclasses import dataclass, replace

from assistant.drafting.facts.cleaning import (
    AGE,
    BATCHES,
    clean_object,
    cut_result,
    leading_verb,
    strip_back,
    strip_front,
    trailing_verb,
)
from assistant.drafting.facts.words import Verb, words

_GROUP_LIMIT = 12
# 志愿者|生活补贴, 义务教育学校|公用经费: who is aided, and by what.
_AIDED = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{1,9}?(?:工作者|者|人员|教师|医生|学生|老人|老年人|儿童|职工|干部|农户|困难户|对象|残疾人|军人|家庭|企业"
    r"|学校|医院|卫生院|村|社区|居民|幼儿|党员|传承人|调解员|护林员|保洁员))"
    r"(?P<what>[\u4e00-\u9fff]{2,8}(?:补贴|补助|津贴|待遇|薪酬|工资|报酬|补助金|救助金|慰问金|金|经费|费))$"
)
_HIRED = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{0,6}?(?:专家|律师(?!事务所)|教练|人员|[讲教医护话调巡保]\w{0,2}员|教师|老师|医师))"
)
_AIDS = ("补助", "补贴", "津贴", "奖补", "奖励", "资助", "补偿", "贴息")
_AGENT = re.compile(
    r"^(?:社会组织|第三方(?:机构|公司|单位)?|中介机构|专业(?:机构|公司|队伍)|[\u4e00-\u9fff]{2,4}公司|社会力量|有资质的?(?:单位|机构))(?:对)?"
)
_PERSON = re.compile(r"(?:模范|人员|员|师|生|人|者|干部|职工|代表|委员|妇女|党员|户|军人)$")
_HELPS = ("支持", "扶持", "帮助", "引导", "资助", "组织")
_GIVEN = re.compile(r"(?:给予|予以)(?=(?:补助|补贴|奖补|奖励|资助)$)")  # 课后服务给予补助
_GIVES = ("发放", "给予", "提供", "支付", "缴纳")
_ABSTRACT = ("能力", "体系", "队伍", "作风", "制度", "文化", "党风", "环境", "组织", "思想", "法治", "文明")
_HOW = ("日常", "定期", "全面", "专项", "集中", "统一", "综合", "保护性", "抢救性", "标准化", "抗震")
_ADJECTIVES = ("化", "性", "型", "式", "级", "合格", "老旧", "优秀", "困难")
_THROUGH = re.compile(
    r"(?:委托|聘请|购买|引入)(?:第三方(?:机构|公司|单位)?|专业(?:机构|公司|队伍)|社会组织|社会力量)[对为在]"
    r"(?:全[县市区镇乡]|[辖城]区内?)?$"
)
_LIMITED = re.compile(r"(?:对|为|向|给)[^，,]{2,}的$")
# 学生|每年免费|体检: how often, before what is done.
_RHYTHM = re.compile(r"每(?:年|月|季度|学期|半年)(?:免费|统一|集中|定期)*(?=[\u4e00-\u9fff]{2})|(?<=[展行织施])一次")
_INTRODUCES = ("对", "为", "给", "在", "用于", "向")
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
        if self.verb.kind == "output" and not self.lead:  # 信访接待
            return self.object + self.verb.nominal
        return self.verb.nominal + self.object if self.verb.before else self.object + self.verb.nominal


def parse(before: str, after: str = "", counts_people: bool = False) -> Phrase:
    """Read the words on both sides of a figure (or a clause without one in `before`)."""
    before = _without_place(before)
    if after:  # 委托第三方对辖区|28条河道: who does it is no part of what is done
        before = _THROUGH.sub("", before)
    if _LIMITED.search(before) and after:  # 组织对抽查任务涉及的|420家市场主体: which of them
        before = ""
    front, back = _front(before), _back(after, counts_people)
    if back is None:
        return front
    if back.object and before.rstrip().endswith("等"):  # 甲、乙等12套信息系统
        return back if back.verb and back.group else replace(front, object=back.object, group="")
    return _of_back(front, back, before, counts_people) or _merged(front, back, counts_people)


def provided(after: str) -> str:
    """提供保洁、安保、绿化和设备维护: several services in one word, 保洁等服务; "" where it is one."""
    found = re.match(r"提供(?P<first>[\u4e00-\u9fff]{2,6}?)[、和及与]", after)
    return f"{found['first']}等服务" if found else ""


def _of_back(front: Phrase, back: Phrase, before: str, counts_people: bool) -> Phrase | None:
    """Where the words behind the figure say it all; None where both sides are needed."""
    if front.verb is not None or not back.object:
        return None
    served = trailing_verb(back.object.removesuffix("服务")) if back.object.endswith("服务") else None
    if front.object and back.verb and back.verb.kind == "purchase" and served:
        return Phrase(served, front.object, lead=False)  # 对大型设备9台购买原厂维保服务
    introduced = before.lstrip().startswith(_INTRODUCES) and not back.group
    # 对县第二中学2栋教学楼: the building is counted, not the school
    return back if introduced and not (counts_people and back.verb) else None


def _merged(front: Phrase, back: Phrase, counts_people: bool) -> Phrase:
    if front.verb and front.verb.word in _HELPS and not front.object and back.verb and back.group:
        return back  # 支持38家养殖场建设粪污处理设施
    if front.is_empty or (front.verb is not None and not front.object and not front.group):
        verb = back.verb if back.verb is not None and (front.verb is None or front.verb.light) else front.verb
        if verb is back.verb:
            return back
        return replace(back, verb=verb) if not counts_people else Phrase(verb, back.object, back.group)
    if front.verb is None and back.verb is not None:
        return replace(back, group=back.group or _group(front.object))
    named = back.object and back.verb is None and len(back.object) <= 6
    if named and not counts_people and front.verb and not front.verb.light and not front.lead and not front.group:
        return replace(front, group=back.object)  # 等保三级测评|2个|系统
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
    if not plain.startswith(("在", "沿", "赴", "利用", "依托", "借助", "结合")) or plain.startswith(
        words().protected_front
    ):
        return before
    places = [at for word in words().verbs if len(word) > 1 and (at := plain.find(word, 2)) >= 0]
    return plain[min(places) :] if places else before


def _front(text: str) -> Phrase:
    text = strip_back(strip_front(text))
    light: Verb | None = None
    while lead := leading_verb(text):
        rest = strip_front(text[len(lead.word) :])
        if through := _through(lead, rest):
            text = through
            continue
        if not lead.light:
            if lead.nounlike and _is_noun(lead, text[len(lead.word) :]):
                break
            return _led(lead, rest, _short(text[len(lead.word) :]))
        light, text = lead, rest
    if middle := _middle(text):
        return middle
    if tail := trailing_verb(text):
        return Phrase(tail, clean_object(text[: -len(tail.word)]), lead=False)
    return Phrase(light, clean_object(text))


def _through(lead: Verb, rest: str) -> str:
    """委托第三方公司|开展…, 租用直升机|开展…: who or what it is done through is neither object nor group."""
    if lead.word in ("委托", "聘请") and _AGENT.match(rest) and _AGENT.sub("", rest):
        return strip_front(_AGENT.sub("", rest))
    means = re.search(r".{2,10}?(?:开展|实施|进行)(?=.{2})", rest) if lead.kind == "service" else None
    return rest[means.end() :] if means else ""


def _led(lead: Verb, rest: str, short: str) -> Phrase:
    if lead.word in _HELPS and (inner := _middle(rest)) and inner.verb and not inner.verb.light and inner.object:
        return replace(inner, group="")  # 支持见习基地|吸纳|毕业生
    more = leading_verb(rest)
    if more and more.kind == lead.kind and len(rest) > len(more.word) + 1:  # 整理扫描档案: two words for one deed
        rest = rest[len(more.word) :]
    if (
        rest in words().verbs and not words().verbs[rest].light and lead.kind not in ("benefit", "output")
    ):  # 助学|救助: one deed
        return Phrase(deed_verb(lead.word + rest), "")
    rest = cut_result(rest)
    if lead.kind == "service" and (hired := _HIRED.match(rest)):
        rest = hired["who"]
    return Phrase(lead, clean_object(rest) or short)


def _back(text: str, counts_people: bool = False) -> Phrase | None:
    if counts_people and text.startswith("的"):  # 46名的生活、医疗支出: what is paid for, not who
        return None
    text = re.sub(r"[“”\"'‘’]", "", text.lstrip(" 　的余多"))
    if not text or text.startswith(words().stops) or text.startswith(words().results):
        return None
    text = _RHYTHM.sub("", text)
    text = strip_back(cut_result(re.split(r"按|每|以每", text)[0]))
    text = BATCHES.sub("", AGE.sub("", text))
    who, what = split_aid(text)
    if who and counts_people and not any(word in what for word in _GIVES):
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
        if (at := text.find(word, least)) >= 0
        and not (word == "组织" and text[at - 1 : at] in "级党群社会")
        and not (word == "建设" and text[:at].endswith(_ABSTRACT))
    ]
    if not places:
        return None
    _, at, _, word = min(places)
    found = _at_verb(text, at, word)
    owner, _, thing = text[:at].rpartition("的")
    if found and not found.group and thing and found.object == clean_object(thing):
        whose = clean_object(owner)
        if 2 <= len(whose) <= 6 and not owner.endswith(_ADJECTIVES):  # 路口的|交通信号灯
            return replace(found, group=whose)
    return found


def _at_verb(text: str, at: int, word: str) -> Phrase | None:
    """Part a text at a verb of doing."""
    verb, left, right = words().verbs[word], clean_object(text[:at]), cut_result(strip_front(text[at + len(word) :]))
    while verb.light and (more := leading_verb(right)) and more.light:
        right = strip_front(right[len(more.word) :])
    if not right.strip():
        return _done_to(text, verb, left)
    carried = _carried(verb, left, right) if verb.light else None
    return carried or Phrase(verb, clean_object(right), _group(left))


def _done_to(text: str, verb: Verb, left: str) -> Phrase | None:
    """食堂|改造: the verb ends the clause; 居家|适老化改造: the longest that does."""
    if (whole := trailing_verb(text)) and len(whole.word) > len(verb.word):
        verb, left = whole, clean_object(text[: -len(whole.word)])
    return Phrase(verb, left, lead=False) if len(left) >= 2 and not verb.light else None


def _carried(verb: Verb, left: str, right: str) -> Phrase | None:
    """What 开展, 进行, 给予 lead over to: another verb, with its own object or done to what stands before."""
    right = _GIVEN.sub("", right)
    if right.endswith(_AIDS) and len(right) > 2 and clean_object(right):
        return Phrase(words().verbs["发放"], clean_object(right), _group(left))
    if (inner := leading_verb(right)) and not inner.light and (found := _inner(verb, inner, left, right)):
        return found
    tail = trailing_verb(right)
    if tail is None:
        return None
    if right.removesuffix(tail.word) in _HOW:
        return Phrase(deed_verb(right), left, lead=False)
    return Phrase(tail, clean_object(right[: -len(tail.word)]), _group(left), lead=False)


def _inner(verb: Verb, inner: Verb, left: str, right: str) -> Phrase | None:
    after = right[len(inner.word) :]
    rest = clean_object(after)
    if not rest:
        return Phrase(inner, left, lead=False)
    if right in words().verbs or rest in words().verbs:
        return Phrase(deed_verb(inner.word + rest), left, lead=False)  # 进行|维修加固
    if rest in ("活动", "服务", "工作", "管理"):
        return Phrase(verb, inner.word + rest, _group(left))
    return None if inner.nounlike and _is_noun(inner, after) else Phrase(inner, rest, _group(left))


def _group(text: str) -> str:
    return "" if text in _AGENTS or len(text) > _GROUP_LIMIT or "、" in text or "或" in text else text


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
