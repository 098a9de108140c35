"""设置 and 帮助: what is changed holds, what the environment gives stays, a key is shown nowhere."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest

from assistant import api, preferences
from assistant.app import services
from assistant.app.settings.own_files import clean_rows, own_file, read_own
from assistant.app.settings.store_view import without_password
from assistant.llm import load_settings
from assistant.model import Indicator, PerformanceTarget, SettingsError, Value
from assistant.preferences import DATABASE, ENDPOINT, FORM, MODEL, OFFLINE, RULES
from tests.app.pages import Page
from tests.support.loopback import Loopback

SECRET = "sk-very-secret-key"


@pytest.fixture(autouse=True)
def _as_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(preferences, "_laid", {})
    services.settings_problem.cache_clear()
    yield
    for name in preferences.NAMES:
        os.environ.pop(name, None)
    services.settings_problem.cache_clear()


@pytest.fixture
def page() -> Page:
    return Page("settings")


def _part(page: Page, part: str) -> Page:
    return page.click(f"part_settings_{part}")


def _fill_model(page: Page, **texts: str) -> Page:
    for name, text in texts.items():
        page.app.text_input(key=f"set_{name}").input(text)
    return page


def test_a_model_is_set_up_on_the_page_and_its_key_is_shown_nowhere(page: Page) -> None:
    assert "离线起草" in page.shown
    _fill_model(page, **{ENDPOINT: "https://llm.example.gov.cn/v1", MODEL: "qwen-max", "key": SECRET}).click(
        "save_model"
    )
    settings = load_settings()
    assert (settings.base_url, settings.model) == ("https://llm.example.gov.cn/v1", "qwen-max")
    assert settings.api_key.get_secret_value() == SECRET
    for place in ("settings", "draft", "projects"):
        page.open(place) if page.desk.page != place else page.run()
        assert SECRET not in page.shown + str(page.app.main)
    assert "llm.example.gov.cn" in page.shown
    page.open("settings").app.checkbox(key="set_forget_key").check()
    page.click("save_model")
    assert load_settings().api_key.get_secret_value() == ""


def test_a_key_need_not_be_kept(page: Page) -> None:
    _fill_model(page, **{ENDPOINT: "https://llm.example.gov.cn/v1", "key": SECRET})
    page.app.checkbox(key="set_keep_key").uncheck()
    page.click("save_model")
    assert load_settings().api_key.get_secret_value() == SECRET
    assert SECRET not in preferences.settings_file().read_text(encoding="utf-8")


def test_what_the_environment_gives_cannot_be_changed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL, "of-environment")
    page = Page("settings")
    assert page.app.text_input(key=f"set_{MODEL}").disabled
    assert MODEL in page.app.text_input(key=f"set_{MODEL}").help
    page.click("save_model")
    assert load_settings().model == "of-environment"


def test_a_wait_that_is_no_number_is_one_sentence_and_nothing_is_kept(page: Page) -> None:
    _fill_model(page, OPENAI_TIMEOUT="很久", OPENAI_MODEL="m").click("save_model")
    assert "整数秒数" in page.shown
    assert load_settings().model == ""


def test_the_connection_is_tried_out_line_by_line(page: Page) -> None:
    with Loopback("stub") as model:
        _fill_model(page, **{ENDPOINT: model.url, MODEL: "stub"}).click("save_model")
        page.click("probe")
        deadline = time.monotonic() + 60
        while page.desk.probe and not page.desk.probe.is_over and time.monotonic() < deadline:
            time.sleep(0.05)
        page.run()
    assert "结论：" in page.shown
    assert '<table class="jx-table">' in page.shown


def test_one_switch_keeps_everything_here(page: Page) -> None:
    _fill_model(page, **{ENDPOINT: "https://llm.example.gov.cn/v1", MODEL: "m"}).click("save_model")
    _part(page, "privacy").app.toggle(key="set_offline").set_value(True)
    page.run()
    assert preferences.value_of(OFFLINE) == "1"
    assert "什么都不发送" in page.shown
    assert not load_settings().is_configured
    assert "离线起草" in page.shown


def test_rules_are_switched_off_and_come_back(
    page: Page, target: PerformanceTarget, row: Callable[..., Indicator]
) -> None:
    bad = target.model_copy(
        update={"indicators": [*target.indicators, row(level2="质量指标", name="合格率", value=Value.parse("≥100%"))]}
    )
    assert "S102" in {finding.rule for finding in api.check(bad).findings}
    _part(page, "rules")
    table: pd.DataFrame = page.app.data_editor[0].value
    at = list(table["编号"]).index("S102")
    page.app.session_state["rules_0"] = {"edited_rows": {at: {"启用": False}}, "added_rows": [], "deleted_rows": []}
    page.click("save_rules")
    assert "停用 1 条" in page.shown
    assert "S102" not in {finding.rule for finding in api.check(bad).findings}
    page.click("reset_rules")
    assert "停用 0 条" in page.shown
    assert "S102" in {finding.rule for finding in api.check(bad).findings}
    assert preferences.value_of(RULES) == ""


def test_the_form_that_new_drafts_start_with(page: Page) -> None:
    _part(page, "rules").app.selectbox(key="set_form").select("hangu")
    page.run()
    assert preferences.value_of(FORM) == "hangu"


def test_words_and_prices_are_kept_in_the_users_own_files(page: Page) -> None:
    _part(page, "words")
    added: dict[str, Any] = {
        "edited_rows": {},
        "deleted_rows": [],
        "added_rows": [{"写成了": "职业技术评训", "应为": "职业技术培训"}],
    }
    page.app.session_state["words_0"] = added
    page.click("save_words")
    assert read_own(own_file("lexicon.yaml"))["terms"] == [{"wrong": "职业技术评训", "right": "职业技术培训"}]
    _part(page, "store")
    line = {"模型名称": "qwen-max", "输入单价": "2", "输出单价": "abc"}
    page.app.session_state[f"prices_{page.desk.settings_version}"] = {
        "edited_rows": {},
        "deleted_rows": [],
        "added_rows": [line],
    }
    page.click("save_prices")
    assert "qwen-max" in page.shown
    assert not own_file("prices.yaml").exists()
    page.app.session_state[f"prices_{page.desk.settings_version}"] = {
        "edited_rows": {}, "deleted_rows": [], "added_rows": [line | {"输出单价": "8.5"}],
    }  # fmt: skip
    page.click("save_prices")
    from assistant.llm.prices import load_prices

    price = load_prices(load_settings().prices)["qwen-max"]
    assert (str(price.prompt), str(price.answer)) == ("2", "8.5")


def test_a_folder_that_is_not_there_is_not_taken(page: Page, tmp_path: Path) -> None:
    _part(page, "words").app.text_input(key="set_examples").input(str(tmp_path / "没有"))
    page.click("save_examples")
    assert "不存在" in page.shown
    (tmp_path / "有").mkdir()
    page.app.text_input(key="set_examples").input(str(tmp_path / "有"))
    page.click("save_examples")
    assert preferences.value_of(preferences.EXAMPLES) == str(tmp_path / "有")


def test_a_databases_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert without_password("postgresql+psycopg://u:geheim@db:5432/x") == "postgresql+psycopg://u:…@db:5432/x"
    monkeypatch.setenv(DATABASE, "sqlite:///drafts.db")
    page = _part(Page("settings"), "store")
    assert "sqlite:///drafts.db" in page.shown


def test_a_broken_settings_file_is_said_and_mended_by_saving(tmp_path: Path) -> None:
    preferences.settings_file().parent.mkdir(parents=True)
    preferences.settings_file().write_text("- broken", encoding="utf-8")
    page = Page("settings")
    assert "重新设置" in page.shown
    _fill_model(page, **{MODEL: "m"}).click("save_model")
    assert preferences.load()[MODEL] == "m"


def test_own_files_that_are_none_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- a list", encoding="utf-8")
    with pytest.raises(SettingsError, match="项目: 内容"):
        read_own(path)
    assert clean_rows([{"a": float("nan"), "b": None}, {"a": " x ", "b": float("nan")}], ("a", "b")) == [
        {"a": "x", "b": ""}
    ]


def test_every_part_of_the_help_is_there_and_rules_are_found_by_their_words() -> None:
    page = Page("help")
    for part, word in {"gaps": "待核实", "terms": "数量指标", "keys": "方向键", "faq": "没有大模型能用吗"}.items():
        page.click(f"part_help_{part}")
        assert word in page.shown
    page.click("part_help_rules")
    assert "共 58 条" in page.shown
    page.app.text_input(key="help_rules").input("满意度")
    page.run()
    assert "S107" in page.shown
    assert "Y102" not in page.shown
