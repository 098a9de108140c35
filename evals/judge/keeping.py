"""Answers of judges, kept on disk: by prompt and its version, rubric, drafts and model, so that the same is asked once.

The key is a hash of the whole question as it would be sent (which holds rubric, brief and drafts), the prompt's id and version, and
the model's name. One file an answer, written at once: a run that is stopped goes on where it was.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.llm import Message
from assistant.model import InputError
from evals.results.store import runs_folder

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Kept:
    """A folder of answers."""

    folder: Path

    @classmethod
    def usual(cls) -> "Kept":
        """Return the folder beside the runs."""
        return cls(runs_folder() / "judge")

    def key(self, prompt: str, version: int, model: str, messages: Sequence[Message]) -> str:
        """Return the key of a question."""
        whole = json.dumps([prompt, version, model, [list(message) for message in messages]], ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()[:32]

    def get(self, key: str, shape: type[Shape]) -> Shape | None:
        """Return a kept answer; None where there is none, or none that can be read."""
        try:
            return shape.model_validate_json((self.folder / f"{key}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, answer: BaseModel) -> None:
        """Keep an answer.

        Raises:
            InputError: the folder cannot be written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half = self.folder / f"{key}.part"
            half.write_text(answer.model_dump_json(indent=1), encoding="utf-8")
            half.replace(self.folder / f"{key}.json")
        except OSError as error:
            raise InputError(
                f"评审结果存不进“{self.folder}”，请检查这个文件夹能否写入，或用 ASSISTANT_HOME 指定别处"
            ) from error
