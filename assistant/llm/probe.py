"""What works at an endpoint, tried out with four small requests: who sets one up should not have to draft to find out."""

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from assistant.llm.answer import Answer
from assistant.llm.client import ChatClient
from assistant.llm.interface import Message
from assistant.llm.probe_report import ProbeLine, ProbeReport, Verdict
from assistant.llm.request import Schema
from assistant.llm.retrying import RetryPolicy
from assistant.llm.settings import Settings
from assistant.llm.stopping import Stop
from assistant.llm.tokens import estimate_prompt, estimate_tokens
from assistant.model import ModelServiceError

_LONGEST = 180.0
"""Seconds for one request of a probe; nobody waits longer for a test."""
_STEPS = ("连接", "模型", "密钥", "提问", "JSON", "分段", "思考", "整段", "上下文", "速度", "用量")
_COUNT = 30
_QUESTION = (
    '这是一次接口测试。只回答一个 JSON 对象，不要解释、不要代码围栏：{{"rows":[{{"name":"…"}}]}}。'
    "rows 里依次写{what}，每个一条，name 里不写别的。"
)
_SCHEMA: Schema = {
    "type": "object", "required": ["rows"], "additionalProperties": False,
    "properties": {"rows": {"type": "array", "items": {
        "type": "object", "required": ["name"], "additionalProperties": False, "properties": {"name": {"type": "string"}},
    }}},
}  # fmt: skip
_ANSWER_ROOM = 1500
"""Tokens that a draft's answer needs beyond its prompt, with a little to spare."""
_FILLER = "这一行是测试用的填充文字，没有内容，请略过。\n"
_SLOW = 8.0
"""Tokens a second, below which a draft takes minutes."""
_MEANT: dict[str, str] = {
    "json_schema": "按结构输出（json_schema）", "json_object": "JSON 模式（json_object）", "thinking": "关闭思考",
    "temperature": "温度（temperature）", "stream_options": "流式用量（stream_options）",
}  # fmt: skip


class _Names(BaseModel):
    class Row(BaseModel):
        name: str

    rows: list[Row]


def probe(
    settings: Settings,
    prompt: Sequence[Message] = (),
    told: Callable[[ProbeLine], None] | None = None,
    stop: Stop | None = None,
) -> ProbeReport:
    """Try an endpoint out; never raises for what the endpoint does.

    Args:
        settings: of the endpoint.
        prompt: a real draft's question, by which the context is measured; without one it is not.
        told: is told each line as it is found, for who shows them as they come.
        stop: ends the probe from any thread; what was not tried yet is then `skipped`.

    Raises:
        SettingsError: no endpoint is configured, or its settings cannot be used.
    """
    held = settings.model_copy(update={"timeout": min(settings.timeout, _LONGEST)})
    lines: list[ProbeLine] = []
    with ChatClient(held, RetryPolicy(attempts=2), stop) as client:
        run = _Probe(client, prompt)
        for line in run.lines():
            lines.append(line)
            if told:
                told(line)
        model = held.model or client.__dict__.get("model", "")
        name = client.shape.profile.name if model else client.kind
        return ProbeReport(held.endpoint, name, model, tuple(lines), run.first_token, run.speed)


@dataclass
class _Probe:
    client: ChatClient
    prompt: Sequence[Message]
    first_token: float | None = None
    speed: float | None = None
    done: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[ProbeLine]:
        """Yield a line a step; after one that ends everything, the rest is said to be not tried."""
        steps = (self._reach, self._answer, self._whole, self._context, self._pace)
        try:
            for step in steps:
                for line in step():
                    self.done.append(line.what)
                    yield line
        except _End as end:
            self.done.append(end.line.what)
            yield end.line
        for what in _STEPS:
            if what not in self.done:
                yield ProbeLine(what, "skipped", "前面的问题解决后再测")

    def _reach(self) -> Iterator[ProbeLine]:
        listing_refused = False
        try:
            offered = self.client.models()
        except ModelServiceError as error:
            if error.kind == "auth" and not self.client.settings.model:
                yield self._line("连接", "ok", "能连上")
                raise _End(self._line("密钥", "failed", str(error))) from error
            # Some gateways refuse the list of models to a key that may well chat.
            if error.kind in ("network", "timeout", "cancelled"):
                raise _End(self._line("连接", "failed", str(error))) from error
            offered, listing_refused = None, error.kind == "auth"
        if offered is None and not listing_refused and (better := self._with_version()):
            raise _End(self._line("连接", "failed", f"地址后面少了 /v1，请把 OPENAI_BASE_URL 改成 {better}"))
        yield self._line("连接", "ok", "能连上")
        yield from self._model(offered)

    def _with_version(self) -> str | None:
        """Return the address with `/v1` where that one lists models and the given one does not."""
        if re.search(r"/v\d+$", self.client.endpoint):
            return None
        settings = self.client.settings.model_copy(update={"base_url": f"{self.client.endpoint}/v1"})
        with ChatClient(settings, RetryPolicy(attempts=1)) as other:
            try:
                return other.endpoint if other.models() is not None else None
            except ModelServiceError:
                return None

    def _model(self, offered: list[str] | None) -> Iterator[ProbeLine]:
        wanted = self.client.settings.model
        some = "、".join((offered or [])[:8]) + (f" 等 {len(offered or [])} 个" if len(offered or []) > 8 else "")
        if not wanted and len(offered or []) != 1:
            listed = f"，接口提供的有：{some}" if some else "，这个接口不列出模型"
            raise _End(self._line("模型", "failed", f"请填写模型名称 OPENAI_MODEL{listed}"))
        if not wanted:
            yield self._line("模型", "ok", f"接口只有一个模型“{some}”，直接用它")
        elif offered is None:
            yield self._line("模型", "ok", f"接口不列出模型，按“{wanted}”试")
        elif wanted in offered or f"{wanted}:latest" in offered:
            yield self._line("模型", "ok", f"有“{wanted}”")
        else:
            yield self._line("模型", "warning", f"列表里没有“{wanted}”，列出的有：{some or '无'}；先按它试")

    def _answer(self) -> Iterator[ProbeLine]:
        """The way a draft goes: JSON, streamed. One answer tells of key, format, stream and thoughts."""
        question = [Message("user", _QUESTION.format(what=f"从 1 到 {_COUNT} 的中文数字"))]
        error: ModelServiceError | None = None
        rows = 0
        try:
            for _ in self.client.stream_items(question, ("rows",), _SCHEMA):
                rows += 1
        except ModelServiceError as caught:
            error = caught
        if error and error.kind == "auth":
            raise _End(self._line("密钥", "failed", str(error)))
        if error and error.kind not in ("bad_answer", "cut"):
            raise _End(self._line("提问", "failed", str(error)))
        has_key = bool(self.client.settings.api_key.get_secret_value())
        yield self._line("密钥", "ok", "接口接受" if has_key else "没有填，接口也不要")
        yield self._line("提问", "ok", "模型有回答")
        yield self._json(rows, error)
        if answer := self.client.last:
            yield self._stream(answer)
            yield self._thinking(answer)

    def _json(self, rows: int, error: ModelServiceError | None) -> ProbeLine:
        kind = self.client.shape.format(schema=True)
        how = _MEANT.get(kind, "不支持 JSON 模式，只靠提示词要求")
        refused = "、".join(dict.fromkeys(_MEANT.get(part, part) for part in self.client.shape.refused))
        how += f"；接口不接受{refused}，已自动去掉" if refused else ""
        if error and not rows:
            return self._line("JSON", "failed", f"没有给出 JSON，请换一个模型（{error}）")
        if error or rows < _COUNT // 2:
            return self._line(
                "JSON", "warning", f"给出的 JSON 不完整（要 {_COUNT} 条，只有 {rows} 条），建议换大一些的模型"
            )
        return self._line("JSON", "ok", how)

    def _stream(self, answer: Answer) -> ProbeLine:
        spread, whole = answer.spread, answer.seconds
        if answer.pieces < 3 or (whole > 1 and spread < 0.1 * whole):
            return self._line("分段", "warning", "答案整段才送到（接口或中间的代理不分段），起草时要等写完才看得到")
        tokens = answer.tokens or estimate_tokens(answer.content)
        self.speed = tokens / spread if spread > 0 else None
        return self._line("分段", "ok", "边写边送，起草时逐条出现")

    def _thinking(self, answer: Answer) -> ProbeLine:
        if answer.reasoning and not answer.content_seen:
            return self._line("思考", "warning", "答案写在思考栏里，已能读出；建议升级接口的软件")
        if answer.reasoning or "</think>" in answer.content:
            why = "这个模型的思考关不掉" if self.client.shape.profile.thinks else "思考没有关掉"
            return self._line("思考", "warning", f"{why}，会慢而且贵；请换不思考的模型，或在接口一侧关闭思考")
        off = self.client.shape.profile.thinking_off and "thinking" not in self.client.shape.left_out
        return self._line("思考", "ok", "已关闭" if off else "模型不思考")

    def _whole(self) -> Iterator[ProbeLine]:
        """The way single rows are repaired."""
        question = [Message("user", _QUESTION.format(what="春、夏、秋、冬"))]
        try:
            self.client.ask(question, _Names)
        except ModelServiceError as error:
            said = f"不能按格式改单条指标（{error}），起草时会改为按规则修正"
            yield self._line("整段", "warning", said)
        else:
            yield self._line("整段", "ok", "能按格式改单条指标")

    def _context(self) -> Iterator[ProbeLine]:
        """The prompt of a draft, made longer by its answer, with a word at the start that has to come back."""
        if not self.prompt:
            self.done.append("上下文")
            return
        word = "".join(secrets.choice("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳") for _ in range(4))
        filler = _FILLER * (_ANSWER_ROOM // estimate_tokens(_FILLER))
        text = "\n\n".join(message.content for message in self.prompt)
        asked = _QUESTION.format(what="最开头给出的口令（四个字），只有一条")
        question = [Message("user", f"口令是“{word}”。\n\n{text}\n\n{filler}\n以上文字不用处理。{asked}")]
        need, before = estimate_prompt(question), self.client.usage.prompt_tokens
        hint = self.client.shape.profile.context_hint
        try:
            heard = [str(item.data) for item in self.client.stream_items(question, ("rows",), _SCHEMA)]
        except ModelServiceError as error:
            if error.kind == "too_long":
                yield self._line("上下文", "failed", f"放不下起草用的提示词（约需 {need:,} token）：{hint}")
                return
            if error.kind not in ("bad_answer", "cut"):
                raise _End(self._line("上下文", "failed", str(error))) from error
            heard = []
        if self.client.last:
            self.first_token = self.client.last.waited
        got = self.client.usage.prompt_tokens - before
        if any(word in name for name in heard):
            yield self._line("上下文", "ok", f"放得下起草用的提示词和答案（约 {need:,} token）")
        elif not self.client.usage.estimated and got < 0.7 * need:
            yield self._line("上下文", "failed", f"提示词被截短了（发出约 {need:,} token，收到 {got:,}）：{hint}")
        else:
            yield self._line("上下文", "warning", f"没有答出开头的口令，可能截短了提示词，也可能是模型太小：{hint}")

    def _pace(self) -> Iterator[ProbeLine]:
        parts = [f"首字 {self.first_token:.1f} 秒"] if self.first_token is not None else []
        parts += [f"每秒 {self.speed:.0f} token"] if self.speed else []
        slow = bool(self.speed and self.speed < _SLOW)
        advice = "；太慢，建议换小一些的模型或更快的机器" if slow else ""
        yield self._line("速度", "warning" if slow else "ok", "，".join(parts) + advice if parts else "没有测到")
        counted = "接口不报用量，花费只能估算" if self.client.usage.estimated else "接口报告 token 用量"
        yield self._line("用量", "ok", counted)

    def _line(self, what: str, verdict: Verdict, said: str) -> ProbeLine:
        # An endpoint may repeat anything, the key too, in the name of a model.
        key = self.client.settings.api_key.get_secret_value()
        return ProbeLine(what, verdict, said.replace(key, "***") if key else said)


class _End(Exception):
    """Nothing more can be tried; holds the line that says why."""

    def __init__(self, line: ProbeLine) -> None:
        super().__init__(line.said)
        self.line = line
