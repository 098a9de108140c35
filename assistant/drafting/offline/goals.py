"""Goal texts: the year's output and effect with figures that return in the table, and what is to last."""

from assistant.drafting.facts.words import words
from assistant.drafting.offline.plan import Plan
from assistant.drafting.offline.row import Row
from assistant.model import Goal

_MOST_DEEDS = 5
_LONGEST = 180
# Only what is built lasts beside the main thing.
_BUILT = ("build", "renovate", "plant", "digital")


def goals(plan: Plan, rows: list[Row]) -> list[Goal]:
    """Return the goals that the form prints, in its order; a long-term goal always, whatever it prints."""
    annual = sum(slot.period == "annual" for slot in plan.form.goals)
    output, effect = _output(plan, rows), _effect(plan, rows)
    texts = [output + "。", effect + "。"] if annual >= 2 else [f"{output}；{effect}。"]
    lead = f"{plan.brief.year}年，" if plan.brief.year else ""
    return [
        Goal(period="long_term", text=_long_term(plan)),
        *(Goal(period="annual", text=lead + text) for text in texts),
    ]


def _output(plan: Plan, rows: list[Row]) -> str:
    """What is done, how much, how well, by when."""
    done = _listed(list(dict.fromkeys(row.say for row in rows if row.at == "数量" and row.say))[:_MOST_DEEDS])
    if not done:
        done = [f"完成{plan.facts.title}安排的各项任务" if len(plan.facts.title) > 3 else "完成年度各项任务"]
    well = next((row.say for row in rows if row.at == "质量" and row.say), "")
    when = next((row.say for row in rows if row.at == "时效" and row.say), "")
    cost = next((row.say for row in rows if row.at == "成本" and row.say), "")
    return "，".join(part for part in (*done, well, when, cost) if part)


def _listed(deeds: list[str]) -> list[str]:
    """购置监护仪20台，购置呼吸机5台 → 购置监护仪20台、呼吸机5台."""
    found: list[str] = []
    last = ""
    for deed in deeds:
        verb = next((word for word in words().verbs if deed.startswith(word)), "")
        if verb and verb == last and len(deed) > len(verb) + 2:
            found[-1] += f"、{deed.removeprefix(verb)}"
        else:
            found.append(deed)
        last = verb
    return found


def _effect(plan: Plan, rows: list[Row]) -> str:
    """What it is good for: the purpose's own words first, then what the benefit rows hold it to."""
    own = [effect for effect in plan.facts.effects if len(effect) <= 20][:2]
    if not own and plan.effect:
        own = [plan.effect]
    held = [row.say for row in rows if row.at in ("社会", "生态", "经济", "持续") and row.say][:2]
    content = next((row.say for row in rows if row.at == "满意" and row.say), "")
    text = "，".join(dict.fromkeys([*own, *held, content]))
    return text if len(text) <= _LONGEST else "，".join(dict.fromkeys([*own[:1], *held[:1], content]))


def _long_term(plan: Plan) -> str:
    kind = plan.main
    thing = (
        plan.object_of(kind)
        or (plan.fill("{aid}", kind) if kind.id == "subsidy" else "")
        or ("作业区域和相关设施" if kind.id == "upkeep" else plan.objects(kind))
    )
    fillers = {
        "object": thing,
        "label": plan.fill("{label}", kind) or plan.facts.stem,
        "group": plan.group,
        "title": plan.facts.title,
        "work": plan.fill("{work}", kind),
        "trainee": plan.fill("{trainee}", kind),
    }
    final = kind.final.format(**fillers)
    second = ""
    if len(plan.kinds) > 1 and plan.kinds[1].id in _BUILT:
        other = plan.kinds[1]
        second = other.final.format(
            **fillers | {"object": plan.objects(other), "label": plan.fill("{label}", other) or "相关"}
        )
    effect = plan.effect or "保障相关工作长期规范开展"
    parts = [final, second] if second and second != final else [final]
    return "；".join(parts) + f"，{effect}。"
