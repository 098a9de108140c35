"""Which engines can be chosen, and what the page says of the configured model."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.model import SettingsError

HOW_TO_CONFIGURE = "没有接大模型；要接，请到“设置”页的“大模型”填写接口地址。"


@dataclass(frozen=True)
class ModelInfo:
    """What the page shows of the model.

    Attributes:
        ready: whether it can be chosen.
        name: the model's name, or empty where the endpoint decides.
        host: where requests go.
        local: whether that is this machine or its own network.
        problem: one Chinese sentence where the settings cannot be used.
    """

    ready: bool = False
    name: str = ""
    host: str = ""
    local: bool = False
    problem: str = ""

    @property
    def label(self) -> str:
        """One line for the head of the page."""
        if not self.ready:
            return "离线起草 · 数据不出本机"
        return f"大模型 {self.name or '（由接口决定）'} · {self.host}"

    @property
    def caption(self) -> str:
        """One line under the choice."""
        where = "数据留在本机或内网" if self.local else f"项目信息将发送到 {self.host}"
        return f"{self.name or '模型由接口决定'} · {self.host}，{where}"


def configured_model() -> ModelInfo:
    """Return what the settings say; never raises, and never shows the key."""
    from assistant.llm import load_settings

    try:
        settings = load_settings()
        if not settings.is_configured:
            return ModelInfo()
        parts = urlsplit(settings.endpoint)
        host = parts.hostname or ""
        return ModelInfo(True, settings.model, f"{host}:{parts.port}" if parts.port else host, settings.is_local)
    except SettingsError as error:
        return ModelInfo(problem=str(error))
