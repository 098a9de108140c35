"""The switch for sign-in and its file, without Streamlit: `launch` looks at it before the server starts.

`ASSISTANT_SIGN_IN` names a TOML file as `st.login` wants it:

    [auth]
    redirect_uri = "https://绩效.单位.gov.cn/oauth2callback"
    cookie_secret = "一长串随机字符"
    client_id = "…"
    client_secret = "…"
    server_metadata_url = "https://统一认证地址/.well-known/openid-configuration"
"""

import os
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

SWITCH: Final = "ASSISTANT_SIGN_IN"
_SHARED: Final = ("redirect_uri", "cookie_secret")
_PROVIDER: Final = ("client_id", "client_secret", "server_metadata_url")
_SECRET_LENGTH: Final = 32


def secrets_file() -> Path | None:
    """Return the file that the switch names; None where nobody need sign in."""
    named = os.environ.get(SWITCH, "").strip()
    return Path(named) if named else None


def refusal() -> str | None:
    """Return why the server cannot start with this switch, as one Chinese sentence; None where it can."""
    path = secrets_file()
    if path is None:
        return None
    if find_spec("authlib") is None:
        return "统一登录要用的组件没有安装，请执行 pip install 'jixiao-assistant[auth]'"
    try:
        auth = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("auth")
    except OSError:
        return f"{SWITCH} 指定的登录设置文件“{path}”打不开，请改正路径"
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return f"登录设置文件“{path.name}”的格式不对，请存为 UTF-8，照 docs/使用手册.md 的样子写"
    return _fault(auth, path.name)


def _fault(auth: Any, name: str) -> str | None:
    if not isinstance(auth, dict):
        return f"登录设置文件“{name}”里没有 [auth] 一节，请照 docs/使用手册.md 的样子写"
    lacking = [key for key in (*_SHARED, *_PROVIDER) if not isinstance(auth.get(key), str) or not auth[key].strip()]
    if lacking:
        return f"登录设置文件“{name}”的 [auth] 里缺少 {'、'.join(lacking)}"
    if len(auth["cookie_secret"]) < _SECRET_LENGTH:
        return f"登录设置文件“{name}”里的 cookie_secret 太短，请换成 {_SECRET_LENGTH} 个字符以上的随机串，否则登录可以被伪造"
    return None
