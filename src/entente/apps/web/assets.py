"""The desk's own style sheet, scripts and icon: held in memory, under an address that changes with any of them, kept for a year."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and a word that changes with any of them: scripts import one another by relative names."""

    files: dict[str, bytes]
    version: str

    def address(self, name: str) -> str:
        """Give the address of a file. Raises KeyError where there is none of that name."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


@lru_cache(maxsize=1)
def load_assets() -> Assets:
    """Load the files of the package."""
    found = {f.name: f.read_bytes() for f in files("entente.apps.web").joinpath("static").iterdir() if f.is_file()}
    version = sha256(b"".join(name.encode() + data for name, data in sorted(found.items()))).hexdigest()[:12]
    return Assets(found, version)


router = APIRouter()


@router.get("/static/{version}/{name}", include_in_schema=False)
async def asset(version: str, name: str) -> Response:
    """Give a file of the desk's own."""
    assets = load_assets()
    if version != assets.version or name not in assets.files:
        raise HTTPException(404)
    media = _TYPES[name.rpartition(".")[2]]
    return Response(assets.files[name], media_type=media, headers={"Cache-Control": _YEAR})


@router.get("/favicon.ico", include_in_schema=False)
async def favicon() -> Response:
    """Give the icon under the name by which browsers ask for it."""
    return Response(load_assets().files["icon.svg"], media_type=_TYPES["svg"], headers={"Cache-Control": _YEAR})
