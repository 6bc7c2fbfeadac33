"""The numbers of the charts as tables, and the texts beside the charts as Markdown."""
