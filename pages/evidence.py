"""Evidence: what is found and how sure it is, the model against measurements, every study."""

from backrun import NotMeasuredError, compare
from backrun.ui import notes
from backrun.ui.evidence.person import for_you
from backrun.ui.evidence.sections import YOU, choose_section, same_for_everyone
from backrun.ui.frame import Page, show
from backrun.wording.energy import limits_words
from backrun.wording.evidence import evidence_answer


def body(page: Page) -> None:
    """Draw the answer, the switch between the sections, and the one that is about the person."""
    try:
        comparison = compare(page.scenario, "speed")
    except NotMeasuredError:
        comparison = None
    page.answer.markdown(f"## {evidence_answer(page.scenario, comparison)}")
    if comparison is not None:
        notes.outside(limits_words(comparison.limits))
    if choose_section() == YOU:
        for_you(page)


show("Evidence", body, unused=("basis", "per", "counted"), below=same_for_everyone)
