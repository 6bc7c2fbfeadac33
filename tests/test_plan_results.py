"""What a session keeps of its plans: the same as what is worked out anew, whatever came before."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import START

from backrun import RampUpSettings, Scenario, Week, plan_ramp_up
from backrun.models.ramp_up import envelope, own_ramp
from backrun.ui import kept
from backrun.ui.plan.inputs import without_own
from backrun.ui.plan.results import allowed, hold_own, propose

# Few values of each, so that moves meet what an earlier one has left.
scenarios = st.builds(
    Scenario,
    pace_s_per_km=st.sampled_from([300.0, 360.0, 500.0]),
    backward_share=st.sampled_from([0.45, 0.61, 0.7, 0.75, 0.9]),
    grade=st.sampled_from([0.0, 0.03]),
    week=st.sampled_from([Week.even(3, 40.0, 6.0), Week.even(5, 60.0, 5.0)]),
)
wishes = st.builds(
    RampUpSettings,
    start=st.just(START),
    days=st.sampled_from([(), ("Mon", "Thu"), ("Mon", "Wed", "Fri", "Sun")]),
    goal_min=st.sampled_from([3.0, 4.0, 10.0, 12.0, 25.0]),
    goal_share=st.none() | st.just(0.1),
    caution=st.sampled_from(["cautious", "standard", "experienced"]),
    longest_backward_min=st.sampled_from([0.0, 3.0, 12.0]),
    own_first_min=st.sampled_from([2.0, 20.0]),
    own_growth=st.sampled_from([0.05, 0.5]),
)


@pytest.fixture(scope="module", autouse=True)
def one_session() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "st", SimpleNamespace(session_state={}))
        yield


@settings(max_examples=60)
@given(scenarios, wishes)
def test_what_is_kept_is_what_would_be_worked_out_anew(
    scenario: Scenario, wish: RampUpSettings
) -> None:
    shaped = without_own(wish)
    plan, anew = propose(scenario, shaped), plan_ramp_up(scenario, shaped)
    assert plan == anew
    assert allowed(plan) == envelope(anew)
    assert hold_own(replace(plan, settings=wish)) == own_ramp(replace(anew, settings=wish))
