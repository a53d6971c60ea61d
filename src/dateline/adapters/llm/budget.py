"""How many tokens a run may use, and how many it has used."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.errors import BudgetReached

# English has some four characters to a token, JSON and names have fewer: the estimate is on the high side.
_BYTES_PER_TOKEN = 3


@dataclass(slots=True, kw_only=True)
class Budget:
    """`limit` is in tokens, of what is sent and what is answered together; None sets none."""

    limit: int | None = None
    spent: int = 0

    def check(self, estimate: int) -> None:
        """Refuse a request of about `estimate` tokens that would go beyond the limit.

        Raises:
            BudgetReached: It would.
        """
        if self.limit is not None and self.spent + estimate > self.limit:
            raise BudgetReached(
                f"{self.spent:,} of {self.limit:,} tokens are used, and the next request takes about "
                f"{estimate:,}",
                "Raise DATELINE_LLM_BUDGET, or leave it unset for no limit.",
            )


def tokens_in(length: int) -> int:
    """About how many tokens a text of so many bytes has."""
    return -(-length // _BYTES_PER_TOKEN)
