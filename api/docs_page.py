"""The page that shows the API to a person. Hand-written and served from here: nothing is fetched from elsewhere (docs/decisions)."""

from importlib.resources import files

from fastapi import APIRouter, Response

router = APIRouter(include_in_schema=False)


def _served(name: str, media_type: str) -> Response:
    return Response(files("api").joinpath("static", name).read_bytes(), media_type=f"{media_type}; charset=utf-8")


@router.get("/docs")
def docs() -> Response:
    """The page."""
    return _served("docs.html", "text/html")


@router.get("/docs/docs.js")
def docs_script() -> Response:
    """Its script."""
    return _served("docs.js", "text/javascript")


@router.get("/docs/docs.css")
def docs_style() -> Response:
    """Its style."""
    return _served("docs.css", "text/css")
