"""The commands: options and pages, one library call each."""
