from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.model import PerformanceTarget, from_json

EXAMPLES = Path(__file__).parents[2] / "examples" / "targets"


@pytest.fixture(scope="session")
def example() -> Callable[[str], PerformanceTarget]:
    """Load an example by the start of its name: `example("002-01")`."""

    def load(start: str) -> PerformanceTarget:
        path = next(EXAMPLES.glob(f"{start}*.json"))
        return from_json(path.read_text(encoding="utf-8"))[0]

    return load


@pytest.fixture(scope="session")
def examples() -> list[PerformanceTarget]:
    """All 47."""
    return [from_json(path.read_text(encoding="utf-8"))[0] for path in sorted(EXAMPLES.glob("*.json"))]


@pytest.fixture
def odd() -> PerformanceTarget:
    """What breaks writers: mark-up, templates, control characters, formulas, empty and endless texts, many rows."""
    names = [
        "<b>粗体</b> & “引号”",
        "{{ 7*7 }}{% raw %}",
        "控\x07制\x1f符\ufffe",
        '=HYPERLINK("http://x")',
        "@SUM(A1)",
        "+86",
        "-1",
    ]
    values = ['=HYPERLINK("http://x","点")', "=100%", "≥【待核实】人", "=1+1", "95%", "2025-12-31", "优"]
    rows = [
        {
            "period": "annual" if number % 3 else "long_term",
            "level1": ["产出指标", "效益指标", "自创指标"][number // 20],
            "level2": ["数量指标", "社会效益指标", "自创二级"][number // 20],
            "name": f"{names[number % 7]}{number}",
            "description": "说明" * (number * 5),
            "value": values[number % 7],
            "basis": None,
            "weight": "1E+1",
        }
        for number in range(60)
    ]  # fmt: skip
    return PerformanceTarget.model_validate({
        "form": "hangu",
        "project": {
            "name": "a/b\\c:[d]*?'很长的项目名称" * 4,
            "budget": "0.01元",
            "purpose": "购置设备。" * 4000,
            "unit": "某单位\n第二行",
            "fields": {"财政资金": "待定", "自定义栏": "=cmd|' /C calc'!A0"},
        },
        "goals": [
            {"period": "annual", "text": ""},
            {"period": "long_term", "text": "第一段\r\n第二段\t制表"},
            *({"period": "annual", "text": f"目标{number}"} for number in range(4)),
        ],
        "indicators": rows,
    })  # fmt: skip
