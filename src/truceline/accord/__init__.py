"""Agreements as data: loading, checking and showing an accord folder."""

from truceline.accord.folder import check, default_folders, find, installed, load, schema
from truceline.accord.show import show

__all__ = ["check", "default_folders", "find", "installed", "load", "schema", "show"]
