"""The first draft should not be slower than the second: what it needs is loaded while the user types."""

import threading

_BRIEF = ("预热", "1万元", "为了让第一稿不慢，先读一遍样例和词表")


def warm_up() -> None:
    """Load the SDK, the examples with their mended rows, the word lists and the prompts, in the background."""
    from assistant.llm import warm_up as load_sdk

    load_sdk()
    threading.Thread(target=load, name="warm-up-drafting", daemon=True).start()


def load() -> None:
    """Do what a draft does before it sends anything, and throw it away; a setting that is wrong is the draft's to say."""
    from assistant.drafting.brief import Brief
    from assistant.drafting.online.sent import what_is_sent
    from assistant.llm import Settings
    from assistant.model import AssistantError

    try:
        what_is_sent(Brief.of(*_BRIEF), Settings.model_construct())
    except AssistantError:
        return
