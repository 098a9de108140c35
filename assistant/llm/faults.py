"""What went wrong with the endpoint, as one Chinese sentence that says what to do; a key never stands in it."""

import re
from typing import Any
from urllib.parse import urlsplit

from assistant.llm.profiles import Meaning, meaning_of
from assistant.llm.retrying import retry_after, status_of
from assistant.llm.settings import Settings
from assistant.model import ModelServiceError
from assistant.model.errors import ServiceFault
from assistant.model.text import tidy

_SECRET = re.compile(r"\b(?:sk|ak|key)-[\w*.-]{4,}|Bearer\s+\S+", re.IGNORECASE)
_BY_MEANING: dict[Meaning, tuple[ServiceFault, str]] = {
    "too_long": ("too_long", "材料连同样例超出了这个模型的上下文长度，请换上下文更长的模型，或缩短资金用途"),
    "content": ("refused", "模型接口的内容审核没有放行，请检查项目名称和资金用途的措辞，或换一个模型"),
    "no_money": ("rate_limit", "模型账户的余额或额度不足，请充值或换一个密钥后再试"),
    "no_model": ("not_found", "模型接口没有“{model}”这个模型，请核对 OPENAI_MODEL"),
}
_BY_KIND: dict[ServiceFault, str] = {
    "too_long": "材料连同样例超出了这个模型的上下文长度，请换上下文更长的模型，或缩短资金用途",
    "auth": "密钥不对或没有权限，请核对 OPENAI_API_KEY 是不是 {host} 的密钥",
    "not_found": "模型接口没有“{model}”这个模型，或者地址不对，请核对 OPENAI_MODEL 和 OPENAI_BASE_URL（一般以 /v1 结尾）",
    "rate_limit": "模型接口正忙（请求过于频繁），重试后仍被限流，请{later}再试",
    "server": "模型接口出错，重试后仍未恢复，请稍后再试{detail}",
    "network": "连不上模型接口 {host}，请检查网络、OPENAI_BASE_URL 和代理设置",
    "timeout": "模型接口 {host} 太久没有回答，请稍后再试，或换一个更快的模型（OPENAI_TIMEOUT 可放宽时限）",
    "refused": "模型接口拒绝了请求，请换一个模型或联系接口的管理员{detail}",
    "cut": "模型的回答中途断了，没有说完，请重试",
    "bad_answer": "模型没有按要求的格式回答，请重试或换一个模型{detail}",
    "cancelled": "已停止",
}
LENGTH_CUT = "模型的回答达到长度上限被截断，请换一个输出更长的模型，或缩短资金用途"
THOUGHT_AWAY = "模型把回答的长度都用在思考上，没有写出内容，请换一个不思考的模型，或在接口一侧关闭思考"
ENDLESS = "模型写个不停（超过 {signs:,} 字），已停止接收，请换一个模型"


def fault(
    kind: ServiceFault, settings: Settings, model: str = "", detail: str = "", wait: float | None = None
) -> ModelServiceError:
    """Make the error of one kind; `detail` is the endpoint's own words, cleaned here; `wait` the seconds it asks for."""
    said = clean(detail, settings)
    sentence = _BY_KIND[kind].format(
        host=urlsplit(settings.endpoint).netloc.rpartition("@")[2],
        model=model or settings.model,
        detail=f"（接口说：{said}）" if said else "",
        later=_later(wait),
    )
    return ModelServiceError(sentence, kind)


def from_sdk(error: BaseException, settings: Settings, model: str = "") -> ModelServiceError:
    """Turn an exception of the SDK, or of the HTTP library below it, into ours."""
    message = _message(error)
    meaning = meaning_of(message)
    if meaning:
        kind, sentence = _BY_MEANING[meaning]
        return ModelServiceError(sentence.format(model=model or settings.model), kind)
    return fault(_kind(error), settings, model, message, retry_after(error))


def _later(seconds: float | None) -> str:
    if seconds is None or seconds <= 0:
        return "过几分钟"
    return f"在 {seconds:.0f} 秒后" if seconds < 120 else f"在约 {seconds / 60:.0f} 分钟后"


def cause_of(error: BaseException, settings: Settings) -> BaseException | None:
    """Return the error to chain from; None where its text repeats the key, as some endpoints' answers do."""
    key = settings.api_key.get_secret_value()
    return None if key and key in f"{error}{getattr(error, 'body', '')}" else error


def clean(text: str, settings: Settings) -> str:
    """Return an endpoint's words, short and without anything that looks like a key."""
    key = settings.api_key.get_secret_value()
    text = text.replace(key, "***") if key else text
    return tidy(_SECRET.sub("***", re.sub(r"<[^>]{0,200}>", " ", text)))[:120]


def _message(error: BaseException) -> str:
    body: Any = getattr(error, "body", None)
    if isinstance(body, dict):
        inner = body.get("error", body)
        if isinstance(inner, dict):
            return " ".join(str(inner[key]) for key in ("code", "type", "message") if inner.get(key))
        return str(inner)
    return str(getattr(error, "message", error))


def _kind(error: BaseException) -> ServiceFault:
    import httpx2
    import openai

    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return "timeout"
    if isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError):
        return "cut"
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError):
        return "network"
    status = status_of(error)
    if status in (401, 403):
        return "auth"
    if status == 404:
        return "not_found"
    if status == 429:
        return "rate_limit"
    if status >= 500:
        return "server"
    return "refused" if status >= 400 else "server"
