"""How fast somebody who may reads a resource over HTTP, as a ratio to a floor that is measured in the same run: `make bench`."""
