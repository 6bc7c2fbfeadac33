"""The commands with their options and examples."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from typing import Any, Final

from backrun.cli.options import Options, add_plan, add_scenario, add_view
from backrun.cli.person import run_claim, run_compare, run_report
from backrun.cli.plan import FILES, run_plan
from backrun.cli.roster import run_roster
from backrun.evidence import MODEL_VERSION

ADDRESS: Final = "http://localhost:8501/"
PAGES: Final = ("A4", "Letter")
CODES: Final = (
    "exit codes: 0 done; 1 done, but rows of a list were left out; 2 what was given cannot be\n"
    "used; 3 there is no answer: nothing was measured, or the screening allows no plan"
)


def parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    whole = ArgumentParser(
        "backrun",
        description="What would running backward do for you? Energy, plans, claims and reports "
        "for one person or many, every number an interval.",
        epilog=f"backrun COMMAND --help shows options and examples\n\n{CODES}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"backrun, model {MODEL_VERSION}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[..., int], words: str, examples: Sequence[str]
    ) -> ArgumentParser:
        listed = "\n".join(f"  backrun {name} {example}" for example in examples)
        made: ArgumentParser = commands.add_parser(
            name,
            help=words,
            description=words,
            epilog=f"examples:\n{listed}\n\n{CODES}",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    _compare(command)
    _plan(command)
    _claim(command)
    _report(command)
    _roster(command)
    return whole


Command = Callable[[str, Callable[..., int], str, Sequence[str]], ArgumentParser]


def _compare(command: Command) -> None:
    made = command(
        "compare",
        run_compare,
        "Compare forward with backward running at the same speed, effort, distance or time.",
        (
            "--mass 62 --pace 5:30",
            "--mass-lb 135 --pace-mile 8:50 --units imperial --basis effort",
            '--link "http://localhost:8501/?mass=62&pace=5:30" --per week --json',
        ),
    )
    add_scenario(made)


def _plan(command: Command) -> None:
    made = command(
        "plan",
        run_plan,
        "Plan a cautious way into backward running, once the screening allows it.",
        (
            "--pace 6:00 --days 3 --minutes 40",
            "--questions",
            "--answers answers.json --goal 8 --caution cautious --output plan.ics",
        ),
    )
    _answers(made)
    made.add_argument("--questions", action="store_true", help="Print the screening's questions.")
    made.add_argument(
        "-o", "--output", metavar="FILE", help=f"Write the plan as well: {', '.join(FILES)}."
    )
    add_plan(made)
    add_scenario(made)


def _claim(command: Command) -> None:
    made = command(
        "claim",
        run_claim,
        "Judge a popular sentence about energy or speed with a person's own numbers.",
        (
            '"2 to 3 times the calories"',
            '"30 % more at the same speed" --pace 5:30 --json',
        ),
    )
    made.add_argument("sentence", metavar="SENTENCE", help="With a percentage, factor or ratio.")
    add_scenario(made)


def _report(command: Command) -> None:
    made = command(
        "report",
        run_report,
        "Write one person's report as a PDF of two pages.",
        (
            "-o anna.pdf --client Anna --coach Kim --mass 62 --pace 5:30",
            "-o anna.pdf --answers answers.json --page Letter --address https://example.org/",
        ),
    )
    made.add_argument("-o", "--output", metavar="FILE", required=True, help="The PDF to write.")
    made.add_argument("--client", metavar="NAME", default="", help="Whom the report is for.")
    _letterhead(made)
    made.add_argument(
        "--address", metavar="URL", default="", help="The app's address: prints the link and QR."
    )
    _answers(made)
    add_plan(made)
    add_scenario(made)


def _roster(command: Command) -> None:
    made = command(
        "roster",
        run_roster,
        "Read many clients from CSV or Excel: who gains what, results, a link and a report each.",
        (
            "--template clients.xlsx",
            "clients.csv",
            "clients.csv --basis distance --per week -o results.xlsx --reports reports.zip",
        ),
    )
    made.add_argument("file", metavar="FILE", nargs="?", help="CSV in UTF-8, or Excel (.xlsx).")
    made.add_argument("--template", metavar="FILE", help="Write a file to fill in: .csv, .xlsx.")
    made.add_argument("-o", "--output", metavar="FILE", help="Write the results: .csv, .xlsx.")
    made.add_argument("--reports", metavar="FILE", help="Write a report for each client: .zip.")
    _letterhead(made)
    made.add_argument(
        "--address", metavar="URL", default=ADDRESS, help=f"Where the links lead: {ADDRESS}."
    )
    add_plan(made, ("goal", "goal_share", "caution"))
    add_view(made)


def _letterhead(made: Options) -> None:
    made.add_argument("--coach", metavar="NAME", default="", help="Whom the report is from.")
    made.add_argument("--note", metavar="TEXT", default="", help="A few words of your own.")
    made.add_argument("--page", choices=PAGES, default=PAGES[0], help="A4 by default.")


def _answers(made: Any) -> None:
    made.add_argument(
        "--answers",
        metavar="FILE",
        help="Answers of the screening as JSON, - for the standard input; never kept.",
    )
