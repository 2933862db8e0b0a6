from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.knowledge.layers import lay_over

DOCUMENTS = st.recursive(
    st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3, unique_by=repr) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("below", "above", "together"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": [1, 2]}, {"a": [2, 3]}, {"a": [1, 2, 3]}),
        ([{"id": "x", "n": 1}, {"id": "y"}], [{"id": "x", "n": 2}], [{"id": "x", "n": 2}, {"id": "y"}]),
        ([{"post": "head"}], [{"post": "chief"}], [{"post": "head"}, {"post": "chief"}]),
        (frozenset("a"), frozenset("b"), frozenset("ab")),
        ({"a": [1]}, {"a": "x"}, {"a": "x"}),
    ],
)
def test_what_stands_above_is_added_or_takes_the_place_of_its_name(below: Any, above: Any, together: Any) -> None:
    assert lay_over(below, above) == together


@given(DOCUMENTS)
def test_a_document_over_itself_is_itself(document: Any) -> None:
    assert lay_over(document, document) == document
