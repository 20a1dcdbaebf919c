"""The development token service: HelseID's protocol for machines, on this machine alone (security.md 8).

authlib has the frame (grants, authentication of clients, the form of answers), `adapter.core.tokens` what is checked, so
that what is tried against this service is what the adapter itself runs.
"""
