"""Score the quotations found against those marked by hand: spans (F1), and the right speaker.

usage: python -m evaluation.quotations [--errors]

Prints a line for each evaluation/quotations/*.jsonl and one for all: one quotation a row, {"report", "start", "end", "speaker"},
where `report` is named as in evaluation.spans, `speaker` the offsets of the speaker's name or pronoun nearest to the cue, null
where nobody is said to say it. A speaker found is right where it overlaps the one expected or ends with the same word.
off.jsonl was tuned on while its first author wrote the rules; more.jsonl was marked before they were run on it.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from entente.annotation.coreference.resolving import resolve_anaphora
from entente.annotation.mentions import find_mentions
from entente.annotation.persons.finding import add_persons
from entente.annotation.persons.posts import find_posts
from entente.annotation.quotations.finding import find_quotations
from entente.annotation.sentences import split_sentences
from entente.annotation.values import Quotation
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from evaluation.spans import load_report

_HERE = Path(__file__).parent


def main() -> None:
    """Print a line for each set of quotations and one for all of them."""
    knowledge = load_knowledge()
    total: Counter[str] = Counter()
    for path in sorted((_HERE / "quotations").glob("*.jsonl")):
        expected: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            expected[json.loads(line)["report"]].append(json.loads(line))
        counts: Counter[str] = Counter()
        for name, rows in expected.items():
            if report := load_report(name):
                _score(report, rows, counts, knowledge)
        print(_line(path.stem, counts))
        total += counts
    print(_line("all", total))


def _read(report: Report, knowledge: Knowledge) -> tuple[Quotation, ...]:
    sentences = split_sentences(report, knowledge)
    mentions = find_mentions(report, sentences, knowledge)
    posts = find_posts(report.text, sentences, knowledge, mentions)
    mentions = add_persons(report, sentences, mentions, posts, knowledge)
    mentions = resolve_anaphora(report, sentences, mentions, posts, knowledge)
    return find_quotations(report, sentences, mentions, posts, knowledge)


def _score(report: Report, rows: list[dict[str, Any]], counts: Counter[str], knowledge: Knowledge) -> None:
    found = {(q.span.start, q.span.end): q for q in _read(report, knowledge)}
    counts["found"] += len(found)
    counts["expected"] += len(rows)
    for row in rows:
        quotation = found.get((row["start"], row["end"]))
        right = quotation is not None and _is_right(report.text, row["speaker"], quotation)
        counts["matched"] += quotation is not None
        counts["right"] += right
        counts["spoken"] += row["speaker"] is not None
        counts["right spoken"] += right and row["speaker"] is not None
        if "--errors" in sys.argv and not right:
            _show(report, row, quotation)


def _show(report: Report, row: dict[str, Any], quotation: Quotation | None) -> None:
    said = report.text[max(0, row["start"] - 40) : row["start"] + 40].replace("\n", "/")
    expected = report.text[slice(*row["speaker"])] if row["speaker"] else None
    speaker = quotation.speaker.of(report.text) if quotation and quotation.speaker else None
    print(
        f"{report.source[-25:]}: {said!r} expected {expected!r}, found {speaker!r}{'' if quotation else ' (no such span)'}"
    )


def _is_right(text: str, expected: list[int] | None, quotation: Quotation) -> bool:
    if expected is None or quotation.speaker is None:
        return expected is None and quotation.speaker is None
    speaker = quotation.speaker
    same_word = text[slice(*expected)].rsplit(maxsplit=1)[-1] == speaker.of(text).rsplit(maxsplit=1)[-1]
    return same_word or (speaker.start < expected[1] and expected[0] < speaker.end)


def _line(name: str, counts: Counter[str]) -> str:
    precision = counts["matched"] / max(1, counts["found"])
    recall = counts["matched"] / max(1, counts["expected"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{name:5} spans F1 {f1:.3f} ({counts['found']} found, {counts['expected']} expected)   "
        f"right speaker {counts['right'] / max(1, counts['expected']):.3f}, "
        f"{counts['right spoken']} of {counts['spoken']} where there is one"
    )


if __name__ == "__main__":
    main()
