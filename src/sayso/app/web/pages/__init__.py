"""The pages, a module a subject, each with the list `ROUTES` of what it answers."""
