"""Put the trained parts together, in half precision: `python -m training.package SYNTAX [NAMES]`.

Takes the folders of the two trained pipelines; the result replaces the pipeline that the package ships.
"""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
import srsly

from entente.annotation.language_model import SHIPPED, cast
from training.tokenizer import adapt

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def main(syntax: str, names: str | None = None) -> None:
    """Write the shipped pipeline and say how large it is."""
    pipeline = spacy.load(syntax)
    if names:
        pipeline.add_pipe("ner", source=spacy.load(names))
    adapt(pipeline)
    cast(pipeline, np.float16)
    shutil.rmtree(SHIPPED, ignore_errors=True)
    pipeline.to_disk(SHIPPED, exclude=["lookups"])
    keep_needed_strings(SHIPPED, pipeline)
    size = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file())
    print(f"{size / 1e6:.2f} MB: {SHIPPED}")


def keep_needed_strings(folder: Path, pipeline: Language) -> None:
    """Drop the words of the training text: what is kept are English's own strings and those of the lemmatiser's edits."""
    trees: Any = srsly.read_msgpack(folder / "trainable_lemmatizer" / "trees")
    edits = {tree[side] for tree in trees["trees"] for side in ("orig", "subst") if side in tree}
    labels = {label for name in pipeline.pipe_names for label in getattr(pipeline.get_pipe(name), "labels", ())}
    own = spacy.blank("en").vocab.strings
    file = folder / "vocab" / "strings.json"
    words = json.loads(file.read_text(encoding="utf-8"))
    kept = [word for word in words if word in own or word in labels or pipeline.vocab.strings[word] in edits]
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
