"""The element structs of `mappings`, derived from the official XSDs of all message families."""
