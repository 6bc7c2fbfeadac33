"""The method in words, with its equations and its sources; the numbers come from the table."""

from __future__ import annotations

from functools import cache
from typing import Any

from backrun.evidence import coefficient, coefficients, sources
from backrun.evidence.muscles import muscle_constant
from backrun.evidence.rows import Direction
from backrun.models.body.knee import placed_studies
from backrun.models.energy.calories import energy_per_minute, joules_per_litre, resting_oxygen
from backrun.models.energy.equations import (
    acsm_running,
    lcda_walking,
    leger_mercier,
    minetti_running,
)
from backrun.models.energy.oxygen_cost import gait_at, oxygen_cost
from backrun.models.validation.pooling import net_log_ratios
from backrun.models.validation.random_effects import t_interval
from backrun.scenario.scenario import Scenario
from backrun.units import JOULES_PER
from backrun.wording.energy import pace
from backrun.wording.numbers import THIN, amount


def cite(*keys: str) -> str:
    """Return short citations as Markdown, linked where an address is known."""
    rows = [sources()[key] for key in keys]
    return ", ".join(f"[{row.short}]({row.link})" if row.link else row.short for row in rows)


def cite_speed(speed_m_s: float, direction: Direction) -> str:
    """Return the sources behind the energy at a speed: those of the gait that goes with it."""
    gait = gait_at(speed_m_s, direction)
    if direction == "backward":
        return cite(*coefficients()[f"multiplier_{gait}"].studies)
    if gait == "walking":
        return cite("looney2019")
    return cite("acsm_guidelines", "leger_mercier1984")


@cache
def few_studies() -> str:
    """Say that the pooled intervals are too narrow, and how wide a cautious reader takes them."""
    spans = {gait: (len(net_log_ratios(gait)), t_interval(gait)) for gait in ("running", "walking")}
    said = ", ".join(
        f"{gait} {ratio.low:.2f}–{ratio.high:.2f} ({count} studies)"
        for gait, (count, ratio) in spans.items()
    )
    return (
        "The 95 % intervals of the mean are normal ones, and with so few studies too narrow: by "
        f"Student's t (Hartung and Knapp) they would be {said}."
    )


HOW_TO_USE = """
- **Set your own numbers** at the top of each page or in the sidebar: weight, pace, backward speed.
- **Say what is equal.** Same speed, same effort, same distance and same time are four questions
  with four answers; every sentence and chart names its own.
- **Read the interval**, not the middle: 80 of 100 people like you should lie inside it.
- **Look for the mark** "outside what was measured", for dashed lines, and for the word
  "not measured": there the studies end.
- **Share the address**: it opens exactly what you saw, with the version of the numbers.
"""


def method() -> str:
    """Return the numbered method as Markdown with its equations."""
    litre = joules_per_litre() / JOULES_PER["kcal"]
    running, walking = (coefficients()[f"multiplier_{gait}"] for gait in ("running", "walking"))
    rest = f"{coefficient('rest'):g}"
    return f"""
1. **Forward.** Running is the mean of two standard equations, in ml of oxygen per kg and minute:
   ACSM, $V = {rest} + 0.2\\,S + 0.9\\,S\\,G$ with $S$ in m/min and $G$ the grade
   ({cite("acsm_guidelines")}), and Léger–Mercier, $V = 2.209 + 3.163\\,v$ with $v$ in km/h
   ({cite("leger_mercier1984")}). Half their difference counts as one standard deviation. Walking,
   below {coefficient("transition_forward"):g} m/s, is the LCDA equation ({cite("looney2019")}).
   Outdoors Léger–Mercier adds the air. Uphill both take ACSM's term $0.9\\,S\\,G$, which reads low
   on steep slopes; downhill, forward only, the level cost is scaled as measured by
   {cite("minetti2002")}.
2. **Backward.** On the cost above rest, $V_b = {rest} + m\\,(V_f - {rest})$. Running
   m = {running.value:.2f} ({running.low:.2f}–{running.high:.2f}), walking
   m = {walking.value:.2f} ({walking.low:.2f}–{walking.high:.2f}), 95 % intervals of the mean. People
   change from walking to running backward at {coefficient("transition_backward"):g} m/s
   ({cite("hreljac2005")}).
3. **Pooling.** Each study is a log ratio $y$ of net costs with its variance $s^2$; rest is taken off
   a ratio that is gross or does not say. The mean is $\\Sigma w y / \\Sigma w$ with $w = 1 / (s^2 + \\tau^2)$; the
   variance between studies $\\tau^2$ is the one after Paule and Mandel. {few_studies()}
4. **The interval** is meant to hold for 80 of 100 people like you. It has three parts, each of
   which can be switched off: the forward equation, the studies' disagreement on m, and the
   differences between people. What forward and backward share leaves their difference and their
   ratio.
5. **Energy.** $E = V \\cdot M / 1000 \\cdot (16\\,040 + 4940\\,R)$ joules a minute for $M$ kg: one
   litre of oxygen gives {litre:.2f} kcal at a respiratory exchange ratio $R$ of
   {coefficient("respiratory_exchange_ratio"):g} ({cite("garby_astrup1987")}). Gross counts
   everything; net leaves rest out: {rest} ml/kg/min, or Mifflin–St Jeor once height, age and sex are
   given ({cite("mifflin1990")}).
6. **What is equal** is part of every answer: the speed; the oxygen uptake, $V_b(v_b) = V_f(v_f)$
   solved for $v_b$; the distance or the time, at your own backward speed. Session and week count
   the backward minutes of your week, run either way. Days add up bound by bound: who is dearer on
   Monday is dearer on Friday.
7. **The knee** is interpolated between the speeds of two studies. One,
   {cite(*placed_studies())}, does not state its speed; we place it at
   {muscle_constant("knee_study_speed"):.1f} m/s.
8. **Grades** of findings come from one written rule: how direct, what kind of report, how many
   studies, how many people, how well they agree; the weakest of the five decides.
"""


def worked_example(scenario: Scenario) -> str:
    """Return the steps from speed to energy with this person's numbers, as Markdown."""
    speed = scenario.forward_speed_m_s
    ground: dict[str, Any] = {"grade": scenario.grade, "surface": scenario.surface}
    forward = oxygen_cost(speed, direction="forward", parts=scenario.parts, **ground)
    unit = scenario.energy_unit
    oxygen = f"ml{THIN}O₂/kg/min"
    mass = scenario.runner.mass_kg
    per_minute = energy_per_minute(float(forward.central), mass, unit)
    steps = [
        f"Speed: {pace(speed, scenario)} is {speed:.2f}{THIN}m/s.",
        f"Forward: {_equations(scenario)}; the model takes **{amount(forward, oxygen)}**.",
    ]
    if scenario.grade >= 0:
        backward = oxygen_cost(speed, direction="backward", parts=scenario.parts, **ground)
        steps.append(f"Backward at the same speed: **{amount(backward, oxygen)}**.")
    else:
        steps.append("Backward downhill: not measured, so no number.")
    steps.append(
        f"Energy: {float(forward.central):.1f}{THIN}ml ÷ 1000 × {mass:.4g}{THIN}kg × "
        f"{joules_per_litre() / JOULES_PER[unit]:.2f}{THIN}{unit} per litre is "
        f"{per_minute:.3g}{THIN}{unit} a minute forward, gross; at rest you take "
        f"{resting_oxygen(scenario.runner):.2g}{THIN}{oxygen}."
    )
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _equations(scenario: Scenario) -> str:
    """Say what the equations of the person's gait give, and how running is scaled downhill."""
    speed, grade = scenario.forward_speed_m_s, scenario.grade
    if gait_at(speed, "forward") == "walking":
        return f"walking, LCDA gives {float(lcda_walking(speed, grade)):.1f}"
    leger = float(leger_mercier(speed, grade, track=scenario.surface == "track"))
    give = f"ACSM gives {float(acsm_running(speed, grade)):.1f}, Léger–Mercier {leger:.1f}"
    if grade >= 0:
        return f"running, {give}"
    scale = float(minetti_running(grade) / minetti_running(0.0))
    return (
        f"running on the level, {give}; their mean above rest is scaled by {scale:.2f} for the "
        f"slope ({cite('minetti2002')})"
    )
