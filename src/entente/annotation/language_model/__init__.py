"""The shipped language model: tagger, lemmatiser, UD parser and name recogniser as a spaCy pipeline.

Its weights are in half precision (see NOTICE.md beside this file for their licence and credits) and are cast to single
precision when they are loaded. training/ makes it; docs/language-model.md says how, and with which scores.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from thinc.api import NumpyOps

import entente.annotation.language_model.word_classes  # noqa: F401 - registers what the pipeline's config names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

SHIPPED = Path(__file__).parent / "pipeline"


def load(name: str | None = None) -> Language:
    """Load a pipeline by name or path, or the shipped one; raises OSError where there is none."""
    pipeline = spacy.load(name or SHIPPED)
    cast(pipeline, np.float32)
    # numpy's own matrix product is up to four times as fast as the one that thinc takes by default.
    products = NumpyOps(use_blis=False)
    for layer in _layers(pipeline):
        layer.ops = products
    return pipeline


def cast(pipeline: Language, precision: type[np.floating]) -> None:
    """Cast the weights of every component in place; the layers compute in single precision, disk holds half."""
    for layer in _layers(pipeline):
        for parameter in layer.param_names:
            if layer.has_param(parameter):
                layer.set_param(parameter, layer.get_param(parameter).astype(precision))


def _layers(pipeline: Language) -> Iterator[Any]:
    for name in pipeline.pipe_names:
        component: Any = pipeline.get_pipe(name)
        if hasattr(component, "model"):
            yield from component.model.walk()


def names_stand_alone(pipeline: Language) -> bool:
    """Say whether the recogniser has its own encoder, so that it can run without the components before it."""
    if "ner" not in pipeline.pipe_names:
        return False
    recogniser: Any = pipeline.get_pipe("ner")
    return not any(layer.name.endswith("listener") for layer in recogniser.model.walk())
