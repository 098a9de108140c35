"""An endpoint tried out with the prompt of a real draft."""

from collections.abc import Callable

from assistant.drafting.brief import Brief
from assistant.drafting.facts import Facts
from assistant.drafting.online.draft_prompt import draft_messages
from assistant.drafting.online.fewshot import shots
from assistant.forms import get_form
from assistant.llm import Settings, Stop
from assistant.llm.probe import probe
from assistant.llm.probe_report import ProbeLine, ProbeReport

# An ordinary brief in the form with the most columns; nobody's project.
_BRIEF = {
    "name": "农村饮水安全巩固提升工程",
    "budget": "860万元",
    "form": "central",
    "year": 2027,
    "unit": "某县水利局",
    "purpose": "改造4个乡镇的供水管网38公里，更换老旧水表6200只，新建消毒设施4套，配套水质检测设备，工期10个月，惠及农村居民2.1万人。",
}


def probe_endpoint(
    settings: Settings, told: Callable[[ProbeLine], None] | None = None, stop: Stop | None = None
) -> ProbeReport:
    """Try the endpoint out: what works, what does not and what to do, in Chinese lines; the key is in none of them.

    Args:
        settings: of the endpoint.
        told: is told each line as it is found.
        stop: ends the probe from any thread.

    Raises:
        SettingsError: no endpoint is configured, or its settings cannot be used.
    """
    from assistant.library import Library

    brief = Brief.of(**_BRIEF)  # type: ignore[arg-type]
    form = get_form(brief.form)
    examples = shots(Library.load().search(brief.name, brief.purpose, 12, form.id, least=0), form)
    question = draft_messages(brief, form, Facts.of(brief), [shot.text for shot in examples])
    return probe(settings, question, told, stop)
