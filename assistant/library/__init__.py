"""The library of examples: reviewed targets of real projects, and the search that finds the nearest ones."""

from assistant.library.examples import Example, ExampleFile, example_folders, load_folder
from assistant.library.search import Library, Match

__all__ = ["Example", "ExampleFile", "Library", "Match", "example_folders", "load_folder"]
