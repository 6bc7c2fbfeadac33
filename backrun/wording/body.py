"""What is known of a muscle in words: size with its range, role, grade, and what is not known."""

from __future__ import annotations

from backrun.estimate import Estimate
from backrun.evidence.muscles import muscle_table
from backrun.models.body.muscles import Muscle, MuscleEmphasis
from backrun.models.body.votes import Emphasis
from backrun.scenario.scenario import Scenario
from backrun.wording.numbers import central, change, interval

SIGNS: dict[Emphasis, str] = {
    "much more": "▲▲",
    "more": "▲",
    "similar": "≈",
    "less": "▼",
    "not measured": "–",
}
"""A sign beside each colour, so that no colour stands alone."""
COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)


def name(key: str) -> str:
    """Return a muscle's name, as on the map."""
    return muscle_table()[key].name


def short(key: str) -> str:
    """Return a muscle's name for where there is little room."""
    return name(key).removesuffix(" head")


def place(key: str) -> str:
    """Say where a muscle is."""
    return muscle_table()[key].place


def times(index: Estimate) -> str:
    """Format an index with its range: `1.4 times (1.0–2.1)`."""
    return f"{central(index)} times ({interval(index)})"


def _all_forward(muscle: Muscle) -> bool:
    """Say whether a muscle's index is of no backward minutes at all: 1, whatever was measured."""
    return muscle.index is not None and muscle.index.low == muscle.index.high == 1


def size(muscle: Muscle) -> str:
    """Say a muscle's direction, or that its studies disagree about it."""
    if _all_forward(muscle):
        return "the same"
    disputed = muscle.conflict and muscle.direction == "similar"
    return "studies disagree" if disputed else muscle.direction


def missing(muscle: Muscle) -> str:
    """Say of a muscle without a number that nobody measured it, or that no result was found."""
    return "no result found" if muscle.rows else "not measured"


def verdict(muscle: Muscle) -> str:
    """Say a muscle's direction with its range: `Much more: 1.4 times (1.0–2.1)`."""
    if muscle.index is None:
        return f"{missing(muscle).capitalize()}: no number, no direction"
    if _all_forward(muscle):
        return f"{size(muscle).capitalize()}: no backward minutes"
    return f"{size(muscle).capitalize()}: {times(muscle.index)}"


def certainty(index: Estimate) -> str:
    """Say what a range leaves open."""
    if index.low == index.high == 1:
        return "1, as all is forward"
    if index.low < 1 < index.high:
        return "holds 1, so less, the same or more"
    return "above 1 throughout" if index.low >= 1 else "below 1 throughout"


def role(words: str) -> str:
    """Say a role, and that it is inferred."""
    return words if words == "not known" else f"{words} (inferred)"


def grade(muscle: Muscle) -> str:
    """Say a muscle's grade."""
    return "none" if muscle.grade is None else muscle.grade


def studies(muscle: Muscle) -> str:
    """Count the studies, and those of running among them: `5: 1 running, 4 walking`."""
    if not muscle.studies:
        return "none that gives a result"
    running = len({vote.study for vote in muscle.votes if vote.row.gait == "running"})
    walking = muscle.n_studies - running
    if not running or not walking:
        return f"{muscle.n_studies} {'running' if running else 'walking'}"
    return f"{muscle.n_studies}: {running} running, {walking} walking"


def sentence(muscle: Muscle) -> str:
    """Say all that the map shows of a muscle, for those who do not see it."""
    head = f"{name(muscle.key)}, {place(muscle.key)}"
    roles = f"Forward: {role(muscle.role_forward)}. Backward: {role(muscle.role_backward)}."
    if muscle.index is None:
        return f"{head}: {missing(muscle)}. {roles}"
    said = verdict(muscle)
    return (
        f"{head}: {said[0].lower()}{said[1:].replace(':', ',')}, grade {muscle.grade}, "
        f"studies {studies(muscle)}. {roles}"
    )


def most_moved(emphasis: MuscleEmphasis) -> Muscle:
    """Return the measured muscle whose index lies highest."""
    measured = [muscle for muscle in emphasis.muscles if muscle.index is not None]
    return max(measured, key=lambda muscle: float(muscle.index.central) if muscle.index else 0.0)


def undecided(emphasis: MuscleEmphasis) -> tuple[Muscle, ...]:
    """Return the measured muscles whose range holds 1."""
    return tuple(
        muscle
        for muscle in emphasis.muscles
        if muscle.index is not None and muscle.index.low < 1 < muscle.index.high
    )


def muscles_answer(scenario: Scenario, week: MuscleEmphasis, backward: MuscleEmphasis) -> str:
    """Answer in one or two sentences of Markdown: the most moved muscle, and what is not known.

    `week` is the blend of the scenario's week, `backward` the emphasis of running all backward.
    """
    top = most_moved(backward)
    where = f"{name(top.key).lower()} ({place(top.key)})"
    now, then = week[top.key].index, top.index
    if now is None or then is None:
        raise ValueError("emphasis: no muscle was measured")
    unknown = sum(muscle.index is None for muscle in backward.muscles)
    still_open = COUNTS[len(undecided(backward))]
    rest = (
        f"{still_open.capitalize()} muscles are undecided, for {COUNTS[unknown]} no result could "
        "be found."
    )
    if scenario.week.backward_minutes:
        than = "as" if change(now) == "the same" else "than"
        return (
            f"Your week asks **{change(now)}** of the {where} {than} all forward at the same "
            f"speed: **grade {top.grade}**. {rest}"
        )
    return (
        "Your week holds no backward minutes. Running backward at the same speed asks "
        f"**{change(then)}** of the {where}: **grade {top.grade}**. {rest}"
    )


READ_RANGES = (
    "Bars: the range of the index with its centre; the grade stands beside the name. A round dot "
    "is a number that a study measured. A triangle or a square is a study that gives a direction "
    "alone (more, less, no change), placed at the modest step that it counts as; where the index "
    "lies further out, it counts as the index. Filled: running. Hollow: walking. Faded: not known "
    "to be at the same speed."
)


def ranges_summary(backward: MuscleEmphasis) -> str:
    """Say in words what the chart of ranges shows."""
    top = most_moved(backward)
    unknown = sum(muscle.index is None for muscle in backward.muscles)
    return (
        "Range of each muscle, running backward against forward, with the single studies. "
        f"Highest: {name(top.key).lower()}, {verdict(top).lower()}. {len(undecided(backward))} "
        f"ranges hold 1; for {unknown} muscles there is no result. The table above has the data."
    )
