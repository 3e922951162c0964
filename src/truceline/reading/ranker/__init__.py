"""A small trained encoder beside the rules: what they miss, and what they had better not have proposed.

It works on the parse, and joins what it hears with what the rules propose. Reading without it
(`fast`) is whole.
"""

import truceline.reading.attribution  # noqa: F401 - first: it asks the ranker, which looks at its proposals
