"""What happens: decisions, journeys, and the edges where files, networks and clocks are."""

__version__ = "0.1.0"
