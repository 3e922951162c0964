"""Agreements as data: finding, loading, checking and showing an accord folder."""

from truceline.accord.checking import check
from truceline.accord.folder import default_folders, find, installed, load, schema
from truceline.accord.situations import cases, signals
from truceline.accord.told import show
from truceline.accord.vocabulary import load_vocabulary

__all__ = ["cases", "check", "default_folders", "find", "installed", "load", "load_vocabulary", "schema", "show", "signals"]
