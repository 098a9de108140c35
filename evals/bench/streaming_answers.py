"""Recorded answers as a model would give them today: the same words in the format that is asked for now."""

import json

from assistant.drafting.online.cells import columns, rows_in
from assistant.drafting.online.goals import goals_in
from assistant.drafting.online.rows import parse_row
from assistant.forms import get_form
from assistant.llm.jsonstream import AnswerScanner
from evals.replay import Recording


def todays_answer(recording: Recording) -> str:
    """Return a recording's first answer in today's format; one that is in it already comes back in the same words."""
    form = get_form(recording.brief.form)
    said = json.loads(recording.answers[0])
    goals = [[period or "annual", text] for goal in said["goals"] for period, text in goals_in(goal)]
    rows = [parse_row(row, form) for element in said["rows"] for row in rows_in(element)]
    lines = [json.dumps([getattr(row, key) or "" for key in columns(form)], ensure_ascii=False) for row in rows]
    body = ",\n".join(line.replace('", "', '","') for line in lines)
    return f'{{"goals":{json.dumps(goals, ensure_ascii=False)},"rows":[\n{body}]}}'


def first_row_end(text: str) -> int:
    """Return how many signs have been sent when the first row is whole."""
    scanner = AnswerScanner(("rows",))
    return next(at for at, sign in enumerate(text, 1) if list(scanner.feed(sign)))
