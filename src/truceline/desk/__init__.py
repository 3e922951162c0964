"""The desk: a case in the browser, on this machine only."""

from truceline.desk.app import create_app

__all__ = ["create_app"]
