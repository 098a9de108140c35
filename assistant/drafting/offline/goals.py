"""Goal texts: the year's output and effect with figures that return in the table, and what is to last."""

import re

from assistant.drafting.facts.words import words
from assistant.drafting.offline.deeds import deed
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.model import Goal

_MOST_DEEDS = 7
_LONGEST = 180
_NAMED = ("renovate", "restore", "build")
_MENDED = {"renovate", "restore"}
_STEM = 12
_FEW, _SHORTEST = 3, 3
_GAINS = ("社会", "生态", "经济")
_AMOUNT = re.compile(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,4}$")
_SCOPE = re.compile(r"[为在]\d")
# Only what is built lasts beside the main thing.
_BUILT = ("build", "renovate", "restore", "plant", "digital")


def goals(plan: Plan, rows: list[Row]) -> list[Goal]:
    """Return the goals that the form prints, in its order; a long-term goal always, whatever it prints."""
    annual = sum(slot.period == "annual" for slot in plan.form.goals)
    output, effect = _output(plan, rows), _effect(plan, rows)
    texts = [output + "。", effect + "。"] if annual >= 2 else [f"{output}；{effect}。"]
    lead = f"{plan.brief.year}年，" if plan.brief.year else ""
    return [
        Goal(period="long_term", text=_long_term(plan, rows)),
        *(Goal(period="annual", text=lead + text) for text in texts),
    ]


def _output(plan: Plan, rows: list[Row]) -> str:
    """What is done, how much, how well, by when."""
    done = _listed(list(dict.fromkeys(row.say for row in rows if row.at == "数量" and row.say))[:_MOST_DEEDS])
    done = done or _uncounted(plan) or [_task(plan)]
    well = next((row.say for row in rows if row.at == "质量" and row.say), "")
    when = next((row.say for row in rows if row.at == "时效" and row.say), "")
    cost = next((row.say for row in rows if row.at == "成本" and row.say), "")
    return "，".join(part for part in (*done, well, when, cost) if part)


def _uncounted(plan: Plan) -> list[str]:
    """What is done by the purpose's words, where no quantity says it."""
    named = [a.phrase for a in plan.facts.activities if a.figure is None and a.kind != "benefit" and a.phrase.object]
    return _listed(list(dict.fromkeys(said for phrase in named[:_FEW] if (said := deed(phrase, None)))))


def _task(plan: Plan) -> str:
    """What such a project does, where the purpose names nothing that is done."""
    title = plan.title
    if plan.main.task:
        aid = plan.object_of(plan.main) or plan.fill("{aid}", plan.main)
        return re.sub(r"(采购|购置)采购$", r"\1", plan.main.task.format(title=title, stem=plan.stem, aid=aid))
    return f"完成{title}安排的各项任务" if len(title) > _SHORTEST else "完成年度各项任务"


def _listed(deeds: list[str]) -> list[str]:
    """购置监护仪20台，购置呼吸机5台 → 购置监护仪20台、呼吸机5台."""
    found: list[str] = []
    last = plain = ""
    for said in deeds:
        verb = next((word for word in words().verbs if len(word) > 1 and said.startswith(word)), "")
        amount = _AMOUNT.search(said)
        thing = said[: amount.start()] if amount else ""
        label = re.sub("^(?:开展|完成|举办)", "", thing)
        if amount and found and len(label) > 3 and found[-1].endswith(label):  # 对300名村干部开展专题培训|6期
            found[-1] += amount[0]
        elif thing and thing == plain and amount:  # 加固教学楼2栋，加固教学楼6200平方米
            found[-1] += f"、{amount[0]}"
        elif verb and verb == last and len(said) > len(verb) + 2:
            found[-1] += f"、{said.removeprefix(verb)}"
        else:
            found.append(said)
        last, plain = verb or _scoped(said), thing
    return found


def _scoped(deed: str) -> str:
    """为3所小学更换蒸饭柜12台 goes on with the same verb: 、冷藏柜9台."""
    if not _SCOPE.match(deed):
        return ""
    places = [(at, -len(word), word) for word in words().middle if (at := deed.find(word, 3)) > 0]
    return min(places)[2] if places and _AMOUNT.search(deed) else ""


def _effect(plan: Plan, rows: list[Row]) -> str:
    """What it is good for: the purpose's own words first, then what the benefit rows hold it to."""
    own = [effect for effect in plan.facts.effects if len(effect) <= 20][:2]
    if not own and plan.effect:
        own = [plan.effect]
    held = [row.say for row in rows if row.at in ("社会", "生态", "经济", "持续") and row.say][:2]
    content = next((row.say for row in rows if row.at == "满意" and row.say), "")
    text = "，".join(dict.fromkeys([*own, *held, content]))
    return text if len(text) <= _LONGEST else "，".join(dict.fromkeys([*own[:1], *held[:1], content]))


def _kept(plan: Plan) -> bool:
    """Whether things are kept up, not places cleaned and waste carried off."""
    deeds = [activity.phrase.verb.word for activity in plan.activities_of(plan.main) if activity.phrase.verb]
    return bool(deeds) and not any(word in deed for deed in deeds for word in ("清", "保洁", "收运", "转运", "扫"))


def _occasion(plan: Plan) -> str:
    """What is held, by the project's name: 广场舞大赛, 人大代表活动."""
    stem = plan.stem
    return f"{stem}活动" if "活动" in plan.brief.name and "活动" not in stem else stem


def _is_thing(name: str) -> bool:
    """Whether a name says what is kept up: 机械化 (清扫) does not."""
    return len(name) > 2 and not name.endswith("化")


def _own_thing(plan: Plan) -> str:
    """What the name says is worked on; the purpose's own thing where the name joins several."""
    named = plan.thing_of_name(plan.main)
    return (plan.object_of(plan.main) or named) if re.search("[和及与、]", named) else named


def _second(plan: Plan) -> str:
    """The second kind's id, where what it leaves lasts beside the main thing; "" else."""
    other = plan.kinds[1].id if len(plan.kinds) > 1 else ""
    if other not in _BUILT or (other == "restore" and plan.main.id not in _BUILT):
        return ""
    return "" if {plan.main.id, other} <= _MENDED else other


def _long_term(plan: Plan, rows: list[Row]) -> str:
    kind = plan.main
    thing = (
        (_own_thing(plan) if kind.id in _NAMED else "")
        or (_occasion(plan) if kind.id == "event" and len(plan.stem) <= _STEM else "")
        or (plan.object_of(kind) if kind.id != "upkeep" or _is_thing(plan.object_of(kind)) else "")
        or (plan.fill("{aid}", kind) if kind.id == "subsidy" else "")
        or ("作业区域和相关设施" if kind.id == "upkeep" and not _kept(plan) else plan.objects(kind))
    )
    fillers = {
        "object": thing,
        "label": plan.fill("{label}", kind) or plan.stem,
        "group": plan.group,
        "title": plan.title,
        "stem": plan.stem,
        "work": plan.fill("{work}", kind),
        "trainee": plan.fill("{trainee}", kind),
        "repair": plan.repair(kind),
        "stock": plan.fill("{stock}", kind),
        "service": plan.fill("{service}", kind),
    }
    pattern = next((final for when, final in kind.finals if re.search(when, thing)), kind.final)
    final = pattern.format(**fillers)
    second = ""
    if _second(plan):
        other = plan.kinds[1]
        second = other.final.format(
            **fillers
            | {
                "object": plan.objects(other),
                "repair": plan.repair(other),
                "label": plan.fill("{label}", other) or "相关",
            }
        )
    effect = plan.effect or kind.effect
    parts = [final, second] if second and second != final else [final]
    kept = next((row.say for row in rows if row.at in _GAINS and row.say and not re.search(r"\d|上年", row.say)), "")
    return "，".join(dict.fromkeys(part for part in ("；".join(parts), effect, kept) if part)) + "。"
