"""Merging and unmerging as pure functions: survivorship, plans, taking apart."""

from clientbook.merging.plans import merge_blocks, plan_merge
from clientbook.merging.unmerging import Split, split, split_block

__all__ = ["Split", "merge_blocks", "plan_merge", "split", "split_block"]
