"""Files of language packs and of the world's data: found, checked by a shape, and named with their key where they are wrong."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from yaml import YAMLError

from truceline.errors import PackError
from truceline.model.plain_yaml import plain_yaml


class PackShape(BaseModel):
    """The shape of a pack file or of a part of one: no other keys, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=BaseModel)


def load_pack(language: str, file: str, shape: type[Shape]) -> Shape:
    """A file of a language pack, checked; raises `PackError` where it is missing or wrong."""
    return _loaded(f"packs/{language}/{file}", "the language pack", shape)


def load_world(file: str, shape: type[Shape]) -> Shape:
    """A file of the world's data, checked; raises `PackError` where it is missing or wrong."""
    return _loaded(f"world/{file}", "the world's data", shape)


def _loaded(name: str, what: str, shape: type[Shape]) -> Shape:
    try:
        text = files("truceline.reading").joinpath(name).read_text("utf-8")
    except OSError as e:
        raise PackError(f"no such file in {what}", where=name, mend="see `truceline doctor`") from e
    return parsed_pack(text, name, shape)


def parsed_pack(text: str, name: str, shape: type[Shape]) -> Shape:
    """The text of a pack file, checked; raises `PackError` naming file and key."""
    try:
        return shape.model_validate(plain_yaml(text))
    except YAMLError as e:
        raise PackError(f"not YAML: {e}", where=name, mend="check indentation and quotes") from e
    except ValidationError as e:
        first = e.errors()[0]
        key = ".".join(str(x) for x in first["loc"])
        raise PackError(
            f"{key}: {first['msg']}", where=name, mend="compare with the comments of the file"
        ) from e
