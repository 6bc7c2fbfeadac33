"""The body map, its studies and the joints as tables, and what the articles say beside them."""

from __future__ import annotations

from functools import cache

import pandas as pd

from backrun.evidence import sources
from backrun.models.body.joints import JointLoading
from backrun.models.body.muscles import MuscleEmphasis, muscle_emphasis
from backrun.models.body.thigh import thigh_balance
from backrun.reports.tables.method import cite
from backrun.wording.body import grade, missing, name, place, size, studies, times
from backrun.wording.numbers import DASH, change

QUADRICEPS = ("rectus_femoris", "vastus_lateralis", "vastus_medialis")

# What popular articles say, in our words; who says it; the muscles that it is about.
ARTICLES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "The back of the body does more: the hamstrings, the glutes or both.",
        ("article_odd_method", "article_fitness", "article_benefits", "article_advantages"),
        ("biceps_femoris", "semitendinosus", "gluteus_maximus"),
    ),
    ("The quadriceps do less.", ("article_odd_method",), QUADRICEPS),
    (
        "It works the quadriceps and the shins.",
        ("article_fitness",),
        (*QUADRICEPS, "tibialis_anterior"),
    ),
    (
        "It rests the quadriceps and the hip flexors.",
        ("article_advantages",),
        (*QUADRICEPS, "iliopsoas"),
    ),
    (
        "It works the calves.",
        ("article_fitness", "article_benefits"),
        ("gastrocnemius_medialis", "gastrocnemius_lateralis", "soleus"),
    ),
    (
        "It strengthens back and core two to three times as much.",
        ("article_fitness",),
        ("erector_spinae", "abdominals"),
    ),
)
BALANCE = "It evens out the front and the back of the thigh."
BALANCE_ARTICLES = ("article_odd_method", "article_benefits")


def muscles_table(week: MuscleEmphasis) -> pd.DataFrame:
    """Return all that the map shows, a row a muscle: all backward, and the week's blend."""
    rows = [
        {
            "Muscle": name(muscle.key),
            "Where": place(muscle.key),
            "All backward": size(muscle),
            "Times forward": missing(muscle) if muscle.index is None else times(muscle.index),
            "Your week": missing(muscle) if now is None else change(now),
            "Role forward": muscle.role_forward,
            "Role backward": muscle.role_backward,
            "Grade": grade(muscle),
            "Studies": studies(muscle),
        }
        for muscle in muscle_emphasis().muscles
        for now in (week[muscle.key].index,)
    ]
    return pd.DataFrame(rows).set_index("Muscle")


def results_table() -> pd.DataFrame:
    """Return every single result that an index pools, as the chart of ranges shows it."""
    rows = [
        {
            "Muscle": name(muscle.key),
            "Study": sources()[vote.study].short,
            "Gait": vote.row.gait,
            "Same speed": vote.row.matched,
            "n": "not stated" if vote.row.n is None else str(vote.row.n),
            "Result": f"{vote.ratio:.2f} times" if vote.number else "direction only",
            "Counts as": f"{vote.counts_as(float(muscle.index.central)):.2f}",
            "Weight": f"{vote.weight:.2f}",
        }
        for muscle in muscle_emphasis().muscles
        if muscle.index is not None
        for vote in muscle.votes
    ]
    return pd.DataFrame(rows).set_index("Muscle")


def joints_table(loading: JointLoading) -> pd.DataFrame:
    """Return the joint and step quantities, a row each; those without a number in words."""
    rows = [
        {
            "Quantity": joint.label,
            "Forward": joint.forward,
            "Backward": joint.backward,
            "Backward is": joint.direction,
            "Change for one person": joint.status
            if joint.change is None
            else change(joint.change.apply(lambda share: 1 + share)),
            "Speeds, m/s": "not stated"
            if joint.speed_range is None
            else f"{joint.speed_range[0]:.1f}{DASH}{joint.speed_range[1]:.1f}",
            "Grade": joint.grade or "none",
            "Studies": ", ".join(sources()[study].short for study in joint.studies),
            "Note": joint.note,
        }
        for joint in loading.quantities
    ]
    return pd.DataFrame(rows).set_index("Quantity")


@cache
def articles_table() -> str:
    """Return what the articles say beside what was measured, as a Markdown table."""
    emphasis = muscle_emphasis()
    rows = [
        (claim, articles, " ".join(_found(emphasis, key) for key in keys))
        for claim, articles, keys in ARTICLES
    ]
    rows.append((BALANCE, BALANCE_ARTICLES, _balance()))
    body = (
        f"| **{claim}** {', '.join(map(_title, articles))} | {found} |"
        for claim, articles, found in rows
    )
    return "\n".join(("| The articles say | Measured |", "|---|---|", *body))


def _found(emphasis: MuscleEmphasis, key: str) -> str:
    muscle = emphasis[key]
    if muscle.index is None:
        return f"{name(key)}: **{missing(muscle)}**."
    return f"{name(key)}: **{size(muscle)}**, {times(muscle.index)}, grade {muscle.grade}."


def _balance() -> str:
    thigh = thigh_balance()
    leaning = {
        "front": "more to the front",
        "back": "more to the back",
        "similar": "to neither side",
    }
    return (
        f"Running backward shifts work **{leaning[thigh.direction]}**; front against back "
        f"{thigh.low:.1f}{DASH}{thigh.high:.1f} times, grade {thigh.grade}, so either is possible "
        f"({cite(*thigh.studies[:3])} and others)."
    )


def _title(article: str) -> str:
    return f"“{sources()[article].citation.split(' (web article')[0]}”"
