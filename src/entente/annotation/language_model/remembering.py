"""What a model computes of a word by itself, before it looks at the words beside it, is remembered: texts repeat their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

_KEPT = 20_000  # words: some 10 MB


def remember_words(pipeline: Language) -> None:
    """Let the encoder of a pipeline look the vectors of words up that it computed before, in place; for reading alone.

    A pipeline whose encoder is of another make than that of ours (spacy.Tok2Vec.v2 over spacy.MultiHashEmbed.v2) stays as it is.
    """
    if "tok2vec" in pipeline.pipe_names:
        component: Any = pipeline.get_pipe("tok2vec")
        embed = next(iter(component.model.layers), None)
        if embed is not None and embed.layers and embed.layers[0].name == "extract_features":
            component.model.layers[0] = Model("remembered_words", _look_up, layers=[embed], attrs={"known": {}})


def _look_up(
    model: Model[Any, Any], docs: Sequence[Doc], **_: bool
) -> tuple[Sequence[NDArray[np.float32]], Callable[[Any], Any]]:
    features, *others = model.layers[0].layers
    rows: list[NDArray[np.uint64]] = features.predict(docs)
    words = [row.tobytes() for own in rows for row in own]
    vectors = _vectors_of(model, words, others)
    ends = np.cumsum([len(own) for own in rows])[:-1]
    return np.split(vectors, ends), _no_training


def _vectors_of(
    model: Model[Any, Any], words: Sequence[bytes], layers: Sequence[Model[Any, Any]]
) -> NDArray[np.float32]:
    known = model.attrs["known"]
    new = list(dict.fromkeys(word for word in words if word not in known))
    if len(known) + len(new) > _KEPT:
        model.attrs["known"] = known = {}
        new = list(dict.fromkeys(words))
    if new:
        found: Any = [np.frombuffer(b"".join(new), dtype=np.uint64).reshape(len(new), -1)]
        for layer in layers:
            found = layer.predict(found)
        known.update(zip(new, found[0], strict=True))
    return np.concatenate([known[word] for word in words]).reshape(len(words), -1)


def _no_training(_: Any) -> Any:
    raise NotImplementedError("words are remembered for reading alone: train the pipeline as it is loaded")
