"""Who does the work: this process, several of this machine, or the workers of a Dask cluster?

All of them take parts and give their tables, in any order: it does not matter to the results.
"""

from __future__ import annotations

import gc
import importlib.util
import itertools
import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, cast

from sahel_analysis.corpus.analyzing import Part, analyze_part
from sahel_analysis.errors import SahelAnalysisError

if TYPE_CHECKING:
    from distributed import Client, Future

Done = tuple[Part, dict[str, bytes]]
"""A part and its tables, as Parquet files."""

Engine = Callable[[Iterable[Part], str], Generator[Done, None, None]]


def choose_engine(workers: int, dask: str | None) -> Engine:
    """The engine for so many processes of this machine, or for the Dask scheduler at an address."""
    if dask is not None:
        return lambda parts, model: run_dask(parts, model, dask)
    if workers < 1:
        raise SahelAnalysisError(f"{workers} workers can do no work. Give --workers 1, or more.")
    return run_here if workers == 1 else lambda parts, model: run_processes(parts, model, workers)


def run_here(parts: Iterable[Part], model: str) -> Generator[Done, None, None]:
    """One part after another, in this process."""
    for part in parts:
        yield part, analyze_part(part, model)


# Processes of this machine


@dataclass
class _Worker:
    """A process with its own pipeline: it gets one part at a time over a pipe of its own."""

    model: str
    process: BaseProcess = field(init=False)
    pipe: Connection = field(init=False)
    part: Part | None = None
    at: int | None = None
    """The row that it is at, if it reads one at a time."""

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=_serve, args=(far_end, self.model), daemon=True)
        self.process.start()
        far_end.close()  # so that the pipe ends with the process

    def give(self, part: Part, carefully: bool) -> None:
        """Sends a part; `carefully` makes it read one row at a time, and say at which it is."""
        self.part, self.at = part, None
        self.pipe.send((part, carefully))

    def stop(self) -> None:
        """Ends the process at once: it holds nothing that would be lost."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _serve(pipe: Connection, model: str) -> None:
    """What a process does: reads parts until its pipe ends, as it does when the other side has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives out the work
    gc.set_threshold(50_000)  # as in the command: most of what a process makes stays
    try:
        while True:
            part, carefully = pipe.recv()
            try:
                pipe.send(analyze_part(part, model, pipe.send if carefully else None))
            except Exception as error:
                pipe.send(error)
    except (EOFError, OSError):
        return


def run_processes(parts: Iterable[Part], model: str, workers: int) -> Generator[Done, None, None]:
    """Parts by several processes, each with one thread and a part at a time.

    A process that dies is replaced and its part read again, row by row; an article during which two
    processes died is refused. Raises what a worker raised.
    """
    waiting = iter(parts)
    deaths: dict[int, int] = {}  # of processes, by the row at which they were
    team = [_Worker(model) for _ in range(workers)]
    try:
        for worker in team:
            _give_next(worker, waiting)
        while busy := [worker for worker in team if worker.part is not None]:
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe not in ready:
                    continue
                part = cast(Part, worker.part)
                try:
                    message = worker.pipe.recv()
                except (EOFError, OSError):
                    worker.stop()
                    team[team.index(worker)] = fresh = _Worker(model)
                    fresh.give(_after_death(part, worker.at, deaths), carefully=True)
                    continue
                if isinstance(message, Exception):
                    raise message
                if isinstance(message, int):
                    worker.at = message
                    continue
                worker.part = None
                _give_next(worker, waiting)
                yield part, message
    finally:
        for worker in team:
            worker.stop()


def _give_next(worker: _Worker, waiting: Iterator[Part]) -> None:
    part = next(waiting, None)
    if part is not None:
        worker.give(part, carefully=False)


def _after_death(part: Part, at: int | None, deaths: dict[int, int]) -> Part:
    """The part to be read again, without the row at which two processes have died."""
    row = part.rows[0].number if at is None else at
    deaths[row] = deaths.get(row, 0) + 1
    if at is None:
        if deaths[row] > 3:
            raise SahelAnalysisError(
                "The processes die as soon as they begin. There may be too little memory: "
                "give fewer workers with --workers, and run the same command again."
            )
        return part
    if deaths[row] < 2:
        return part
    return replace(part, refused={**part.refused, at: "the process that read it died, twice"})


# A Dask cluster


def run_dask(parts: Iterable[Part], model: str, address: str) -> Generator[Done, None, None]:
    """Parts by the workers of a Dask cluster.

    Dask gives the parts of a worker that is lost to another. Raises SahelAnalysisError if nobody answers
    at the address, if a worker has another version than this machine, or if a part was lost too often.
    """
    from sahel_analysis.corpus.manifest import describe_software

    software = describe_software(model)
    with _client(address) as client:
        from distributed import KilledWorker, as_completed

        waiting, under_way = iter(parts), cast("dict[Future, Part]", {})
        done = as_completed(loop=client.loop)

        def submit() -> None:
            """Keeps two parts for each thread under way, also as workers come and go."""
            room = 2 * max(1, sum(client.nthreads().values())) - len(under_way)
            for part in itertools.islice(waiting, max(0, room)):
                future = client.submit(_analyze_remotely, part, model, software, pure=False)
                under_way[future] = part
                done.add(future)

        submit()
        for future in done:
            part = under_way.pop(future)
            try:
                tables = future.result()
            except KilledWorker:
                raise SahelAnalysisError(
                    f"Several Dask workers were lost over {part.rows[0].place} to {part.rows[-1].place}. "
                    "They may have too little memory; with more of it, run the same command again."
                ) from None
            future.release()
            submit()
            yield part, tables


def _analyze_remotely(part: Part, model: str, software: Mapping[str, Any]) -> dict[str, bytes]:
    """What a Dask worker does with a part, if its versions are those of the machine that asks."""
    from sahel_analysis.corpus.manifest import describe_software

    if describe_software(model) != software:
        raise SahelAnalysisError(
            "A Dask worker has another version of sahel_analysis, its data, its libraries or Python than "
            "this machine. Install the same ones on both: python -m pip install -c constraints.txt ..."
        )
    return analyze_part(part, model)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    if importlib.util.find_spec("distributed") is None:
        raise SahelAnalysisError(
            'Dask is not installed. Install it: python -m pip install "sahel-analysis[dask]"'
        )
    from distributed import Client

    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SahelAnalysisError(
            f"No Dask scheduler answers at {address!r} ({error}). Start one with `dask scheduler`, "
            "workers with `dask worker ADDRESS`, and give the address that the scheduler prints."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=60)
        except TimeoutError:
            raise SahelAnalysisError(
                f"The Dask scheduler at {address!r} has no workers. Start some: `dask worker {address}`."
            ) from None
        yield client
