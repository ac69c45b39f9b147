"""How slow this machine is just now, for limits of time that were set on a machine at rest."""

import time

CALLS = 100_000
SECONDS = 0.007  # of processor time that so many calls of a function took where the limits were set


def slowness() -> float:
    """How many times as long as there the same work takes here and now; at least 1.

    Processor time too is spent faster by what others do: two threads share a core, and all share the caches.
    """
    began = time.process_time()
    sum(map(lambda number: number % 7, range(CALLS)))  # noqa: C417 - it is the calls that take time
    return max(1.0, (time.process_time() - began) / SECONDS)
