from assistant.app.desk import Work
from assistant.model import PerformanceTarget


def test_two_forms_never_share_widget_keys_and_a_fresh_start_has_new_ones(target: PerformanceTarget) -> None:
    assert Work(target).stem != Work(target).stem
    work = Work(target)
    before = work.stem
    work.keep()
    assert work.stem == before
    work.current = target.model_copy(update={"indicators": target.indicators[:3]})
    work.keep()
    assert work.base is work.current
    assert work.stem != before
