"""The command line: files in, files and lines out."""
