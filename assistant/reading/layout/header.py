"""Read the head of a form: fields by their printed labels, goals, year, money unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.forms import FormDefinition
from assistant.model import Goal, MoneyUnit, Period, Place
from assistant.model.text import tidy
from assistant.reading.grid import Row
from assistant.reading.layout.recognise import frame_texts
from assistant.reading.lexicon import key, labels

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d)")
_WRITTEN_ON = re.compile(r"(?:填报|填表|编制|申报|制表)(?:日期|时间)[：:].*$")
_GOAL = re.compile(
    r"^(?:(长期|中期|总体|实施期)|(年度|当年|本年))(?:绩效)?(?:总体)?目标(?:\d{0,2}|(?:(?:19|20)[\dX×*]{2}|年度).{0,24})$"
)
_GOAL_NUMBER = re.compile(r"^(?:绩效)?目标\d+$")
INLINE = re.compile(r"^(?P<label>[^：:]{2,20})\s*[：:]\s*(?P<value>.*)$", re.DOTALL)
_UNIT_IN_BRACKETS = re.compile(r"[（(]\s*(?:单位[：:])?\s*(万元|元)\s*[）)]")


@dataclass
class Head:
    """What the head of a form says.

    Attributes:
        values: text by field: `name`, `budget`, …, or a key of the form's fields; as printed, pieces joined.
        scattered: fields whose text stood in three cells or more, so that its order is unsure.
        unplaced: labels of goals one of which a line below must be meant for, and which one is unsure.
        goals: in printed order.
        goal_places: where each goal stands in the file.
        place: where the row that names the project stands.
        money_unit: as a heading says it (金额单位：万元, 项目资金(元)), else None.
    """

    values: dict[str, str] = field(default_factory=dict)
    scattered: set[str] = field(default_factory=set)
    unplaced: list[str] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    goal_places: list[Place | None] = field(default_factory=list)
    place: Place | None = None
    here: Place | None = None
    """The row that is being read."""
    money_unit: MoneyUnit | None = None
    year: int | None = None


@dataclass(frozen=True)
class Label:
    """A cell of the head that names another's content."""

    column: int
    kind: str  # "field", "goal" or "structure"
    name: str
    unit: str = ""
    """The money unit that the label itself names."""
    text: str = ""
    """The label as printed, where two may mean the same field."""


class HeadReader:
    """Reads heads of one form."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form
        self._fields: dict[str, list[str]] = {}
        for definition in form.fields:
            for word in dict.fromkeys((definition.key, *definition.labels)):
                self._fields.setdefault(key(word), []).append(definition.key)
        for word, name in labels().fields.items():
            self._fields.setdefault(word, [name])
        self._goals: dict[str, Period] = {key(goal.label): goal.period for goal in form.goals}
        self._structure = labels().structure | {key(text) for text in frame_texts(form)}

    def read(self, rows: Sequence[Row]) -> Head:
        """Read the rows above the first indicator table."""
        head = Head()
        name = self._name(rows)
        below: list[Label] = []
        purpose_next = False
        waiting: str | None = None
        above: Row | None = None
        for printed in rows:
            row, above = self._without_repeats(printed, above), printed
            head.here = printed.place
            self._units_and_year(row, name, head)
            if not row.in_table:
                goals = [label for label in below if label.kind == "goal"]
                if goals and "：" not in row.joined[:20]:
                    self._line_below(row.cells[0], goals, head)
                else:
                    waiting = self._line(row.cells[0], waiting, head)
                below = []
                continue
            if not row.own:
                continue
            found = self._labels(row)
            if below and not found:
                self._values_below(row, below, head)
            elif purpose_next and not found and row.single:
                self._put(head, "purpose", [row.own[0][1]])
            else:
                self._values_right(row, found, head)
            below = self._bare_labels(row, found) if found else []
            purpose_next = any(key(text) in labels().purpose_below for _, text in row.filled)
        return head

    def _without_repeats(self, row: Row, above: Row | None) -> Row:
        """Mark labels that only repeat the cell above, as a merged cell is spelt out on each of its rows."""
        if above is None or not (row.in_table and above.in_table):
            return row
        repeated = {
            column
            for column, text in row.own
            if column < len(above.cells) and above.cells[column] == text and key(text) in self._structure
        }
        return replace(row, carried=row.carried | repeated) if repeated else row

    def _name(self, rows: Sequence[Row]) -> str:
        """Return the project's name: a title may hold it, and a year in it is not the form's."""
        for row in rows:
            found = self._labels(row) if row.in_table else []
            label = next((label for label in found if label.name == "name"), None)
            if label is not None:
                return next(("".join(text.split()) for column, text in row.own if column > label.column), "")
        return ""

    def _labels(self, row: Row) -> list[Label]:
        """Return the cells of a row that are labels; a label printed twice means two fields, in the form's order."""
        found: list[Label] = []
        whole = key(row.joined)
        if whole in self._structure:
            return [Label(row.own[0][0], "structure", whole)] if row.own else []
        used: list[str] = []
        cells = [(column, key(text)) for column, text in row.own]
        for column, word in cells:
            if word in self._fields:
                choices = self._fields[word]
                twice = sum(1 for _, other in cells if other == word) > 1
                left = [name for name in choices if name not in used]
                name = left[0] if left and twice else (word if word in choices else (left or choices)[0])
                used.append(name)
                found.append(Label(column, "field", name))
            elif word in self._structure and word not in self._goals:
                found.append(Label(column, "structure", word))
            elif (period := self._goal_period(word)) is not None:
                found.append(Label(column, "goal", period))
        return found

    def _goal_period(self, word: str) -> Period | None:
        if word in self._goals:
            return self._goals[word]
        named = _GOAL.match(word)
        if named:
            return "long_term" if named[1] else "annual"
        return "annual" if _GOAL_NUMBER.match(word) else None

    def _values_right(self, row: Row, found: list[Label], head: Head) -> None:
        """A label's value is what stands between it and the next label."""
        for place, label in enumerate(found):
            end = found[place + 1].column if place + 1 < len(found) else len(row.cells)
            pieces = [text for column, text in row.own if label.column < column < end and not self._is_labelled(text)]
            # A cell merged across columns may be spelt out in each of them.
            pieces = [piece for at, piece in enumerate(pieces) if at == 0 or piece != pieces[at - 1]]
            if pieces and label.kind != "structure":
                self._take(head, label, pieces)
        self._inlines(row, found, head)

    def _inlines(self, row: Row, found: list[Label], head: Head) -> None:
        """Read the cells that bring their own label."""
        for _, text in row.own:
            inline = INLINE.match(text)
            if inline and inline["value"].strip() and key(inline["label"]) in self._fields:
                self._put(head, self._fields[key(inline["label"])][0], [inline["value"]])

    def _is_labelled(self, text: str) -> bool:
        """Whether a cell brings its own label (`金额单位：万元`), and so is no other's value."""
        inline = INLINE.match(text)
        label = key(inline["label"]) if inline else ""
        return label in labels().money_unit or label in self._fields

    def _bare_labels(self, row: Row, found: list[Label]) -> list[Label]:
        """Return the labels whose values must stand on the next row: several, and nothing but labels."""
        valued = [label for label in found if label.kind != "structure"]
        alone = len(found) == len(row.own)
        return valued if alone and (len(valued) > 1 or (valued and len(found) > 1)) else []

    def _values_below(self, row: Row, below: list[Label], head: Head) -> None:
        for column, text in row.own:
            at_or_left = [label for label in below if label.column <= column]
            label = max(at_or_left, key=lambda item: item.column) if at_or_left else below[0]
            if any(item.column == column for item in below):
                label = next(item for item in below if item.column == column)
            self._take(head, label, [text])

    def _line_below(self, text: str, goals: list[Label], head: Head) -> None:
        """Take a line whose cell borders are lost for the goal that is printed last, 年度; the other may be meant."""
        self._take(head, goals[-1], [text])
        if len(goals) > 1:
            head.unplaced = [goal.label for goal in self._form.goals]

    def _take(self, head: Head, label: Label, pieces: list[str]) -> None:
        if label.kind == "goal":
            period: Period = "long_term" if label.name == "long_term" else "annual"
            text = paragraphs(" ".join(pieces))
            # Beside each other there is one cell a period: each paragraph in it is a goal.
            texts = text.split("\n") if self._form.layout.goals.side_by_side else [text]
            head.goals.extend(Goal(period=period, text=part) for part in texts)
            head.goal_places.extend([head.here] * len(texts))
        else:
            self._put(head, label.name, pieces)

    def _put(self, head: Head, name: str, pieces: list[str]) -> None:
        text = " ".join(pieces)
        if len(pieces) > 2 and name not in head.values:
            head.scattered.add(name)
        if name == "name" and name not in head.values:
            head.place = head.here
        head.values.setdefault(name, paragraphs(text) if name == "purpose" else tidy(text))

    def _line(self, text: str, waiting: str | None, head: Head) -> str | None:
        """Read a line above the table; `申报单位：` alone waits for the next line."""
        inline = [part for chunk in re.split(r"\s{2,}|\t", text) if (part := INLINE.match(chunk.strip()))]
        left: str | None = None
        for found in inline:
            names = self._fields.get(key(found["label"]))
            if names and found["value"].strip():
                self._put(head, names[0], [found["value"]])
            elif names:
                left = names[0]
        if waiting and not inline:
            self._put(head, waiting, [text])
        return left

    def _units_and_year(self, row: Row, name: str, head: Head) -> None:
        for _, text in row.own:
            bracketed = _UNIT_IN_BRACKETS.search(text) if len(text) <= 20 else None
            inline = INLINE.match(text) if len(text) <= 60 else None
            if bracketed:
                head.money_unit = "元" if bracketed[1] == "元" else "万元"
            elif inline and key(inline["label"]) in labels().money_unit and "元" in inline["value"]:
                head.money_unit = "万元" if "万" in inline["value"] else "元"
        above = not row.in_table or (row.single and "name" not in head.values)
        if head.year is None and above and len(row.joined) <= 80:
            found = _YEAR.search(_WRITTEN_ON.sub("", row.joined.replace(name, "")))
            head.year = int(found[1]) if found else None


def paragraphs(text: str) -> str:
    """Return a text with its paragraphs a line each."""
    return "\n".join(line for part in text.split("\n") if (line := tidy(part)))


def year_of(rows: Sequence[Row]) -> int | None:
    """Return the year that the headings of a document name, if any."""
    for row in rows:
        found = _YEAR.search(_WRITTEN_ON.sub("", row.joined)) if len(row.joined) <= 40 else None
        if found:
            return int(found[1])
    return None
