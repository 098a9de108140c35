"""Goals and rows of a job under way: written one by one as they come, read as a table."""

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from assistant.model import Goal, Indicator
from assistant.workspace.job_lines import Arrived
from assistant.workspace.tables import arrivals


def put(connection: Connection, job: str, kind: str, position: int, item: Goal | Indicator) -> None:
    """Write a goal or row; one that is at this position is replaced."""
    key = (arrivals.c.job == job, arrivals.c.kind == kind, arrivals.c.position == position)
    connection.execute(delete(arrivals).where(*key))
    connection.execute(
        insert(arrivals).values(job=job, kind=kind, position=position, content=item.model_dump_json(by_alias=True))
    )


def arrived_of(connection: Connection, job: str) -> Arrived:
    """Return what is there."""
    query = select(arrivals).where(arrivals.c.job == job).order_by(arrivals.c.position)
    found: dict[str, list[Any]] = {"goal": [], "row": []}
    for row in connection.execute(query):
        found[row.kind].append(json.loads(row.content))
    return Arrived(
        tuple(Goal.model_validate(goal) for goal in found["goal"]),
        tuple(Indicator.model_validate(row) for row in found["row"]),
    )
