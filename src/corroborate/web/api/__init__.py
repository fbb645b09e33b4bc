"""The interface for programs: all that the pages show, in JSON, under /api/v1."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute

from corroborate.web.api import adding, decisions, following, knowledge, lists
from corroborate.web.api.answering import PROBLEMS, UNCHANGED

ROOT = "/api/v1"


def _operation(route: APIRoute) -> str:
    """Operations are called as their functions are, and stay so."""
    return route.name


router = APIRouter(prefix=ROOT, responses={**PROBLEMS, **UNCHANGED}, generate_unique_id_function=_operation)
for _room in (lists, adding, decisions, knowledge, following):
    router.include_router(_room.router, generate_unique_id_function=_operation)
