"""The watched folder: messages come in as files in `in/`, receipts leave as files in `out/` (decisions.md, "folder transport").

One process has the folder to itself. Files' names may tell who they are about: they stand in no line and no error.
"""
