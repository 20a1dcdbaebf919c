"""Writes the page."""

from __future__ import annotations

from pathlib import Path

from conformance.token_cases.page import page

PAGE = Path(__file__).parent.with_name("token-cases.md")

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
