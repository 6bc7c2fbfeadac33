"""The list of studies: each source's design, people, findings and weaknesses.

The rows state facts in our own sentences, or "not stated" if the text that we could read does not
state the fact.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, model_validator

from backrun.evidence.rows import DATA, EvidenceError, OptionalCount, Row, read_rows, sources

Topic = Literal[
    "energy",
    "forward",
    "speed",
    "muscles",
    "joints",
    "training",
    "start",
    "load",
    "soreness",
    "safety",
    "balance",
    "articles",
]
Design = Literal[
    "both_ways",
    "one_way",
    "trial",
    "groups",
    "before_after",
    "cohort",
    "survey",
    "review",
    "analysis",
    "equation",
    "guideline",
    "expert",
    "article",
    "other",
]
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
DESIGNS: Final[tuple[Design, ...]] = get_args(Design)
OURSELVES: Final = "backrun"
"""Key for our own choices, which are a source of numbers but not a study."""


class Study(Row):
    """One study, guideline, table or article.

    `n` is the number of people behind the result, None if it is not stated or does not apply;
    `speeds` gives the speeds and directions; `watch` warns of weaknesses that a reader should know
    before relying on the study, "" for none.
    """

    study_id: str
    topics: Annotated[tuple[Topic, ...], BeforeValidator(lambda text: tuple(text.split()))]
    design: Design
    n: OptionalCount
    who: str
    speeds: str
    found: str
    watch: str

    @model_validator(mode="after")
    def _says_something(self) -> Study:
        if not self.topics or len(set(self.topics)) < len(self.topics):
            raise ValueError("topics: at least one, each once")
        for name in ("who", "speeds", "found"):
            if not getattr(self, name):
                raise ValueError(f"{name}: is empty; 'not stated' says that nothing is known")
        if self.n is not None and self.n < 1:
            raise ValueError(f"n: {self.n} people; allowed: 1 or more, or empty")
        return self


def read_studies(path: Path) -> dict[str, Study]:
    """Read the list of studies.

    Raises
    ------
    EvidenceError
        A row cannot be used, two rows have the same study, or a source has no row.
    """
    rows = read_rows(path, Study, frozenset(sources()) - {OURSELVES})
    ledger = {row.study_id: row for row in rows}
    if len(ledger) < len(rows):
        keys = [row.study_id for row in rows]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise EvidenceError(f"{path.name}, {twice}: is there twice")
    missing = sorted(set(sources()) - set(ledger) - {OURSELVES})
    if missing:
        raise EvidenceError(f"{path.name}: {missing[0]!r} of sources.csv has no row")
    return ledger


@cache
def studies() -> dict[str, Study]:
    """Return the studies by key, in the order of the sources; our own choices have no row."""
    return read_studies(DATA / "studies.csv")


def select_studies(
    text: str = "",
    topics: Collection[str] = (),
    designs: Collection[str] = (),
    among: Collection[str] | None = None,
) -> tuple[Study, ...]:
    """Return the studies that contain every word of `text` and match the filters.

    An empty filter matches all studies.

    Parameters
    ----------
    text : str
        Words to find in name, citation, people, speeds and findings; case does not matter.
    topics, designs : collection of str
        Keys of `TOPICS` and `DESIGNS`; a study matches with any one of them.
    among : collection of str, optional
        Keys of the studies to choose from; by default all.

    Examples
    --------
    >>> [study.study_id for study in select_studies("kneecap student", designs=["both_ways"])]
    []
    >>> [study.study_id for study in select_studies("lactate")]
    ['flynn1994']
    """
    words = text.lower().split()
    return tuple(
        study
        for study in studies().values()
        if (among is None or study.study_id in among)
        and (not topics or set(topics) & set(study.topics))
        and (not designs or study.design in designs)
        and all(word in _searched(study.study_id) for word in words)
    )


@cache
def _searched(key: str) -> str:
    study, source = studies()[key], sources()[key]
    texts = (study.who, study.speeds, study.found, study.watch)
    return " ".join((source.short, source.citation, source.doi, *texts)).lower()
