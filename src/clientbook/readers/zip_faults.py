"""What the standard library says of zip files that are not what they say."""

import struct
import zipfile
import zlib
from typing import Final

ZIP_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts are packed: ECMA-376 part 2, annex C allows no other way."""

ZIP_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error,
)  # fmt: skip
"""What zipfile raises for parts that are not where or what the directory says."""
