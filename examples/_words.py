"""Words, labels and numbers in one of two languages, for what the examples print."""

from lapor_core import Protection
from lapor_core.vocabulary import Language, Term


class Words:
    """What is said, in one of two languages."""

    def __init__(self, language: Language) -> None:
        """Speak a language."""
        self.language: Language = language

    def say(self, english: str, indonesian: str) -> str:
        """Choose the language."""
        return english if self.language == "en" else indonesian

    def label(self, term: Term | Protection | None) -> str:
        """Return the label of a code."""
        return self.say("(unknown)", "(tidak diketahui)") if term is None else term.label(self.language)

    def number(self, count: int) -> str:
        """Write a number as the language does."""
        return f"{count:,}" if self.language == "en" else f"{count:,}".replace(",", ".")
