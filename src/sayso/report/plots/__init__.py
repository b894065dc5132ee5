"""Pictures of what a store holds: rows in, an Altair chart out, and one place that renders it."""
