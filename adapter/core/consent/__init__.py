"""Consent that decides: who may do what to which resource, by which rule, and why (decisions.md, "Parties, identity, consent").

Pure and total: no fact, no permit; deny overrides; every answer names its rule and reason.
"""
