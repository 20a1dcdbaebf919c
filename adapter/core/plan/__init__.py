"""The individual plan's law as pure decisions: states, coordinator by dates, the nine points, what needs the store.

Everything is told over a plan with what it refers to (`parts`) and what the store knows (`facts`); nothing here reads,
writes, or asks the time. A profile sees one resource (`mappings.profile`); these rules see the plan as a whole (profiles.md
4.2, tier C; domain.md 1.G, 1.H and 3).
"""
