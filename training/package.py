"""Put the trained parts together, in half precision: `python -m training.package SYNTAX [NAMES]`.

Takes the folders of the two trained pipelines; the result replaces the pipeline that the package ships.
"""

from __future__ import annotations

import shutil
import sys

import numpy as np
import spacy

from entente.annotation.language_model import SHIPPED, cast
from training.tokenizer import adapt


def main(syntax: str, names: str | None = None) -> None:
    """Write the shipped pipeline and say how large it is."""
    pipeline = spacy.load(syntax)
    if names:
        recogniser = spacy.load(names)
        pipeline.add_pipe("ner", source=recogniser)
    adapt(pipeline)
    cast(pipeline, np.float16)
    shutil.rmtree(SHIPPED, ignore_errors=True)
    pipeline.to_disk(SHIPPED, exclude=["lookups"])
    size = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file())
    print(f"{size / 1e6:.2f} MB: {SHIPPED}")


if __name__ == "__main__":
    main(*sys.argv[1:])
