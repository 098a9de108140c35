"""The library of examples: reviewed targets of real projects, and the search that finds the nearest ones."""

from assistant.library.examples import Example, ExampleFile, example_folders, load_folder
from assistant.library.own import Added, add, own_folder, remove
from assistant.library.search import Library, Match

__all__ = [
    "Added", "Example", "ExampleFile", "Library", "Match", "add", "example_folders", "load_folder", "own_folder", "remove",
]  # fmt: skip
