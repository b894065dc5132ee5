"""From articles to events: near-copies, the same happening told by several, origins, denials. Pure: no store here."""
