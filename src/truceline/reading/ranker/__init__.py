"""A trained ranker beside the rules: what they miss, and what they had better not have proposed.

It works on the parse and on what the rules propose. Reading without it (`fast`) is whole.
"""
