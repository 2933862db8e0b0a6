"""Words that an encoder remembers: their vectors are those that it would compute."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from entente.annotation.language_model import remembering

TEXTS = ("Peru signed it .", "Mali signed it and Peru did .", "They met .", "Peru signed it .")


def encoder() -> Language:
    pipeline = spacy.blank("en")
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 16, "depth": 1, "window_size": 1}
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 16,
        "rows": [50, 50],
        "include_static_vectors": False,
    }
    pipeline.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {**embed, "attrs": ["NORM", "SHAPE"]},
                "encode": {**encode, "maxout_pieces": 2},
            }
        },
    )
    pipeline.initialize()
    return pipeline


def vectors(pipeline: Language, *texts: str) -> list[np.ndarray]:
    docs = [Doc(pipeline.vocab, words=text.split()) for text in texts]
    return [doc.tensor for doc in pipeline.pipe(docs)]


@pytest.mark.parametrize("kept", [20_000, 3])
def test_remembered_words_have_the_vectors_that_they_had(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_KEPT", kept)
    pipeline = encoder()
    plain = vectors(pipeline, *TEXTS)
    remembering.remember_words(pipeline)
    together, alone = vectors(pipeline, *TEXTS), [vectors(pipeline, text)[0] for text in TEXTS]
    for own, once, again in zip(plain, together, alone, strict=True):
        assert own.shape == once.shape
        np.testing.assert_allclose(own, once, rtol=1e-5)
        np.testing.assert_allclose(own, again, rtol=1e-5)


def test_a_pipeline_without_an_encoder_stays_as_it_is() -> None:
    pipeline = spacy.blank("en")
    remembering.remember_words(pipeline)
    assert pipeline.pipe_names == []
