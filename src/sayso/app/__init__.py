"""The commands: options and pages, one library call each."""

from sayso.threads import one_for_this_process

one_for_this_process()  # before anything loads numpy
