"""Pages over a store, for one person or a few: server-rendered, nothing from any other host, read-only but by POST."""
