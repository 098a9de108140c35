"""What a judge is worth: its verdicts on the recorded pairs, held against those made by hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.model import ModelServiceError
from evals.judge.as_target import target_of
from evals.judge.asking import Judge, Judgement
from evals.judge.ranks import spearman
from evals.judge.recorded import JudgedPair, judged_briefs, judged_pairs

_HOPELESS = ("auth", "not_found", "network", "cancelled")
"""Faults that every further question would meet too."""
Told = Callable[[int, int, str], None]
"""Is told how many pairs are done, of how many, and what came of the last."""


@dataclass(frozen=True)
class Held:
    """A recorded pair and the judge's verdict on it; None where the judge failed, with its reason."""

    pair: JudgedPair
    judgement: Judgement | None
    error: str = ""

    @property
    def winner(self) -> str | None:
        """The arm that the judge prefers; None for a tie."""
        if self.judgement is None or self.judgement.winner == "tie":
            return None
        return self.pair.a.arm if self.judgement.winner == "a" else self.pair.b.arm


def hold(judge: Judge, limit: int | None = None, told: Told | None = None) -> list[Held]:
    """Let the judge decide the recorded pairs; what it decided before is not asked again.

    Args:
        judge: to be measured.
        limit: the first so many pairs only.
        told: of each pair.

    Raises:
        ModelServiceError: the endpoint cannot be asked at all. What was decided is kept.
        SettingsError, PromptError, InputError: as of `Judge` and the recorded verdicts.
    """
    pairs, found = judged_pairs()[:limit], list[Held]()
    for pair in pairs:
        found.append(_held(judge, pair))
        if told:
            told(len(found), len(pairs), f"{pair.id}  {found[-1].error or found[-1].winner or '平'}")
    return found


def _held(judge: Judge, pair: JudgedPair) -> Held:
    case = judged_briefs()[pair.brief].case(any(verdict.answers for verdict in pair.verdicts))
    assert case.brief
    try:
        return Held(pair, judge.compare(case.brief, target_of(pair.a, case), target_of(pair.b, case)))
    except ModelServiceError as error:
        if error.kind in _HOPELESS:
            raise
        return Held(pair, None, str(error))


def lines(found: Sequence[Held]) -> Iterator[str]:
    """Yield the report, a line at a time."""
    decided = [each for each in found if each.judgement]
    both = [each for each in decided if each.winner and each.pair.winner]
    same = sum(each.winner == each.pair.winner for each in both)
    steady = sum(each.judgement.steady for each in decided if each.judgement)
    yield f"评审了 {len(decided)} 对，失败 {len(found) - len(decided)} 对；换序后说法一致 {steady} 对"
    yield f"模型与人工都有定论的 {len(both)} 对里，一致 {same} 对" + (f"（{same / len(both):.0%}）" if both else "")
    open_by_model = sum(not each.winner for each in decided if each.pair.winner)
    yield f"人工有定论而模型说平的 {open_by_model} 对"
    margins = [each.judgement.margin for each in decided if each.judgement]
    rho = spearman(margins, [each.pair.margin for each in decided])
    yield f"分差的斯皮尔曼相关：{'无法计算' if rho is None else f'{rho:.2f}'}"
    for each in found:
        if each.error:
            yield f"  {each.pair.id}：{each.error}"
