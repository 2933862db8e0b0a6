"""Cut the table of word classes from spacy-lookups-data: `python -m training.word_classes`.

Takes the most probable words of `en_lexeme_prob` that look like words, with their Brown clusters of `en_lexeme_cluster`
(package spacy-lookups-data, MIT), and writes the table that the pipeline ships.
"""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files

from entente.annotation.language_model.word_classes import TABLE, write

WORDS = 120_000
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*[.]?|\W{1,3}|['’]\w{1,2}|\d{1,4}|\d{1,2}(?:st|nd|rd|th)")


def _lookup(name: str) -> dict[str, float]:
    content = (files("spacy_lookups_data") / "data" / f"{name}.json.gz").read_bytes()
    table: dict[str, float] = json.loads(gzip.decompress(content))
    return table


def main() -> None:
    """Write the table and say how many words it has."""
    clusters = _lookup("en_lexeme_cluster")
    probabilities = _lookup("en_lexeme_prob")
    known = [word for word, number in clusters.items() if number and _WORD.fullmatch(word)]
    known.sort(key=lambda word: (-probabilities.get(word, -99.0), word))
    write(TABLE, {word: int(clusters[word]) for word in known[:WORDS]})
    print(f"{min(len(known), WORDS)} words, {TABLE.stat().st_size / 1e6:.2f} MB: {TABLE}")


if __name__ == "__main__":
    main()
