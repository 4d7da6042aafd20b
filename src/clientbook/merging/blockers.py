"""Reasons against a merge (SPEC X2, P18, R4, V16), and whether a choice resolves them."""

from collections.abc import Callable, Collection, Iterable, Iterator

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.merges import Blocker, BlockerCode, Resolution
from clientbook.domain.profiles import INFO_LIMIT, Profile
from clientbook.identity.evidence import accounts, sex_of, two_accounts
from clientbook.merging.results import Merging
from clientbook.merging.survivorship import join_texts
from clientbook.messages.issues import Issue

_LIMITED = {"email": "emails", "phone": "phones", "phone.mobile": "phones", "address": "addresses"}

Lacking = Callable[[Profile], Iterable[Issue]]
"""Says what a profile needs and does not have."""


@attrs.frozen
class Against:
    """What stands against a merge.

    Args:
        merging: What is merged, with what a person chose.
        before: What the merge would give without any choice.
        after: What it gives.
    """

    merging: Merging
    before: Profile
    after: Profile

    def blockers(
        self,
        limits: ContactLimits,
        lacking: Lacking,
        ignored: Collection[tuple[ClientId, ClientId]],
    ) -> Iterator[Blocker]:
        """Yield every reason that the clients themselves give, resolved by a choice or not."""
        yield from self._identity()
        yield from self._accounts()
        yield from self._limits(limits)
        yield from self._info()
        yield from self._required(lacking)
        yield from self._ignored(ignored)

    def _identity(self) -> Iterator[Blocker]:
        clients = self.merging.clients
        births = [(c.id, c.profile.birthday) for c in clients if c.profile.birthday]
        if any(a.together(b) is None for _, a in births for _, b in births):
            yield self._clash(BlockerCode.BIRTHDAY_CLASH, "birthday", [i for i, _ in births])
        sexes = [(c.id, sex) for c in clients if (sex := sex_of(c.profile))]
        if len({sex for _, sex in sexes}) > 1:
            yield self._clash(BlockerCode.GENDER_CLASH, "gender", [i for i, _ in sexes])

    def _clash(self, code: BlockerCode, field: str, ids: Iterable[ClientId]) -> Blocker:
        return Blocker(code, field, tuple(ids), resolution=self._by_choice_of(field))

    def _accounts(self) -> Iterator[Blocker]:
        """Two user accounts: one has to be chosen (SPEC R4)."""
        clients = self.merging.clients
        if two_accounts(c.profile for c in clients):
            holders = tuple(c.id for c in clients if accounts(c.profile))
            resolution = _chosen(not two_accounts([self.after]))
            yield Blocker(BlockerCode.TWO_ACCOUNTS, "external_ids", holders, resolution=resolution)

    def _limits(self, limits: ContactLimits) -> Iterator[Blocker]:
        """Too many values is a blocker to resolve, never a silent drop (SPEC V16)."""
        standing = {issue.field: issue for issue in limits.exceeded(self.after)}
        for issue in ({i.field: i for i in limits.exceeded(self.before)} | standing).values():
            yield Blocker(
                BlockerCode.LIMIT_OVERFLOW,
                _LIMITED[issue.field],
                params=issue.params,
                resolution=_chosen(issue.field not in standing),
            )

    def _info(self) -> Iterator[Blocker]:
        if not self.merging.ranking.unites("info"):
            return
        info = join_texts([c.profile.info for c in self.merging.clients])
        if info is not None and len(info) > INFO_LIMIT:
            yield Blocker(
                BlockerCode.LIMIT_OVERFLOW,
                "info",
                params=(("count", len(info)), ("limit", INFO_LIMIT)),
                resolution=self._by_choice_of("info"),
            )

    def _required(self, lacking: Lacking) -> Iterator[Blocker]:
        """A choice left out what the book requires (SPEC P18): refused as an edit would be."""
        before = {issue.field for issue in lacking(self.before)}
        for issue in lacking(self.after):
            if issue.field not in before:
                yield Blocker(BlockerCode.REQUIRED_FIELD, issue.field)

    def _ignored(self, ignored: Collection[tuple[ClientId, ClientId]]) -> Iterator[Blocker]:
        ids = {c.id for c in self.merging.clients}
        for pair in sorted(set(ignored)):
            if pair[0] in ids and pair[1] in ids:
                yield Blocker(BlockerCode.IGNORED_PAIR, client_ids=pair)

    def _by_choice_of(self, field: str) -> Resolution | None:
        return _chosen(field in self.merging.choices.fields)


def _chosen(by_choice: bool) -> Resolution | None:
    return Resolution.CHOICE if by_choice else None
