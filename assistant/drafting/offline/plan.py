"""What sort of project a brief describes: its kinds, its field of work, whom it serves, and the words for its names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Activity, Facts
from assistant.drafting.facts.phrases import parse
from assistant.drafting.facts.words import words
from assistant.drafting.offline.data import Field, Kind, Template, fields, kinds
from assistant.forms import FormDefinition
from assistant.library import Match

_AID = {
    "贴息": "贴息资金",
    "慰问": "慰问金",
    "奖励": "奖励",
    "救助": "救助金",
    "资助": "资助金",
    "补助": "补助",
    "补贴": "补贴",
}
_AID_NOUN = ("扶助", "补助", "补贴", "津贴", "金", "费", "待遇", "奖励", "奖补", "工资", "薪酬")
_WORK = (
    "维修保养",
    "降尘抑尘",
    "抑尘降尘",
    "降尘",
    "养护",
    "管护",
    "保洁",
    "清扫",
    "维保",
    "维护",
    "运维",
    "运营",
    "管理",
)
_EXAM = ("考试", "评审", "招聘", "鉴定", "考评", "选拔", "竞赛")
# Kinds whose things people use; there the field says whom they serve.
_USED = ("purchase", "build", "renovate", "restore", "upkeep", "plant", "stock")
# Kinds whose long-term goal speaks of the things themselves, not of the work on them.
_THINGS = (*_USED, "it_upkeep", "digital", "record")
# Fields whose people are aided themselves; a road fund aids nobody along the road.
_AIDED = (
    "education",
    "health",
    "elderly",
    "welfare",
    "farming",
    "rural",
    "jobs",
    "housing",
    "children",
    "mental",
    "women",
    "funeral",
    "grain",
    "party",
    "transit",
    "exam",
    "shelter",
    "correction",
)
# Words of a field that say nothing of the project's own: 进校园宣讲, 警示教育.
BESIDE = re.compile(
    r"进(?:校园|学校|社区|企业|农村|机关|家庭)|(?:警示|廉政|普法|法治|党性|宣传|爱国主义|国防)教育|消防、|、消防|等基础设施"
    r"|国家安全教育|安全教育|统计(?=数据)|道路(?=两侧|沿线)|在[^，。；]{0,8}学校等公共场所|外出考察|管理平台(?=数据)"
)
# Words of a kind that say nothing of the project's own: 社会治理 is no works.
_OTHERS = re.compile(r"政府采购|(?:社会|基层|网格化?|数据|公司)治理|(?:环境|生态)建设|城市更新|审计厅|应急管理")
_MATCH = re.compile(r"锦标赛|联赛|运动会|比赛|马拉松|竞赛")
_GENERAL = ("running", "creation")
_WORKS = ("改造", "建设", "新建", "扩建", "修建", "改扩建", "工程")
_SURE = 6
_SHORTEST = 3
_FUND = re.compile(r"(?:专项|转移支付)?(?:奖补|补助|补贴)(?:专项)?(?:资金|经费)?(?=[（(]|$)")
_WHOLE = re.compile(r".{2}(?<!标准)(?<!能)[^化力]$")
_PROFIT = ("惠及", "受益", "涉及", "服务", "解决", "保护")
_LONGEST = 10
# What is replaced: the new things are not so.
_WORN = re.compile(r"^(?:不合格|报废|破损|淘汰|老旧|超期)的?(?=[\u4e00-\u9fff]{2})")
_EQUIPMENT = re.compile(r"(?:设备|仪|机|器|装置|终端|系统|车|电脑|空调|服务器|工作站|装备|监护仪|CT)$")


@dataclass(frozen=True)
class Plan:
    """A brief as the offline engine understands it."""

    brief: Brief
    form: FormDefinition
    facts: Facts
    kinds: tuple[Kind, ...]
    """Main kind first; a second one only where activities of that kind are named."""
    field: Field | None
    matches: tuple[Match, ...] = ()

    @classmethod
    def of(cls, brief: Brief, form: FormDefinition, matches: Sequence[Match] = ()) -> "Plan":
        """Read a brief; never raises."""
        facts = Facts.of(brief)
        return cls(brief, form, facts, _kinds(facts), _field(brief), tuple(matches))

    @property
    def main(self) -> Kind:
        """The main kind."""
        return self.kinds[0]

    @cached_property
    def stem(self) -> str:
        """What the name says is done, without the fund that pays for it: 人才驿站补助 → 人才驿站."""
        stem = self.facts.stem
        shorter = _FUND.sub("", stem)
        return stem if self.main.id == "subsidy" or len(shorter) < _SHORTEST else shorter

    @cached_property
    def title(self) -> str:
        """The name as a goal says it, without the fund that pays for it."""
        title = self.facts.title
        shorter = _FUND.sub("", title)
        return title if self.main.id == "subsidy" or len(shorter) < _SHORTEST else shorter

    @property
    def is_service(self) -> bool:
        """Whether a service is bought, so that its things stay with those who give it."""
        return self.main.id in ("service", "upkeep") and self.facts.stem.endswith(("服务", "租赁", "外包"))

    @cached_property
    def text(self) -> str:
        """Name and purpose."""
        return f"{self.brief.name}。{self.brief.purpose}"

    @cached_property
    def group(self) -> str:
        """Whom a satisfaction row asks."""
        named = self.facts.group
        if self.main.id not in ("training", "exam", "subsidy") and (who := self._benefiting()):
            return who
        if self.main.id == "event" and _MATCH.search(self.text):
            return "参赛人员"
        if self.main.id == "training":
            return self.main.group
        if self.main.id == "purchase" and not self.field:
            return "使用人员"
        if self.main.id == "subsidy":
            return named or (self.field.group if self.field and self.field.id in _AIDED else "补助对象")
        if self.main.id in _USED and self.field:
            users = self.field.users if re.search(self.field.users_when, self.text) else ""
            if users and self.main.id == "purchase":
                return "使用人员"
            return users or self.field.group
        if self.main.group:
            return self.main.group
        if self.main.id == "running" and self.field:
            return self.field.group
        return named or (self.field.group if self.field else "参与群众" if self.main.id == "event" else "服务对象")

    def _benefiting(self) -> str:
        """Who profits by the purpose's own words, with their number: 惠及入住老人186名."""
        for activity in self.facts.activities:
            verb, figure, thing = activity.phrase.verb, activity.figure, activity.phrase.object
            people = figure is not None and figure.measure in ("people", "times_people")
            named = 2 <= len(thing) <= 6 and not thing.endswith(("人口", "户", "问题", "困难", "安全"))
            if verb and verb.word in _PROFIT and people and named:
                return next((say for word, say in words().groups if word in thing and "及" in say), thing)
        return ""

    def repair(self, kind: Kind) -> str:
        """What works on existing things are called: 加固, 修缮, 治理."""
        phrase = parse(self.facts.stem)
        if phrase.verb and phrase.verb.kind in kind.verbs:
            return phrase.verb.nominal
        found = [a.phrase.verb.nominal for a in self.activities_of(kind) if a.phrase.verb]
        return found[0] if len(set(found)) == 1 else "改造维修"

    @cached_property
    def effect(self) -> str:
        """What the project is good for, by its field of work; "" where no field is plain."""
        if self.main.id == "subsidy" and (not self.field or self.field.id not in _AIDED):
            return "保障政策落实到每一名符合条件的对象"
        return self.field.effect if self.field else ""

    def activities_of(self, kind: Kind) -> list[Activity]:
        """Return the activities of a kind, in the purpose's order."""
        return [activity for activity in self.facts.activities if activity.kind in kind.verbs]

    def name_of(self, template: Template, kind: Kind) -> str:
        """Return a template's name with the project's own words, or its bare form where there are none."""
        return self.fill(template.name, kind) or self.fill(template.bare, kind) or template.bare

    def fill(self, pattern: str, kind: Kind, name: str = "") -> str:
        """Fill a pattern; "" where a word that it wants is not known."""
        fillers = {
            "name": name,
            "object": self.object_of(kind),
            "label": self._label_of(kind),
            "group": self.group,
            "aid": next((say for word, say in _AID.items() if word in self.text), "补助"),
            "work": next((word for word in (_EXAM if kind.id == "exam" else _WORK) if word in self.text), ""),
            "trainee": self._trainee(),
            "goods": self._goods(),
            "stock": "粮食" if "粮" in self.text else "物资",
            "service": self._service(),
        }
        if kind.id in ("upkeep", "exam") and not fillers["work"]:
            fillers["work"] = "工作" if kind.id == "exam" else "日常维护"
        if any(f"{{{key}}}" in pattern and not value for key, value in fillers.items()):
            return ""
        return pattern.format(**fillers)

    def object_of(self, kind: Kind) -> str:
        """Return the one thing that a kind's activities are about, else ""."""
        mine = [a for a in self.activities_of(kind) if not (a.figure and a.figure.detail)]
        found = [a.phrase.label if kind.id == "inspect" else a.phrase.object for a in mine]
        found = list(dict.fromkeys(thing for thing in found if thing))
        if kind.id == "subsidy":
            found += [price.phrase.object for price in self.facts.figures if price.kind == "price"]
            found = list(dict.fromkeys(thing for thing in found if thing.endswith(_AID_NOUN))) or [
                stem
                for stem in self._aids_of_name()
                if stem.endswith(_AID_NOUN) and len(stem) <= _LONGEST and "事故" not in stem
            ]
        if len(found) == 1 and len(found[0]) <= _LONGEST:
            return _WORN.sub("", found[0])
        if not found and kind is self.main and kind.id != "subsidy":
            return self._object_of_name(kind)
        return ""

    def _aids_of_name(self) -> tuple[str, ...]:
        """What the name says is given: 离休干部书报费, 企业养老保险资金缺口 (a grant to it)."""
        stem = re.sub("政府(?=补)|财政(?=补)|社会(?=养老保险)", "", self.facts.stem)
        stem = re.sub("资金缺口$", "补助", stem)
        fee = self.facts.title if re.search("(?<!经)(?<!业务)(?<!工作)(?<!专项)费$", self.facts.title) else ""
        return (stem, fee)

    def thing_of_name(self, kind: Kind) -> str:
        """Return what the project's name says is worked on: 红色革命遗址修缮 → 红色革命遗址."""
        phrase = parse(self.facts.stem)
        return phrase.object if phrase.verb and phrase.verb.kind in kind.verbs and _WHOLE.search(phrase.object) else ""

    def objects(self, kind: Kind) -> str:
        """Return up to two things of a kind in words (`食堂、教学楼`), for a goal; the project's own name else."""
        mine = [a for a in self.activities_of(kind) if not (a.figure and a.figure.detail)]
        named = [activity.phrase for activity in mine if activity.phrase.object]
        found = dict.fromkeys(
            phrase.object if (phrase.lead and kind.id != "inspect") or kind.id in _THINGS else phrase.label
            for phrase in named
        )
        return "、".join(list(found)[:2]) + "等" * (len(found) > 2) or self._object_of_name(kind) or self.facts.stem

    def _object_of_name(self, kind: Kind) -> str:
        phrase = parse(self.facts.stem)
        thing = phrase.object if phrase.verb and not phrase.verb.light else ""
        return thing if 2 <= len(thing) <= _LONGEST else ""

    def _label_of(self, kind: Kind) -> str:
        found = list(dict.fromkeys(a.phrase.label for a in self.activities_of(kind) if a.phrase.object))
        if len(found) == 1 and len(found[0]) <= _LONGEST + 2:
            return found[0].removeprefix("建成")
        phrase = parse(self.facts.stem)
        own = phrase.object and phrase.verb and phrase.verb.kind in kind.verbs and len(phrase.label) <= _LONGEST + 2
        return phrase.label if own and not found else ""

    def _service(self) -> str:
        thing = self.object_of(kinds()["service"]) or self.facts.stem
        if thing.endswith(("所", "公司", "机构", "单位")):
            thing = self.facts.stem
        return f"{thing}服务" if thing.endswith(("员", "人", "师", "保安")) else thing

    def _goods(self) -> str:
        things = [activity.phrase.object for activity in self.facts.activities if activity.kind == "purchase"]
        return (
            "设备"
            if all(
                _EQUIPMENT.search(thing)
                for thing in things or [self.facts.stem.removesuffix("采购").removesuffix("购置")]
            )
            else "货物"
        )

    def _trainee(self) -> str:
        for activity in self.facts.activities:
            if activity.kind == "training" and (who := activity.phrase.group):
                return who
        return "参训人员"


def _kinds(facts: Facts) -> tuple[Kind, ...]:
    scores = {kind.id: _score(kind, facts) for kind in kinds().values()}
    ranked = sorted(kinds().values(), key=lambda kind: -scores[kind.id])
    if scores[ranked[0].id] == 0:
        return (kinds()["running"],)
    main = ranked[0]
    if main.id in _GENERAL:  # 双随机工作经费: what is done with the money says more than that it keeps an office going
        main = next((kind for kind in ranked[1:] if _counted_in(kind, facts)), main)
    ranked = [main, *(kind for kind in ranked if kind is not main)]
    done = {activity.kind for activity in facts.activities}
    second = [kind for kind in ranked[1:] if done & set(kind.verbs) - set(main.verbs) and scores[kind.id] >= 1.5]
    return (main, *second[:1])


def _counted_in(kind: Kind, facts: Facts) -> bool:
    """Whether activities of a kind are counted, two of them or most of all."""
    counted = [a for a in facts.activities if a.figure and not a.figure.detail and a.kind not in ("benefit", "")]
    mine = sum(activity.kind in kind.verbs for activity in counted)
    return not kind.wordy and mine > 0 and (mine > 1 or mine * 2 >= len(counted))


def _is_named_only(kind: Kind, facts: Facts) -> bool:
    """补助资金 in the name is where the money comes from, 服务 what is bought: not what is done."""
    if kind.id == "purchase":
        return facts.stem.endswith("服务") or facts.brief.name.endswith("服务")
    if kind.id != "subsidy" or any(activity.kind == "subsidy" for activity in facts.activities):
        return False
    told = _FUND.sub("", facts.brief.name) + facts.brief.purpose
    deeds = any(activity.kind not in ("benefit", "output", "") for activity in facts.activities)
    return (deeds or "免费开放" in told or "改造" in told) and not any(word in told for word in kind.words)


def _score(kind: Kind, facts: Facts) -> float:
    """Words in the name count threefold; longer words say more; an activity with a figure says most."""
    if _is_named_only(kind, facts):
        return 0
    name, purpose = _OTHERS.sub("", facts.brief.name), _OTHERS.sub("", facts.brief.purpose)
    ends = (facts.stem, facts.title, name)
    if kind.id == "upkeep" and facts.stem.endswith(_WORKS):  # 污水处理厂提标改造 keeps nothing up
        name = ""
    score = sum(
        (3 if any(end.endswith(word) for end in ends) else 2) * len(word) / 2 for word in kind.words if word in name
    )
    score += sum(len(word) / 2 for word in kind.words if word in purpose)
    first = re.split(r"[，,。；;\n]", facts.brief.purpose)[0]
    if kind.sure and re.search(kind.sure, f"{facts.brief.name}。{first}"):
        score += _SURE
    if kind.wordy and not score:
        return 0
    mine = {
        a.phrase.label: a
        for a in facts.activities
        if a.kind in kind.verbs and (a.figure is None or not a.figure.detail)
    }
    score += sum((2 if activity.figure else 1.5) for activity in mine.values())
    deeds = [activity.kind for activity in facts.activities if activity.kind not in ("", "light", "benefit", "output")]
    return score + (0.5 if deeds and deeds[0] in kind.verbs else 0)


def _field(brief: Brief) -> Field | None:
    """The field of the name and the unit; the purpose decides where they say nothing of it."""
    purpose = BESIDE.sub("", brief.purpose)

    def score(field: Field) -> float:
        name = sum(4 * len(word) for word in field.words if word in BESIDE.sub("", brief.name))
        unit = sum(2 * len(word) for word in field.words if brief.unit and word in brief.unit)
        return name + unit + sum(len(word) for word in field.words if word in purpose)

    best = max(fields(), key=score)
    return best if score(best) > 0 else None
