"""Fixing: finding → edits that mend it, tried before they are offered; applying them, and showing what changed.

`suggest` offers, `apply` takes what a person accepted, `fix_all` takes what needs no person, `diff` shows it.
"""

from assistant.fixing.all import fix_all
from assistant.fixing.applying import apply, merge
from assistant.fixing.diff import diff, diff_text
from assistant.fixing.fix import Applied, Change, Edit, Engine, Fix, Fixed
from assistant.fixing.suggest import suggest

__all__ = [
    "Applied", "Change", "Edit", "Engine", "Fix", "Fixed", "apply", "diff", "diff_text", "fix_all", "merge", "suggest",
]  # fmt: skip
