"""The words around each figure: which belong to it, which to its neighbour, and what is done to it behind 进行."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.facts.cleaning import leading_verb, strip_back, strip_front, trailing_verb
from assistant.drafting.facts.scan import Token
from assistant.drafting.facts.words import bare_unit, words

BREAK = re.compile(r"[，,。；;、：:（）()\n！!？?《》]")
SENTENCE = re.compile(r"[。；;\n！!？?]")
_CLAUSE = re.compile(r"[，,。；;：:（(）)\n！!？?]")
# What follows a figure up to 进行: (things between, the deeds).
_HANDLED = re.compile(
    r"(?P<things>[^，,。；;：:（()）\n\d]{0,30}?)(?:(?:进行|交由[^，,、]{2,10}?(?=养护|管护|运营|管理|维护|保洁))(?:了|统一|全面|集中)?(?P<deeds>[\u4e00-\u9fff、]{2,40})"
    r"|(?:开展|实施)(?P<both>[\u4e00-\u9fff]{2,8}[、和及与][\u4e00-\u9fff、]{2,30})(?=[，,。；;]|$))"
)
_HANDLED_LATER = re.compile(
    r"[^，,。；;：:\n]{0,40}?(?:进行|实施|交由[^，,、]{2,10}?(?=养护|管护|运营|管理|维护|保洁))(?:了|统一|全面|集中)?(?P<deeds>[\u4e00-\u9fff、]{2,40})"
)
# 困境儿童|提供|心理辅导、学业帮扶和家庭监护指导: people, and several things done for them.
_PROVIDED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?P<verb>提供|开展|组织开展|组织|参加)(?P<deeds>[\u4e00-\u9fff]+[、和及与][\u4e00-\u9fff、]{2,40})"
)
_JOINT = re.compile(r"、|以及|和|及|与")
_JOINED = re.compile(r"(?:和|及|与|以及|并|、)$")
_TOGETHER = re.compile(r"(?:总装机容量|装机容量|总装机|装机|共计|总计|合计|共|计|总)$")
_PLACES = re.compile(
    r"(?:在|涉及|分布于|位于|覆盖)(?:全[县市区]|辖区内?)?(?:\d+个?[\u4e00-\u9fff]{1,6}[和及、与]|\d+个(?:乡镇|行政村|村|社区|街道|县|镇|乡))*$"
)
_KINDS = re.compile(
    r"(?:、[\u4e00-\u9fff]{1,2}(?=[、和及]))*[、和及][\u4e00-\u9fff]?(?P<thing>[\u4e00-\u9fff]{2,8}?(?:服装|制服|服|装备|鞋|帽|用品))(?=[，,。；;（(]|$)"
)
_AMONG = re.compile(r"其中[：:]?[^，,。；;]*$")
# …，用于城区12条主次干道: what the things are for, never what is done first.
_USE = re.compile(r"[，,；;]\s*(?:主要|分别|均|全部)?(?:用于|服务于|分配至|配发至|投放至|投入)[^，,。；;\d]*$")
_FOR = re.compile(r"(?:为|对|给|向|面向)(?:全[县市区镇乡]|[县市区]内?|辖区内?)?$")
_TIMES = ("times", "time")
_HOSTS = ("firms", "places", "people", "households")
_ITEMS = ("goods", "places", "area", "length", "volume", "items")
_HOST_END = re.compile(r"(?:队|队伍|组织|团队|单位|机构|中心|站|点|所|院|校|村|社区|家庭|企业|区)$")
_HOST_NOUN = re.compile(
    r"^(?P<host>[\u4e00-\u9fff]{0,8}?(?:小区|学校|中学|小学|幼儿园|(?<!农)(?<!乡)村|社区|医院|卫生院|卫生室|企业|单位|景区|公园|敬老院))(?P<item>[\u4e00-\u9fff]{2,10})$"
)


@dataclass(frozen=True)
class Around:
    """What stands around a figure.

    Attributes:
        before: the words before it that are its own.
        after: the words behind it that are its own.
        quote: the clause it stands in, as typed.
        sentence: number of its sentence.
        role: `host` where the things of the next figure are for it (为3所小学更换蒸饭柜12台) or where it says only where.
        lead: 为 where it is introduced as the one served.
        deeds: what is done to it, where several deeds are named (挂牌、复壮和日常养护).
        said: those deeds in the user's words.
        bracket: whether it stands in brackets right behind another figure.
        listed: whether it goes on with a list (甲20台、乙|5台).
        verb: the verb of 提供/开展 where people are served by several deeds.
    """

    before: str
    after: str
    quote: str
    sentence: int
    role: Literal["", "host"] = ""
    lead: str = ""
    deeds: tuple[str, ...] = ()
    said: str = ""
    bracket: bool = False
    among: bool = False
    """Whether its clause opens with 其中."""
    listed: bool = False
    verb: str = ""
    opening: str = ""
    """The clause from its beginning to the figure."""
    listed_names: tuple[str, ...] = ()
    """Things counted together: 县苏维埃政府旧址、红军医院旧址|共3处."""
    done: str = ""
    """The deed behind 进行, where further figures stand between."""


def around(plain: str, text: str, tokens: list[Token], index: int) -> Around:
    """Return the words around `tokens[index]` of a folded text and its original."""
    token = tokens[index]
    counted = [other for other in tokens if other.number is not None]
    place = counted.index(token)
    previous = counted[place - 1] if place else None
    following = counted[place + 1] if place + 1 < len(counted) else None
    floor, ceiling = previous.end if previous else 0, following.start if following else len(plain)
    handled = _HANDLED.match(plain, token.end)
    if handled and handled["both"] and _measure(token) in ("people", "households"):
        handled = None
    start = _start(plain, token, floor, bool(handled))
    stop_break = BREAK.search(plain, token.end)
    stop = min(ceiling, stop_break.start() if stop_break else len(plain))
    before, after = plain[start : token.start], plain[token.end : stop]
    if previous and start == floor:
        before = _share(before, previous, token, plain)[1]
    before = _without_dates(before, plain, tokens, start, token.start)
    host = bool(_PLACES.search(plain[max(0, token.start - 24) : token.start])) and not _worked(plain, token, following)
    area = token.unit.startswith("个") and len(token.unit) > 1
    host = host or bool(area and following and stop == ceiling and _measure(following) in (*_ITEMS, *_TIMES))
    host = host or bool(_USE.search(plain[: token.start])) and _measure(token) in ("firms", "places")
    if not (following and stop == ceiling) and plain[stop : stop + 1] == "、" and not handled:
        after, stop = _past_list(plain, token.end, stop, ceiling)
    if following and stop == ceiling:
        whole = after
        after, rest = _share(whole, token, following, plain)
        led = _FOR.search(plain[start : token.start]) is not None
        host = host or _is_host(token, following, after, rest, whole, led)
    deeds: tuple[str, ...] = ()
    said = verb = done = ""
    if further := _HANDLED_LATER.match(plain, token.end):
        done = _deeds(further["deeds"])[0][0] if _deeds(further["deeds"])[0] else ""
    if handled:
        deeds, said = _deeds(handled["deeds"] or handled["both"])
        before = _handled(before, handled)
        after = handled["things"] if handled["both"] and handled["things"] else after
    elif (provided := _PROVIDED.match(plain, token.end)) and _measure(token) in ("people", "households"):
        deeds, said = _deeds(provided["deeds"])
        after, verb = provided["who"], provided["verb"]
        if one := _one_deed(said):  # 开展刺绣、编织培训: one training in two crafts
            deeds, said, verb = (), "", ""
            after = f"{provided['who']}开展{one}"
    elif (
        len(after) > 2
        and stop_break
        and plain[stop_break.start()] == "、"
        and (kinds := _KINDS.match(plain, stop_break.start()))
    ):
        # 配发春|秋、夏、冬执法服装: short kinds before the thing's own name
        after = re.sub(r"[\u4e00-\u9fff]{1,2}$", "", after) + kinds["thing"]
    return Around(
        before=before,
        after=after,
        quote=_quote(plain, text, token, start, whole=len(deeds) > 1),
        sentence=len(SENTENCE.findall(plain[: token.start])),
        role="host" if host and not handled else "",
        lead="为" if _FOR.search(plain[start : token.start]) else "",
        deeds=deeds if len(deeds) > 1 else (),
        said=said,
        bracket=_in_bracket(plain, token, counted, place),
        among=_AMONG.search(plain[: token.start]) is not None,
        listed=re.search(r"(?:、|[和及与])[^，,。；;：:（()）\n]*$", plain[: token.start]) is not None,
        verb=verb if len(deeds) > 1 else "",
        done=done,
        opening=_CLAUSE.split(plain[floor : token.start])[-1],
        listed_names=_together(plain, token, floor),
    )


def _worked(plain: str, token: Token, following: Token | None) -> bool:
    """在12个社区|建设微型消防站: nothing else is counted, so that the places count the work."""
    end = _CLAUSE.search(plain, token.end)
    stop = end.start() if end else len(plain)
    rest = plain[token.end : stop]
    return (following is None or following.start >= stop) and verb_inside(rest) >= 0


def _is_host(token: Token, following: Token, after: str, rest: str, whole: str, led: bool) -> bool:
    """为3所小学|更换蒸饭柜12台, 18所中小学|8400名学生: whom or what the next figure is for."""
    if not after:
        return False
    measure, next_ = _measure(token), _measure(following)
    if rest and after != whole and next_ in _ITEMS:
        return led or measure in _HOSTS or _HOST_END.search(after) is not None
    if next_ in ("people", "households") and measure in ("firms", "places"):
        return (led and rest != "" and after != whole) or (after == whole and not rest)
    return False


def _start(plain: str, token: Token, floor: int, handled: bool) -> int:
    """Where a figure's own words begin: after the last break, or further back where a list needs its first things."""
    breaks = [found.end() for found in BREAK.finditer(plain, floor, token.start)]
    start = max([floor, *breaks[-1:]])
    # 电脑、打印机等办公设备50台: without a verb or a figure of its own, what stands before 、 belongs to the list.
    while (
        start > floor
        and plain[start - 1] == "、"
        and not handled
        and (not has_verb(plain[start : token.start]) or plain.startswith("进", start))
    ):
        previous = [found.end() for found in BREAK.finditer(plain, 0, start - 1)]
        start = max([floor, *previous[-1:]])
    return start


def _past_list(plain: str, start: int, stop: int, ceiling: int) -> tuple[str, int]:
    """860名农村留守、独居老人|提供…: adjectives in a list go on to the people and to the verb behind them."""
    after = plain[start:stop]
    end = _CLAUSE.search(plain, start)
    whole = plain[start : min(ceiling, end.start() if end else len(plain))]
    at = verb_inside(whole)
    if verb_inside(after) >= 0 or has_verb(after) or at < 0 or at < len(after):
        return after, stop
    people, rest = whole[:at].split("、")[-1], BREAK.split(whole[at:])[0]
    return people + rest, start + at + len(rest)


def _together(plain: str, token: Token, floor: int) -> tuple[str, ...]:
    """Names in a list that 共 or 等 counts together; () where the list has figures of its own."""
    clause = _CLAUSE.split(plain[floor : token.start])[-1]
    found = re.search(r"^(?P<names>[^\d]*[、和与及][^\d]*?)(?:共计|合计|共)$", clause)
    return tuple(strip_front(name) for name in _JOINT.split(found["names"]) if len(name) >= 2) if found else ()


def _share(segment: str, left: Token, right: Token, plain: str) -> tuple[str, str]:
    """Share out the words between two figures: 3所|小学食堂·更换蒸饭柜|12台."""
    if not segment.strip():
        return "", ""
    if _JOINED.search(segment):
        return segment, ""
    if (lead := leading_verb(segment)) and not lead.light and len(lead.word) > 1 and len(segment) > len(lead.word) + 1:
        return (segment if _measure(left) in _TIMES else ""), segment
    at = verb_inside(segment)
    if at == 0:
        return "", segment
    if at > 0:
        return (segment, segment[at:]) if _measure(right) in _TIMES else (segment[:at], segment[at:])
    if together := _TOGETHER.search(segment):
        return segment[: together.start()], together[0].removeprefix("共") if "装机" in together[0] else ""
    heads = _measure(right) in ("people", "households") and _measure(left) in ("firms", "places")
    if heads and not has_verb(segment) and _bare_before(plain, left):
        return segment, ""
    ends = right.end >= len(plain) or BREAK.match(plain, right.end) is not None
    if ends and (hosts := _HOST_NOUN.match(segment.strip())):
        return hosts["host"], hosts["item"]
    return segment, segment


def _bare_before(plain: str, token: Token) -> bool:
    """Whether no noun stands before a figure that could be what it counts: 为全区|18所."""
    before = strip_front(BREAK.split(plain[: token.start])[-1])
    return not before or has_verb(before)


def verb_inside(segment: str) -> int:
    """Return where a verb of doing begins in a segment; -1 where none does."""
    places = [
        at
        for word in words().middle
        if (at := segment.find(word)) >= 0
        and not segment[at + len(word) :].startswith(
            ("工程", "项目", "费", "资金", "单位", "机构", "中心", "门诊", "人员")
        )
    ]
    places = [at for at in places if at == 0 or at >= 2]
    return min(places) if places else -1


def has_verb(text: str) -> bool:
    """Whether a text begins or ends with a verb of the lists."""
    plain = strip_back(strip_front(text))
    long = [word for word in words().verbs if len(word) > 1]
    return any(plain.startswith(word) for word in long) or any(plain.endswith(word) for word in long)


def _handled(before: str, found: re.Match[str]) -> str:
    """对甲系统、科技法庭18个进行运维: the deed behind 进行 is done to each; before 2处隐患点进行治理 stand only names of places."""
    if "、" not in found["things"] and found["things"].strip():
        return ""
    deed = _JOINT.split(found["deeds"] or found["both"])[0]
    verb = next((word for word in words().verbs if len(word) > 1 and deed.startswith(word)), "")
    return strip_front(before) + verb if before and not has_verb(before) else before


def _deeds(text: str) -> tuple[tuple[str, ...], str]:
    """Read a list of deeds: (挂牌, 复壮, 日常养护) and its words."""
    text = re.split(r"等(?=$|服务|活动|工作|培训)", text)[0]
    pieces = [piece.strip() for piece in _JOINT.split(text)]
    pieces = [piece.removesuffix("工程").removesuffix("工作") for piece in pieces]
    return tuple(piece for piece in pieces if 2 <= len(piece) <= 8), text


def _one_deed(said: str) -> str:
    """刺绣、编织培训 is one deed with two subjects; "" where the list names several deeds."""
    pieces = _JOINT.split(said)
    tail = trailing_verb(pieces[-1])
    if tail is None or tail.kind not in ("training", "event", "inspect") or any(trailing_verb(p) for p in pieces[:-1]):
        return ""
    return said if len(said) <= 12 and len(pieces[0]) <= 4 else ""


def _without_dates(before: str, plain: str, tokens: list[Token], start: int, end: int) -> str:
    for other in tokens:
        if other.kind == "date" and start <= other.start and other.end <= end:
            before = before.replace(plain[other.start : other.end], "", 1)
    return before


def _quote(plain: str, text: str, token: Token, start: int, whole: bool = False) -> str:
    """The clause from its beginning to the next break: the list that a thing stands in goes with it."""
    begins = [found.end() for found in re.finditer(r"[，,。；;：:\n]", plain[:start])]
    opened = max(plain.rfind("（", 0, start), plain.rfind("(", 0, start))
    if opened >= 0 and not re.search(r"[)）]", plain[opened:start]):
        begins.append(opened + 1)
    after = (_CLAUSE if whole else BREAK).search(plain, token.end)
    quote = text[max([0, *begins[-1:]]) : after.start() if after else len(plain)].strip(" ，,、；;。")
    quote = quote.lstrip("（）()") if quote.count("（") != quote.count("）") else quote
    return quote.rstrip("（(") if re.search(r"[（(]$", quote) else quote


def _in_bracket(plain: str, token: Token, counted: list[Token], place: int) -> bool:
    opened = max(plain.rfind("（", 0, token.start), plain.rfind("(", 0, token.start))
    if opened < 0 or max(plain.rfind("）", opened, token.start), plain.rfind(")", opened, token.start)) >= 0:
        return False
    return any(other.end == opened for other in counted[:place])


def _measure(token: Token) -> str:
    return words().measure.get(bare_unit(token.unit)[1], "") if token.kind in ("quantity", "per") else ""
