"""The only IO; edges do not know one another."""
