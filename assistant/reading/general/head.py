"""Read the head of a form that we do not know: known labels wherever they stand, the others under what is printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.forms import FormDefinition
from assistant.model import Goal, Period
from assistant.reading.general.funds import without_fund_tables
from assistant.reading.grid import Row
from assistant.reading.layout.columns import period_of
from assistant.reading.layout.header import INLINE, Head, HeadReader, Label, paragraphs
from assistant.reading.lexicon import key, label_key, labels
from assistant.reading.looks import leading_money

_GOAL_NUMBER = re.compile(r"^(?:绩效)?目标\d+$")
_GOAL_LABEL = re.compile(
    r"^(?P<words>(?:项目|专项|部门|单位|资金|支出|年度|本年度?|当年度?|全年|年初|预期|设定|主要|预算|中期|长期|中长期|实施期|实施周期|全周期|周期|总体?|整体|绩效)*)"
    r"目标(?:值|内容|描述|设定)?\d{0,2}$"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]|(?:19|20)[\dX×*]{2}.*$")
_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]")
_DATED = re.compile(r"^(?:19|20)\d\d(?:(?=年度)|年(?!度))")
_BARE = re.compile(r"^[¥￥]?\s*-?[\d,，]+(?:\.\d+)?$")
_UNIT = re.compile(r"[（(]\s*(?:单位\s*[：:])?\s*(?P<unit>亿元|万元|千元|元)\s*[）)]")
_SEAL = re.compile(
    r"^\s*[（(【]\s*(?:盖章|公章|签章)\s*[)）】]\s*|\s*[（(【]\s*(?:单位)?(?:盖章|公章|签章|章)\s*[)）】]\s*$"
)
_LONGEST_LABEL = 16
_ENDING = re.compile(
    r"(?:名称|单位|时间|日期|年限|金额|资金|总额|类型|类别|性质|属性|编码|编号|代码|依据|情况|方式|部门|处室|科室|负责人|联系人|电话|预算|拨款|收入|周期|期限|必要性|可行性|内容|地点|范围|对象|人数|措施|计划|级次|概况|来源|政策|文件|说明|备注)$"
)
# The money unit, or the date, stands at the right edge of the line that names the unit: in a PDF file nothing is left
# between them.
_LINES = re.compile(
    r"\n|\t|\s{2,}(?=[^：:\s]{2,16}[：:])|(?=(?:填报|填表|编制|申报|制表)(?:日期|时间|人)\s*[：:])|(?<!金额)(?<!资金)(?<!货币)(?=(?:金额|资金|货币)?单位[：:]\s*(?:万元|元)\s*$)"
)
_AMONG = re.compile(r"^\s*其中\s*[：:]?\s*")
_NO_LABEL = re.compile(r"[\d。；;，,%％≥≤=]|^(?:无|是|否|有|同上)$")


class UnknownHead(HeadReader):
    """Reads heads of forms that we do not know."""

    def __init__(self, form: FormDefinition) -> None:
        super().__init__(form)
        self._whole: list[int] = []
        self._department = ""
        self._short: dict[str, str] = {}

    def read(self, rows: Sequence[Row]) -> Head:
        """Read the rows above the first indicator table."""
        self._whole, self._department = [], ""
        self._short = self._unlabelled(rows)
        head = super().read(self._without_lists(self._in_tables(without_fund_tables(rows))))
        self._settle_whole(head)
        if "unit" not in head.values and self._department:
            head.values["unit"] = head.values.pop(self._department)
        return head

    def _unlabelled(self, rows: Sequence[Row]) -> dict[str, str]:
        """Return the short labels (项目, 单位) of fields that no label of their own names."""
        words = (word for row in rows for _, text in row.own for word in (text, text.replace("：", ":").split(":")[0]))
        named = {self._fields[word][0] for text in words if (word := label_key(_UNIT.sub("", text))) in self._fields}
        return {word: name for word, name in labels().short_fields.items() if name not in named}

    def _in_tables(self, rows: Sequence[Row]) -> list[Row]:
        """A sheet's row with one cell looks like running text: where it is a label, the row below it is its content."""
        found: list[Row] = []
        labelled = False
        for row in rows:
            label = None if row.in_table or not row.own else self._known(0, row.own[0][1])
            alone = not row.in_table and len(row.own) == 1
            inside = (alone and label is not None) or (labelled and alone and not INLINE.match(row.own[0][1][:24]))
            labelled = label is not None
            found.append(replace(row, in_table=True) if inside else row)
        return found

    def _without_lists(self, rows: Sequence[Row]) -> list[Row]:
        """Put a list in the head (年度主要任务: a row of headers, a row a task) into one cell beside its first words."""
        found: list[Row] = []
        at = 0
        while at < len(rows):
            row, end = rows[at], at + 1
            headers = [(column, text) for column, text in row.own if self._may_be_label(text)]
            if row.in_table and len(headers) > 2 and len(headers) == len(row.own):
                while end < len(rows) and self._is_entry(rows[end], headers):
                    end += 1
            if end - at > 2:
                found.append(_listed(row, headers, rows[at + 1 : end]))
                at = end
            elif end - at == 2 and all(_BARE.match(text.strip()) for _, text in rows[at + 1].own):
                found.append(_beside(row, headers, rows[at + 1]))
                at = end
            else:
                found.append(row)
                at += 1
        return found

    def _is_entry(self, row: Row, headers: Sequence[tuple[int, str]]) -> bool:
        """Whether a row stands under headers: every cell below one of them, and none a label."""
        columns = {column for column, _ in headers}
        own = row.own
        inside = row.in_table and len(own) > 1 and all(column in columns for column, _ in own)
        return inside and not any(self._known(column, text) for column, text in own)

    def _settle_whole(self, head: Head) -> None:
        """总体目标 is the long-term goal where an annual one stands beside it, else the annual one."""
        annual = any(goal.period == "annual" for at, goal in enumerate(head.goals) if at not in self._whole)
        long_term = any(goal.period == "long_term" for at, goal in enumerate(head.goals) if at not in self._whole)
        period: Period = "long_term" if annual and not long_term else "annual"
        for at in self._whole:
            head.goals[at] = Goal(period=period, text=head.goals[at].text)

    def is_label(self, text: str) -> bool:
        """Return whether a text is a label that forms print: of a field, a goal, or a frame."""
        return self._known(0, text) is not None

    # ---- labels

    def _labels(self, row: Row) -> list[Label]:
        cells = [cell for at, cell in enumerate(row.own) if at == 0 or cell[1] != row.own[at - 1][1]]
        known = {at: label for at, (column, text) in enumerate(cells) if (label := self._known(column, text))}
        for at, (column, text) in enumerate(cells[:-1]):
            name = self._short.get(label_key(text))
            if name and at not in known and at + 1 not in known and _may_be(name, cells[at + 1][1]):
                known[at] = Label(column, "field", name, _unit(text), self._printed(text))
        found = dict(known)
        starts = [*sorted(known), len(cells)]
        runs = [(0, starts[0], False), *((a + 1, b, True) for a, b in zip(starts, starts[1:], strict=False))]
        for begin, end, labelled in runs:
            after_frame = labelled and known[begin - 1].kind == "structure"
            first = begin if not labelled or after_frame else begin + 1
            pairs = (end - first) % 2 == 0 and end > first
            if pairs and all(self._may_be_label(cells[at][1]) for at in range(first, end, 2)):
                for at in range(first, end, 2):
                    found[at] = Label(cells[at][0], "field", self._printed(cells[at][1]), _unit(cells[at][1]))
            elif labelled and end - begin == 2 and _ENDING.search(key(cells[begin][1])):
                # The value of the label before is blank.
                found[begin] = Label(cells[begin][0], "field", self._printed(cells[begin][1]), _unit(cells[begin][1]))
        return [found[at] for at in sorted(found)]

    def _known(self, column: int, text: str) -> Label | None:
        word = label_key(text)
        bare = label_key(_UNIT.sub("", text))
        if not word or len(word) > 40:
            return None
        for plain in dict.fromkeys((word, bare, label_key(_BRACKETED.sub("", text)))):
            if plain in self._fields:
                return Label(column, "field", self._fields[plain][0], _unit(text), self._printed(text))
        period = self._period(text)
        if period:
            return Label(column, "goal", period, text=self._printed(text))
        if {word, bare} & labels().further or "·" in word or (len(word) <= 12 and word.endswith("完成情况")):
            return Label(column, "field", self._printed(text), _unit(text))
        if {word, bare} & self._structure:
            return Label(column, "structure", word, _unit(text))
        ends = text.rstrip().endswith(("：", ":")) and len(word) <= _LONGEST_LABEL + 4
        return Label(column, "field", self._printed(text), _unit(text)) if ends else None

    def _period(self, text: str) -> str | None:
        """Return the period of a goal's label, or `whole`."""
        word = label_key(text)
        if _GOAL_NUMBER.match(word):
            return "annual"
        plain = _DATED.sub("", _NUMBER.sub("", "".join(text.split())).rstrip("：:*"))
        found = _GOAL_LABEL.match(_BRACKETED.sub("", plain))
        if not found or len(word) > 40:
            return None
        # 总体目标 alone is that of the longer period where there are two.
        return period_of(found["words"].replace("总体", "")) or "whole"

    def _may_be_label(self, text: str) -> bool:
        text = _AMONG.sub("", text)
        plain = key(_UNIT.sub("", text))
        return 1 < len(plain) <= _LONGEST_LABEL and not _NO_LABEL.search(plain) and not INLINE.match(text)

    def _printed(self, text: str) -> str:
        return "".join(text.split()).rstrip("：:")

    # ---- values

    def _values_right(self, row: Row, found: list[Label], head: Head) -> None:
        super()._values_right(row, found, head)
        self._funds_beside_a_frame(row, found, head)

    def _inlines(self, row: Row, found: list[Label], head: Head) -> None:
        labelled = {label.column for label in found}
        for column, text in row.own:
            if column not in labelled and not any(one.column < column for one in found if one.kind != "structure"):
                self._inline(text, head, in_table=True)

    def _funds_beside_a_frame(self, row: Row, found: list[Label], head: Head) -> None:
        """`项目资金（万元） | 250`: the amount beside a frame is the budget."""
        for at, frame in enumerate(found):
            end = found[at + 1].column if at + 1 < len(found) else len(row.cells)
            beside = [text for column, text in row.own if frame.column < column < end]
            if frame.kind == "structure" and "资金" in frame.name and len(set(beside)) == 1:
                amount = beside[0].strip()
                if _BARE.match(amount) or leading_money(amount) is not None:
                    self._take(head, replace(frame, kind="field", name="budget"), [amount])

    def _inline(self, text: str, head: Head, in_table: bool) -> None:
        """Read `标签：内容` in one cell, a label a line; lines without a label go on with the one before."""
        current: tuple[Label, list[str]] | None = None
        for line in _LINES.split(text):
            found = INLINE.match(line.strip())
            label = self._known(0, found["label"]) if found else None
            if found and label is None and in_table and _ENDING.search(key(found["label"])):
                label = Label(0, "field", self._printed(found["label"]))
            if found and key(found["label"]) in labels().money_unit and found["value"].strip() in ("元", "万元"):
                head.money_unit = "元" if found["value"].strip() == "元" else "万元"
            elif found and label is not None and label.kind != "structure":
                self._finish(current, head)
                current = (label, [found["value"]])
            elif current is not None:
                current[1].append(line)
        self._finish(current, head)

    def _finish(self, current: tuple[Label, list[str]] | None, head: Head) -> None:
        if current is not None and any(line.strip() for line in current[1]):
            self._take(head, current[0], ["\n".join(current[1])])

    def _line(self, text: str, waiting: str | None, head: Head) -> str | None:
        """Read a line above the table; `申报单位：` alone waits for the next line."""
        self._inline(text, head, in_table=False)
        inline = [found for line in _LINES.split(text) if (found := INLINE.match(line.strip()))]
        label = self._known(0, waiting) if waiting and not inline else None
        if label is not None and label.kind != "structure":
            self._take(head, label, [text])
        alone = [found["label"] for found in inline if not found["value"].strip() and self._known(0, found["label"])]
        return alone[-1] if alone else None

    def _bare_labels(self, row: Row, found: list[Label]) -> list[Label]:
        alone = len(found) == len(row.own)
        valued = [label for label in found if label.kind != "structure"]
        if alone and len(row.own) == 1 and valued and (valued[0].kind == "goal" or row.own[0][0] == 0):
            return valued
        return super()._bare_labels(row, found)

    def _take(self, head: Head, label: Label, pieces: list[str]) -> None:
        if label.kind == "goal":
            dated = _DATED.match(label.text)
            head.year = head.year or (int(dated[0][:4]) if dated else None)
            goal = Goal(
                period="long_term" if label.name == "long_term" else "annual", text=paragraphs("\n".join(pieces))
            )
            if not goal.text or goal in head.goals:
                return
            if label.name == "whole":
                self._whole.append(len(head.goals))
            head.goals.append(goal)
            head.goal_places.append(head.here)
            return
        if label.unit and len(pieces) == 1 and _BARE.match(pieces[0].strip()):
            pieces = [pieces[0].strip() + label.unit]
        name = label.name
        if name == "unit":
            pieces = [_SEAL.sub("", piece) for piece in pieces]
        if name == "department":
            name = label.text
            self._department = self._department or name
        elif label.text and head.values.get(name, text := " ".join(pieces)) != text:
            # Two labels of one field that say different things: the second is kept under its own words.
            name = label.text
        self._put(head, name, pieces)


def _listed(row: Row, headers: Sequence[tuple[int, str]], entries: Sequence[Row]) -> Row:
    """Return a list as one row: its frame or first header, and its entries, a line each."""
    first, title = headers[0]
    framed = all(first in entry.carried or not entry.cells[first] for entry in entries)
    lines = []
    for entry in entries:
        told = {column: text for column, text in entry.own}
        lines.append("，".join(f"{text}：{told[at]}" for at, text in headers[framed:] if at in told))
    return replace(row, cells=(title, "\n".join(lines)), carried=frozenset(), spans=frozenset())


def _beside(row: Row, headers: Sequence[tuple[int, str]], entry: Row) -> Row:
    """Return headers over amounts as labels beside them; 合计 is that of the funds."""
    told = {column: text for column, text in entry.own}
    unit = _unit(headers[0][1])
    cells: list[str] = []
    for column, text in headers:
        if column in told:
            total = key(text) in ("合计", "总计", "小计", "总额")
            cells += [f"资金总额（{unit}）" if total and unit else "资金总额" if total else text, told[column]]
    return replace(row, cells=tuple(cells), carried=frozenset(), spans=frozenset())


def _may_be(name: str, text: str) -> bool:
    """Whether a text may be what a short label beside it asks for."""
    if name == "budget":
        return bool(_BARE.match(text.strip())) or leading_money(text) is not None
    word = key(text)
    known = word in labels().fund_rows or word in labels().fund_columns or word in labels().short_fields
    return len(word) > 2 and not known and not _BARE.match(text.strip()) and not labels().columns.get(word)


def _unit(text: str) -> str:
    """Return the money unit that a label names: `项目资金(万元)` → `万元`."""
    found = _UNIT.search(text)
    return found["unit"] if found else ""
