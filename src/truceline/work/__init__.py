"""What is under way: long jobs and saved searches. What long work is there, how far is it, may it stop?"""

from truceline.work.job import Job, State, Task, TaskState
from truceline.work.store import Work

__all__ = ["Job", "State", "Task", "TaskState", "Work"]
