"""Everybody's energy together is everybody's energy one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_scenarios

from backrun import NotMeasuredError, Runner, Scenario, Week, compare
from backrun.inputs.registry import BASIS, PER
from backrun.models.roster.clients import VIEW, Client, GroupEnergy, group_energy, seen_as
from backrun.scenario.scenario import Per

groups = st.lists(any_scenarios, min_size=1, max_size=6).map(
    lambda scenarios: [Client(f"Client {n}", s) for n, s in enumerate(scenarios)]
)


def people(count: int) -> list[Client]:
    """Return people who differ in everything that counts, some of them without an answer."""
    return [
        Client(
            f"Client {n}",
            Scenario(
                runner=Runner(
                    mass_kg=45.0 + n % 60,
                    age_years=(None, 30, 70)[n % 3],
                    sex=(None, "female")[n % 2],
                    height_m=(None, 1.7)[n % 2],
                ),
                pace_s_per_km=240.0 + 7 * (n % 80),
                backward_share=0.5 + (n % 50) / 100,
                grade=(0.0, 0.0, 0.03, -0.02)[n % 4],
                surface=("treadmill", "track")[n % 5 == 0],
                week=Week.even(n % 8, 40.0, float(n % 7)),
            ),
        )
        for n in range(count)
    ]


def agrees(group: GroupEnergy, clients: list[Client], view: Scenario, per: Per) -> None:
    """Check each client of a group against `compare`."""
    element = {int(place): number for number, place in enumerate(group.answered)}
    for place, client in enumerate(clients):
        one = seen_as(client.scenario, view)
        if place in group.downhill:
            with pytest.raises(NotMeasuredError):
                compare(one)
            continue
        comparison = compare(one)
        if place in group.without_minutes:
            assert comparison.ratio.per(per) is None
            continue
        number = element[place]
        for name in ("forward", "backward", "difference", "ratio"):
            wanted, found = getattr(comparison, name).per(per), getattr(group, name)[number]
            assert found.level == wanted.level
            for bound in ("low", "central", "high"):
                assert getattr(found, bound) == pytest.approx(
                    getattr(wanted, bound), rel=1e-9, abs=1e-9
                )
        speed = group.backward_speed[number]
        assert speed.low == pytest.approx(comparison.backward_speed.low)
        assert speed.central == pytest.approx(comparison.backward_speed.central)
        assert speed.high == pytest.approx(comparison.backward_speed.high)
        of_days = comparison.week_limits if per in ("session", "week") else ()
        assert group.limits[number] == (*comparison.limits, *of_days)
    assert len(group.answered) + len(group.downhill) + len(group.without_minutes) == len(clients)


@given(groups, any_scenarios)
def test_a_group_has_the_numbers_of_each_client(clients: list[Client], view: Scenario) -> None:
    agrees(group_energy(clients, view), clients, view, view.per)


@pytest.mark.parametrize("basis", BASIS.options)
@pytest.mark.parametrize("per", PER.options)
def test_every_basis_and_rate(basis, per) -> None:
    view = Scenario(basis=basis, per=per, counted="net", energy_unit="kJ")
    clients = people(60)
    group = group_energy(clients, view)
    agrees(group, clients, view, per)
    assert len(group.downhill) == 15
    assert bool(len(group.without_minutes)) == (per in ("session", "week"))


@given(any_scenarios)
@settings(max_examples=20)
def test_the_person_beside_the_group_changes_nothing(other: Scenario) -> None:
    clients = people(8)
    view = other.model_copy(update={field: getattr(Scenario(), field) for field in VIEW})
    here, there = group_energy(clients, view), group_energy(clients, Scenario())
    assert np.array_equal(here.ratio.central, there.ratio.central)
    assert here.limits == there.limits


def test_a_group_without_anybody_and_one_without_answers() -> None:
    empty = group_energy([], Scenario())
    assert empty.answered.size == empty.ratio.central.size == 0
    downhill = group_energy([Client("Ann", Scenario(grade=-0.05))], Scenario(basis="effort"))
    assert downhill.downhill.tolist() == [0]
    assert downhill.limits == ()


def test_a_client_is_seen_as_the_view_says_and_stays_the_same_person() -> None:
    person = Scenario(runner=Runner(mass_kg=50.0), pace_s_per_km=300.0, basis="time")
    seen = seen_as(person, Scenario(basis="effort", units="imperial", parts=("person",)))
    assert (seen.basis, seen.units, seen.parts) == ("effort", "imperial", ("person",))
    assert (seen.runner.mass_kg, seen.pace_s_per_km) == (50.0, 300.0)


def test_five_thousand_clients_are_computed() -> None:
    group = group_energy(people(5000), Scenario())
    assert len(group.answered) == 3750
    assert float(group.ratio.low.min()) > 0


def test_the_same_people_have_an_equal_energy() -> None:
    assert group_energy(people(12), Scenario()) == group_energy(people(12), Scenario())
    assert group_energy(people(12), Scenario()) != group_energy(people(13), Scenario())
