"""The checker of profiles: its table, the interpreter, what a resource is, and the invariants. Its door: `mappings.profile`."""
