from entente.annotation.merging import units_of
from entente.annotation.syntax import Unit
from entente.annotation.values import HeldPost, Mention, PostMention, Quotation, TimeExpression, TitledName
from entente.model.span import Span
from tests.annotation.conftest import mention_of


def units(text: str, *mentions: Mention, times: tuple[TimeExpression, ...] = ()) -> tuple[Unit, ...]:
    return units_of(text, Span(0, len(text)), sorted(mentions, key=lambda m: m.span), (), times, ())


def test_a_name_and_its_acronym_are_one_unit() -> None:
    text = "The Fictional Olympic Committee (FOC) met."
    found = units(text, mention_of(text, "Fictional Olympic Committee", "noc/FIC"), mention_of(text, "FOC", "noc/FIC"))
    assert found == (Unit(4, 37, "body"),)


def test_a_person_and_the_country_in_brackets_are_one_unit() -> None:
    text = "They are Ana Lima (Peru) and others."
    found = units(text, mention_of(text, "Ana Lima", "person/ana-lima"), mention_of(text, "Peru", "country/PER"))
    assert found == (Unit(9, 24, "person"),)


def test_adjectives_and_pronouns_stay_words() -> None:
    text = "He met Malian officials."
    he = Mention(Span(0, 2), "person/ana-lima", "person", "anaphora")
    assert units(text, he, mention_of(text, "Malian", "country/MLI", "demonym")) == ()


def test_days_are_units_and_adverbs_are_not() -> None:
    text = "It met on Friday and today."
    friday = TimeExpression(Span(10, 16), "DATE", "2023-01-06", "2023-01-06", "weekday")
    today = TimeExpression(Span(21, 26), "DATE", "2023-01-07", "2023-01-07", "today")
    assert units(text, times=(friday, today)) == (Unit(10, 16, "date"),)


def test_an_apposition_takes_its_closing_comma_along() -> None:
    text = "Ana Lima, president of the FOC, spoke."
    person = mention_of(text, "Ana Lima", "person/ana-lima")
    post = PostMention(Span(10, 19), "president")
    titled = TitledName(person, (HeldPost(post, None),), Span(0, 30), "office.apposition", unit=True)
    assert units_of(text, Span(0, len(text)), [person], [titled], (), ()) == (Unit(0, 31, "person"),)


def test_a_quotation_in_a_sentence_is_a_unit() -> None:
    text = 'He called it "a very bad day" for all.'
    quotation = Quotation(Span(13, 29), Span(14, 28))
    assert units_of(text, Span(0, len(text)), (), (), (), [quotation]) == (Unit(13, 29, "quotation"),)
