"""The desk: a record in the browser, on this machine."""

from corroborate.web.app import make_app
from corroborate.web.desk import Desk
from corroborate.web.serving import serve

__all__ = ["Desk", "make_app", "serve"]
