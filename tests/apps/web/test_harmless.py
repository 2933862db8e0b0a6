from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from entente.apps.web.harmless import visible
from entente.apps.web.templating import environment


def test_what_hides_or_turns_is_shown() -> None:
    assert visible("a\x00b\u202ec\ud800") == "a\u2400b[U+202E]c[U+D800]"
    assert visible("two\nlines\tعربي 中文 👨‍👩‍👧") == "two\nlines\tعربي 中文 👨‍👩‍👧"
    assert (visible(Markup("<b>")), visible(3)) == ("<b>", 3)


@given(st.text(st.characters()))
def test_a_template_gives_text_alone(text: str) -> None:
    page = environment().from_string("<p>{{ text }}</p>").render(text=text)
    inner = page[3:-4]
    assert not set("<>\u202e\x00") & set(inner)
    assert inner.encode().decode() == inner
