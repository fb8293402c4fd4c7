"""What could not be loaded, and why? How good is an authority's reporting?"""

from fastapi import APIRouter

router = APIRouter(prefix="/v1")
