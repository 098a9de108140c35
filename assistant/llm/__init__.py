"""The model's endpoint: settings, one client, and the scripted model that tests, evals and demos use.

The only room that imports openai, instructor and tenacity, and it does so inside functions: naming a setting or
scripting a model costs no SDK.
"""

from assistant.llm.client import ChatClient, warm_up
from assistant.llm.interface import Item, LanguageModel, Message, TokenUsage
from assistant.llm.scripted import ScriptedModel
from assistant.llm.settings import Settings, load_settings
from assistant.llm.sharing import Shared
from assistant.llm.stopping import Stop
from assistant.llm.tokens import estimate_prompt, estimate_tokens

__all__ = [
    "ChatClient",
    "Item",
    "LanguageModel",
    "Message",
    "ScriptedModel",
    "Settings",
    "Shared",
    "Stop",
    "TokenUsage",
    "estimate_prompt",
    "estimate_tokens",
    "load_settings",
    "warm_up",
]
