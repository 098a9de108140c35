"""Where the model is: settings, from the environment or a `.env` in the working folder."""

import ipaddress
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.model import SettingsError

OPENAI_URL = "https://api.openai.com/v1"
_LOCAL_SUFFIXES = (".local", ".lan", ".internal", ".localhost", ".home.arpa")


def _plain(raw: Any) -> Any:
    """Pasted settings carry spaces and quotes."""
    return raw.strip().strip("'\"“”").strip() if isinstance(raw, str) else raw


def _switch(raw: Any) -> Any:
    """An empty switch is off."""
    return _plain(raw) or False


Pasted = Annotated[str, BeforeValidator(_plain)]


class Settings(BaseSettings):
    """The model's endpoint. Local endpoints need no key; an endpoint with one model needs no model name."""

    model_config = SettingsConfigDict(
        # utf-8-sig: Windows' Notepad writes a byte order mark.
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    base_url: Annotated[Pasted, Field(validation_alias=AliasChoices("base_url", "OPENAI_BASE_URL"))] = ""
    api_key: Annotated[
        SecretStr, BeforeValidator(_plain), Field(validation_alias=AliasChoices("api_key", "OPENAI_API_KEY"))
    ] = SecretStr("")
    model: Annotated[Pasted, Field(validation_alias=AliasChoices("model", "OPENAI_MODEL"))] = ""
    timeout: Annotated[float, Field(gt=0, validation_alias=AliasChoices("timeout", "OPENAI_TIMEOUT"))] = 600
    """Seconds that one answer may take in all, retries included."""
    kind: Annotated[Pasted, Field(validation_alias=AliasChoices("kind", "ASSISTANT_ENDPOINT"))] = ""
    """A profile's id (`ollama`, `vllm` …) for an endpoint whose address does not tell what it is."""
    prices: Annotated[Pasted, Field(validation_alias=AliasChoices("prices", "ASSISTANT_PRICES"))] = ""
    """A YAML file with prices in yuan per million tokens, see `prices.py`."""
    offline: Annotated[
        bool, BeforeValidator(_switch), Field(validation_alias=AliasChoices("offline", "ASSISTANT_OFFLINE"))
    ] = False
    """Keep everything on this machine: no model is asked, whatever else is set."""

    @property
    def is_configured(self) -> bool:
        """Whether a model can be asked: an endpoint or a key is given, and nothing keeps us on this machine."""
        return not self.offline and bool(self.base_url or self.api_key.get_secret_value())

    def require_model(self) -> None:
        """Raise SettingsError, with what to do, where no model can be asked."""
        if self.offline:
            raise SettingsError(
                "现在设为只在本机运行（ASSISTANT_OFFLINE=1），不向大模型发送任何内容；请用离线引擎，或先关闭这项设置"
            )
        if not self.is_configured:
            raise SettingsError("还没有设置模型：请在环境变量或 .env 里填写 OPENAI_BASE_URL 和 OPENAI_API_KEY")

    @property
    def endpoint(self) -> str:
        """The URL that requests go to, as the SDK wants it: with a scheme, without `/chat/completions`.

        Raises:
            SettingsError: the address cannot be used.
        """
        if not self.base_url:
            return OPENAI_URL
        url = self.base_url
        try:
            if "://" not in url:
                url = ("http://" if is_private(urlsplit(f"//{url}").hostname or "") else "https://") + url
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise SettingsError(f"模型接口地址“{url[:60]}”不对，请写成 https://…/v1 的形式（OPENAI_BASE_URL）")
        return url.rstrip("/").removesuffix("/chat/completions").rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether the endpoint stands on this machine or in its own network."""
        return is_private(urlsplit(self.endpoint).hostname or "")


def is_private(host: str) -> bool:
    """Return whether a host is this machine or in a private network; a proxy for the outside must not get its calls."""
    host = host.lower().strip("[]")
    if host == "localhost" or "." not in host and ":" not in host or host.endswith(_LOCAL_SUFFIXES):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def load_settings() -> Settings:
    """Return the settings of the environment, and of `.env` where the environment says nothing.

    Raises:
        SettingsError: `.env` cannot be read, or a setting in it cannot be used.
    """
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError("工作目录里的 .env 不是 UTF-8 编码，请用记事本另存为 UTF-8 后再试") from error
    except OSError as error:
        raise SettingsError("工作目录里的 .env 打不开，请检查它是不是一个普通文件、有没有读取权限") from error
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        name = name if name.isupper() else f"OPENAI_{name.upper()}"
        # Without `from`: pydantic's error repeats the input, which may be the key.
        raise SettingsError(f"设置 {name} 的值不能用，请在环境变量或 .env 里改正") from None
