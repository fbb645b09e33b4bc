"""The tables that others code: their types, countries and codes, and how they are read as attributed claims."""

from corroborate.datasets.countries import Country, countries
from corroborate.datasets.given import Given
from corroborate.datasets.reading import DatasetOptions, read_dataset
from corroborate.datasets.types import HIERARCHY, Placed, type_of

__all__ = [
    "HIERARCHY",
    "Country",
    "DatasetOptions",
    "Given",
    "Placed",
    "countries",
    "read_dataset",
    "type_of",
]
