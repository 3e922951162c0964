"""Pairs of quotations in English: of one statement by two translators, or of two that look alike.

All are invented: speakers, places and words.
"""

from __future__ import annotations

ONE_STATEMENT: tuple[tuple[str, str], ...] = (
    (
        "Velia bears full responsibility for the collapse of the truce in Orm",
        "Velia is wholly accountable for the breakdown of the truce in Orm",
    ),
    (
        "we will not lay down our arms before the siege of Sall is lifted",
        "there will be no disarmament on our side until the blockade of Sall is removed",
    ),
    (
        "the mediators have handed us a new proposal to prolong the truce by thirty days",
        "a fresh offer to extend the truce by thirty days reached us from the mediators",
    ),
    (
        "rebuilding the harbour of Orm cannot begin until the crossings are open",
        "reconstruction of Orm harbour will not start before the crossings are opened",
    ),
    (
        "the council rejects any attempt to change the borders of the Kirdara valley by force",
        "the council refuses every effort to alter by force the boundaries of the Kirdara valley",
    ),
    (
        "our delegation will travel to Tamvik tomorrow to conclude the negotiations",
        "our representatives are to go to Tamvik tomorrow in order to finish the talks",
    ),
    (
        "we demand an immediate halt to the shelling of the villages around Belrin",
        "we call for an urgent end to the bombardment of villages near Belrin",
    ),
    (
        "the enemy is stalling in order to gain time for its army",
        "the enemy is procrastinating so that its army wins time",
    ),
    (
        "nobody can force our people to leave the land of their fathers",
        "no one is able to compel our people to abandon the land of their fathers",
    ),
    (
        "the prisoners must come home before any further step is discussed",
        "the detainees have to return home before another step can be talked about",
    ),
    (
        "we have given the guarantors a list of the names of the missing fishermen",
        "a list with the names of the missing fishermen was handed by us to the guarantors",
    ),
    (
        "the withdrawal from the ridge will be completed within ten days",
        "the pullout from the ridge is going to be finished in ten days",
    ),
    (
        "the observers were prevented from entering the town of Narleth",
        "observers were barred from access to the town of Narleth",
    ),
    (
        "every violation of the accord will meet with a firm answer from our forces",
        "our troops will respond firmly to each breach of the agreement",
    ),
    (
        "the road to Dunmun will stay closed as long as the threats continue",
        "the road to Dunmun is to remain shut while the threats go on",
    ),
    (
        "we want a permanent ceasefire and the return of all displaced families",
        "we seek a lasting truce and that all families who fled come back",
    ),
    (
        "aid convoys are being held at the gate without any reason",
        "relief convoys are stopped at the gate for no reason at all",
    ),
    (
        "the killing of the elders of Hosvik is a crime that we shall not forget",
        "we will never forget the crime of killing the elders of Hosvik",
    ),
    (
        "the minister lied to his parliament about the number of dead",
        "the minister told parliament a lie about how many had died",
    ),
    (
        "both sides have agreed to exchange the bodies of the fallen at the bridge of Marrin",
        "the two parties agreed on swapping the remains of the fallen on the Marrin bridge",
    ),
    (
        "the accord is dead if the bombing goes on for one more night",
        "should the bombardment last another night the agreement will be dead",
    ),
    (
        "we are ready to hand over the port to a neutral administration",
        "we are prepared to give the port to an impartial administration",
    ),
    (
        "the international community must put pressure on Sall to open the crossings",
        "the world has to press Sall so that it opens the crossings",
    ),
    (
        "there is no progress in the talks because of the conditions that Velia has added",
        "the negotiations are not moving forward owing to the terms added by Velia",
    ),
)
"""One statement of one speaker, on one day."""

TWO_STATEMENTS: tuple[tuple[str, str], ...] = (
    (
        "Velia bears full responsibility for the collapse of the truce in Orm",
        "Velia bears full responsibility for the lives of the captives in Orm",
    ),
    (
        "we will not lay down our arms before the siege of Sall is lifted",
        "we will not return to the talks before the siege of Sall is lifted",
    ),
    (
        "the mediators have handed us a new proposal to prolong the truce by thirty days",
        "the mediators have handed us a list of prisoners to be freed within thirty days",
    ),
    (
        "rebuilding the harbour of Orm cannot begin until the crossings are open",
        "rebuilding the school of Belrin cannot begin until the crossings are open",
    ),
    (
        "the council rejects any attempt to change the borders of the Kirdara valley by force",
        "the council welcomes every effort to bring the families of the Kirdara valley home",
    ),
    (
        "our delegation will travel to Tamvik tomorrow to conclude the negotiations",
        "our delegation will travel to Orm next week to inspect the crossings",
    ),
    (
        "we demand an immediate halt to the shelling of the villages around Belrin",
        "we demand an immediate halt to the building of walls around Hosvik",
    ),
    (
        "the enemy is stalling in order to gain time for its army",
        "the enemy is hiding its losses from its people",
    ),
    (
        "nobody can force our people to leave the land of their fathers",
        "nobody can force our people to accept a foreign army in the port",
    ),
    (
        "the prisoners must come home before any further step is discussed",
        "the prisoners must be allowed visits by doctors at once",
    ),
    (
        "we have given the guarantors a list of the names of the missing fishermen",
        "we have given the guarantors a map of the mines around the salt works",
    ),
    (
        "the withdrawal from the ridge will be completed within ten days",
        "the withdrawal from the port will be completed within sixty days",
    ),
    (
        "the observers were prevented from entering the town of Narleth",
        "the observers were shot at near the town of Dunmun",
    ),
    (
        "every violation of the accord will meet with a firm answer from our forces",
        "every violation of the accord will be reported to the guarantors in writing",
    ),
    (
        "the road to Dunmun will stay closed as long as the threats continue",
        "the road to Dunmun will be repaired with money from the guarantors",
    ),
    (
        "we want a permanent ceasefire and the return of all displaced families",
        "we want a permanent seat in the commission and the release of our officers",
    ),
    (
        "aid convoys are being held at the gate without any reason",
        "aid convoys are being looted on the road by armed gangs",
    ),
    (
        "the killing of the elders of Hosvik is a crime that we shall not forget",
        "the killing of the nurses of Salgost was an accident that we regret",
    ),
    (
        "the minister lied to his parliament about the number of dead",
        "the minister thanked his parliament for the vote on the accord",
    ),
    (
        "both sides have agreed to exchange the bodies of the fallen at the bridge of Marrin",
        "both sides have agreed to repair the pumps at the bridge of Marrin",
    ),
    (
        "the accord is dead if the bombing goes on for one more night",
        "the accord will be signed if the rain stops for one more day",
    ),
    (
        "we are ready to hand over the port to a neutral administration",
        "we are ready to hand over the captured drone to the observers",
    ),
    (
        "the international community must put pressure on Sall to open the crossings",
        "the international community must pay Sall for the flooded fields",
    ),
    (
        "there is no progress in the talks because of the conditions that Velia has added",
        "there is no doctor in the camp because of the fence that Velia has put up",
    ),
)
"""Two statements of one speaker, on one day, in words that are partly the same."""
