"""The gazetteer: place names found in a text, and the places they mean."""

from __future__ import annotations

from corroborate.places.context import PlaceContext
from corroborate.places.gazetteer import Gazetteer, open_gazetteer
from corroborate.places.place import Place, PlaceMention

__all__ = ["Gazetteer", "Place", "PlaceContext", "PlaceMention", "open_gazetteer"]
