"""Agreements as data: finding, loading, checking, showing and starting an accord folder."""

from truceline.accord.checking import check, wanting
from truceline.accord.drawing import graph
from truceline.accord.folder import default_folders, find, installed, load, schema
from truceline.accord.situations import cases, signals
from truceline.accord.start import new
from truceline.accord.told import show
from truceline.accord.vocabulary import load_vocabulary

__all__ = [
    "cases",
    "check",
    "default_folders",
    "find",
    "graph",
    "installed",
    "load",
    "load_vocabulary",
    "new",
    "schema",
    "show",
    "signals",
    "wanting",
]
