"""The types that flow between the rooms: immutable values, one name each."""
