"""What every link port does: records of the host follow a merge and go back."""

from contextlib import AbstractContextManager, nullcontext

from clientbook.domain.clients import ClientId
from clientbook.domain.ports import LinkPort

BOOK = "main"


class LinkPortConformance:
    """What every :class:`~clientbook.domain.ports.LinkPort` does.

    Subclass it as ``Test...`` and write three methods::

        class TestMyLinks(LinkPortConformance):
            def make_port(self) -> LinkPort:
                return MyLinks(...)

            def add_record(self, port: LinkPort, client_id: ClientId) -> str:
                return port.orders.insert(client_id)

            def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
                return port.orders.client_of(record_id)
    """

    def make_port(self) -> LinkPort:
        """Return a new port without any record; called many times."""
        raise NotImplementedError("LinkPortConformance: write make_port() in your subclass")

    def add_record(self, port: LinkPort, client_id: ClientId) -> str:
        """Give a client one more record and return the record's id."""
        raise NotImplementedError("LinkPortConformance: write add_record() in your subclass")

    def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
        """Return whose a record is, None when it is gone."""
        raise NotImplementedError("LinkPortConformance: write owner_of() in your subclass")

    def unit(self, port: LinkPort) -> AbstractContextManager[None]:
        """Return the unit of work the port's writes need; none by default."""
        return nullcontext()

    def _filled(self) -> tuple[LinkPort, dict[str, ClientId]]:
        port = self.make_port()
        clients = ("survivor", "survivor", "one", "one", "two", "other")
        with self.unit(port):
            records = {self.add_record(port, client): client for client in clients}
        assert len(records) == len(clients), "add_record() returns another id each time"
        return port, records

    def _owners(self, port: LinkPort, records: dict[str, ClientId]) -> dict[str, ClientId | None]:
        return {record_id: self.owner_of(port, record_id) for record_id in records}

    def test_it_is_a_link_port(self) -> None:
        """Every method of the protocol is there, and the port has a name."""
        port = self.make_port()
        assert isinstance(port, LinkPort)
        assert port.name

    def test_a_preview_counts_and_moves_nothing(self) -> None:
        """preview() counts the records of the absorbed clients alone; nothing changes."""
        port, records = self._filled()
        preview = port.preview(BOOK, ["one", "two"], "survivor")
        assert sum(count for _, count in preview.counts) == 3
        assert preview.conflicts == ()
        assert self._owners(port, records) == records

    def test_every_record_of_the_absorbed_moves(self) -> None:
        """reassign() gives all of them to the survivor, a receipt each, and touches no other."""
        port, records = self._filled()
        with self.unit(port):
            receipts = port.reassign(BOOK, ["one", "two"], "survivor")
        absorbed = {i: owner for i, owner in records.items() if owner in ("one", "two")}
        assert {(r.id, r.from_client) for r in receipts} == set(absorbed.items())
        assert {(r.port, r.to_client) for r in receipts} == {(port.name, "survivor")}
        assert self._owners(port, records) == {**records, **dict.fromkeys(absorbed, "survivor")}
        assert port.preview(BOOK, ["one", "two"], "survivor").counts == ()

    def test_restoring_undoes_the_move(self) -> None:
        """restore() gives back what the receipts name; the survivor keeps its own."""
        port, records = self._filled()
        with self.unit(port):
            receipts = port.reassign(BOOK, ["one", "two"], "survivor")
            late = self.add_record(port, "survivor")
            assert tuple(port.restore(BOOK, receipts)) == ()
        assert self._owners(port, records) == records
        assert self.owner_of(port, late) == "survivor"

    def test_what_moved_on_is_not_taken_back(self) -> None:
        """restore() returns the receipts of records that the survivor no longer has."""
        port, records = self._filled()
        with self.unit(port):
            first = port.reassign(BOOK, ["one"], "survivor")
            port.reassign(BOOK, ["survivor"], "third")
            refused = port.restore(BOOK, first)
        assert {r.id for r in refused} == {r.id for r in first}
        moved = {i: "third" for i, owner in records.items() if owner in ("one", "survivor")}
        assert self._owners(port, records) == {**records, **moved}

    def test_merges_on_top_of_one_another_are_undone_in_turn(self) -> None:
        """Receipts of two merges, restored latest first, lead back to the beginning."""
        port, records = self._filled()
        with self.unit(port):
            first = port.reassign(BOOK, ["one"], "two")
            second = port.reassign(BOOK, ["two"], "survivor")
            assert tuple(port.restore(BOOK, second)) == ()
            assert tuple(port.restore(BOOK, first)) == ()
        assert self._owners(port, records) == records

    def test_nothing_to_move_is_no_error(self) -> None:
        """Clients without records give an empty preview and no receipt."""
        port, _ = self._filled()
        assert port.preview(BOOK, ["nobody"], "survivor").counts == ()
        with self.unit(port):
            assert tuple(port.reassign(BOOK, ["nobody"], "survivor")) == ()
            assert tuple(port.restore(BOOK, ())) == ()

    def test_it_knows_who_has_records(self) -> None:
        """linked() names exactly those of the clients asked for that have a record."""
        port, _ = self._filled()
        assert set(port.linked(BOOK, ["one", "nobody", "other"])) == {"one", "other"}
