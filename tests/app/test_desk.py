import threading

from assistant.app import desk as desk_module
from assistant.app.desk import Desk, Work
from assistant.model import PerformanceTarget


def test_a_new_draft_keeps_the_old_one_with_its_edits_and_it_can_be_taken_back(target: PerformanceTarget) -> None:
    desk = Desk()
    first = Work(target, "offline")
    desk.put(first)
    edited = target.model_copy(update={"indicators": target.indicators[:3]})
    first.current = edited
    second = Work(target, "offline")
    desk.put(second)
    assert (desk.work, desk.former) == (second, [first])
    keys_before = first.stem
    desk.take_back(first)
    assert (desk.work, desk.former) == (first, [second])
    assert first.base is edited
    assert first.stem != keys_before


def test_two_drafts_never_share_widget_keys(target: PerformanceTarget) -> None:
    assert Work(target, "offline").stem != Work(target, "offline").stem


def test_a_file_waits_for_the_edit_that_is_on_its_way(target: PerformanceTarget, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(desk_module, "SETTLE_SECONDS", 0.05)
    work = Work(target, "offline")
    edited = target.model_copy(update={"indicators": target.indicators[:1]})
    drawing, may_finish = threading.Event(), threading.Event()

    def page_run() -> None:
        with work.being_drawn():
            drawing.set()
            may_finish.wait(5)
            work.current = edited

    page = threading.Thread(target=page_run)
    page.start()
    assert drawing.wait(5)
    threading.Timer(0.2, may_finish.set).start()
    assert len(work.settled().indicators) == 1
    page.join(5)


def test_a_run_of_the_page_that_was_cut_short_does_not_block_downloads(target: PerformanceTarget) -> None:
    work = Work(target, "offline")
    try:
        with work.being_drawn():
            raise RuntimeError
    except RuntimeError:
        pass
    assert len(work.settled().indicators) == len(target.indicators)
