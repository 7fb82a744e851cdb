"""Pure functions on strings: scripts, romanisation, folding, countries."""

from comity.text.countries import country_code
from comity.text.folding import fold, squeeze
from comity.text.scripts import script_of

__all__ = ["country_code", "fold", "script_of", "squeeze"]
