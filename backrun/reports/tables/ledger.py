"""The ledger of studies: a table, a card for each study, and what stands on it."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from backrun.evidence import Use, sources, uses, uses_by_study
from backrun.evidence.studies import OURSELVES, Study, studies
from backrun.evidence.uses import KINDS, Kind
from backrun.reports.tables.method import cite
from backrun.wording.evidence import DESIGN_WORDS, KIND_COUNTED, KIND_WORDS, TOPIC_WORDS, people

ASKABLE: tuple[Kind, ...] = ("coefficient", "rule", "claim", "screening", "card")
"""What may stand on several studies, and so can be asked for; the others are one study's own."""
MOST_LISTED = 8


def ledger_table(chosen: Collection[Study]) -> pd.DataFrame:
    """Return studies as a table, one a row, in the order given."""
    rows = [
        {
            "Study": sources()[study.study_id].short,
            "Used": used(study.study_id),
            "People": "" if study.n is None else str(study.n),
            "Design": DESIGN_WORDS[study.design],
            "Found": study.found,
        }
        for study in chosen
    ]
    columns = ["Study", "Used", "People", "Design", "Found"]
    return pd.DataFrame(rows, columns=columns).set_index("Study")


def most_used_first(chosen: Collection[Study]) -> list[Study]:
    """Order studies by how much stands on them."""
    return sorted(chosen, key=lambda study: -used(study.study_id))


def study_card(key: str) -> str:
    """Return all that is known of a study as Markdown."""
    study, source = studies()[key], sources()[key]
    link = f"  \n[{source.link}]({source.link})" if source.link else "  \nNo DOI is known."
    topics = ", ".join(TOPIC_WORDS[topic].lower() for topic in study.topics)
    lines = [
        f"**{source.short}**: {source.citation}{link}",
        f"**Design.** {DESIGN_WORDS[study.design]}; about {topics}.",
        f"**People.** {people(study)}.",
        f"**Speeds.** {study.speeds[0].upper()}{study.speeds[1:]}.",
        f"**Found.** {study.found}",
    ]
    if study.watch:
        lines.append(f"**Watch.** {study.watch}")
    return "\n\n".join(lines)


def used(key: str) -> int:
    """Count what stands on a study; what an article merely says does not stand on it."""
    return sum(key in use.studies for use in uses_by_study().get(key, ()))


def stands_on(key: str) -> str:
    """Say how much stands on a study, kind by kind, and list the first few that are not claims."""
    found = uses_by_study().get(key, ())
    if not found:
        return "Read, and used for nothing here: no number, claim or rule stands on it."
    parts = []
    for kind in KINDS:
        number = sum(use.kind == kind for use in found)
        if number:
            parts.append(f"{number} {KIND_COUNTED[kind][number > 1]}")
    listed = [use for use in found if use.kind != "claim"][:MOST_LISTED]
    lines = [f"- {KIND_WORDS[use.kind]}: {use.title}" for use in listed]
    return "\n".join([f"**What stands on it.** {', '.join(parts)}.", "", *lines])


def askable_of(key: str) -> list[str]:
    """Return the keys of what stands on a study and may stand on others too."""
    found = uses_by_study().get(key, ())
    return [f"{use.kind}/{use.key}" for use in found if use.kind in ASKABLE]


def uses_table(key: str) -> pd.DataFrame:
    """Return everything that stands on a study, or on our own choice."""
    rows = [
        {"Kind": KIND_WORDS[use.kind], "What": use.title, "Says": use.said}
        for use in uses_by_study().get(key, ())
    ]
    return pd.DataFrame(rows, columns=["Kind", "What", "Says"]).set_index("Kind")


def askable_uses() -> dict[str, Use]:
    """Return what may stand on several studies, under a key of its kind and name."""
    return {f"{use.kind}/{use.key}": use for use in uses() if use.kind in ASKABLE}


def use_label(key: str) -> str:
    """Name what can be asked for: its kind, then what it is."""
    use = askable_uses()[key]
    return f"{KIND_WORDS[use.kind]}: {use.title}"


def use_note(key: str) -> str:
    """Say what a number, claim or rule is, and what it stands on, as Markdown."""
    use = askable_uses()[key]
    studies_of = [study for study in use.studies if study != OURSELVES]
    said = f"**{use.title}**{'' if use.title[-1] in '.?!' else '.'} {use.said.rstrip('.')}."
    if not studies_of:
        ground = "It stands on no study: it is our own choice."
    else:
        also = " and on our own choice" if OURSELVES in use.studies else ""
        ground = f"It stands on {cite(*studies_of)}{also}."
    told = f" Said by {cite(use.article)}." if use.article else ""
    return f"{said} {ground}{told}"
