"""Files that try to stop the server: refused or read, by a process that cannot take much."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from hostile_files import (
    HOSTILE,
    all_bad,
    empty_lines,
    entities,
    far_out,
    last_row,
    long_gap,
    long_texts,
    many_problems,
    repeated,
    three_bad,
)
from roster_files import HEADINGS, workbook
from test_pages import sent
from test_roster_page import uploaded

from backrun.cli import main
from backrun.reports.roster import process, sheet
from backrun.reports.roster.file import MOST_PROBLEMS, read_roster
from backrun.reports.roster.process import rows_apart
from backrun.reports.roster.sheet import MOST_MEMORY, MOST_PROCESSOR_S, TOO_MUCH, RosterFileError

# At the end of the path: the folder has a calendar too.
CHILD = f"import sys; sys.path.append({str(Path(sheet.__file__).parent)!r})\n"
CHILD += "import sheet as reader\n"
ONE = workbook(HEADINGS, ("Anna", 61, "5:30"))


def run_instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process do something else than to read its file."""
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-P", "-c", CHILD + code))


class TestWorkbooks:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_million_elements_are_read_or_refused(self, name: str) -> None:
        data = repeated(name)
        assert len(data) < 100_000
        with suppress(RosterFileError):
            assert [client.name for client in read_roster(data).clients] == ["Anna"]

    def test_a_client_in_the_last_row_of_a_sheet_is_found(self) -> None:
        assert [client.name for client in read_roster(last_row()).clients] == ["Anna", "Ben"]

    def test_one_long_text_in_every_cell_is_too_much_text(self) -> None:
        with pytest.raises(RosterFileError, match=r"^The first sheet has more than 3 million char"):
            read_roster(long_texts())

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused_in_every_encoding(self, encoding: str) -> None:
        with pytest.raises(RosterFileError, match=r"^The Excel file defines entities; allowed: "):
            read_roster(entities(encoding))

    def test_five_thousand_clients_with_everything_known_are_read(self) -> None:
        heads = (*HEADINGS, "Share", "Days", "Minutes", "Backward", "Grade", "Surface", "Age")
        rows = ((f"Client {n}", 60.5, "5:30", 70, 3, 40, 6, 1.5, "track", 40) for n in range(5000))
        file = read_roster(workbook(heads, *rows))
        assert (len(file.clients), file.problems) == (5000, ())


class TestProcess:
    def test_its_limits_are_set(self) -> None:
        code = "import resource, os; before = os.nice(0); reader.limit()\n"
        code += "kinds = resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE\n"
        code += "print(*(resource.getrlimit(kind)[0] for kind in kinds), os.nice(0) - before)"
        command = (sys.executable, "-P", "-c", CHILD + code)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        assert said == [str(MOST_PROCESSOR_S), str(MOST_MEMORY), "0", "5"]

    @pytest.mark.parametrize(
        "code",
        [
            "reader.limit(processor_s=1)\nwhile True: pass",
            "reader.sheet_rows = lambda data: [bytearray(10**9)]\nreader.main()",
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        ],
        ids=["loops", "fills the memory", "is killed"],
    )
    def test_too_much_work_is_refused(self, code: str, monkeypatch) -> None:
        run_instead(monkeypatch, code)
        with pytest.raises(RosterFileError) as refusal:
            list(rows_apart(ONE))
        assert str(refusal.value) == TOO_MUCH

    def test_the_refusal_names_the_limits(self) -> None:
        assert TOO_MUCH == (
            "The Excel file is too much work to read; allowed: at most 2 s of processor time and "
            "128 MB of memory. Copy the list alone into a new workbook, or save it as CSV"
        )

    def test_a_reader_that_stops_is_a_broken_file(self, monkeypatch) -> None:
        run_instead(monkeypatch, "sys.exit(3)")
        with pytest.raises(RosterFileError, match=r"^The Excel file is broken \(its reader stopp"):
            list(rows_apart(ONE))

    def test_a_reader_that_waits_is_ended(self, monkeypatch) -> None:
        run_instead(monkeypatch, "import time; time.sleep(600)")
        monkeypatch.setattr(process, "LONGEST_RUN_S", 0.2)
        with pytest.raises(RosterFileError, match=r"^The Excel file takes more than 0\.2 s to re"):
            list(rows_apart(ONE))

    def test_more_files_at_once_than_may_be_wait_and_are_told(self, monkeypatch) -> None:
        turns = BoundedSemaphore(1)
        monkeypatch.setattr(process, "_turns", turns)
        monkeypatch.setattr(process, "LONGEST_WAIT_S", 0)
        with turns, pytest.raises(RosterFileError, match=r"^Many Excel files are being read just"):
            list(rows_apart(ONE))
        assert list(rows_apart(ONE))[1] == (2, ["Anna", "61", "5:30"])


class TestProblems:
    def test_a_cell_has_one_problem_and_a_file_a_thousand(self) -> None:
        file = read_roster(many_problems())
        assert len(file.problems) == MOST_PROBLEMS == 1000
        assert (file.more_problems, file.bad_rows, file.clients) == (4000, 5000, ())
        assert {p.message for p in file.problems} == {
            "Week: 'a' cannot be read; allowed: days such as mon40-6_sat60-10@5:30 "
            "(day, minutes, of which backward, own pace)"
        }

    def test_every_bad_cell_is_counted(self) -> None:
        file = read_roster(three_bad())
        assert len({(p.row, p.column) for p in file.problems}) == len(file.problems) == 1000
        assert len(file.problems) + file.more_problems == 3 * 5000

    @pytest.mark.parametrize(
        ("data", "first"),
        [
            (all_bad(), "Name: '=x' is a formula; allowed: a value"),
            (far_out(), "Weight: 999.123456789012 kg; allowed: 30 to 250 kg"),
        ],
    )
    def test_a_file_of_bad_cells_is_refused_with_the_first(self, data: bytes, first: str) -> None:
        with pytest.raises(RosterFileError) as refusal:
            read_roster(data)
        assert str(refusal.value) == f"More than 15000 cells cannot be used. Row 2: {first}"

    def test_a_million_empty_lines(self) -> None:
        with pytest.raises(
            RosterFileError, match=r"^The file has more than 100000 lines; allowed: at most that$"
        ):
            read_roster(empty_lines())

    def test_a_long_gap_in_a_number_is_read_once(self) -> None:
        (problem,) = read_roster(long_gap()).problems
        assert problem.message.startswith("Weight: '1  ")
        assert problem.message.endswith("is too long; allowed: at most 500 characters")

    def test_the_page_draws_the_list_when_it_is_opened(self) -> None:
        app = uploaded(many_problems())
        panel = app.main.expander[1]
        assert (panel.label, len(panel.dataframe)) == ("What could not be used, row by row", 0)
        sent(app, panel, bool_value=True)
        panel = app.main.expander[1]
        assert len(panel.dataframe[0].value) == 1000
        assert [caption.value for caption in panel.caption] == ["And 4\u202f000 more."]

    def test_the_command_line_tells_as_many(self, tmp_path, capsys) -> None:
        path = tmp_path / "clients.csv"
        path.write_bytes(three_bad())
        assert main(["roster", str(path)])
        said = capsys.readouterr().err.splitlines()
        assert f"{path}: And 14 000 more." in said
        assert len(said) < 1010
