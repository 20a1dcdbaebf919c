"""What happens: decisions, journeys, and the edges where files, networks and clocks are."""

__version__ = "0.1.0"
__date__ = "2026-11-22"
