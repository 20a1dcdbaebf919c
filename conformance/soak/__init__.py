"""Many messages of all kinds at once, the database killed in the middle: nothing lost, nothing doubled: `make soak`."""
