"""SQL, and only here: one file that holds documents, claims, decisions and what follows from them."""

from corroborate.store.linking import Linked, Member
from corroborate.store.saving import Beside, Outcome
from corroborate.store.store import Store, open_store

__all__ = ["Beside", "Linked", "Member", "Outcome", "Store", "open_store"]
