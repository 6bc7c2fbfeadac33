"""Sidebar and page frame: beside the pages, the only modules that know Streamlit."""
