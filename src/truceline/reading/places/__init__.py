"""Places: every place name of a report, found and put on the map."""
