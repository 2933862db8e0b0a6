"""Where a library is not installed, a line says which, and how to get it."""

import sys
from collections.abc import Callable

import pytest

from entente.model.claim import Claim
from entente.views.exports.errors import ExportError
from entente.views.exports.formats import FORMATS, Form
from entente.views.exports.material import Material


@pytest.mark.parametrize(
    ("form", "library"),
    [
        (Form.XLSX, "openpyxl"),
        (Form.PARQUET, "pyarrow"),
        (Form.ICS, "icalendar"),
        (Form.GEXF, "networkx"),
        (Form.GRAPHML, "networkx"),
    ],
)
def test_a_format_names_the_library_that_it_needs(
    form: Form,
    library: str,
    claims: tuple[Claim, ...],
    make_material: Callable[..., Material],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExportError, match=f"{library}.*entente\\[exports\\]"):
        list(FORMATS[form].write(make_material(claims)))


def test_the_same_claims_give_the_same_bytes(claims: tuple[Claim, ...], make_material: Callable[..., Material]) -> None:
    again = [form for form in FORMATS if form not in (Form.XLSX, Form.ROCRATE)]
    for form in again:
        assert b"".join(FORMATS[form].write(make_material(claims))) == b"".join(
            FORMATS[form].write(make_material(claims))
        )
