"""A follow-up made into a question that stands alone, by the model, where the rules for follow-ups find nothing.

What it adds may come from the conversation only, and what the follow-up says outright may not be lost; else the rewording is
not used. Pure but for the one request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.model import Model
from assistant.places import Gazetteer, PlacesAsked
from assistant.prompt import fill
from assistant.statements import pairs
from assistant.stop import Stop
from assistant.suspicious import forbidden, harmless
from assistant.years import read_years
from index.fold import fold

_MOST_TOKENS = 160
_LONGEST = 200
_LATEST_QUESTIONS = 6
# The share of a rewording's pairs of characters that must stand in the conversation.
_FROM_THERE = 0.85
# The share of the follow-up's own that must stand in the rewording.
_KEPT = 0.5
# Words by which a follow-up points at something that only the conversation tells.
_POINTS_AT = re.compile(
    r"前者|后者|头一个|第[一二三两\d]个(?!季度|月|年)|另(?:外(?:那|一)|一)个|最后(?:那|一)个|\b(?:former|latter|the other one)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\d+|年度?|举办|开展|办理|组织|进行|发生|办了?|[场件起份次名]|多少|几|怎么|如何|哪|什么|呢|吗|的|是|那|请问|情况|一下|告诉我"
)


def points_back(question: str) -> bool:
    """Whether a follow-up points at the conversation in a way that no rule reads."""
    return bool(_POINTS_AT.search(question))


def condense(
    model: Model,
    question: str,
    history: Sequence[str],
    gazetteer: Gazetteer,
    today: date,
    *,
    within: float,
    stop: Stop | None,
) -> str | None:
    """``question`` as it stands alone; None if the model's rewording adds or loses something.

    Raises:
        ModelError: the model failed.
        PromptError: the prompt can't be used.
    """
    earlier = [one.strip() for one in history if one.strip()][-_LATEST_QUESTIONS:]
    prompt = fill("condense", history="\n".join(harmless(one) for one in earlier), question=harmless(question))
    written = "".join(model.stream(prompt, within=within, most=_MOST_TOKENS, stop=stop))
    written = re.sub(r"<think(?:ing)?>.*?</think(?:ing)?>", "", written, flags=re.DOTALL).strip()
    line = re.sub(r"^(?:改写(?:后)?(?:的问题)?|问题)\s*[:：]\s*", "", written.partition("\n")[0].strip()).strip(
        "“”\"'`* "
    )
    return line if may_stand_for(line, question, earlier, gazetteer, today) else None


def may_stand_for(reworded: str, question: str, history: Sequence[str], gazetteer: Gazetteer, today: date) -> bool:
    """Whether ``reworded`` says nothing that neither ``question`` nor ``history`` says, and all that ``question`` does."""
    if not reworded or len(reworded) > _LONGEST or forbidden(reworded):
        return False
    given = [question, *history]
    asked, now = gazetteer.read(question), gazetteer.read(reworded)
    known = {town for one in given for town in gazetteer.read(one).towns}
    if now.unknown or asked.unknown or not set(now.towns) <= known or not set(asked.towns) <= set(now.towns):
        return False
    years_asked, years_now = set(read_years(question, today).years), set(read_years(reworded, today).years)
    years_known = {year for one in given for year in read_years(one, today).years}
    if not years_now <= years_known or not years_asked <= years_now:
        return False
    conversation = "\n".join(given)
    numbers = set(re.findall(r"\d+(?:\.\d+)?", fold(reworded))) - {str(year) for year in years_now}
    if any(not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", fold(conversation)) for number in numbers):
        return False
    # Full names for short ones, and years in digits, are the catalog's; everything else is from the conversation.
    mine = pairs(_ASKING.sub("|", _without(reworded, now)))
    if mine and len(mine & pairs(_ASKING.sub("|", conversation))) / len(mine) < _FROM_THERE:
        return False
    own = pairs(_ASKING.sub("|", _POINTS_AT.sub("|", _without(question, asked))))
    return not own or len(own & pairs(_ASKING.sub("|", reworded))) / len(own) >= _KEPT


def _without(text: str, places: PlacesAsked) -> str:
    """``text`` with the names of its places taken out."""
    for start, end in reversed(places.spans):
        text = f"{text[:start]}|{text[end:]}"
    return text
