"""The embedded PostgreSQL server: started, adopted, stopped, backed up, restored. Nothing here knows our tables."""
