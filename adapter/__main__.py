"""`ip-adapter` and `python -m adapter`: the command line."""

from __future__ import annotations

import sys

from adapter.app import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
