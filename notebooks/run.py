"""Runs the notebooks, or those that are named, without storing anything: `python notebooks/run.py [NAME …]`."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs. Raises what the first failing cell raises."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    return notebook


if __name__ == "__main__":
    for notebook in sorted(HERE.glob("*.ipynb")):
        if not sys.argv[1:] or notebook.stem in sys.argv[1:]:
            run(notebook)
            print(f"{notebook.name}: ran")
