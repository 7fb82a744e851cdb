"""Claims that official records can bear out or contradict, and what the records say of them.

`finding` finds them, `statement` takes them apart, `records` has what they are held against,
`holding` compares, `checker` gives the verdicts.
"""

from comity.news.claims.checker import Checker
from comity.news.claims.claim import Claim, LookUp, Verdict, bounds_of
from comity.news.claims.finding import find_claims

__all__ = ["Checker", "Claim", "LookUp", "Verdict", "bounds_of", "find_claims"]
