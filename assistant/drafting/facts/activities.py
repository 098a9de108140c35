"""Activities and effects of a purpose, what a project's name says, its deadline, and whom it serves."""

import re
from dataclasses import dataclass, replace

from assistant.drafting.brief import Brief
from assistant.drafting.facts.cleaning import leading_verb, strip_front, strip_place
from assistant.drafting.facts.figure import Figure
from assistant.drafting.facts.figures import BRACKET, VEIL
from assistant.drafting.facts.phrases import Phrase, parse
from assistant.drafting.facts.scan import fold, scan
from assistant.drafting.facts.words import words

_CLAUSE = re.compile(r"[，,。；;：:（）()\n！!？?]")
_SUFFIX = re.compile(
    r"(?:专项|补助|业务|工作|项目|工程|活动|建设)?(?:经费|资金|费用|专款|支出|项目|专项|费)+$|(?:项目|工程)$"
)
_DEADLINE = re.compile(
    r"(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)?|\d{4}年底)(?P<before>之?前)?"
    r"[^，,。；;\d]{0,6}?(?P<done>完成|完工|竣工|交付|验收|投入使用|上线|投运|开放|建成|通车|发放到位|结束|启用)"
)
_SERVICES = ("服务", "运维", "租赁", "保险", "管养")
# What is built in: its renewal is works, no purchase of goods.
_FIXTURES = (
    "管",
    "管道",
    "管网",
    "管线",
    "线路",
    "门窗",
    "路面",
    "电缆",
    "栏杆",
    "护栏",
    "屋面",
    "地板",
    "地砖",
    "水电",
)
_PAPERS = ("古籍", "档案", "文献", "书画", "字画", "卷宗", "拓片")
_SETS = ("终端", "设备", "机", "仪", "柜", "电脑", "显示屏")
_MACHINES = ("车", "车辆", "设备", "器材", "装备", "仪器", "空调", "电梯", "系统")
# Objects that are no thing done: sums of money, the paper work of every project, general words.
_NO_DEED = re.compile(
    r"(?:费|费用|经费|款|资金|支出|工资|薪酬|报酬)$|^(?:验收|安装验收|采购|项目|工作|任务|建设|实施|招标|目标|上级|相关|及时|其他.*|(?:主题|系列|相关)?活动|.*内容|.*等|成果.*|安装调试|调试|验收.*|前期.*|有关.*|相关.*|技术|安全|内容|.*(?:生态|环境|氛围|条件|水平|质量|诉求|队伍|制度|机制|体系|能力|责任|机制|作风|班子|权益|稳定|秩序|利益|正义|形象))$"
)
# Where one verb's list goes over to the next thing: 、 和 并.
_PIECE = re.compile(
    r"、|以及|(?<=[\u4e00-\u9fff]{4})(?<![合兼])并(?![网购轨联])|并且?(?=开展|组织|举办|实施|进行|发放|完成|购置|建立|设立)"
    r"|(?<=[\u4e00-\u9fff]{3})[和及与](?=[\u4e00-\u9fff]{3})"
)
# How and why, or what a course or fee is made up of: not what is done.
_MEANS = re.compile(
    r"(?:主要)?(?:通过|采取|采用|依托|借助|结合|根据|依据|按照|参照|围绕|鉴于|为解决|为了|为落实|因|由于)|(?:培训|课程|服务|保障|主要)?(?:内容|范围|费用|课程|项目)?"
    r"(?:主要)?(?:包括|包含|涵盖|含)(?![\u4e00-\u9fff]*(?:新建|改造|购置|建设|维修|采购|举办|开展))"
)
# 企业养老保险: the pensioners of firms, not the firms.
_PENSIONS = re.compile(r"企业(?=养老|退休|离退休|职工)")
_INTO = re.compile(r"进(?:校园|学校|社区|企业|农村|机关|家庭)")
_WORK = re.compile(r"建设|新建|购置|采购|改造|维修|安装")
_NO_EFFECT = ("加强", "强化", "规范", "完善", "健全", "进一步", "有效")


@dataclass(frozen=True)
class Activity:
    """Something the money is for: `figure` is None where the purpose gives no quantity."""

    phrase: Phrase
    quote: str
    figure: Figure | None = None

    @property
    def kind(self) -> str:
        """The verb's sort of activity (`purchase`, `build`, …), "" where only a thing is named."""
        kind = self.phrase.verb.kind if self.phrase.verb else ""
        if kind == "subsidy" and self.phrase.object.endswith(("品", "资料", "手册", "单", "折页", "海报", "传单")):
            return "material"
        if kind in ("renovate", "restore") and self.phrase.object.endswith(_PAPERS):
            return "record"
        if kind in ("build", "purchase") and self.phrase.object.endswith(("岗位", "课程", "产品", "线路产品")):
            return "output"
        people = self.figure is not None and self.figure.measure == "people" and not self.phrase.group
        if kind in ("event", "light", "") and self.phrase.object.endswith(("培训班", "培训", "轮训", "研修班")):
            return "training"
        if kind == "purchase" and self.phrase.verb and self.phrase.verb.word in ("更换", "更新", "换装"):
            laid = self.figure is not None and self.figure.measure in ("area", "length")
            if laid or self.phrase.object.endswith(_FIXTURES) or re.search("老旧|破损|老化", self.phrase.object):
                return "renovate"
        if (
            kind == "build"
            and self.phrase.verb
            and self.phrase.verb.word == "增设"
            and self.phrase.object.endswith(_SETS)
        ):
            return "purchase"
        if kind == "build" and self.phrase.group and self.figure is not None and self.figure.measure == "people":
            return "service"
        if kind == "purchase" and (people or self.phrase.object.endswith(_SERVICES)):
            return "service"
        return "upkeep" if kind == "renovate" and self.phrase.object.endswith(_MACHINES) else kind


def project_stem(name: str, unit: str | None = None, whole: bool = False) -> str:
    """Return what a project's name says is done: 鄂州市2025年农村公路建设项目 → 农村公路建设."""
    stem = re.sub(r"[（(][^（()）]*[)）]", "", fold(name))
    stem = re.sub(
        r"\d{4}\s*(?:[-—~至]\s*\d{4}\s*)?年(?:度|上半年|下半年)?|第[一二三四五六七八九十\d]+[批期届]|[一二三四五]期(?=工程|项目|$)",
        "",
        stem,
    )
    if unit:
        stem = stem.replace(unit, "")
    shorter = stem if whole else _SUFFIX.sub("", stem)
    stem = shorter if len(shorter) >= 2 else stem
    return strip_place(stem.strip(' 　—-·“”"的、'))


def verb_only(phrase: Phrase) -> Phrase | None:
    """The name's verb holds for a purpose that begins with bare figures (心电监护仪采购: 20台)."""
    return Phrase(phrase.verb, phrase.object, lead=phrase.lead) if phrase.verb and not phrase.verb.light else None


def unique(figures: list[Figure]) -> list[Figure]:
    """A figure of the name that the purpose repeats counts once, in the purpose's fuller words."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        key = (
            figure.kind,
            figure.number,
            figure.unit,
            figure.per,
            figure.phrase.label or figure.phrase.group if figure.origin != "name" else "",
        )
        for old in [
            other for other in seen if other[:4] == key[:4] and (other[4] == key[4] or "" in (other[4], key[4]))
        ]:
            del seen[old]
        seen[key] = figure
    return list(seen.values())


def multiplied(figures: list[Figure]) -> list[Figure]:
    """Add what follows from two figures of one sentence: 6期、每期50人 → 300人; 两条各2公里 → 4公里."""
    found: list[Figure] = []
    for index, figure in enumerate(figures):
        found.append(figure)
        if figure.kind != "per" or len(figure.per) != 1 or figure.measure == "time":
            continue
        before = [other for other in figures[:index] if other.kind == "quantity" and other.sentence == figure.sentence]
        before = [other for other in before if figure.per[0] in ("各", other.unit)][-1:]
        known = any(other.unit == figure.unit and other.kind == "quantity" for other in figures)
        if before and not known:
            total = before[0].amount * figure.number
            unit = figure.printed.replace("/各", "")
            sum_ = f"{before[0].printed}×{unit}={total:f}{figure.unit}"
            phrase = before[0].phrase if figure.phrase.is_empty or not figure.phrase.verb else figure.phrase
            found.append(replace(figure, kind="quantity", number=total, per=(), phrase=phrase, sum=sum_))
    return found


def activities(brief: Brief, figures: list[Figure]) -> list[Activity]:
    """Activities in the purpose's order: those with figures, and clauses with a verb but no figure."""
    found = [Activity(figure.phrase, figure.quote, figure) for figure in figures if figure.kind == "quantity"]
    with_figure = {activity.phrase.object for activity in found}
    plain = BRACKET.sub(lambda found: VEIL * len(found[0]), fold(brief.purpose))
    for clause in (piece.replace(VEIL, "") for piece in _CLAUSE.split(plain)):
        if clause.strip().startswith(("用于", "主要用于")) and found:  # what the things are for
            continue
        if any(token.number is not None for token in scan(clause)) or _MEANS.match(clause.strip()):
            continue
        for phrase in _listed(clause):
            if phrase.object not in with_figure:
                with_figure.add(phrase.object)
                found.append(Activity(phrase, clause.strip()))
    return found


def _listed(clause: str) -> list[Phrase]:
    """Read a clause without figures: 支付陪审员补助、互联网专线费 is one verb with two objects."""
    phrases: list[Phrase] = []
    verb = None
    clause = re.sub(r"^([^、]{0,8}?(?:对|为|向|给)[^、]{2,8})、", r"\1和", clause)
    if whole := _together(clause):
        return [whole]
    for piece in _PIECE.split(clause):
        if piece.strip().startswith(words().results):
            verb = None
            continue
        phrase = parse(piece)
        if phrase.verb is None and verb is not None:
            phrase = Phrase(verb, phrase.object)
        if (
            phrase.verb is not None
            and phrase.object
            and phrase.verb.kind != "benefit"
            and not _NO_DEED.search(phrase.object)
        ):
            phrases.append(phrase)
        opened = leading_verb(strip_front(piece))
        if phrase.object and opened is not None and (opened is phrase.verb or opened.light):
            verb = opened
    return phrases


def _together(clause: str) -> Phrase | None:
    """办公宿舍楼与食堂餐厅暖通改造: one deed behind two things that go together; None elsewhere."""
    phrase = parse(clause)
    if "、" in clause or phrase.verb is None or phrase.lead or phrase.group or phrase.verb.light:
        return None
    pieces = _PIECE.split(clause)
    alone = len(pieces) == 2 and parse(pieces[0]).verb is None
    return phrase if alone and all(piece[-2:] in phrase.object + phrase.verb.word for piece in pieces) else None


def effects(purpose: str) -> list[str]:
    """Return the clauses that say what the money is good for."""
    found: list[str] = []
    for clause in re.split(r"[，,。；;\n]", fold(purpose)):
        plain = clause.strip(" 　")
        plain = re.sub(r"^(?:使|让|以|从而|进而|进一步|切实|有效|不断|持续|更好地?|用于|为了|着力|努力)+", "", plain)
        opened = clause.strip(" 　").startswith(("使", "让"))
        if (
            (opened or plain.startswith(words().results))
            and not plain.startswith(_NO_EFFECT)
            and not _WORK.search(plain)
            and 4 <= len(plain) <= 24
            and not re.search(r"[\d：:（()）]", plain)
        ):
            found.append(plain)
    return found


def deadline(text: str) -> tuple[str, str] | None:
    """Return when a text says it is to be done, and the clause that says so."""
    for clause in re.split(r"[，,。；;\n]", fold(text)):
        if found := _DEADLINE.search(re.sub(r"\s", "", clause)):
            return f"{found['date']}{'前' if found['before'] else ''}", clause.strip()
    return None


def group_served(brief: Brief) -> str | None:
    """The group named first in purpose or name; the longest word wins where two stand at one place."""
    name = _PENSIONS.sub("", brief.name)
    named = [(name.rfind(word) + len(word), len(word), say) for word, say in words().groups if word in name]
    if named:  # the head of a Chinese name stands last: 国有企业退休人员
        return max(named)[2]
    purpose = _PENSIONS.sub("", _INTO.sub("", brief.purpose))
    places = [(purpose.find(word), -len(word), say) for word, say in words().groups if word in purpose]
    return min(places)[2] if places else None
