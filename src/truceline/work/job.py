"""A job and its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Job", "State", "Task", "TaskState"]


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    """A person stopped it; it goes on when a person says so."""
    DONE = "done"


class TaskState(StrEnum):
    """Where one task of a job is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of a job: `place` says where its input lies, `name` what a person calls it.

    `attempts` counts how often somebody began it; `result` what became of it, in a word; `says`
    what went wrong.
    """

    job: str
    number: int
    name: str
    place: str
    state: TaskState = TaskState.WAITING
    attempts: int = 0
    result: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A long piece of work. `about` holds what all its tasks share; counts are of tasks."""

    id: str
    kind: str
    by: str
    made_at: str
    state: State
    about: Mapping[str, str] = field(default_factory=dict)
    total: int = 0
    done: int = 0
    failed: int = 0
    results: Mapping[str, int] = field(default_factory=dict)
    """How many tasks ended with each result."""

    @property
    def ended(self) -> int:
        """Tasks that are done or failed."""
        return self.done + self.failed

    @property
    def live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (State.WAITING, State.RUNNING)
