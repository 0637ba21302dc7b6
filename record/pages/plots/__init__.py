"""Plots as inline SVG, drawn on the server without scripts or styles of their own.

Everything a template places is worked out here, in whole units of the drawing; colours and letters
are classes of the style sheet. A plot never stands alone: the table beside it has its numbers.
"""

from record.pages.plots.bars import Bar, BarPlot, BarRow, bar_plot
from record.pages.plots.places import Place, PlacePlot, place_plot

__all__ = ["Bar", "BarPlot", "BarRow", "Place", "PlacePlot", "bar_plot", "place_plot"]
