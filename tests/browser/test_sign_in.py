"""Signing in by OpenID Connect against a local service: two people on one server, each with drafts of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import free_port
from tests.support.oidc import CLIENT, SECRET, Provider

pytestmark = pytest.mark.browser


@pytest.fixture
def people(browser: Any) -> Any:
    """A browser of its own for each person."""
    contexts = [browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN") for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def _switch(folder: Path, port: int, provider: Provider) -> str:
    file = folder / "登录.toml"
    file.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 3}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    return str(file)


def _sign_in(tab: Any, name: str) -> None:
    tab.get_by_role("button", name="登录").click(timeout=30_000)
    tab.get_by_role("link", name=name).click(timeout=30_000)
    tab.get_by_text(name).wait_for(timeout=30_000)


def test_two_people_sign_in_and_neither_sees_what_is_the_others(
    people: list[Any], serve: Callable[..., Any], tmp_path: Path
) -> None:
    jia, yi = people
    port = free_port()
    with Provider() as provider, serve({"ASSISTANT_SIGN_IN": _switch(tmp_path, port, provider)}, port) as address:
        jia.goto(f"{address}/settings")
        jia.get_by_role("button", name="登录").wait_for(timeout=60_000)
        assert not jia.locator(".st-key-topbar").count()
        _sign_in(jia, "甲科员")
        jia.get_by_role("button", name="用示例项目试一试").click(timeout=30_000)
        jia.wait_for_url("**/edit?draft=*", timeout=60_000)
        jia.get_by_text("养老护理员职业技能培训补贴").first.wait_for(timeout=30_000)
        draft = jia.url

        yi.goto(address)
        _sign_in(yi, "乙科员")
        yi.get_by_text("从这里开始").wait_for(timeout=30_000)
        yi.goto(draft)
        yi.locator(".st-key-topbar").wait_for(timeout=30_000)
        yi.get_by_text("找不到").first.wait_for(timeout=30_000)
        assert not yi.get_by_text("养老护理员").count()

        yi.locator(".st-key-topbar").get_by_role("button", name="设置").click()
        yi.get_by_text("只能查看").wait_for(timeout=30_000)
        assert yi.get_by_label("接口地址").is_disabled()

        jia.reload()
        jia.get_by_text("甲科员").wait_for(timeout=30_000)
        jia.get_by_role("button", name="退出").click()
        jia.get_by_role("button", name="登录").wait_for(timeout=30_000)
        jia.goto(draft)
        jia.get_by_role("button", name="登录").wait_for(timeout=30_000)
        assert not jia.get_by_text("养老护理员").count()
