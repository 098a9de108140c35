"""The lexicon: what a name measures, which way is good, in which units; and its files are sound."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.checking.lexicon import classify, lexicon, unit_family
from assistant.checking.lexicon.entries import build
from assistant.checking.lexicon.loading import load_yaml, ours, with_own
from assistant.model import SettingsError, Value, from_json
from assistant.model.framework import PARENT

MEANINGS = [
    ("培训人数", "count", "up", "person"),
    ("业务办件数量", "count", "up", "case"),
    ("举办活动场次", "count", "up", "occasion"),
    ("维修面积", "count", "up", "area"),
    ("考场数", "count", None, "thing"),
    ("报名系统开放时长数", "count", "up", "time"),
    ("设备验收合格率", "rate", "up", "percent"),
    ("窗口业务服务覆盖面", "rate", "up", "percent"),
    ("项目计划按期完成率", "rate", "up", "percent"),
    ("考务工作差错率", "rate", "down", "percent"),
    ("补助款结算误差率", "rate", "down", "percent"),
    ("食品安全投诉举报处置率", "rate", "up", "percent"),
    ("报修故障处理率", "rate", "up", "percent"),
    ("成本控制率", "rate", "fixed", "percent"),
    ("有责投诉数量", "event", "down", "occasion"),
    ("重大安全事故数", "event", "down", "occasion"),
    ("工伤死亡人数", "event", "down", "person"),
    ("死亡抚恤人数", "count", "up", "person"),
    ("劳动争议案件处理件数", "count", "up", "case"),
    ("公众及服务对象满意度", "satisfaction", "up", "percent"),
    ("项目总成本", "amount", "down", "money"),
    ("维护成本", "amount", "down", "money"),
    ("带动旅游收入", "amount", "up", "money"),
    ("专家鉴定费人均成本", "unit_cost", "down", "money"),
    ("人均创业培训补贴标准", "unit_cost", "down", "money"),
    ("药品监管人员人均培训学时", "count", "up", "time"),
    ("报修响应时间", "time", "down", "time"),
    ("宣传活动完成时间", "time", "fixed", "time"),
]


@pytest.mark.parametrize(("name", "kind", "direction", "unit"), MEANINGS)
def test_names_have_their_meaning(name: str, kind: str, direction: str | None, unit: str) -> None:
    meaning = classify(name)
    assert (meaning.kind, meaning.direction) == (kind, direction)
    assert unit in meaning.units


@pytest.mark.parametrize("name", ["社会稳定", "提升工作效率", "降低百姓办事成本", "系统运行稳定性", "长效管理机制", ""])
def test_statements_measure_nothing_by_themselves(name: str) -> None:
    assert classify(name).kind == "statement"


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("评审专家", "人", "count"),
        ("计算机", "台", "count"),
        ("劳动仲裁", "万元", "amount"),
        ("薪酬调查成本", "元/家", "unit_cost"),
        ("社会稳定", "%", "statement"),
        ("培训合格率", "次", "rate"),
        ("培训合格率", "元", "rate"),
    ],
)
def test_the_unit_decides_what_the_name_leaves_open(name: str, unit: str, kind: str) -> None:
    assert classify(name, unit).kind == kind


def test_a_bracket_behind_the_name_is_no_part_of_it() -> None:
    assert classify("实施营造林总面积(亩)") == classify("实施营造林总面积")


@pytest.mark.parametrize(
    ("unit", "family"),
    [("万人次", "person"), ("元/人/天", "money"), ("小时/天", "time"), ("百分比", "percent"), ("万平方米", "area")],
)
def test_units_have_families(unit: str, family: str) -> None:
    assert family in unit_family(unit)


def test_unknown_units_have_none() -> None:
    assert unit_family("箩") == unit_family(None) == unit_family("") == frozenset()


PEOPLE_S_READING: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("names.yaml").read_text(encoding="utf-8")
)
REGIONS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("other_regions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("meaning", PEOPLE_S_READING)
def test_the_names_of_samples_and_cases_are_read_as_people_read_them(meaning: str) -> None:
    found = {name: classify(name) for name in PEOPLE_S_READING[meaning]}
    read = {name: " ".join(filter(None, (each.kind, each.aspect, each.direction))) for name, each in found.items()}
    assert read == dict.fromkeys(read, meaning)


def sample_rows(root: Path) -> list[tuple[str, Value]]:
    files = sorted((root / "examples" / "targets").glob("*.json"))
    targets = [target for path in files for target in from_json(path.read_text(encoding="utf-8"))]
    rows = [(row.name, row.value) for target in targets for row in target.indicators]
    return rows + [(row["name"], Value.parse(row["value"])) for case in REGIONS for row in case["indicators"]]


def test_every_name_of_samples_and_cases_is_listed(root: Path) -> None:
    listed = {name for names in PEOPLE_S_READING.values() for name in names}
    assert {name for name, _ in sample_rows(root)} == listed


def test_every_unit_of_samples_and_cases_has_a_family(root: Path) -> None:
    units = {value.unit for _, value in sample_rows(root) if value.kind == "quantity" and value.unit}
    assert len(units) > 30
    assert {unit for unit in units if not unit_family(unit)} == set()


def test_the_file_is_consistent() -> None:
    data = ours("lexicon.yaml")
    for entry in data["kinds"]:
        assert set(entry) <= {"kind", "aspect", "starts", "contains", "ends", "without", "direction", "units", "level2"}
        assert set(entry) & {"starts", "contains", "ends"}
        assert set(entry.get("units", [])) <= set(data["units"])
        assert entry.get("level2", "数量指标") in PARENT
        assert entry.get("direction", "up") in ("up", "down", "fixed")
    assert len(lexicon().entries) == len(data["kinds"])
    for place in ("subjects", "endings", "openings", "vague"):
        for key, listed in data[place].items():
            assert listed, f"{place}.{key}"
            assert len(set(listed)) == len(listed), f"{place}.{key} lists a word twice"


@pytest.mark.parametrize("at", range(len(ours("lexicon.yaml")["kinds"])))
def test_every_entry_and_every_ending_can_be_reached(at: int) -> None:
    entry = ours("lexicon.yaml")["kinds"][at]
    entries = lexicon().entries
    reached = set()
    for end in entry.get("ends", [""]):
        for middle in entry.get("contains", [""]):
            for start in entry.get("starts", ["某"]):
                for name in (
                    f"{start}{middle}{end}",
                    f"{start}{end}" if middle in end else f"{start}某{middle}某{end}",
                ):
                    if next((number for number, each in enumerate(entries) if each.matches(name)), -1) == at:
                        reached.add(end)
    assert set(entry.get("ends", [""])) - reached == set()


def test_no_rule_holds_a_word_list_of_its_own(root: Path) -> None:
    listed = re.compile(r"(?:[\u4e00-\u9fff]+\|){3}|(?:[\"'][\u4e00-\u9fff]{1,4}[\"'], ){4}")
    rules = sorted((root / "assistant" / "checking" / "rules").glob("*.py"))
    assert [path.name for path in rules if listed.search(path.read_text(encoding="utf-8"))] == []


OWN = """
kinds:
  - {kind: rate, aspect: quality, ends: [出栏率], direction: up, units: [percent], level2: 质量指标}
units: {thing: [箩], livestock: [羽]}
vague: {grades: [杠杠的]}
terms:
  - {wrong: 出拦, right: 出栏}
"""


def test_a_user_s_file_comes_before_ours(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    data = with_own("lexicon.yaml", path)
    own = build(data)
    assert own.entries[0].matches("生猪出栏率")
    assert len(own.entries) == len(lexicon().entries) + 1
    assert own.families["箩"] == frozenset({"thing"})
    assert own.families["羽"] == frozenset({"livestock"})
    assert own.grades == lexicon().grades | {"杠杠的"}
    assert with_own("terms.yaml", path)[0] == {"wrong": "出拦", "right": "出栏"}
    assert with_own("people.yaml", path) == ours("people.yaml")


def test_a_user_s_folder_holds_files_like_ours(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("words: [王牌]\nsurnames: 亓\n", encoding="utf-8")
    people = with_own("people.yaml", tmp_path)
    assert people["words"][0] == "王牌"
    assert people["surnames"] == "亓" + ours("people.yaml")["surnames"]
    assert with_own("terms.yaml", tmp_path) == ours("terms.yaml")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("kind: []", "kind"),
        ("kinds: {rate: [出栏率]}", "kinds"),
        ("kinds: [{kind: rat, ends: [出栏率]}]", "kind"),
        ("kinds: [{kind: rate, end: [出栏率]}]", "end"),
        ("kinds: [{kind: rate}]", "ends"),
        ("kinds: [{ends: [出栏率]}]", "kind"),
        ("kinds: [出栏率]", "出栏率"),
        ("terms: [{wrong: 出拦}]", "right"),
        ("- 出栏率", "项目"),
        ("kinds: [", "缩进"),
        ("subjects: {economy: 钱}", "subjects.economy"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=named) as caught:
        with_own("terms.yaml" if "terms" in text else "lexicon.yaml", path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LEXICON"):
        with_own("lexicon.yaml", tmp_path / "none.yaml")


def test_the_setting_reaches_the_rules(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    code = "from assistant.checking.lexicon import classify; print(classify('生猪出栏率').level2)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=root,
        env={**os.environ, "ASSISTANT_LEXICON": str(path), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.strip() == "质量指标"


def test_terms_put_nothing_right_that_is_right() -> None:
    terms = load_yaml("terms.yaml")
    assert len({term["wrong"] for term in terms}) == len(terms) >= 30
    for term in terms:
        assert term["wrong"] != term["right"]
        assert term["wrong"] not in term["right"]
