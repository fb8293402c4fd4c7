"""The way out: remedies."""

import typer

from cli.options import Ask, Subject, asking


@asking
def remedies(ask: Ask, subject: Subject) -> None:
    """出路:何时可申请修复、还缺什么、何时自动终止、谁须在何日前办理。From when can what be asked for, and who must act by when?

    例 e.g.  xinmai remedies uscc:91379926MAQH012641
    """
    from cli.asking import answer
    from cli.telling.remedies import calendar
    from inquiry.asking.subject import named_subject_id
    from inquiry.remedies import RemediesParameters, remedies_of

    wanted = RemediesParameters(**ask.words())
    answer(ask, wanted, lambda question: remedies_of(question, named_subject_id(question, subject)), calendar, subject=subject)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (remedies,):
        app.command()(command)
