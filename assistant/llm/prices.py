"""What a model's tokens cost: a table that the user keeps, since prices change and contracts differ.

`ASSISTANT_PRICES` names a YAML file, in yuan per million tokens:

    deepseek-v4: {prompt: 2, answer: 3}
    qwen3: {prompt: 0.8, answer: 2}

A model is looked up by its name, else by the longest name in the table that it begins with.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.llm.interface import Price
from assistant.model import SettingsError
from assistant.model.data import parse_yaml

# A YAML number is a float; its printed form is what the user wrote.
_Yuan = Annotated[Decimal, BeforeValidator(str), Field(ge=0)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    prompt: _Yuan
    answer: _Yuan


_TABLE = TypeAdapter(dict[str, _Line])


def load_prices(path: str) -> dict[str, Price]:
    """Return the price table by model name in lower case; empty where no file is set.

    Raises:
        SettingsError: the file cannot be read, or a line in it cannot be used.
    """
    import yaml

    if not path:
        return {}
    try:
        lines = _TABLE.validate_python(parse_yaml(Path(path).read_text(encoding="utf-8-sig")) or {})
    except OSError as error:
        raise SettingsError(f"ASSISTANT_PRICES 指定的价目文件“{path}”打不开，请改正路径或取消这项设置") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"价目文件“{path}”不是 UTF-8 的 YAML 文件，请照 docs/接口.md 的格式改正") from error
    except ValidationError as error:
        where = (
            "“" + " ".join(str(part) for part in error.errors()[0]["loc"]) + "”处" if error.errors()[0]["loc"] else ""
        )
        raise SettingsError(
            f"价目文件“{path}”{where}写法不对，每行应为“模型名: {{prompt: 单价, answer: 单价}}”，单位元/百万 token"
        ) from error
    return {name.lower(): Price(line.prompt, line.answer) for name, line in lines.items()}


def price_of(model: str, prices: dict[str, Price]) -> Price | None:
    """Return a model's price, or None where the table does not know it."""
    model = model.lower()
    near = max((name for name in prices if model.startswith(name)), key=len, default=None)
    return prices[near] if near is not None else None
