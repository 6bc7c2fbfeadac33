"""The numbers behind the charts as tables."""
