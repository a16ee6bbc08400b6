"""The package's own errors: every message says what to do next."""


class SahelAnalysisError(Exception):
    """Anything that a reader of the message can mend."""


class ArticleError(SahelAnalysisError):
    """The article cannot be read as text."""


class ModelError(SahelAnalysisError):
    """The language pipeline cannot be loaded."""
