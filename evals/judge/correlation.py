"""Does the score mean anything? `python -m evals.judge.correlation`: the automatic total against blind verdicts by hand.

For every recorded pair: by how much the total of one draft is above the other's, and by how many points of 88号 the judges
put it ahead. Briefs are split in two, every second one in the order of their ids: on the first half weights were mended, the
other half was used for nothing, and its rank correlation is what is published.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from assistant.checking import check
from assistant.drafting.events import Usage
from assistant.model import AssistantError
from evals.judge.as_target import target_of
from evals.judge.ranks import kendall, spearman
from evals.judge.recorded import JudgedDraft, JudgedPair, judged_briefs, judged_pairs
from evals.results.bootstrap import DRAWS
from evals.running.run import score_all
from evals.running.work import Outcome
from evals.scorers import Score
from evals.weighing import Weights, total

_SEED = 2015_88
# Drawing pairs is quicker than scoring them, and still 4,000 rank correlations take a second.
_DRAWS = DRAWS // 4


@dataclass(frozen=True)
class Compared:
    """A pair by both yardsticks.

    Attributes:
        total: the automatic total of a less that of b.
        scores: of both drafts, by scorer's id.
    """

    pair: JudgedPair
    total: float
    scores: tuple[dict[str, Score], dict[str, Score]]

    @property
    def agrees(self) -> bool:
        """Whether both put the same draft ahead; a total that sees no difference agrees with nobody."""
        return self.total * self.pair.margin > 0


@dataclass(frozen=True)
class Agreement:
    """How far totals and verdicts agree over some pairs.

    Attributes:
        rho: Spearman's, between differences of the total and the judges' margins.
        interval: its 95 % interval, briefs drawn with replacement; None where rho is.
        tau: Kendall's tau-b.
        same: of `clear` pairs on whose winner both judges agree, how many have the higher total.
        judges: Spearman's between the two judges' margins: what no yardstick can be expected to exceed by much.
    """

    pairs: int
    briefs: int
    rho: float | None
    interval: tuple[float, float] | None
    tau: float | None
    same: int
    clear: int
    judges: float | None


def compared(table: Weights | None = None) -> list[Compared]:
    """Return every recorded pair by both yardsticks.

    Args:
        table: other weights than those in use.

    Raises:
        InputError: the recorded verdicts cannot be read.
    """
    return [_compare(pair, table) for pair in judged_pairs()]


def _compare(pair: JudgedPair, table: Weights | None) -> Compared:
    asked = any(verdict.answers for verdict in pair.verdicts)
    one, other = _scores(pair.a, asked), _scores(pair.b, asked)
    ahead = (total("draft", one, table).value or 0.0) - (total("draft", other, table).value or 0.0)
    return Compared(pair, round(ahead, 3), (one, other))


@cache
def _scores(draft: JudgedDraft, asked: bool) -> dict[str, Score]:
    case = judged_briefs()[draft.brief].case(asked)
    target = target_of(draft, case)
    return score_all(case, Outcome(target, check(target), Usage()))


def halves(found: Sequence[Compared]) -> tuple[list[Compared], list[Compared]]:
    """Return the half that weights were mended on, and the half that was kept from it; all pairs of a brief together."""
    mending = set(sorted({each.pair.brief for each in found})[::2])
    return [each for each in found if each.pair.brief in mending], [
        each for each in found if each.pair.brief not in mending
    ]


def agreement(found: Sequence[Compared]) -> Agreement:
    """Return how far totals and verdicts agree over these pairs."""
    totals, margins = [each.total for each in found], [each.pair.margin for each in found]
    clear = [each for each in found if each.pair.winner is not None]
    return Agreement(
        pairs=len(found),
        briefs=len({each.pair.brief for each in found}),
        rho=spearman(totals, margins),
        interval=_interval(found),
        tau=kendall(totals, margins),
        same=sum(each.agrees for each in clear),
        clear=len(clear),
        judges=_between_judges(found),
    )


def _between_judges(found: Sequence[Compared]) -> float | None:
    twice = [each.pair for each in found if len(each.pair.verdicts) > 1]
    by_judge = [[pair.verdicts[judge].margin(pair.a.arm) for pair in twice] for judge in (0, 1)]
    return spearman(*by_judge)


def _interval(found: Sequence[Compared]) -> tuple[float, float] | None:
    import numpy

    groups: dict[str, list[Compared]] = defaultdict(list)
    for each in found:
        groups[each.pair.brief].append(each)
    whole, drawn = list(groups.values()), []
    for chosen in numpy.random.default_rng(_SEED).integers(0, len(whole), size=(_DRAWS, len(whole))):
        sample = [each for at in chosen for each in whole[at]]
        rho = spearman([each.total for each in sample], [each.pair.margin for each in sample])
        drawn += [] if rho is None else [rho]
    if not drawn:
        return None
    low, high = numpy.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def lines(found: Sequence[Compared]) -> Iterator[str]:
    """Yield the report, a line at a time."""
    mending, kept = halves(found)
    for title, part in (("调权用的一半", mending), ("未参与调权的一半", kept), ("全部", found)):
        yield f"{title}：{_said(agreement(part))}"
    groups: dict[tuple[str, str, str], list[Compared]] = defaultdict(list)
    for each in found:
        groups[each.pair.round, each.pair.a.arm, each.pair.b.arm].append(each)
    yield "逐轮（甲:乙，人工平均分差，总分平均差，两位评审一致且总分同向）"
    for (round_, a, b), part in groups.items():
        clear = [each for each in part if each.pair.winner]
        same = f"{sum(each.agrees for each in clear)}/{len(clear)}"
        people, machine = fmean(each.pair.margin for each in part), fmean(each.total for each in part)
        yield f"  {round_} {a}:{b}（{len(part)} 对）{people:+.1f}，{machine:+.1f}，{same}"


def _said(part: Agreement) -> str:
    between = f" [{part.interval[0]:.2f}, {part.interval[1]:.2f}]" if part.interval else ""
    return (
        f"{part.pairs} 对（{part.briefs} 个项目）斯皮尔曼 {_number(part.rho)}{between}，"
        f"肯德尔 {_number(part.tau)}，同向 {part.same}/{part.clear}；两位评审之间 {_number(part.judges)}"
    )


def _number(value: float | None) -> str:
    return "无法计算" if value is None else f"{value:.2f}"


def main() -> int:
    """Print the report; return the exit code."""
    try:
        for line in lines(compared()):
            print(line)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
