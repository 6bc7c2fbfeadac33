"""Processor time and size of the printed report, with and without a plan and in other letters."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from backrun import RampUpSettings, Scenario, plan_ramp_up
from backrun.link.writing import link
from backrun.reports.report import report_pdf

ROUNDS = 15
TARGET_MS, TARGET_KB = 200, 200


def main() -> None:
    """Run and print the table."""
    scenario, day = Scenario(), date(2026, 11, 21)
    settings = RampUpSettings(start=date(2026, 11, 23))
    address = link("https://backrun.example.org/", scenario, settings.to_query())
    make = partial(report_pdf, scenario, link=address, now=day)
    plan = plan_ramp_up(scenario, settings)
    reports: dict[str, Callable[[], bytes]] = {
        "without a plan": make,
        "with a plan": partial(make, plan=plan, client="Anna", coach="Žofia"),
        "a long note": partial(make, plan=plan, note="Walk first, then run. " * 225),
        "a long Chinese note": partial(make, plan=plan, client="田中", note="先走后跑。" * 1000),
    }
    print(f"{'report':22}{'ms':>8}{'kB':>8}   (targets {TARGET_MS} ms, {TARGET_KB} kB)")
    for name, report in reports.items():
        size = len(report())
        taken = []
        for _ in range(ROUNDS):
            start = time.process_time()
            report()
            taken.append(1000 * (time.process_time() - start))
        print(f"{name:22}{statistics.median(taken):8.0f}{size / 1000:8.0f}")


if __name__ == "__main__":
    main()
