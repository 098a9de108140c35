"""The command line's grammar and its help, in Chinese. Standard library only, so that `--help` costs nothing."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from assistant import __version__

_KINDS = ("docx", "xlsx", "pdf", "csv", "json")
_WRITABLE = "写成 .docx、.xlsx、.pdf、.csv 或 .json"
_READABLE = "Word（.docx）、Excel（.xlsx、.xls）、PDF、.csv、.txt 或 .json"

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "缺少参数：{}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}"),
    (r"argument (.+?): expected one argument", "参数 {} 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", "参数 {} 后面至少要写一个值"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "参数 {} 不能是 {}，可选：{}"),
    (r"argument (.+?): not allowed with argument (.+)", "参数 {} 不能和 {} 一起用"),
    (r"argument (.+?): invalid int value: (.+)", "参数 {} 要写整数，不能是 {}"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help text whose own words are Chinese too."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that answers wrong use with one Chinese sentence and exit code 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **settings)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{_chinese(message)}。用法见 {self.prog} --help\n")


def _chinese(message: str) -> str:
    for pattern, sentence in _COMPLAINTS:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return f"命令写法不对（{message}）"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `assistant`; the chosen verb is in `options.command`."""
    parser = _Parser(prog="assistant", description="项目支出绩效目标助手：起草、审核、导出。")
    parser.add_argument("--version", action="version", version=__version__, help="显示版本")
    verbs = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令", parser_class=_Parser)
    _add_read(verbs)
    _add_draft(verbs)
    _add_check(verbs)
    _add_fix(verbs)
    _add_convert(verbs)
    _add_examples(verbs)
    verbs.add_parser(
        "probe", help="测试所设的大模型接口", description="用几个小请求测试所设的大模型接口能不能用来起草。"
    )
    _add_eval(verbs)
    _add_ui(verbs)
    return parser


def _add_read(verbs: Any) -> None:
    read = verbs.add_parser("read", help="读取已有的绩效目标表", description="读取已有的绩效目标表。")
    read.add_argument("files", nargs="+", metavar="文件", help=_READABLE)
    read.add_argument("--json", action="store_true", help="输出 JSON（绩效目标的列表）")
    read.add_argument(
        "--ask-model", action="store_true", help="认不出表式时请大模型辨认（文字会发给所设的接口，姓名和号码先遮盖）"
    )


def _add_draft(verbs: Any) -> None:
    draft = verbs.add_parser("draft", help="起草一个项目的绩效目标", description="起草一个项目的绩效目标。")
    draft.add_argument("--name", required=True, metavar="名称", help="项目名称")
    draft.add_argument(
        "--budget", required=True, metavar="金额", help="项目预算，如 620万元、6,200,000元；不写单位按表式的金额单位"
    )
    draft.add_argument("--purpose", required=True, metavar="用途", help="资金用途：做什么、做多少、为谁做")
    draft.add_argument(
        "--form",
        metavar="表式",
        help="ezhou 鄂州、shanghai 上海、hangu 汉沽、central 中央；默认用“设置”页选的，没有选则 ezhou",
    )
    draft.add_argument("--year", metavar="年度", help="预算年度，如 2027")
    draft.add_argument("--unit", metavar="单位", help="申报单位")
    draft.add_argument(
        "--engine", choices=("offline", "llm"), help="offline 离线，llm 大模型；默认：配置了大模型就用大模型"
    )
    draft.add_argument("--fact", action="append", metavar="名称=数值", help="已知数据，可写多次，如 参训人数=300人")
    draft.add_argument(
        "--ask", action="store_true", help="起草前问几个关键数字（最多 3 个），逐行从标准输入回答，直接回车跳过"
    )
    draft.add_argument("-o", "--output", metavar="文件", help=_WRITABLE)
    draft.add_argument("--json", action="store_true", help="输出 JSON（绩效目标和 findings）")


def _add_check(verbs: Any) -> None:
    check = verbs.add_parser(
        "check", help="审核绩效目标表", description="像财政部门审核人员一样审核。有错误时退出码为 1。"
    )
    check.add_argument("files", nargs="+", metavar="文件", help=_READABLE)
    check.add_argument("--json", action="store_true", help="输出 JSON（每张表的得分和 findings）")
    check.add_argument(
        "-o",
        "--output",
        metavar="文件",
        help="另存审核结果：原文件是 Word 或 Excel 且后缀相同时为批注件，否则为问题清单（.docx、.xlsx、.csv）；多个文件时写文件夹",
    )


def _add_fix(verbs: Any) -> None:
    fix = verbs.add_parser(
        "fix",
        help="修改审核发现的问题",
        description="修改审核发现的问题：能直接改的改好，缺数字的写成待核实，改完再审一遍。",
    )
    fix.add_argument("file", metavar="文件", help=_READABLE)
    fix.add_argument("-o", "--output", metavar="文件", help=f"改好的表{_WRITABLE}；不写则只显示改动")
    fix.add_argument(
        "--severity", action="append", choices=("error", "warning", "hint"), help="只改这一级的问题，可写多次"
    )
    fix.add_argument("--rule", action="append", metavar="编号", help="只改这条规则的问题，如 S101，可写多次")
    fix.add_argument(
        "--engine",
        choices=("exact", "offline", "llm"),
        default="offline",
        help="exact 只做机械修改，offline 离线改写，llm 请大模型改写；默认 offline",
    )
    fix.add_argument("--json", action="store_true", help="输出 JSON（每张表的改动和剩下的 findings）")


def _add_convert(verbs: Any) -> None:
    convert = verbs.add_parser(
        "convert",
        help="换文件格式、换表式，填本单位模板，汇编成册",
        description="换文件格式或表式；填本单位的模板；把各项目汇编成部门绩效目标一册。",
    )
    convert.add_argument("files", nargs="+", metavar="文件", help=_READABLE)
    convert.add_argument(
        "-o", "--output", required=True, metavar="文件", help=f"{_WRITABLE}；写已有的文件夹则一个项目一个文件"
    )
    convert.add_argument("--form", metavar="表式", help="换成这种表式；不写则保持原表式")
    convert.add_argument("--kind", choices=_KINDS, default="docx", help="存到文件夹时的文件格式，默认 docx")
    how = convert.add_mutually_exclusive_group()
    how.add_argument("--template", metavar="模板", help="填进本单位的 Word 或 Excel 模板，写法见 docs/模板.md")
    how.add_argument("--book", action="store_true", help="汇编成册：文字部分、汇总表、各项目表（.docx 或 .pdf）")


def _add_examples(verbs: Any) -> None:
    examples = verbs.add_parser("examples", help="查看样例库", description="查看样例库。")
    actions = examples.add_subparsers(dest="action", required=True, metavar="动作", title="动作", parser_class=_Parser)
    actions.add_parser("list", help="列出全部样例", description="列出全部样例。")
    add = actions.add_parser(
        "add", help="读入文件，存为自己的样例", description="读入文件，存为自己的样例，起草时即可用到。"
    )
    add.add_argument("files", nargs="+", metavar="文件", help=_READABLE)
    add.add_argument("--dry-run", action="store_true", help="只显示读到了什么，不存")
    search = actions.add_parser("search", help="按名称和用途找相近的样例", description="按名称和用途找相近的样例。")
    search.add_argument("query", metavar="文字", help="项目名称或用途")
    search.add_argument("--limit", type=int, default=5, metavar="条数", help="最多列出几个，默认 5")


def _add_eval(verbs: Any) -> None:
    evaluate = verbs.add_parser(
        "eval",
        help="评测起草、修改和审核的质量",
        description="评测起草、修改和审核的质量（只在源代码文件夹里可用）。不写动作就是 run。",
    )
    _add_eval_options(evaluate, None)
    actions = evaluate.add_subparsers(dest="action", metavar="动作", title="动作", parser_class=_Parser)
    run = actions.add_parser("run", help="跑一次评测", description="跑一次评测，结果存为一个文件。")
    _add_eval_options(run, argparse.SUPPRESS)
    report = actions.add_parser("report", help="一次评测的报告", description="一次评测的报告：终端里的表和 HTML 文件。")
    report.add_argument("run", nargs="?", metavar="评测", help="评测的名称，默认最近一次")
    report.add_argument("-o", "--output", metavar="文件", help="HTML 文件，默认存在评测结果旁边")
    compare = actions.add_parser("compare", help="比较两次评测", description="B 比 A 更好、更差，还是没有差别。")
    compare.add_argument("a", metavar="A", help="评测的名称")
    compare.add_argument("b", metavar="B", help="评测的名称")
    actions.add_parser("list", help="列出全部评测", description="列出全部评测。")
    rescore = actions.add_parser("rescore", help="按现在的评分办法重新评分", description="稿子不变，重新评分。")
    rescore.add_argument("run", metavar="评测", help="评测的名称")
    judge = actions.add_parser(
        "judge", help="模型评审与人工评审有多一致", description="让评审模型判定人工评审过的成对稿子，报告两者有多一致。"
    )
    judge.add_argument("--limit", type=int, metavar="对数", default=argparse.SUPPRESS, help="只评前几对")


def _add_eval_options(parser: Any, default: Any) -> None:
    """Both `eval` and `eval run` take them; the inner one must not overwrite what stands before it by its defaults."""

    def own(value: Any) -> Any:
        return value if default is None else default

    parser.add_argument(
        "--engine",
        choices=("offline", "llm"),
        default=own("offline"),
        help="offline 离线引擎，llm 所设的大模型；默认 offline",
    )
    parser.add_argument("--model", metavar="模型", default=default, help="不用所设的模型，用这一个")
    parser.add_argument(
        "--dataset",
        action="append",
        metavar="数据集",
        default=default,
        help="samples、regions、briefs、recorded、weak_forms 或 labels，可写多次；默认前三个",
    )
    parser.add_argument("--limit", type=int, metavar="个数", default=default, help="每个数据集只跑前几个")
    parser.add_argument("--jobs", type=int, metavar="个数", default=own(2), help="同时跑几个，默认 2")
    parser.add_argument("--resume", metavar="评测", default=default, help="接着跑中断的评测")
    parser.add_argument("--note", metavar="说明", default=default, help="这次评测试的是什么")
    parser.add_argument(
        "--judge", action="store_true", default=own(False), help="另请评审模型打分（ASSISTANT_JUDGE_MODEL，不计入总分）"
    )


def _add_ui(verbs: Any) -> None:
    ui = verbs.add_parser("ui", help="打开网页", description="在本机打开网页（127.0.0.1）。")
    ui.add_argument("--port", type=int, default=8501, metavar="端口", help="默认 8501")
    ui.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="地址",
        help="默认 127.0.0.1，只有本机能打开；让别的电脑打开须先设好统一登录",
    )
    ui.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
