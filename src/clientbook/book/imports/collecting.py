"""Python's collector of reference cycles, put off while a chunk of rows is worked on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_put_off() -> Iterator[None]:
    """Have no cycles collected inside the block, which is to be short.

    The values of a chunk all live until its end and make no cycles; the collector would look at
    each of them several times to find that out, which is a tenth of an import's time.  Other
    threads wait for their collections as long as the block lasts; memory without cycles is given
    back as ever.  A collector that the host has switched off stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
