"""Which rules apply, and how much they weigh: ours, changed by the form's `review`, changed by the user's rules file.

The environment variable ASSISTANT_RULES names a YAML file of the shape of a form's `review`:

    off: [X105]
    severity: {S101: hint}
    points: {规范完整性: 20, 明确清晰性: 0}
    deduction: {hint: 0}
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError
from yaml import YAMLError

from assistant.checking.findings import Severity
from assistant.checking.scorecard import POINTS, STANDARD, Scheme
from assistant.forms import FormDefinition
from assistant.forms.definition import Review
from assistant.model import SettingsError
from assistant.model.data import parse_yaml

_NOTHING = Review()


@dataclass(frozen=True)
class RuleSettings:
    """What differs from the rules' own settings.

    Attributes:
        off: codes of rules that are not asked.
        severity: codes of rules whose findings have another severity.
        scheme: the points of the score card.
    """

    off: frozenset[str]
    severity: Mapping[str, Severity]
    scheme: Scheme


_STANDARD = RuleSettings(frozenset(), {}, STANDARD)


def settings_of(form: FormDefinition, codes: frozenset[str]) -> RuleSettings:
    """Return the settings for a form; the user's file wins over the form.

    Raises:
        SettingsError: the file or the form names a rule or a point that there is none of, or cannot be read.
    """
    own = os.environ.get("ASSISTANT_RULES")
    reviews = [(f"表式 {form.id} 的 review", form.review)] if form.review != _NOTHING else []
    if own:
        reviews.append((f"规则设置文件 {Path(own).name}", _read(own, _stamp(own))))
    settings = _STANDARD
    for where, review in reviews:
        settings = _changed(settings, review, where, codes)
    return settings


def _stamp(path: str) -> int:
    """Return when a file was changed last, so that a change holds at once; 0 where there is no such file."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _read(path: str, stamp: int) -> Review:
    name = Path(path).name
    try:
        data = parse_yaml(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"设置 ASSISTANT_RULES 所指的文件“{path}”打不开，请改正或去掉这项设置") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"规则设置文件 {name} 读不出来，请检查缩进，并存为 UTF-8 编码的 YAML") from error
    try:
        return Review.model_validate(data or {})
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"]) or "内容"
        raise SettingsError(
            f"规则设置文件 {name} 里的“{place}”写得不对，可写 off、severity、points、deduction 四项，请对照说明修改"
        ) from error


def _changed(settings: RuleSettings, review: Review, where: str, codes: frozenset[str]) -> RuleSettings:
    for code in (*review.off, *review.severity):
        if code not in codes:
            raise SettingsError(f"{where}里的规则“{code}”不存在，规则编号见 docs/rules.md")
    points = dict(settings.scheme.points)
    if unknown := [name for name in review.points if name not in POINTS]:
        raise SettingsError(f"{where}里的要点“{unknown[0]}”不存在，可用的有：{'、'.join(POINTS)}")
    points |= {point: review.points[point] for point in POINTS if point in review.points}
    if sum(points.values()) != 100:
        raise SettingsError(f"{where}里八个要点的分值合计是 {sum(points.values())}，应为 100")
    scheme = Scheme(points, {**settings.scheme.deduction, **review.deduction}, settings.scheme.cap)
    return RuleSettings(settings.off | set(review.off), {**settings.severity, **review.severity}, scheme)
