"""Score the quotations found against those marked by hand: spans (F1), and the right speaker.

    python evaluation/quotations.py [--errors]

Reads every evaluation/quotations/*.jsonl: one quotation a line, {"report", "start", "end", "speaker"}, where `report` is a
path beside the checkout's shared material, `speaker` the offsets of the speaker's name or pronoun nearest to the cue, null
where nobody is said to say it. A speaker found is right where it overlaps the one expected or ends with the same word.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from entente.annotation.coreference import resolve_anaphora
from entente.annotation.mentions import find_mentions
from entente.annotation.persons import add_persons
from entente.annotation.posts import find_posts
from entente.annotation.quotations import find_quotations
from entente.annotation.sentences import split_sentences
from entente.annotation.values import Quotation
from entente.knowledge.loader import load_knowledge
from entente.model.report import Report

_HERE = Path(__file__).parent
_SHARED = _HERE.parent.parent / "shared"


def main() -> int:
    expected: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((_HERE / "quotations").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            expected[row["report"]].append(row)
    counts: dict[str, int] = defaultdict(int)
    for name, rows in expected.items():
        path = _SHARED / name
        if not path.exists():
            print(f"{path}: not there, its quotations are left out", file=sys.stderr)
            continue
        _score(json.loads(path.read_text(encoding="utf-8"))["text"], name, rows, counts)
    _print(counts)
    return 0


def _read(text: str, name: str) -> tuple[Quotation, ...]:
    knowledge, report = load_knowledge(), Report(text, name)
    sentences = split_sentences(report, knowledge)
    mentions = find_mentions(report, sentences, knowledge)
    posts = find_posts(text, sentences, knowledge, mentions)
    mentions = add_persons(report, sentences, mentions, posts, knowledge)
    mentions = resolve_anaphora(report, sentences, mentions, posts, knowledge)
    return find_quotations(report, sentences, mentions, posts, knowledge)


def _score(text: str, name: str, rows: list[dict[str, Any]], counts: dict[str, int]) -> None:
    found = {(q.span.start, q.span.end): q for q in _read(text, name)}
    counts["found"] += len(found)
    counts["expected"] += len(rows)
    for row in rows:
        quotation = found.get((row["start"], row["end"]))
        right = quotation is not None and _is_right(text, row["speaker"], quotation)
        counts["matched"] += quotation is not None
        counts["right"] += right
        counts["spoken"] += row["speaker"] is not None
        counts["right spoken"] += right and row["speaker"] is not None
        if "--errors" in sys.argv and not right:
            print(name, row, quotation)


def _is_right(text: str, expected: list[int] | None, quotation: Quotation) -> bool:
    if expected is None or quotation.speaker is None:
        return expected is None and quotation.speaker is None
    speaker = quotation.speaker
    same_word = text[slice(*expected)].rsplit(maxsplit=1)[-1] == speaker.of(text).rsplit(maxsplit=1)[-1]
    return same_word or (speaker.start < expected[1] and expected[0] < speaker.end)


def _print(counts: dict[str, int]) -> None:
    precision = counts["matched"] / max(1, counts["found"])
    recall = counts["matched"] / max(1, counts["expected"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"spans: {counts['found']} found, {counts['expected']} expected, F1 {f1:.3f}")
    print(f"right speaker: {counts['right']}/{counts['expected']} = {counts['right'] / max(1, counts['expected']):.3f}")
    print(f"of those with a speaker: {counts['right spoken']}/{counts['spoken']}")


if __name__ == "__main__":
    raise SystemExit(main())
