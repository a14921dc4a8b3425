"""Work shared among cores: in processes of its own, for those that tests run in have threads, and so do nothing of it."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import Value, active_children, get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from rolebook.cores import all_cores, on_cores
from rolebook.load.input_digests import Inputs
from rolebook.load.library import read_library
from rolebook.load.parsed_before import Readings
from rolebook.load.tracking.noting import noting
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook_build.cache import Cache
from rolebook_build.tasks import ShapeTask
from rolebook_build.workers import _with_their_cores
from tests.conftest import spec, write_tree

MANY = range(1000)

Alone = Callable[..., Any]


@pytest.fixture(scope="module")
def alone() -> Iterator[Alone]:
    """Call functions in a process that has one thread, as a command has."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        yield lambda function, *given: pool.submit(function, *given).result()


def _pids(cores: int, count: int) -> tuple[int, list[int]]:
    """Return the process that asks, and those that did the work."""
    return os.getpid(), [*on_cores(lambda _: os.getpid(), range(count), cores)]


@pytest.mark.parametrize("cores", [2, 3])
def test_the_work_is_shared(alone: Alone, cores: int) -> None:
    """As many processes take part as cores are given, and who asks is one of them."""
    asking, working = alone(_pids, cores, 1000)
    assert asking in working
    assert len(set(working)) == cores


@pytest.mark.parametrize(("cores", "count"), [(1, 1000), (2, 0), (2, 1), (8, 12)])
def test_one_core_or_few_things(alone: Alone, cores: int, count: int) -> None:
    """No process is begun for them."""
    asking, working = alone(_pids, cores, count)
    assert working == [asking] * count


def _beside_a_thread() -> tuple[int, list[int]]:
    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    try:
        return _pids(2, 1000)
    finally:
        done.set()
        thread.join()


def test_a_process_with_threads(alone: Alone) -> None:
    """It does its work alone: a lock that another thread holds would be held in a copy for ever."""
    asking, working = alone(_beside_a_thread)
    assert working == [asking] * 1000


def _within() -> list[bool]:
    asking = os.getpid()
    inner = on_cores(lambda _: (os.getpid(), {*on_cores(lambda _: os.getpid(), MANY, 2)}), range(48), 2)
    return [of == {pid} for pid, of in inner if pid != asking]


def test_work_within_work(alone: Alone) -> None:
    """A process that helps has no helpers of its own."""
    within = alone(_within)
    assert within
    assert all(within)


def _in_order() -> bool:
    held = {number: str(number) for number in MANY}
    return [*on_cores(lambda number: held[number], MANY, 2)] == [*held.values()]


def test_results_come_in_order(alone: Alone) -> None:
    """They are those of the things, one for one, made of what the asking process holds."""
    assert alone(_in_order)


def _what_cannot_be_sent() -> list[int]:
    def work(number: int) -> Callable[[], int]:
        return lambda: number

    return [one() for one in on_cores(work, MANY, 2)]


def test_results_that_cannot_be_pickled(alone: Alone) -> None:
    """They are made where they are wanted."""
    assert alone(_what_cannot_be_sent) == [*MANY]


def _failing(at: int) -> tuple[list[int], str, int]:
    """Return what came before an error, the error, and how many processes are left."""
    taken: list[int] = []

    def work(number: int) -> int:
        if number == at:
            raise KeyError(number)
        return number

    try:
        taken += on_cores(work, MANY, 2)
    except KeyError as error:
        return taken, repr(error), len(active_children())
    return taken, "", len(active_children())


@pytest.mark.parametrize("at", [0, 5, 9, 502, 999])
def test_an_error(alone: Alone, at: int) -> None:
    """It is raised as it would be without helpers, after all that comes before it, and ends them."""
    assert alone(_failing, at) == ([*range(at)], f"KeyError({at})", 0)


def _killed(size: int) -> tuple[str, int]:
    asking = os.getpid()

    def work(_: int) -> bytes:
        if os.getpid() == asking:
            for child in active_children():
                child.kill()
        return bytes(size)

    try:
        for _ in on_cores(work, MANY, 3):
            pass
    except BuildError as error:
        return str(error), len(active_children())
    return "", len(active_children())


@pytest.mark.parametrize("size", [1, 1_000_000], ids=["at work", "while it sends"])
def test_a_killed_helper(alone: Alone, size: int) -> None:
    """The work ends with a message, whatever the helper was about; nothing waits for it."""
    said, left = alone(_killed, size)
    assert "was killed, perhaps because memory ran out" in said
    assert left == 0


def _one_taken() -> tuple[int, int]:
    begun = Value("i", 0)

    def work(_: int) -> None:
        with begun.get_lock():
            begun.value += 1

    with closing(on_cores(work, MANY, 2)) as made:
        next(made)
    return begun.value, len(active_children())


def test_not_all_is_done_ahead(alone: Alone) -> None:
    """Who takes one result of a thousand has not had many more made, and may leave it at that."""
    begun, left = alone(_one_taken)
    assert begun <= 64
    assert left == 0


def _asked_to_end() -> list[int]:
    """Return how helpers end that are sent the signals of the asking process."""
    asking = os.getpid()

    def work(_: int) -> int:
        if os.getpid() != asking:
            os.kill(os.getpid(), signal.SIGINT)
        return os.getpid()

    return [*{*on_cores(work, MANY, 2)}]


def test_ctrl_c_in_a_helper(alone: Alone) -> None:
    """A terminal sends it to all processes; who asked decides what it means."""
    assert len(alone(_asked_to_end)) == 2


def _library(root: Path, cores: int) -> tuple[object, ...]:
    readings = Readings()
    with noting(root) as noter:
        found = read_library(root, None, readings, cores)
    again = read_library(root, None, readings, cores)
    return found, found.problems, noter.opened, found == again


def test_a_library_read_on_two_cores(alone: Alone, tmp_path: Path) -> None:
    """It is the one that is read on one core, with the same problems in the same order, and all that was opened."""
    tree: dict[str, str | bytes] = {
        f"roles/quality/tester-{number:02}.md": spec(
            f"Tester {number}",
            f"Tester {number + 1}",
            f"## Tools\n\n- [Guide](guide.pdf)\n- [Next](tester-{number + 1:02}.md)\n- [Lost](lost-{number}.md)\n"
            f"- <img src='https://x.example/{number}.png'>\n## Objektives\n- Test at {{{{NAME}}}}\n",
        )
        for number in range(40)
    }
    tree["roles/quality/guide.pdf"] = b"%PDF-1.7\n"
    tree["roles/quality/tester-07.md"] = b"\xff\xfe"
    tree["roles/quality/README.md"] = "# Read me\n"
    tree["roles/quality/notes.md"] = "just a note"
    tree["roles/other/tester-03.md"] = spec("Another")
    write_tree(tmp_path, tree)
    one, two = (alone(_library, tmp_path, cores) for cores in (1, 2))
    assert one == two
    assert len(one[1]) > 40
    assert one[3]


def test_each_shape_has_its_share() -> None:
    """Shapes that are built at the same time share the cores, and each has one at least."""
    for count in (1, 2, 1000):
        tasks: dict[str, Any] = {str(number): _task() for number in range(count)}
        shares = [task.cores for task in _with_their_cores(tasks).values()]
        assert shares == [max(1, all_cores() // count)] * count


def _task() -> Any:
    inputs = Inputs(Path(), {}, {}, {}, "", "", "", "")
    return ShapeTask(inputs, Cache(Path()), "key", Company(id="", path="", name=""), {}, "base")
