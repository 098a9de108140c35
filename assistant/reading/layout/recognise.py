"""Say which form a section is, by evidence; a form that is none of those we know is read as the general one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.forms import FormDefinition, all_forms
from assistant.reading.grid import Row
from assistant.reading.layout.columns import SUB, find_columns
from assistant.reading.lexicon import key

GENERAL = "general"
# A form is known by this share of what it prints, and of columns that it has in common with the table; or by its title
# and little else, if most columns are its own.
_ENOUGH, _COLUMNS = 0.45, 0.5
_WITH_TITLE = 0.15
_COLUMNS_OF_TITLE = 0.8


@dataclass(frozen=True)
class Evidence:
    """What speaks for a form.

    Attributes:
        share: the share of its printed words that is found, rarer words counting for more.
        title: whether its title is found.
        columns: the share of columns that table and form have in common.
    """

    score: float
    share: float
    title: bool
    columns: float

    @property
    def enough(self) -> bool:
        """Whether the form is this one."""
        alike = self.title and self.share >= _WITH_TITLE
        known = self.share >= _ENOUGH and self.columns >= _COLUMNS
        return known or (alike and self.columns >= _COLUMNS_OF_TITLE)


def recognise(rows: Sequence[Row]) -> FormDefinition:
    """Return the form whose printed words occur here, or the general one; a word that few forms print counts for more."""
    forms = all_forms()
    found = weigh(rows)
    best = max(found, key=lambda name: (found[name].score, -found[name].share))
    if GENERAL in forms and not found[best].enough:
        return forms[GENERAL]
    return forms[best]


def weigh(rows: Sequence[Row]) -> dict[str, Evidence]:
    """Return the evidence for each known form."""
    seen = {key(text) for row in rows for _, text in row.own} | {key(row.joined) for row in rows}
    titles = {row.joined for row in rows if len(row.joined) <= 60}
    headers = _headers(rows)
    forms = {name: form for name, form in all_forms().items() if name != GENERAL}
    items = {name: _items(form) for name, form in forms.items()}
    spread = Counter(word for words in items.values() for item in words for word in item)
    found: dict[str, Evidence] = {}
    for name, form in forms.items():
        weights = [(min(spread[word] for word in item), item & seen) for item in items[name]]
        score = sum(1 / rare for rare, hit in weights if hit)
        whole = sum(1 / rare for rare, _ in weights)
        found[name] = Evidence(score, score / whole, _titled(form, titles), _alike(form, headers))
    return found


def _items(form: FormDefinition) -> list[frozenset[str]]:
    """Return what a form prints, each thing as the set of its labels: fields, goals, columns, tables, levels, frames."""
    printed = [(field.key, *field.labels) for field in form.fields]
    printed += [(goal.label,) for goal in form.goals]
    printed += [(column.label, *column.labels) for column in form.columns]
    printed += [(word,) for table in form.tables for word in (table.title, table.row_label) if word]
    printed += [(level.printed,) for level in form.levels if level.printed]
    printed += [(text,) for text in frame_texts(form)]
    return list(dict.fromkeys(frozenset(map(key, words)) for words in printed))


def frame_texts(form: FormDefinition) -> list[str]:
    """Return the words of a form's layout that are neither fields nor values."""
    layout = form.layout
    cells = [cell for row in (*layout.header, *layout.goals.header) for cell in row]
    return [text for text in (*(cell.text for cell in cells), layout.goals.label, layout.table.label) if text]


def _titled(form: FormDefinition, titles: set[str]) -> bool:
    pattern = re.escape(form.title).replace(r"\{year\}", r"\d{4}").replace(r"\{name\}", ".*")
    plain = re.escape(form.title_without_year or form.title)
    return any(re.fullmatch(rf"(?:{pattern}|{plain})", title) for title in titles)


def _headers(rows: Sequence[Row]) -> set[str]:
    columns = next((columns for row in rows if (columns := find_columns(row))), None)
    return {key(header.text) for header in columns.headers if header.role != "frame"} if columns else set()


def _alike(form: FormDefinition, headers: set[str]) -> float:
    """Return the share of columns that a form and a table have in common, of all that either has."""
    own = [frozenset(map(key, (column.label, *column.labels))) for column in form.columns]
    hit = sum(any(header.partition(SUB)[0].startswith(tuple(words)) for header in headers) for words in own)
    return hit / max(len(own) + len(headers) - hit, 1)
