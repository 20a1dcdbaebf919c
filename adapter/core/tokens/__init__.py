"""Tokens, proofs and assertions: built and checked by pure functions (security.md 1.2, 1.3, 2, 3.1–3.4).

Ours for the resource server, for the development token service and for our own client alike. Time and ids are arguments.
"""
