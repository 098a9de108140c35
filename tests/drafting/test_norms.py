"""One table of norms: what its entries say is what they allow, and both engines find theirs in it."""

import re
from decimal import Decimal

import pytest

from assistant.drafting.norms import Norm, norm_of, norms
from assistant.drafting.offline.data import fields, kinds, trades
from assistant.model import Value

SAID = re.compile(r"(不低于|不高于|取)(\d+)%(?:～(\d+)%)?|（(\d+)%～(\d+)%）")
OPTIONS = {"行业标准", "计划标准", "历史标准", "其他标准"}


@pytest.mark.parametrize("norm", norms().values(), ids=lambda norm: norm.id)
def test_a_norm_allows_only_what_it_says(norm: Norm) -> None:
    assert norm.basis in OPTIONS
    assert (norm.names is None) == (not norm.values)
    said = SAID.search(norm.say)
    if not said or not norm.values:
        return
    low = Decimal(said[2] or said[4])
    upper = said[3] or said[5]
    for allowed in norm.values:
        if said[1] == "不高于":
            assert allowed.high <= low
        else:
            assert allowed.low >= low
            assert upper is None or allowed.high <= Decimal(upper)


@pytest.mark.parametrize("norm", [norm for norm in norms().values() if norm.whole], ids=lambda norm: norm.id)
def test_what_an_open_rate_is_filled_with_is_all_that_the_norm_allows(norm: Norm) -> None:
    assert [(each.operator, each.low, each.high, each.unit) for each in norm.values] == [("=", 100, 100, "%")]


def test_an_ordinary_norm_borrows_no_documents_name() -> None:
    for norm in norms().values():
        assert ("惯例" in norm.say) != ("《" in norm.say) or norm.id in (
            "budget",
            "budget_excess",
            "calendar",
            "history",
        )


def test_the_offline_engines_norms_are_there() -> None:
    asked = {row.norm for kind in kinds().values() for row in kind.rows} | {field.works for field in fields()}
    asked |= {trade.row.norm for trade in trades()}
    assert asked <= set(norms())


@pytest.mark.parametrize(
    ("name", "value", "context", "wanted"),
    [
        ("水土保持林造林成活率", "≥85%", "营造水土保持林5600亩", "forest"),
        ("水土保持林造林成活率", "≥80%", "营造水土保持林5600亩", None),
        ("行道树成活率", "≥85%", "城区道路绿化，栽植行道树", None),
        ("行道树成活率", "≥95%", "城区道路绿化，栽植行道树", "green"),
        ("鱼苗成活率", "≥90%", "增殖放流", None),
        ("补贴对象资格条件合规率", "=100%", "", "policy"),
        ("生活补贴按标准足额发放率", "=100%", "", "policy"),
        ("消防装备按合同期限到货率", "=100%", "", "practice_contract"),
        ("设备到货验收合格率", "=100%", "", "procurement"),
        ("数据录入准确率", "=100%", "", "practice_rule"),
        ("数据录入准确率", "≥98%", "", "practice_accuracy"),
        ("数据录入准确率", "≥80%", "", None),
        ("推荐就业率", "≥90%", "", None),
        ("护栏材料检验合格率", "=100%", "农村公路", "practice_quality"),
        ("公路工程验收合格率", "≥95%", "农村公路", "practice_quality"),
        ("小流域治理工程验收合格率", "=100%", "小流域综合治理", "conservation"),
        ("预算执行率", "≤100%", "", "budget"),
        ("服务对象满意度", "≥75%", "", None),
    ],
)
def test_the_norm_that_fits(name: str, value: str, context: str, wanted: str | None) -> None:
    norm = norm_of(name, Value.parse(value), context)
    assert (norm.id if norm else None) == wanted
