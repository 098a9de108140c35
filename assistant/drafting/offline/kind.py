"""What kind of project a brief describes, and the words that say so: for the page and for a model's prompt."""

from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.offline.data import Kind
from assistant.drafting.offline.plan import Plan
from assistant.forms import get_form

_MOST_WORDS = 4


@dataclass(frozen=True)
class ProjectKind:
    """A kind of project with what tells of it.

    Attributes:
        id: as in `kinds.yaml`: `training`, `subsidy`, `build`.
        say: what people call it: 教育培训.
        words: the brief's own words that say so, at most four; () where nothing does (机构运转 as the last resort).
    """

    id: str
    say: str
    words: tuple[str, ...]


def kind_of(brief: Brief) -> tuple[ProjectKind, ...]:
    """Return the main kind of a project, and a second one where activities of that kind are named.

    The offline engine drafts by the same kinds. Linear in the length of the purpose.

    Raises:
        InputError: the form is unknown.
    """
    plan = Plan.of(brief, get_form(brief.form))
    return tuple(ProjectKind(kind.id, kind.say, _words(plan, kind)) for kind in plan.kinds)


def _words(plan: Plan, kind: Kind) -> tuple[str, ...]:
    """The name's words first, then what is done, then the purpose's words; none within another."""
    named = [word for word in kind.words if word in plan.brief.name]
    done = [activity.phrase.label for activity in plan.activities_of(kind)]
    told = [word for word in kind.words if word in plan.brief.purpose]
    told += [activity.phrase.verb.word for activity in plan.activities_of(kind) if activity.phrase.verb]
    found: list[str] = []
    for word in (*named, *done, *told):
        if word and word in plan.text and not any(word in other for other in found):
            found.append(word)
    return tuple(found[:_MOST_WORDS])
