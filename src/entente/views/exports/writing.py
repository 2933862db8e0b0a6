"""Puts an export where it is asked for: a file, or a folder of files; what is there is replaced only when all is written."""

from collections.abc import Iterable
from pathlib import Path

from entente.model.problem import Problem
from entente.views.exports.errors import ExportError
from entente.views.exports.formats import FORMATS, Form
from entente.views.exports.material import Material

_ONE_FILE = {Form.PARQUET: (".parquet",), Form.ROCRATE: (".zip",)}


def save(form: Form, material: Material, path: Path) -> None:
    """Write an export to a path: Parquet and RO-Crate as a folder, unless the path ends in .parquet or .zip; the others as a file.

    A folder that holds anything is refused, so that no file of an earlier export stays among the new ones. Raises ExportError, and
    OSError where the path cannot be written.
    """
    files = FORMATS[form].files
    if files is None or path.suffix in _ONE_FILE[form]:
        _check_file(path)
        _put(path, FORMATS[form].write(material))
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ExportError(Problem(str(path), "is there already", "name a new or an empty folder"))
    for name, data in list(files(material)):
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target, [data])


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise ExportError(Problem(str(path), "is a folder", "name a file in it"))
    if not path.parent.is_dir():
        raise ExportError(Problem(str(path.parent), "is no folder", "make it, or name a file elsewhere"))


def _put(path: Path, chunks: Iterable[bytes]) -> None:
    """Write beside the file first: a crash, or a full disk, leaves what was there. What is no file (a device, a pipe) stays one."""
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            out.writelines(chunks)
        return
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(chunks)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
