"""What `Money` and `Value` share: in JSON they are the text that a form prints, in Python they are parsed."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Printed(ABC):
    """A parsed thing whose interchange form is its printed text.

    Numbers are refused on the way in: a JSON number is a float, and money and target values are exact.
    """

    schema_description: ClassVar[str]

    @classmethod
    @abstractmethod
    def parse(cls, text: str) -> Self:
        """Read the printed text; raise ValueError with one Chinese sentence when that cannot be done."""

    @classmethod
    def _from_any(cls, raw: Any) -> Self:
        if isinstance(raw, cls):
            return raw
        if isinstance(raw, str):
            return cls.parse(raw)
        raise ValueError(f"应写成文字，而不是 {type(raw).__name__}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from text or an instance; serialise as text."""
        return core_schema.no_info_plain_validator_function(
            cls._from_any, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The published schema says string."""
        return {"type": "string", "description": cls.schema_description}
