"""Long work: drafting in threads of this process, kept in the workspace, so that a page may come and go.

    worker = open_worker()
    draft, job = worker.submit_draft("本机", Brief.of(...), "llm")
    progress = worker.progress("本机", job)        # poll: state, goals and rows so far
    worker.cancel("本机", job)                     # what has come stays
    worker.resume("本机", job)                     # 接着写

Every row is in the database as soon as it is there; at the job's end all of them are one new version of the draft. A job
whose process died is taken up again, from its rows, by whichever process is alive or started next, and by one alone. At
most `at_once` jobs are at work in one database, owners taking turns.
"""

from assistant.worker.progress import Progress
from assistant.worker.worker import Worker, close_workers, open_worker

__all__ = ["Progress", "Worker", "close_workers", "open_worker"]
