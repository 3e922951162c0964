"""Figures: amounts in a page, with bounds, counted thing, unit and measure."""

from truceline.reading.figures.find import bounds, find_figures

__all__ = ["bounds", "find_figures"]
