"""The office's records in a shell: the audit, receipts, feedback, acts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Json, given

audit = typer.Typer(help="留痕。The audit: verify, export, who-saw.  例 e.g.  xinmai audit verify", no_args_is_help=True)
receipt = typer.Typer(help="核查回执。Receipts: show, verify, replay, key.  例 e.g.  xinmai receipt verify 答复.json", no_args_is_help=True)
feedback = typer.Typer(help="执行反馈。Feedback upon checks: add, open, counts.  例 e.g.  xinmai feedback open", no_args_is_help=True)

_Number = Annotated[str, typer.Argument(help="核查编号。The receipt's number.")]
_Out = Annotated[Path | None, typer.Option("--out", dir_okay=False, help="写到哪个文件。Where it goes.")]


@audit.command()
def verify(
    against: Annotated[Path | None, typer.Option("--against", exists=True, dir_okay=False, help="此前留存的链尾(--json 的输出)。")] = None,
    as_json: Json = False,
) -> None:
    """核验全部留痕:被改、被删、被移动的逐条指出。Reads every chain; what was changed, removed or moved is named.

    例 e.g.  xinmai audit verify --json > 链尾.json    xinmai audit verify --against 链尾.json
    """
    from cli.recording import verify_and_tell

    raise typer.Exit(verify_and_tell(against, as_json))


@audit.command()
def export(
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="从哪天起。From this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="到哪天止(不含)。Before this day.")] = None,
    out: _Out = None,
) -> None:
    """导出留痕,每行一条 JSON。Every line as JSON, as it was hashed.

    例 e.g.  xinmai audit export --since 2026-11-01 --out 留痕.jsonl
    """
    from cli.recording import export_and_tell

    export_and_tell(since, until, out)


@audit.command("who-saw")
def who_saw(subject: Annotated[str, typer.Argument(help="标识。An id.")], as_json: Json = False) -> None:
    """谁查过它、谁看过他的姓名,何时、为何。Who asked about it or was shown its name, when and why.

    例 e.g.  xinmai audit who-saw uscc:91379926MA00001115
    """
    from cli.recording import who_saw_and_tell

    who_saw_and_tell(subject, as_json)


@audit.command()
def trim(apply: Annotated[bool, typer.Option("--apply", help="真的删除;不给则只说会删多少。Really removes them.")] = False) -> None:
    """按保存期限删除旧留痕(XINMAI_AUDIT_RETENTION_YEARS)。Removes lines past their retention; the rest still verifies.

    例 e.g.  xinmai audit trim --apply
    """
    from cli.recording import trim_and_tell

    trim_and_tell(apply)


@receipt.command()
def show(
    number: _Number, html: Annotated[Path | None, typer.Option("--html", help="写成可打印的页面。As a page to print.")] = None
) -> None:
    """出示回执。The receipt of a check.

    例 e.g.  xinmai receipt show HC20261120-ABCDEFGHJKLM --html 回执.html
    """
    from cli.recording import receipt_and_tell

    receipt_and_tell(number, html)


@receipt.command("verify")
def verify_receipt(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="回执或带回执的答复(JSON)。A receipt, or an answer with one.")],
    key: Annotated[str | None, typer.Option("--key", metavar="HEX", help="事先取得的公钥。The public key that you were given.")] = None,
) -> None:
    """离线核验回执:不需要数据,也不需要本服务。Verifies a receipt without data and without the service.

    例 e.g.  xinmai receipt verify 答复.json --key 9f…
    """
    from cli.recording import verify_receipt_and_tell

    raise typer.Exit(verify_receipt_and_tell(file, key))


@receipt.command()
def replay(number: _Number) -> None:
    """用当时的数据重新核查,看结论是否相同。Asks again with the data of then; says whether it comes to the same.

    例 e.g.  xinmai receipt replay HC20261120-ABCDEFGHJKLM
    """
    from cli.recording import replay_and_tell

    raise typer.Exit(replay_and_tell(number))


@receipt.command()
def key() -> None:
    """出示核验回执的公钥。The public key by which receipts verify.

    例 e.g.  xinmai receipt key
    """
    from cli.asking import premises

    with premises() as home:
        print(home.book.key.public)


@feedback.command()
def add(
    number: _Number,
    outcome: Annotated[str, typer.Argument(help="executed 已执行、not_executed 未执行、exempt 豁免。")],
    reason: Annotated[str | None, typer.Option("--reason", help="未执行或豁免的理由。Why not.")] = None,
    basis: Annotated[str | None, typer.Option("--basis", help="豁免的依据。The basis of the exemption.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="CODE", help="只反馈其中一项措施。One measure of several.")] = None,
) -> None:
    """反馈一次核查的执行情况。What was done upon a check.

    例 e.g.  xinmai feedback add HC20261120-ABCDEFGHJKLM not_executed --reason 申请人撤回
    """
    from cli.recording import feedback_and_tell

    feedback_and_tell(number, outcome, reason, basis, measure)


@feedback.command("open")
def list_open(as_json: Json = False) -> None:
    """待反馈的核查,逾期的在前。Checks that asked for action and got no feedback.

    例 e.g.  xinmai feedback open
    """
    from cli.recording import open_and_tell

    open_and_tell(as_json)


@feedback.command()
def counts(
    since: Annotated[str | None, typer.Option("--since", metavar="MONTH", help="从哪个月起。From this month.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="MONTH", help="到哪个月止。Through this month.")] = None,
    out: _Out = None,
    as_json: Json = False,
) -> None:
    """联合奖惩统计:按机关、事项、措施、月份。Counts by authority, matter, measure and month; --out writes a workbook.

    例 e.g.  xinmai feedback counts --since 2026-01 --out 统计.xlsx
    """
    from cli.recording import counts_and_tell

    counts_and_tell((since, until), out, as_json)


@dataclass(frozen=True, slots=True)
class Paper:
    """By which document an act is done, and why."""

    document: Annotated[str, typer.Option("--document", help="依据的文书号(必填)。The document that orders it.")] = ""
    reason: Annotated[str, typer.Option("--reason", help="理由(必填)。Why.")] = ""
    effective: Annotated[str | None, typer.Option("--effective", metavar="DAY", help="生效日期。Since which day.")] = None
    key: Annotated[str | None, typer.Option("--key", help="幂等键,重试时用同一个。The same for a retry.")] = None


@given(Paper)
def act(
    paper: Paper,
    deed: Annotated[str, typer.Argument(help="repair、dispute、uphold、dismiss、void、correct、end、redact。")],
    target: Annotated[str, typer.Argument(help="事实编号、记录标识,或文书号。A fact, a record, or a document number.")],
    party: Annotated[str | None, typer.Option("--party", metavar="ID", help="文书的当事人。Whose record.")] = None,
    value: Annotated[list[str] | None, typer.Option("--value", metavar="K=V", help="更正的值,可重复。A right value.")] = None,
) -> None:
    """对事实作出行为:修复、异议、撤销、更正、终止、清除。An act on a fact, with its document.

    例 e.g.  xinmai act repair 青市监罚〔2026〕7号 --effective 2026-09-01 --document 信修〔2026〕3号 --reason 已履行
    """
    from cli.recording import act_and_tell

    act_and_tell(paper, deed, target, party, value or [])


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(act)
    app.add_typer(audit, name="audit")
    app.add_typer(receipt, name="receipt")
    app.add_typer(feedback, name="feedback")
