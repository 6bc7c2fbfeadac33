"""Writes docs/ramp_up.md from rules, stages and plans: `python tests/ramp_up_document.py`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from ramp_up_cases import MONDAY, Case, cases
from validation_document import fill, table

from backrun.evidence import CAUTIONS, Rule, Stage, rules, spikes, stages
from backrun.models.ramp_up import Session, check_plan, plan_ramp_up
from backrun.models.ramp_up.words import count, duration, percent
from backrun.reports.plan.rules import cited
from backrun.reports.tables.method import cite
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings

DOCUMENT = Path(__file__).parents[1] / "docs" / "ramp_up.md"
GROUPS = {
    "Which stage": (
        "stage_order",
        "stage_sessions",
        "stage_dose",
        "stage_dose_later",
        "break_days",
        "experience",
        "forward_credit",
    ),
    "How long a session": (
        *("first_walk", "walk_goal", "first_dose", "session_cap", "small_dose"),
        *("fits_the_day", "goal"),
    ),
    "When": ("available", "rest_day", "first_apart", "week_sessions"),
    "How much a week": (
        *("weekly_growth", "small_week", "weekly_stop", "share_start", "share_later"),
        "lighter_week",
    ),
    "How fast and how steep": (
        *("walking_speed", "speed_cap", "speed_step", "level", "uphill", "grade_step"),
        "one_at_a_time",
    ),
    "After a session": ("soreness", "mild_pain", "pain", "pain_stop", "illness", "fall"),
}
CASES = cases()
PLAN = plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY))
EXPERIENCED = plan_ramp_up(Scenario(), RampUpSettings(start=MONDAY, longest_backward_min=3.0))


def introduction() -> str:
    return """# The rules of the ramp-up

How the ramp-up plans backward running, by which rules, and where each comes from. Planner and
checker read the same rules, from `backrun/evidence/data/ramp_up_rules.csv` and
`ramp_up_stages.csv`. This page is computed from them; a test fails when it and the code disagree.
`python tests/ramp_up_document.py` writes it anew.

No trial has measured injuries from backward running. The plan is cautious, not proven."""


def what_is_known() -> str:
    own = sum(rule.strength == "own caution" for rule in rules().values())
    return f"""## What is sourced, what is ours, what is not known

Of the {len(rules())} rules {len(rules()) - own} take their limit from a study, a guideline or a
published programme; {own} are backrun's own caution. Strength and grade stand beside each: grade B
is a large cohort or a direct measurement, C a small or borderline study, D the advice of experts
and programmes, or our own.

- The limits for a single session come from 5 205 *forward* runners. Nobody has counted injuries of
  backward runners, week by week or at all.
- That soreness lasts up to four days was measured after an hour of backward walking *downhill*, an
  extreme dose.
- Growth of the week by more than 30 % over two weeks was weakly linked with injuries from distance
  in one study of novices (hazard ratio 1.59, 95 % interval 0.96–2.66), not with injuries in all;
  growing by 10 % a week prevented none in the trial of that rule. The ratio of this week to the
  weeks before is contested and decides nothing here.
- Up to 6 min a session a step of one section is allowed instead of 10 %, and in the week a step in
  every session, even above the 30 %: of such small doses 10 % would be a few seconds. That exception
  is ours.
- Not measured by anyone: how long a stage has to last, which share of the week's running may be
  backward, whether a lighter week helps, in what steps speed may grow, what uphill backward running
  does to a beginner.
- The longest backward session of the 30 days before a plan counts for its first 15 days, as if it
  had been in the middle of them, where it came to two minutes or more. How fast or how steep it was is not known, so it never opens the
  last stage."""


def stages_table() -> str:
    rows = [_stage_row(stage) for stage in stages()]
    head = [
        *("stage", "sections", "in all", "between", "speed: " + " / ".join(CAUTIONS)),
        *("strength", "grade", "sources"),
    ]
    notes = "\n".join(f"- **{stage.number} {stage.name}.** {stage.sentence}" for stage in stages())
    return f"""## Stages

Speeds are the most: m/s for walking, a share of the person's own forward speed for running; nobody
walks faster than the first runs or than their own backward speed. Where a run is slower than 1.63
m/s, at which people change from walking to running backward, the session card says so, and its
energy is counted as walking. Between
two sections comes easy forward walking; before and after each session 5 min of forward warm-up and
cool-down.

{table(head, rows)}

{notes}"""


def _stage_row(stage: Stage) -> list[str]:
    speeds = (stage.speed_cautious, stage.speed_standard, stage.speed_experienced)
    walking = stage.gait == "walking"
    return [
        f"{stage.number} {stage.name}",
        f"{stage.most_sections} × {duration(stage.section_s)}",
        duration(stage.total_s),
        duration(stage.recovery_s),
        " / ".join(f"{speed:g} m/s" if walking else percent(speed) for speed in speeds),
        stage.strength,
        stage.grade,
        cite(*stage.source),
    ]


def rule_tables() -> str:
    parts = ["## Rules"]
    head = ["rule", *CAUTIONS, "unit", "strength", "grade", "sources"]
    for title, names in GROUPS.items():
        rows = [_rule_row(rules()[name]) for name in names]
        said = "\n".join(f"- *{rules()[name].title}:* {example(name)}" for name in names)
        parts += [f"### {title}", table(head, rows), "For example:", said]
    return "\n\n".join(parts)


def _rule_row(rule: Rule) -> list[str]:
    limits = [getattr(rule, caution) for caution in CAUTIONS]
    return [
        f"{rule.title} (`{rule.name}`)",
        *("–" if limit is None else f"{limit:g}" for limit in limits),
        rule.unit,
        rule.strength,
        rule.grade,
        cited(rule),
    ]


def example(name: str) -> str:
    """Return what the checker, else the planner, says of a rule in one of the plans here."""
    for case in CASES:
        for violation in check_plan(case.plan, case.plan.scenario, case.plan.settings):
            if violation.rule == name:
                return violation.message
    sessions = (*PLAN.sessions, *EXPERIENCED.sessions)
    said = (why.sentence for session in sessions for why in session.why if why.rule == name)
    return next(said, rules()[name].sentence)


def spikes_table() -> str:
    rows = [
        [
            f"{percent(band.above)} to {percent(band.up_to)}" if band.up_to else "more",
            f"{band.hazard_ratio:.2f}",
            f"{band.low:.2f}–{band.high:.2f}",
            cite(band.study_id),
        ]
        for band in spikes()
    ]
    return f"""## Sessions above the longest of 30 days

What the checker says of a session that is too long: the rate of injuries among forward runners
after sessions so far above the longest of the last 30 days. Above 30 % it says stop.

{table(["above the longest", "rate of injuries, times", "95 % interval", "source"], rows)}"""


def example_plan() -> str:
    rows = [
        [
            str(week.number),
            "; ".join(f"{count(len(list(group)), 'session')}: {dose}" for dose, group in
                      groupby(week.sessions, key=_dose)),
            f"{sum(session.backward_min for session in week.sessions):.3g}",
            "lighter" if week.lighter else "",
            rules()[week.sessions[0].why[0].rule].title if week.sessions else "",
        ]
        for week in PLAN.weeks()
    ]  # fmt: skip
    scenario, settings = PLAN.scenario, PLAN.settings
    return f"""## A plan, for example

Someone who has never run backward, runs {scenario.week.minutes:g} min a week on three days at
6:00 /km, and wants {settings.goal_min:g} min a session, with standard caution. The last column is
what keeps the week's first session from being longer.

{table(["week", "sessions", "min backward", "", "limited by"], rows)}"""


def _dose(session: Session) -> str:
    forward = Scenario().forward_speed_m_s
    speed = percent(round(session.speed_m_s / forward, 2))
    if session.gait == "walking":
        speed = f"{session.speed_m_s:.2f} m/s"
    return f"stage {session.stage}, {session.sections} × {session.section_s} s at {speed}"


def judged_plans() -> str:
    kept = "\n".join(f"- {case.name}{_from(case)}" for case in CASES if not case.broken)
    rows = [
        [case.name, ", ".join(sorted(rules()[r].title for r in case.broken)), cite(*case.source)]
        for case in CASES
        if case.broken
    ]
    return f"""## Plans that keep the rules, and plans that do not

The tests hold the checker to these, session by session (`tests/reference/ramp_up_plans.csv`), each
after what has to go before it. Published doses for starters pass:

{kept}

Others fail, with the rules that they break:

{table(["plan", "breaks", "against"], rows)}"""


def _from(case: Case) -> str:
    return f" ({cite(*case.source)})" if case.source else ""


def document() -> str:
    """Return the text of docs/ramp_up.md."""
    sections = (
        *(introduction(), what_is_known(), stages_table(), rule_tables()),
        *(spikes_table(), example_plan(), judged_plans()),
    )
    return "\n\n".join(map(fill, sections)) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
