"""One person's report as a PDF: `report.typ` is the page, the Python files here hand it values."""

from backrun.reports.pdf.report import PageSize, report_pdf

__all__ = ["PageSize", "report_pdf"]
