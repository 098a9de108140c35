"""The command `assistant draft`: ask what would make the draft firm, draft while rows are shown, hand it over."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli_text import print_json, print_report, show_event, tell, write_out

if TYPE_CHECKING:
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Draft, EngineName

DONE, WRONG_USE = 0, 2


def run_draft(options: argparse.Namespace) -> int:
    """Run the command; return its exit code. Raises AssistantError in one Chinese sentence."""
    from assistant.api import stream_draft
    from assistant.drafting.brief import Brief
    from assistant.drafting.events import Finished
    from assistant.forms import get_form
    from assistant.preferences import default_form
    from assistant.writing import kind_for

    form = get_form(options.form or default_form())
    brief = Brief.of(
        options.name, options.budget, options.purpose, form.id, options.year, options.unit, tuple(options.fact or ())
    )
    if options.output:
        kind_for(Path(options.output))  # said before a minute of drafting, not after it
    if options.ask:
        brief = _asked(brief, options.engine)
    draft = None
    for event in stream_draft(brief, options.engine):
        show_event(event, quiet=options.json)
        if isinstance(event, Finished):
            draft = event.draft
    assert draft is not None
    return _deliver(draft, options)


def _asked(brief: "Brief", engine: "EngineName | None") -> "Brief":
    """Ask the clerk what would make the draft firm, a line an answer; an answer that is no figure is asked for again."""
    from assistant.api import questions
    from assistant.drafting.questions import answered
    from assistant.model import InputError

    asked = questions(brief, engine)
    if asked:
        tell(f"起草前有 {len(asked)} 个问题，不知道的直接回车跳过")
    for number, question in enumerate(asked, 1):
        tell(f"{number}. {question.text}（{question.example}，{question.why}）")
        while line := sys.stdin.readline():
            try:
                brief = answered(brief, {question: line})
                break
            except InputError as error:
                if not sys.stdin.isatty():  # nobody is there to answer again
                    raise
                tell(f"{error}；不知道请直接回车")
    return brief


def _deliver(draft: "Draft", options: argparse.Namespace) -> int:
    from assistant.model import to_data

    if options.output:
        write_out([draft.target], options.output)
    if options.json:
        findings = [finding.model_dump(mode="json") for finding in draft.report.findings]
        print_json(to_data(draft.target) | {"findings": findings, "usage": draft.usage.as_data()})
    else:
        print_report(draft.report)
    if said := draft.usage.text():
        tell(said)
    return DONE if draft.complete else WRONG_USE
