"""The façade: it wires the rooms and owns the transactions."""

from truceline.case.case import Added, Case
from truceline.case.library import Library, read
from truceline.case.place import case_folder
from truceline.case.view import View

__all__ = ["Added", "Case", "Library", "View", "case_folder", "read"]
