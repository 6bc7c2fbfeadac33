"""The method in words, with its equations and its sources; the numbers come from the table."""

from __future__ import annotations

from backrun.evidence import coefficient, coefficients, ratio_rows, sources
from backrun.evidence.rows import RatioRow
from backrun.models.calories import joules_per_litre
from backrun.units import JOULES_PER


def cite(*keys: str) -> str:
    """Return short citations as Markdown, linked where an address is known."""
    rows = [sources()[key] for key in keys]
    return ", ".join(f"[{row.short}]({row.link})" if row.link else row.short for row in rows)


def method() -> str:
    """Return the numbered method as Markdown."""
    litre = joules_per_litre() / JOULES_PER["kcal"]
    running, walking = (coefficients()[f"multiplier_{gait}"] for gait in ("running", "walking"))
    return f"""
1. **Forward.** Running is the mean of two standard equations, in ml of oxygen per kg and minute:
   ACSM, 3.5 + 0.2 S + 0.9 S G with S in m/min ({cite("acsm_guidelines")}), and Léger–Mercier,
   2.209 + 3.163 v with v in km/h ({cite("leger_mercier1984")}). Half their difference counts as
   one standard deviation. Walking, below {coefficient("transition_forward"):g} m/s, is the LCDA
   equation ({cite("looney2019")}). Outdoors Léger–Mercier adds the air. Downhill, forward only, the level
   cost is scaled as measured by {cite("minetti2002")}.
2. **Backward.** On the cost above rest: backward = {coefficient("rest"):g} + m × (forward −
   {coefficient("rest"):g}). Running m = {running.value:g} ({running.low:g}–{running.high:g}),
   walking m = {walking.value:g} ({walking.low:g}–{walking.high:g}), 95 % intervals of the mean, pooled by
   random effects from the studies below. People change from walking to running backward at
   {coefficient("transition_backward"):g} m/s ({cite("hreljac2005")}).
3. **The interval** is meant to hold for 80 of 100 people like you. It has three parts, each of
   which can be switched off: the forward equation, the studies' disagreement on m, and the differences
   between people. What forward and backward share leaves their difference and their ratio.
4. **Energy.** One litre of oxygen gives {litre:.2f} kcal, at a respiratory exchange ratio of
   {coefficient("respiratory_exchange_ratio"):g} ({cite("garby_astrup1987")}). Gross counts
   everything; net leaves rest out: {coefficient("rest"):g} ml/kg/min, or Mifflin–St Jeor once height, age
   and sex are given ({cite("mifflin1990")}).
5. **What is equal** is part of every answer: the speed; the oxygen uptake; the distance or the
   time, at your own backward speed. Session and week count the backward minutes of your week, run either
   way. Days add up bound by bound: who is dearer on Monday is dearer on Friday.
6. **Not known**: backward downhill, where no number is given; backward outdoors, faster than
   3.5 m/s, over 50, in children and in beginners, where the number is given and marked. Practice
   helps: four weeks of backward walking took 19 % off its oxygen ({cite("heath2001")}). One study
   found no significant difference between running forward and backward
   ({cite("paes_fernandez2016")}); its numbers could not be read, so it is not in the pool.
7. **A watch misleads.** At the same oxygen uptake the heart beats some 12 times a minute faster
   backward ({cite("williford1998")}), so a watch that learned from forward running overstates.
"""


def ratio_lines() -> list[dict[str, str]]:
    """Return the measured ratios, pooled and not, one a row."""
    return [
        {
            "Study": sources()[row.study_id].short,
            "Gait": row.gait,
            "People": "" if row.n is None else str(row.n),
            "Backward : forward": _ratio_text(row),
            "Counted": row.basis,
            "In the pool": "yes" if row.pooled else "no",
            "Note": row.note,
        }
        for row in ratio_rows()
    ]


def _ratio_text(row: RatioRow) -> str:
    if row.forward is not None and row.backward is not None:
        return f"{row.backward / row.forward:.2f}"
    return "not read" if row.ratio is None else f"{row.ratio:.2f}"


def source_list() -> str:
    """Return every source as a Markdown list, linked where an address is known."""
    return "\n".join(
        f"- {row.citation}" + (f" [{row.link}]({row.link})" if row.link else "")
        for row in sources().values()
        if row.study_id != "backrun"
    )
