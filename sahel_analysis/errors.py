"""The package's own errors: every message says what to do next."""


class SahelAnalysisError(Exception):
    """Anything that a reader of the message can mend; every error of this package is one.

    Example:
        >>> try:
        ...     sa.read_article("no_such_file.txt")
        ... except sa.SahelAnalysisError as error:
        ...     print(error)
        The file 'no_such_file.txt' does not exist. Check the spelling and the folder.
    """


class ArticleError(SahelAnalysisError):
    """The article cannot be read as text."""


class ModelError(SahelAnalysisError):
    """The language pipeline cannot be loaded."""


class InstallationError(ModelError):
    """A file that came with the package is missing or no longer what it was."""
