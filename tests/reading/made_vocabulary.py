"""The vocabulary of an invented accord: the Uplands and the Marsh League, and their river."""

from __future__ import annotations

from truceline.model.accord import Alias, AliasKind, Entity, Measure, Pattern, Role, Topic, Vocabulary
from truceline.model.reading import MentionType as T


def _aliases(*names: str, **others: str) -> tuple[Alias, ...]:
    return (*map(Alias, names), *(Alias(text, AliasKind(kind)) for kind, text in others.items()))


LOWMARK = Vocabulary(
    accord="lowmark-2031-05",
    start="2031-05-01",
    end="2031-12-31",
    signs=("uplands", "marsh-league", "long-river"),
    agreement_names=("the river truce", "the Lowmark understanding"),
    dates=(("start", "2031-05-04"),),
    entities=(
        Entity(
            "uplands",
            "Uplands",
            T.PARTY,
            (Role.PARTY,),
            "uplands",
            (
                *_aliases("Uplands", demonym="Uplander", metonym="Crestholm", nominal="the highland state"),
                Alias("the highland tyranny", AliasKind.LABEL, neutral="the Uplands"),
            ),
            country="XU",
        ),
        Entity(
            "marsh-league",
            "Marsh League",
            T.PARTY,
            (Role.PARTY,),
            "marsh-league",
            _aliases("Marsh League", demonym="Marsher", nominal="the movement"),
        ),
        Entity(
            "marsh-press-bureau",
            "Marsh Press Bureau",
            T.ORGANISATION,
            (Role.INSTITUTION,),
            "marsh-league",
            _aliases("Marsh Press Bureau", nominal="the press bureau"),
        ),
        Entity("crestholm", "Crestholm", T.PLACE, aliases=_aliases("Crestholm"), latitude=1.0, longitude=2.0),
        Entity("long-river", "Long River", T.PLACE, aliases=_aliases("Long River")),
        Entity(
            "orsan-al-velik",
            "Orsan al-Velik",
            T.PERSON,
            party="marsh-league",
            aliases=_aliases("Orsan al-Velik", short="al-Velik"),
        ),
        Entity(
            "mira-tolle",
            "Mira Tolle",
            T.PERSON,
            party="uplands",
            aliases=_aliases("Mira Tolle", short="Tolle"),
        ),
        Entity("boat-crews", "boat crews", T.GROUP, aliases=_aliases("boat crews", "crews")),
    ),
    measures=(Measure("boats_passed", "boats let through", ("boat*",), unit="boat"),),
    topics=(
        Topic(
            "bridge_talks",
            "talks on the bridges",
            (Pattern((("talk*", "negotiat*"), ("bridge*", "second round"))),),
        ),
        Topic("river_traffic", "traffic on the river", (Pattern((("@boat-crews",),)),), ("boats_passed",)),
    ),
)
