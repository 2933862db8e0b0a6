from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.drawings.lettering import cut, width_of
from entente.apps.web.drawings.svg import Frame, as_file, draw, framed, link, policy_of_files
from entente.apps.web.templating import environment


def test_attributes_are_named_as_svg_names_them_and_empty_ones_are_left_out() -> None:
    shown = draw("rect", class_="solid", stroke_width=1.25, x=3.0, y=None, viewBox="")
    assert shown.__html__() == '<rect class="solid" stroke-width="1.2" x="3"/>'


def test_a_template_prints_a_drawing_as_markup_and_its_words_as_text() -> None:
    drawing = framed(Frame(10, 10, "<b>", "a & b"), draw("text", "<script>\u202e"))
    page = environment().from_string("{{ drawing }}").render(drawing=drawing)
    assert page.startswith("<svg ")
    assert "<text>&lt;script&gt;[U+202E]</text>" in page


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_file_is_well_formed_whatever_it_says(name: str, words: str) -> None:
    drawing = framed(Frame(10, 10, name, words), link("/entity/noc/RUS", name, draw("text", words), data_name=words))
    read = ET.fromstring(as_file(drawing).encode())  # noqa: S314 - our own
    assert read.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_file_leads_nowhere_and_has_its_own_style_alone() -> None:
    written = as_file(framed(Frame(10, 10, "a", "b"), link("/x", "b", draw("rect"), class_="bar")))
    assert "href" not in written
    assert '<g class="bar"><title>b</title><rect/></g>' in written
    assert "<style>" in written
    assert "unsafe" not in policy_of_files()


@given(st.text(), st.floats(0, 400))
def test_a_text_is_cut_to_its_room(text: str, room: float) -> None:
    assert width_of(cut(text, room, 12), 12) <= room or cut(text, room, 12) == ""
    assert cut(text, width_of(text, 12), 12) == text
