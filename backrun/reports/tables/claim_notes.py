"""The popular claims and what stands behind each, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from backrun.evidence import Claim, sources
from backrun.evidence.claims import VERDICTS
from backrun.models.claims.judge import Ratios
from backrun.models.claims.verdict import ClaimVerdict
from backrun.wording.claims import (
    ARTICLE_WORDS,
    CATEGORY_WORDS,
    VERDICT_ICONS,
    VERDICT_MEANING,
    VERDICT_WORDS,
)
from backrun.wording.energy import limits_words


def popular_claims(claims: Sequence[Claim], verdicts: Sequence[ClaimVerdict]) -> str:
    """Return a table of judged claims of articles, each with its verdict for one person."""
    rows = [
        f"| {claim.claim} | {VERDICT_ICONS[judged.verdict]}\u00a0{VERDICT_WORDS[judged.verdict]} |"
        for claim, judged in zip(claims, verdicts, strict=True)
    ]
    return "| Claim of an article | For you |\n|---|---|\n" + "\n".join(rows)


def outside_ways(ratios: Ratios) -> str:
    """Name the validity limits that the same speed crosses, then those of the other ways alone."""
    usual = ratios["energy", "speed", None].limits
    others = dict.fromkeys(name for ratio in ratios.values() for name in ratio.limits)
    said = [limits_words(usual)] if usual else []
    if beyond := tuple(name for name in others if name not in usual):
        said.append(f"for other ways to take a claim, {limits_words(beyond)}")
    return "; ".join(said)


def claim_heading(claim: Claim) -> str:
    """Return the line under which a claim opens."""
    return f"**{VERDICT_WORDS[claim.verdict]}** · {claim.claim}"


def claim_details(claim: Claim) -> str:
    """Return what was found about a claim, with the studies for and against it."""
    said_by = f"{sources()[claim.article].citation}; {CATEGORY_WORDS[claim.category].lower()}"
    parts = [claim.finding]
    if claim.advice:
        parts.append("Sensible advice or caution, on which people agree; no study has tested it.")
    if claim.quantity:
        parts.append("Its number alone, set against your own, is judged at the top of this page.")
    for title, studies in (
        ("For it", claim.studies_for),
        ("Against it", claim.studies_against),
        ("To understand it", claim.studies_context),
    ):
        if studies:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {cited(study)}" for study in studies))
    if not claim.studies:
        parts.append("No study of it is in the evidence.")
    return "\n\n".join([*parts, f"Said by: {said_by}."])


def cited(study: str) -> str:
    """Return the full citation of a study, linked where an address is known."""
    source = sources()[study]
    return source.citation + (f" [{source.link}]({source.link})" if source.link else "")


def counted(claims: Sequence[Claim]) -> str:
    """Say how many claims there are, and how many of each verdict."""
    count = Counter(claim.verdict for claim in claims)
    listed = ", ".join(
        f"{count[verdict]} {VERDICT_WORDS[verdict].lower()}"
        for verdict in VERDICTS
        if count[verdict]
    )
    return f"**{len(claims)}** {'claim' if len(claims) == 1 else 'claims'}: {listed}."


def verdicts_explained() -> str:
    """Say what each verdict means."""
    return "; ".join(
        f"{VERDICT_ICONS[verdict]} {VERDICT_WORDS[verdict].lower()}: {VERDICT_MEANING[verdict]}"
        for verdict in VERDICTS
    )


def articles_named() -> str:
    """Return the five articles with the short names that the filter uses."""
    return "; ".join(f"{short}: {sources()[key].citation}" for key, short in ARTICLE_WORDS.items())
