"""`entente explain`: why a claim is there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.options import FormatOption, RegisterOption, RowFormat, settings_of
from entente.apps.cli.output import complain, note, print_rows
from entente.apps.cli.render import headline, line
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.rows import claim_to_row, steps_to_row
from entente.records.support import factuality_of
from entente.records.wording import Wording, phrases_of, said
from entente.register.errors import RegisterError
from entente.views.history import Event, concerning, history

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.model.span import Span
    from entente.register.queries import StoredClaim
    from entente.settings import Settings


def explain(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.", show_default=False)],
    missing: Annotated[
        tuple[int, str] | None,
        typer.Option(
            metavar="LINE KIND", help="Why that line of the report gave no claim of that kind.", show_default=False
        ),
    ] = None,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
) -> None:
    """Say why a claim was made: its sentence, its rule, the words that filled each role, and each decision on the way.

    Every other command prints the ids of its claims; the first few letters of one are enough. With --missing, name a
    report instead: it is read again, and what is told is how far reading came.

    Examples:

      entente explain 3f2a91

      entente explain report.txt --missing 7 agreement
    """
    if missing is not None:
        _explain_missing(settings_of(context, register), claim, missing, row_format)
        return
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none
    from entente.register.queries import find_by_id, names_of, report_text
    from entente.register.verdicts import attached_all, decided, verdicts_of

    settings = settings_of(context, register)
    with open_register(settings.register, tell=note) as opened:
        found = find_by_id(opened, claim.lower())
        if not found:
            raise RegisterError(
                Problem(str(settings.register), f"holds no claim {claim!r}", "ids stand beside every sentence")
            )
        if len({stored.claim.id for stored in found}) > 1:
            note(f"several claims begin with {claim}")
            print_rows(
                [{"claim": s.claim.id, "kind": s.claim.kind, "sentence": s.claim.quote} for s in found], row_format
            )
            return
        verdicts = verdicts_of(opened)
        on = attached_all(opened, verdicts.judgements).on.get(found[0].claim.id, ())
        judgements = history(
            (), concerning(verdicts.judgements, {"": on}, [""], ()), verdicts.in_force.undone, Wording({})
        )
        if row_format is not RowFormat.TABLE:
            print_rows([_row(stored, judgements) for stored in found], row_format)
            return
        for stored in found:
            _print_claim(stored, report_text(opened, stored.claim.report))
            now = decided(stored.claim, verdicts)
            _print_judgements(judgements, now)
            if now and _differs(now, stored.claim):
                line(_as_judged(now, names_of(opened, now.entities()), settings), style="bold")


def _row(stored: "StoredClaim", judgements: Sequence[Event]) -> dict[str, Any]:
    judged = [{"id": e.id, "at": e.at, "says": e.says, "holds": e.holds} for e in judgements]
    reasons = {"recorded": stored.recorded, "steps": steps_to_row(stored.claim.steps)}
    return {**claim_to_row(stored.claim), **reasons, "judgements": judged}


def _print_judgements(judgements: Sequence[Event], now: "Claim | None") -> None:
    if judgements:
        headline("Judgements", "underline")
    for event in judgements:
        line(f"{event.says}{'' if event.holds else ' (undone)'} · {event.id}")
    if now is None:
        line("so it is in no view", style="bold")


def _differs(now: "Claim", read: "Claim") -> bool:
    return replace(now, judged=None, as_read="", confidence=read.confidence, steps=read.steps) != read


def _as_judged(now: "Claim", names: Mapping[str, str], settings: "Settings") -> str:
    wording = Wording(names, phrases_of(load_knowledge(*settings.knowledge)))
    return f"so it says now: {said(now, wording, day=True)} [{factuality_of(now)}]"


def _explain_missing(settings: "Settings", source: str, missing: tuple[int, str], row_format: RowFormat) -> None:
    from entente.apps.cli.reading import block_rules
    from entente.claims.missing import why_missing
    from entente.intake.sources import read_source
    from entente.model.report import Report
    from entente.pipeline import annotate_report, load_reader

    number, kind = missing
    reader = load_reader(settings)
    if kind not in reader.knowledge.rules["ontology/kinds"]:
        raise typer.BadParameter(f"{kind} is no kind of claim", param_hint="--missing")
    for report in read_source(source, block_rules(settings)):
        if not isinstance(report, Report):
            complain(report)
            raise typer.Exit(1)
        reasons = why_missing(annotate_report(reader, report), reader.rules, number, kind)
        if not reasons:
            note(f"{report.key} has no sentence in line {number}")
        rows = [
            {
                "sentence": r.passage.of(report.text),
                "stage": r.stage,
                "told": r.told,
                "words": _words(r.words, report.text),
            }
            for r in reasons
        ]
        print_rows(rows, row_format)


def _words(span: "Span | None", text: str) -> str:
    return span.of(text) if span else ""


def _print_claim(stored: "StoredClaim", text: str) -> None:
    claim = stored.claim
    headline(f"{claim.kind}: {factuality_of(claim)} (claim {claim.id}, confidence {claim.confidence:.2f})")
    line(f"“{' '.join(claim.quote.split())}”", style="italic")
    line(f"{claim.report}, characters {claim.passage.start} to {claim.passage.end}", style="dim")
    _print_times(claim, stored.recorded)
    _print_roles(claim, text)
    _print_reasons(claim, text)


def _print_times(claim: "Claim", recorded: str) -> None:
    headline("Times", "underline")
    line(f"when: {claim.when or f'unknown: {claim.when_unknown}'}")
    line(f"reported: {claim.reported or 'unknown'}")
    line(f"recorded: {recorded}")


def _print_roles(claim: "Claim", text: str) -> None:
    headline("Roles, and the words that filled them", "underline")
    for role, ids in (*claim.roles.items(), ("where", claim.where), ("attribution", claim.attribution)):
        words = ", ".join(f"“{e.span.of(text)}” at {e.span.start}" for e in claim.evidence if e.role == role)
        if ids or role in claim.roles:
            line(f"{role}: {', '.join(ids) or 'open'}{f' from {words}' if words else ''}")
    for name, value in claim.attributes.items():
        line(f"{name}: {value}")
    for condition in claim.conditions:
        line(f"on condition: {condition}")


def _print_reasons(claim: "Claim", text: str) -> None:
    headline(f"Rule {claim.rule}, and each decision on the way", "underline")
    for trigger in (e.span for e in claim.evidence if e.role == "trigger"):
        line(f"trigger: “{trigger.of(text)}” at {trigger.start}")
    for step in claim.steps:
        words = f"“{step.span.of(text)}” at {step.span.start}: " if step.span not in (None, claim.passage) else ""
        line(f"{step.stage}: {words}{step.decision}")
