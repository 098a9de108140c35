"""What the signs of symbol fonts look like (`data/symbols.yaml`): Word keeps ☑ and ≥ as places in such fonts."""

from functools import cache
from importlib import resources

from assistant.model.data import parse_yaml

_PRIVATE = range(0xE000, 0xF900)


def symbol(font: str, code: int) -> str | None:
    """Return the sign that a font shows at a place; None where the font is none of symbols, or shows no known sign."""
    signs = _fonts().get(font.lower().strip(), {})
    return signs.get(f"{code & 0xFF:02X}") if code < 0x100 or 0xF000 <= code <= 0xF0FF else None


def is_symbol_font(font: str) -> bool:
    """Return whether a font shows other signs than the text says."""
    return font.lower().strip() in _fonts()


def is_private(code: int) -> bool:
    """Return whether a sign shows nothing outside of the font that it is meant for."""
    return code in _PRIVATE


@cache
def _fonts() -> dict[str, dict[str, str]]:
    text = resources.files("assistant.reading").joinpath("data", "symbols.yaml").read_text(encoding="utf-8")
    return {font: {str(place): sign for place, sign in signs.items()} for font, signs in parse_yaml(text).items()}
