"""What the row of a client holds beside its keys: its document and its entry, packed together.

The server compresses no row below two kilobytes.  Packed here they take a third of their room: the
words and keys of the entry are those of the document once more, and what all documents have in
common is not stored at all (docs/decisions/0023).
"""

import zlib

from clientbook.convert.documents import damaged
from clientbook.domain.clients import ClientId

# What documents and entries say of most people; what is most frequent stands last.  Each stored row
# was packed with it: another one is another version of the tables.
_COMMON = (
    b'"job_title":"","department":"","organization":"","company":"","note":"","language":"en"'
    b'"tags":["],"attributes":{"","external_ids":[{"system":"","value":""}],"unread":['
    b'"gender":{"code":"female","male"},"title":"Mme","Mr","prefix":"","middle":"","suffix":""'
    b',"organization":"street":"","locality":"","region":"","postcode":"","country_code":"FR"'
    b'"work","home","fax","label":"","preferred":true,"status":"deleted","deleted_at":"'
    b'"origin":{"kind":"manual","booking","revision":2,"hotmail.com@yahoo.fr@outlook.com@orange.fr'
    b"ntag:company:no org com net fr de ch ca 19 street road avenue rue de la \x1fm+49 +44 +41 +1 "
    b"+33 ~\x1fp+33 ~\x1foexample org\x1ex:e:p:+33\x1fp:+33\x1eq:\x1fq:\x1fn:\x1fs:\x1fdi:19"
    b"\x1ffp:\x1fad:\x1e\x1eorigin:import\x1frun:01\x1fphone\x1fmobile\x1fcallable\x1femail"
    b"\x1faddress\x1fbirthday\x1fbday:0"
    b'{"id":"01","profile":{"name":{"given":"","family":""},"phones":[{"e164":"+33","kind":"mobile'
    b'","raw":"0"},{"e164":"+33","raw":"0"}],"emails":[{"address":"@gmail.com"}],"addresses":[{"'
    b'full":" rue de la "}],"birthday":"19"},"origin":{"kind":"import","actor":{"id":"","channel":'
    b'""},"ref":"01/"},"created_at":"202-0T:.+00:00","updated_at":"202'
)
# Raw, in a window of 4 KiB: dictionary and body are hardly more.
_LEVEL, _WINDOW, _MEMORY = 6, -12, 4


def _known(client_id: ClientId) -> bytes:
    """Return what need not be stored: the row has the id beside its body."""
    return _COMMON + client_id.encode()


def pack(client_id: ClientId, document: str, entry: str | None) -> bytes:
    """Return the bytes of a client's document, and of the text of its entry where it has one."""
    packer = zlib.compressobj(
        _LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _known(client_id)
    )
    text = document if entry is None else f"{document}\n{entry}"  # JSON escapes other line ends
    return packer.compress(text.encode()) + packer.flush()


def unpack(client_id: ClientId, body: bytes) -> tuple[str, str | None]:
    """Return the document and the entry that :func:`pack` was given.

    Raises:
        DamagedDocumentError: They are other bytes, or somebody else's.
    """
    unpacker = zlib.decompressobj(_WINDOW, _known(client_id))
    try:
        document, end, entry = unpacker.decompress(body).decode().partition("\n")
    except (zlib.error, UnicodeDecodeError):
        failure = damaged("client")
    else:
        if unpacker.eof:
            return document, entry if end else None
        failure = damaged("client")  # cut short
    raise failure
