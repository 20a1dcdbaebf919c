"""How fast messages are taken in over HTTP, as a ratio to a floor that is measured in the same run: `make bench`."""
