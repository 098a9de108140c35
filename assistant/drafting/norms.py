"""The norms live in the library, where fixing reads them too; drafting finds them here."""

from assistant.library.norms import Allowed, Norm, named_norms, norm_of, norms

__all__ = ["Allowed", "Norm", "named_norms", "norm_of", "norms"]
