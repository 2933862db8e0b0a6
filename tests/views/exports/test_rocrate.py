import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyld import jsonld
from rocrate.rocrate import ROCrate

from entente.model.claim import Claim
from entente.views.exports.errors import ExportError
from entente.views.exports.formats import Form
from entente.views.exports.lines import claims_from_jsonl
from entente.views.exports.material import Material
from entente.views.exports.writing import save

MakeMaterial = Callable[..., Material]


@pytest.fixture
def folder(claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path) -> Path:
    save(Form.ROCRATE, make_material(claims), tmp_path / "crate")
    return tmp_path / "crate"


def test_rocrate_reads_the_folder(folder: Path) -> None:
    crate = ROCrate(str(folder))
    named = {entity.id for entity in crate.data_entities}
    assert named == {path.name for path in folder.iterdir()} - {"ro-crate-metadata.json"}
    assert all(entity["encodingFormat"] for entity in crate.data_entities)
    assert {entity.id: int(entity["contentSize"]) for entity in crate.data_entities} == {
        name: (folder / name).stat().st_size for name in named
    }
    root = crate.root_dataset
    assert str(root["datePublished"]).startswith("2023-06-01")
    assert root["license"]["name"] == "Rights"
    assert "12 claims from 2 news reports" in root["description"]


def test_the_metadata_keeps_to_the_specification(folder: Path) -> None:
    """https://www.researchobject.org/ro-crate/1.1/root-data-entity.html and /data-entities.html ."""
    document = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    graph = {node["@id"]: node for node in document["@graph"]}
    assert len(graph) == len(document["@graph"])
    assert document["@context"] == "https://w3id.org/ro/crate/1.1/context"
    descriptor = graph["ro-crate-metadata.json"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert {"@type", "name", "description", "datePublished", "license", "hasPart"} <= graph["./"].keys()
    flat = json.dumps(document["@graph"])
    assert all(target in graph or target.startswith("https://") for target in _targets(json.loads(flat)))
    document["@context"] = {"@vocab": "https://schema.org/"}
    assert len(jsonld.expand(document)) == len(graph)


def _targets(value: object) -> set[str]:
    if isinstance(value, list):
        return {target for part in value for target in _targets(part)}
    if isinstance(value, dict):
        alone = {str(value["@id"])} if list(value) == ["@id"] else set()
        return alone | {target for part in value.values() for target in _targets(part)}
    return set()


def test_the_folder_holds_everything(folder: Path, claims: tuple[Claim, ...]) -> None:
    told = list(claims_from_jsonl((folder / "claims.jsonl").read_text(encoding="utf-8")))
    assert [claim.id for claim in told] != []
    assert len(told) == len(claims)
    assert "hoped" not in (folder / "entities.ftm.json").read_text(encoding="utf-8")
    for page in ("README.md", "ro-crate-metadata.json"):
        left_out = "6 claims are left out: 1 alleged, 1 hoped, 1 conditional, 1 possible, 1 planned, 1 denied"
        assert left_out in (folder / page).read_text(encoding="utf-8")
    reports = [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {report["report"] for report in reports} == {claim.report for claim in claims}
    assert all("text" not in report for report in reports)


def test_a_folder_with_files_is_not_written_into(folder: Path, make_material: MakeMaterial) -> None:
    with pytest.raises(ExportError, match="name a new or an empty folder"):
        save(Form.ROCRATE, make_material([]), folder)


def test_a_path_that_ends_in_zip_is_one_file(
    claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path
) -> None:
    save(Form.ROCRATE, make_material(claims), tmp_path / "crate.zip")
    with zipfile.ZipFile(tmp_path / "crate.zip") as archive:
        assert archive.testzip() is None
        assert "ro-crate-metadata.json" in archive.namelist()
    assert [path.name for path in tmp_path.iterdir()] == ["crate.zip"]
