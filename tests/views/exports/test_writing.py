"""Where an export goes: a file, a link, a pipe; and what is refused."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.model.claim import Claim
from entente.views.exports.errors import ExportError
from entente.views.exports.formats import Form
from entente.views.exports.material import Material
from entente.views.exports.writing import save

HEAD = b"id,kind,"


@pytest.fixture
def material(claims: tuple[Claim, ...], make_material: Callable[..., Material]) -> Material:
    return make_material(claims)


def test_a_file_is_replaced_whole(material: Material, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("old")
    save(Form.CSV, material, path)
    assert path.read_bytes().startswith(HEAD)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(material: Material, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, target = tmp_path / "claims.csv", tmp_path / "there" / "real.csv"
    link.symlink_to(target)
    save(Form.CSV, material, link)
    assert link.is_symlink()
    assert target.read_bytes().startswith(HEAD)


def test_what_is_no_file_is_written_into_and_stays(material: Material, tmp_path: Path) -> None:
    """A pipe here; `--output /dev/stdout` would else make a file of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    save(Form.CSV, material, pipe)
    reader.join()
    assert read[0].startswith(HEAD)
    assert pipe.is_fifo()


def test_a_path_that_cannot_be_a_file_is_refused(material: Material, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder \\(name a file in it\\)"):
        save(Form.CSV, material, tmp_path)
    with pytest.raises(ExportError, match="nowhere: is no folder \\(make it"):
        save(Form.CSV, material, tmp_path / "nowhere" / "claims.csv")
    assert not list(tmp_path.iterdir())
