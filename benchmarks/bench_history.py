"""What a seal costs beside the plain hash chain that could do without salts, and that no redaction would survive.

Run it with ``make bench``; README.md says how to read the tables.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from itertools import chain, repeat
from typing import Final

import harness
from harness import Result, Work
from scenario import disputed, end_of

from lapor_core import Seal, TextPart, find_alterations, redact_seals, seal_event, seal_history, to_dict

Document = Mapping[str, object]

REPORT: Final = end_of(disputed, 1)
DOCUMENTS: Final[tuple[Document, ...]] = tuple(json.loads(json.dumps(to_dict(event))) for event in REPORT.history)
LONG: Final = 1_000


def fresh_salts() -> Iterator[bytes]:
    """Yield random salts without end, as a service does."""
    return iter(lambda: secrets.token_bytes(16), b"")


def plain_chain() -> str:
    """Hash each document with the hash before it."""
    link = ""
    for document in DOCUMENTS:
        link = hashlib.sha256((link + json.dumps(document, sort_keys=True)).encode()).hexdigest()
    return link


def appending(after: Seal) -> Work:
    """Return work that seals one more event."""
    salts = fresh_salts()
    return lambda: seal_event(DOCUMENTS[-1], after=after, salts=salts)


def sealing() -> Iterator[Result]:
    """Race each way over the same documents against the plain chain; the ratio is the price of being able to redact."""
    seals = seal_history(DOCUMENTS, salts=fresh_salts())
    if find_alterations(DOCUMENTS, seals):
        raise AssertionError
    ours: tuple[tuple[str, Work], ...] = (
        ("seal_history, with random salts", lambda: seal_history(DOCUMENTS, salts=fresh_salts())),
        ("find_alterations", lambda: find_alterations(DOCUMENTS, seals)),
        ("redact_seals", lambda: redact_seals(seals, TextPart)),
        ("to_dict, for comparison", lambda: [to_dict(event) for event in REPORT.history]),
    )
    for label, work in ours:
        yield harness.race(label, plain_chain, work)
    many = tuple(chain.from_iterable(repeat(DOCUMENTS, LONG // len(DOCUMENTS))))
    end = seal_history(many, salts=fresh_salts())[-1]
    yield harness.race(f"seal_event after {len(many)} events and after one", appending(seals[0]), appending(end))


def main() -> None:
    """Print the table."""
    print(harness.setting())
    texts = sum(len(seal.commitments) for seal in seal_history(DOCUMENTS, salts=fresh_salts()))
    title = f"a history of {len(DOCUMENTS)} events with {texts} texts; µs for all of it"
    harness.finish(harness.show(title, f"{'plain':>10} {'this':>12} {'ratio':>11}", sealing()))


if __name__ == "__main__":
    main()
