"""Mutation run over consent: each condition, constant and entry of a table is flipped, and a test must fail.

`python -m conformance.mutants [--every N]` prints what survives and the score.
"""
