"""What the ramp-up works out for a page, kept by the session that asked for it."""

from __future__ import annotations

from backrun.models.ramp_up import (
    FilledWeek,
    OwnRamp,
    OwnWeek,
    RampUp,
    Session,
    Violation,
    beginning,
    boldest,
    check_plan,
    longest_goal,
    longest_own,
    most_allowed,
    own_ramp,
    own_weeks,
    paced,
    plan_of,
    twin,
    week_by_week,
)
from backrun.scenario.scenario import Scenario
from backrun.scenario.settings import RampUpSettings
from backrun.ui.kept import Remembered, kept
from backrun.ui.late import in_turns
from backrun.ui.plan.inputs import without_own


@kept
def propose(scenario: Scenario, settings: RampUpSettings) -> RampUp:
    """Return the proposed plan; kept, as moving a weight must not plan again."""
    return plan_of(scenario, settings, lambda wishes: _sessions(scenario, wishes))


@kept
def _sessions(scenario: Scenario, settings: RampUpSettings) -> tuple[Session, ...]:
    """Return the sessions of a plan; kept, as many goals are answered with the same smaller one.

    And all paces, with most backward speeds, by the same plan at other speeds.
    """
    alike = twin(scenario, settings)
    if alike != scenario:
        return tuple(paced(_sessions(alike, settings), scenario, settings, alike))
    known = beginning(scenario, settings, _longest)
    weeks = in_turns(week_by_week(scenario, settings, known))
    return (*known, *(session for week in weeks for session in week.sessions))


@kept
def _longest(scenario: Scenario, settings: RampUpSettings) -> Remembered[FilledWeek]:
    """Return the weeks for the longest goal; kept, as they stand for most."""
    return Remembered(in_turns(week_by_week(scenario, settings)))


@kept
def judge(plan: RampUp) -> tuple[Violation, ...]:
    """Return what in a plan breaks the rules; kept."""
    return tuple(check_plan(plan, plan.scenario, plan.settings))


@kept
def allowed(plan: RampUp) -> tuple[float, ...]:
    """Return the most that the rules allow week by week; kept."""
    return most_allowed(plan, propose(plan.scenario, plan.settings), _longest)


@kept
def hold_own(plan: RampUp) -> OwnRamp:
    """Return the reader's own ramp against the rules; kept."""
    return own_ramp(plan, _own_weeks(boldest(plan.scenario), longest_goal(plan.settings)))


@kept
def _own_weeks(scenario: Scenario, settings: RampUpSettings) -> Remembered[OwnWeek]:
    """Return the reader's own ramp on the days of the longest goal; kept, as most goals have them.

    Nor does it hang on any pace.
    """
    longest = longest_own(settings)
    ends = _own_weeks(scenario, longest) if settings != longest else ()
    weeks = own_weeks(_longest(scenario, without_own(settings)), scenario, settings, ends)
    return Remembered(in_turns(weeks))
