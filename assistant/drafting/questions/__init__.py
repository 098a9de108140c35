"""The few questions whose answers make a draft firm, and the answers as known figures."""

from assistant.drafting.questions.answers import answered
from assistant.drafting.questions.choose import questions
from assistant.drafting.questions.question import Question

__all__ = ["Question", "answered", "questions"]
