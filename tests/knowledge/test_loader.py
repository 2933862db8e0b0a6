from pathlib import Path

import pytest

from entente.knowledge.loader import KnowledgeError, load_knowledge, rows_of
from entente.knowledge.tables import DatedName


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_row_of_ones_own_is_added_and_one_of_a_shipped_id_replaces_it(tmp_path: Path) -> None:
    text = (
        "id,name,acronyms,former_names,source\norg/ioc,IOC of mine,,,x\norg/my-club,My Club,MC|MYC,Old Club@..1990,x\n"
    )
    bodies = load_knowledge(put(tmp_path, "olympic/bodies.csv", text)).bodies
    assert bodies["org/ioc"].name == "IOC of mine"
    assert bodies["org/my-club"].acronyms == ("MC", "MYC")
    assert bodies["org/my-club"].former_names == (DatedName("Old Club", "", "1990"),)
    assert "org/anoc" in bodies


def test_a_rule_file_of_ones_own_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    post = "posts:\n- {post: grand master, forms: [], sphere: [body], examples: [the grand master]}\n"
    rules = load_knowledge(put(tmp_path, "english/posts.yaml", post)).rules["english/posts"]
    assert {"president", "grand master"} <= {entry["post"] for entry in rules["posts"]}
    assert rules["verbal"]


def test_english_words_stay_words_and_dates_text(tmp_path: Path) -> None:
    text = "a: [on, no, off, yes]\nb: 2023-06-01\nc: true\n"
    rules = load_knowledge(put(tmp_path, "english/extra.yaml", text)).rules["english/extra"]
    assert rules == {"a": ["on", "no", "off", "yes"], "b": "2023-06-01", "c": True}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name,nickname\n", "unknown column nickname"),
        ("name\n", "missing column id"),
        ("id,name\nplace/x,X,y\n", "wrong number of cells"),
    ],
)
def test_a_table_out_of_form_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    folder = put(tmp_path, "olympic/places.csv", text)
    with pytest.raises(KnowledgeError, match=message) as error:
        list(rows_of(folder, "places"))
    assert error.value.problems[0].line


def test_a_rule_file_that_is_no_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no YAML") as error:
        load_knowledge(put(tmp_path, "english/extra.yaml", "a: [b\nc: d\n"))
    assert error.value.problems[0].line == 2


def test_the_version_tells_one_knowledge_from_another(tmp_path: Path) -> None:
    folder = put(tmp_path, "english/extra.yaml", "a: b\n")
    assert load_knowledge(folder).version != load_knowledge().version
