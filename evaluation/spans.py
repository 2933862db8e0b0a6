"""Score acronym definitions, names by form and anaphora against those marked by hand: precision, recall and F1.

usage: python -m evaluation.spans [--errors] [acronyms|forms|anaphora ...]

Reads evaluation/spans/SET.jsonl, one row a case, which names its report by a path below the repository or the shared material
(`FILE.jsonl#ID` for a row of a collection) and places in it by character offsets:
acronyms, {"long", "short"}: a name and the acronym that the report defines for it; both spans must be found;
forms, {"start", "end", "entities"}: a name and the ids it must get (`a|b`: either); found where a mention of that id overlaps it;
anaphora, {"start", "end", "stands_for"}: for each entity that the words stand for its id, or offsets of a name of it with
the id it should have: the id that the reader gives that name counts too, for it is not names that are measured here;
Precision counts, in the same reports, every definition; every mention by form or on a marked name; every resolved anaphor
that is no gathering or place. The sets leave out what stands in direct speech.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from entente.annotation.names.definitions import find_definitions
from entente.annotation.values import AnnotatedReport, Mention
from entente.model.report import Report
from entente.model.span import Span
from entente.pipeline import Reader, annotate_report, load_reader
from entente.settings import Settings

HERE = Path(__file__).parent
PLACES = (HERE.parent, HERE.parent.parent / "shared")
Row = dict[str, Any]
Counts = tuple[int, int, int]  # right, found, expected


def load_report(name: str) -> Report | None:
    """Give the report that a row names, None where it is not on this machine."""
    path, _, wanted = name.partition("#")
    found = next((p / path for p in PLACES if (p / path).exists()), None)
    if found is None:
        return None
    text = found.read_text(encoding="utf-8")
    if found.suffix == ".txt":
        return Report(text, name)
    rows = (json.loads(line) for line in text.splitlines()) if wanted else iter([json.loads(text)])
    row = next(r for r in rows if not wanted or r["id"] == wanted)
    return Report(row["text"], name, published=row.get("published") or "")


def score_acronyms(annotated: AnnotatedReport, rows: Sequence[Row]) -> tuple[Counts, list[str]]:
    """Count the definitions of one report and list the errors."""
    text = annotated.report.text
    found = {
        (d.long, d.short) for d in find_definitions(text, [m.span for m in annotated.mentions if m.how != "anaphora"])
    }
    wanted = {(Span(*row["long"]), Span(*row["short"])) for row in rows}
    errors = [f"+ {a.of(text)} = {b.of(text)}" for a, b in found - wanted]
    errors += [f"- {a.of(text)} = {b.of(text)}" for a, b in wanted - found]
    return (len(found & wanted), len(found), len(wanted)), errors


def score_forms(annotated: AnnotatedReport, rows: Sequence[Row]) -> tuple[Counts, list[str]]:
    """Count the names by form of one report and list the errors."""
    text, right, found, used = annotated.report.text, 0, 0, set()
    errors = []
    for row in rows:
        span = Span(row["start"], row["end"])
        here = [m for m in annotated.mentions if m.span.overlaps(span) and m.entity]
        used |= {m.span for m in here}
        wanted = [set(ids.split("|")) for ids in row["entities"]]
        hit = sum(any(m.entity in ids for m in here) for ids in wanted)
        right, found = right + hit, found + max(len(here), hit)
        if hit < len(wanted) or len(here) > hit:
            errors.append(f"- {span.of(text)} = {row['entities']}, not {[m.entity for m in here]}")
    others = [
        m for m in annotated.mentions if m.how == "form" and m.entity and m.kind != "gathering" and m.span not in used
    ]
    errors += [f"+ {m.span.of(text)} = {m.entity}" for m in others]
    return (right, found + len(others), sum(len(row["entities"]) for row in rows)), errors


def score_anaphora(annotated: AnnotatedReport, rows: Sequence[Row]) -> tuple[Counts, list[str]]:
    """Count the anaphors of one report and list the errors."""
    text = annotated.report.text
    found = [
        m for m in annotated.mentions if m.how == "anaphora" and _stands_for(m) and m.kind not in ("gathering", "place")
    ]
    right, errors, used = 0, [], set()
    for row in rows:
        span = Span(row["start"], row["end"])
        here = [m for m in found if m.span.overlaps(span)]
        used |= {m.span for m in here}
        slots = [_slot(slot, annotated.mentions) for slot in row["stands_for"]]
        if any(_fits(_stands_for(m), slots) for m in here):
            right += 1
        else:
            errors.append(f"- {_context(text, span)}: {slots}, not {[(_stands_for(m), m.reason) for m in here]}")
    errors += [f"+ {_context(text, m.span)} = {_stands_for(m)} ({m.reason})" for m in found if m.span not in used]
    return (right, len(found), len(rows)), errors


def _context(text: str, span: Span) -> str:
    return f"{text[max(0, span.start - 30) : span.start]}[{span.of(text)}]{text[span.end : span.end + 20]}".replace(
        "\n", "/"
    )


def _stands_for(mention: Mention) -> tuple[str, ...]:
    if mention.entity:
        return (mention.entity,)
    return mention.candidates if mention.reason == "group" else ()


def _slot(slot: str | list[Any], mentions: Iterable[Mention]) -> set[str]:
    if isinstance(slot, str):
        return set(slot.split("|"))
    start, end, entity = slot
    named = {m.entity for m in mentions if m.span.overlaps(Span(start, end)) and m.entity and m.how != "anaphora"}
    return named | {entity}


def _fits(entities: Sequence[str], slots: Sequence[set[str]]) -> bool:
    return len(entities) == len(slots) and all(any(e in slot for e in entities) for slot in slots)


SCORERS: dict[str, Callable[[AnnotatedReport, Sequence[Row]], tuple[Counts, list[str]]]] = {
    "acronyms": score_acronyms,
    "forms": score_forms,
    "anaphora": score_anaphora,
}


def score(reader: Reader, name: str, *, errors: bool) -> str:
    """Give the line of one set; print the errors where they are wanted."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in (HERE / "spans" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        rows[json.loads(line)["report"]].append(json.loads(line))
    total = [0, 0, 0]
    for report_name, marked in rows.items():
        report = load_report(report_name)
        if report is None:
            print(f"{report_name}: not there, left out", file=sys.stderr)
            continue
        counts, wrong = SCORERS[name](annotate_report(reader, report, syntax=False), marked)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        for line in wrong if errors else ():
            print(report_name.rpartition("/")[2][:20], line)
    right, found, expected = total
    precision, recall = right / max(1, found), right / max(1, expected)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
    return f"{name:9} {figures}   {right} right of {found} found, {expected} expected"


def main() -> None:
    """Print a line for each set."""
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or list(SCORERS)
    reader = load_reader(Settings())
    for name in names:
        print(score(reader, name, errors="--errors" in sys.argv))


if __name__ == "__main__":
    main()
