import pytest

from entente.annotation.names.gazetteer import Hit, gazetteer_of
from entente.annotation.names.shadow import Layer, compile_pattern, is_mark
from entente.knowledge.tables import Knowledge


def test_a_shadow_is_as_long_as_its_text_and_keeps_the_rest(small_knowledge: Knowledge) -> None:
    text = "athletes of Mali and South Africa"
    layer = Layer(text, gazetteer_of(small_knowledge).hits(text))
    assert len(layer.shadow) == len(text)
    assert "".join(c for c in layer.shadow if not is_mark(c)) == "athletes of  and "


def test_a_pattern_meets_any_name_of_its_slot(small_knowledge: Knowledge) -> None:
    text = "the [Russian] and Dutch teams"
    layer = Layer(text, gazetteer_of(small_knowledge).hits(text))
    match = compile_pattern("<nations> teams").search(layer.shadow)
    assert match is not None
    assert text[slice(*match.span())] == "[Russian] and Dutch teams"


def test_commas_alone_make_no_list(small_knowledge: Knowledge) -> None:
    for text, found in (
        ("Mali, Peru and Kenya teams", "Mali, Peru and Kenya teams"),
        ("Mali, Kenyan teams", "Kenyan teams"),
    ):
        match = compile_pattern("<nations> teams").search(Layer(text, gazetteer_of(small_knowledge).hits(text)).shadow)
        assert match is not None
        assert text[slice(*match.span())] == found


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_pattern("<planet>")


def test_new_names_lie_over_old_ones_or_under_them() -> None:
    layer = Layer("Mali team", [Hit(0, 4, "country", ("country/MLI",))])
    whole = Hit(0, 9, "group", ("athletes/MLI",))
    part = Hit(0, 2, "place", ())
    assert layer.over([whole]).hits == [whole]
    assert layer.under([part]).hits == layer.hits
    assert layer.inside(0, 3) == layer.hits
