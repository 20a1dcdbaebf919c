"""HelseID as a client uses it: tokens by client credentials, bound to a key, and calls that prove it (security.md 1)."""
