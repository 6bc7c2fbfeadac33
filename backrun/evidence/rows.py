"""Evidence rows and their reader, which checks every row and names file and line of an error."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from backrun.units import METRES_PER_MILE

DATA = Path(__file__).parent / "data"

Direction = Literal["forward", "backward"]
Gait = Literal["walking", "running"]
Counted = Literal["gross", "net", "not stated"]


def _empty_is_none(text: object) -> object:
    return None if text == "" else text


Optional = Annotated[float | None, BeforeValidator(_empty_is_none)]
OptionalCount = Annotated[int | None, BeforeValidator(_empty_is_none)]


class EvidenceError(ValueError):
    """A row of a data file cannot be used; the message names file, line and column."""


class Row(BaseModel):
    """The base of all rows: cannot be changed, refuses unknown columns and NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Source(Row):
    """A study, guideline or convention; all other files refer to its key `study_id`.

    `short` is its name in a sentence: first author and year of the citation, unless the file gives
    another name, as for articles, clubs, guidelines and tables.
    """

    study_id: str
    short: str
    citation: str
    doi: str
    pubmed_id: str

    @model_validator(mode="before")
    @classmethod
    def _named_by_author_and_year(cls, record: Any) -> Any:
        if record.get("short"):
            return record
        citation = record.get("citation") or ""
        author = re.split(r"[ ,.]", citation, maxsplit=1)[0]
        year = re.search(r"\b(?:19|20)\d\d\b", citation)
        return {**record, "short": f"{author} {year[0]}" if year else author}

    @property
    def link(self) -> str | None:
        """Web address of the source, or None without a DOI and a PubMed number."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pubmed_id}/" if self.pubmed_id else None


class OxygenCostRow(Row):
    """A measured oxygen uptake (ml/kg/min), net cost (J/kg/m) or heart rate in one direction.

    Speeds are in m/s, grades are fractions. We read the number of a `verified` row in the paper's
    abstract. A `transition` row gives the speed at which people change from walking to running:
    the speed that they prefer for it, or the speed at which both cost the same energy.
    """

    study_id: str
    direction: Direction
    gait: Gait
    speed_m_s: Optional
    grade_low: float
    grade_high: float
    n: OptionalCount
    population: str
    vo2_ml_kg_min: Optional
    vo2_sd: Optional
    net_cost_j_kg_m: Optional
    net_cost_sd: Optional
    heart_rate_bpm: Optional
    transition: Literal["", "preferred", "energetic"]
    basis: Counted
    verified: bool
    locator: str
    note: str


class RatioRow(Row):
    """A backward : forward ratio at the same speed, given as a ratio or as its two values.

    The model computes its multiplier, backward energy over forward energy, from the `pooled` rows;
    these must be verified and have a number.
    """

    study_id: str
    gait: Gait
    speed_low_m_s: Optional
    speed_high_m_s: Optional
    grade_low: float
    grade_high: float
    n: OptionalCount
    ratio: Optional
    ratio_sem: Optional
    basis: Counted
    forward: Optional
    forward_sd: Optional
    backward: Optional
    backward_sd: Optional
    unit: Literal["", "ml/kg/min", "J/kg/m"]
    verified: bool
    pooled: bool
    locator: str
    note: str

    @property
    def measured(self) -> float | None:
        """The ratio of the two values, else the ratio of the source; None if neither is known."""
        if self.forward is not None and self.backward is not None:
            return self.backward / self.forward
        return self.ratio

    @model_validator(mode="after")
    def _pooled_rows_are_usable(self) -> RatioRow:
        if self.pooled and not self.verified:
            raise ValueError("pooled: an unverified row never enters a fit")
        if self.pooled and self.n is None:
            raise ValueError("n: a pooled row needs the number of people")
        if self.pooled and self.measured is None:
            raise ValueError("ratio: a pooled row needs a ratio or a forward and a backward value")
        if self.forward is not None and not self.unit:
            raise ValueError("unit: a forward value needs a unit")
        return self


class CompendiumEntry(Row):
    """An entry of the Compendium of Physical Activities, a table of the energy of activities.

    The energy is in METs, multiples of rest; one MET is 3.5 ml/kg/min of oxygen. Speeds (miles per
    hour) and grade (a fraction) are None if the description does not state them.
    """

    code: int
    study_id: Literal["compendium2024", "compendium2011"]
    mets: float
    speed_low_mph: Optional
    speed_high_mph: Optional
    grade: Optional
    description: str
    verified: bool

    @property
    def speed_m_s(self) -> float | None:
        """Middle of the two stated speeds in m/s, or None if one of them is missing."""
        if self.speed_low_mph is None or self.speed_high_mph is None:
            return None
        return (self.speed_low_mph + self.speed_high_mph) / 2 * METRES_PER_MILE / 3600.0


RowType = TypeVar("RowType", bound=Row)


def read_rows(path: Path, row_type: type[RowType], studies: frozenset[str]) -> tuple[RowType, ...]:
    """Read a data file into validated rows.

    Parameters
    ----------
    path : Path
        A CSV file with a header line.
    row_type : type
        The row model; its fields are the columns.
    studies : frozenset of str
        The known study keys; every `study_id` must be one of them.

    Raises
    ------
    EvidenceError
        A study, unit, direction or column is unknown, a value is missing, or a text stands where a
        number belongs; the message names file, line, column and value.
    """
    rows = []
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        for record in reader:
            where = f"{path.name}, line {reader.line_num}"
            try:
                row = row_type.model_validate(record)
            except ValidationError as problem:
                first = problem.errors()[0]
                column = ".".join(map(str, first["loc"])) or "row"
                raise EvidenceError(
                    f"{where}, {column}: {first['msg']} (got {first['input']!r})"
                ) from None
            study = getattr(row, "study_id", None)
            if study is not None and study not in studies:
                raise EvidenceError(f"{where}, study_id: {study!r} is not in sources.csv")
            rows.append(row)
    return tuple(rows)


@cache
def sources() -> dict[str, Source]:
    """Return the sources by key."""
    with (DATA / "sources.csv").open(newline="", encoding="utf-8") as file:
        keys = frozenset(record["study_id"] for record in csv.DictReader(file))
    return {row.study_id: row for row in read_rows(DATA / "sources.csv", Source, keys)}


@cache
def oxygen_cost_rows() -> tuple[OxygenCostRow, ...]:
    """Return the measured oxygen costs."""
    return read_rows(DATA / "oxygen_cost.csv", OxygenCostRow, frozenset(sources()))


@cache
def ratio_rows() -> tuple[RatioRow, ...]:
    """Return all measured backward : forward ratios, also those outside the pool."""
    return read_rows(DATA / "backward_forward_ratios.csv", RatioRow, frozenset(sources()))


@cache
def compendium() -> tuple[CompendiumEntry, ...]:
    """Return the Compendium entries for walking and running."""
    return read_rows(DATA / "compendium_mets.csv", CompendiumEntry, frozenset(sources()))
