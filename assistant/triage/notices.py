"""What each notice says: plain text, the thing to do first, no country's telephone number, no disease named."""

from __future__ import annotations

from collections.abc import Collection

from assistant.domain import Level, Notice

_CANNOT_CHECK = "What you describe can be an emergency, and a chat cannot check it."

_FOR_ME = (
    "Stop exercising and call your local emergency number now, or get someone to take you to the nearest emergency"
    " department. Do not drive yourself, and do not wait to see whether it passes. " + _CANNOT_CHECK
)
_FOR_ANOTHER = (
    "Get help for them now: call your local emergency number, or take them to the nearest emergency department. Do not"
    " let them drive or exercise, stay with them, and do not wait to see whether it passes. " + _CANNOT_CHECK
)
_MOVE_CAREFULLY = {
    "me": "Do not try to stand or walk on it. Keep still and warm until help comes, and do not eat or drink.",
    "another": "Do not stand or move them. Keep them still and warm until help comes, with nothing to eat or drink.",
}
_NOTE_THE_TIME = "Note the time when the signs began, and tell the emergency team, even if they have passed."
_TAKE_PACKETS = "Take the medicine packets along, even if there are no symptoms yet."

_CRISIS_FOR_ME = (
    "I am really glad you said this. You deserve help now. If you may act on these thoughts, or already have, call your"
    " local emergency number or go to the nearest emergency department. Otherwise contact a crisis line in your country"
    " or a doctor today. Tell someone you trust and stay with them, and put distance between you and anything you could"
    " use to hurt yourself. You do not have to carry this alone."
)
_CRISIS_FOR_ANOTHER = (
    "Thank you for looking out for them. They deserve help now. If they may act on this, or already have, call your"
    " local emergency number or take them to the nearest emergency department. Otherwise help them reach a crisis line"
    " in your country or a doctor today. Stay with them, or make sure that someone they trust does, and put distance"
    " between them and anything they could use to hurt themselves. Look after yourself too."
)

_SEEN_TODAY = {
    "general": "This needs a medical look today: see a doctor, an urgent-care clinic or an out-of-hours service.",
    "pregnancy": "Ring your maternity unit now: this needs a check today.",
    "surgery": "This needs a medical look today: ring your surgical team, or see a doctor or an urgent-care clinic.",
}
_URGENT_REST = (
    "If nobody can see {them} today, go to an emergency department. Until then rest the part, with no exercise or"
    " massage for it. Call your local emergency number if chest pain, breathlessness, collapse, numbness around the"
    " genitals, loss of bladder or bowel control, confusion, or weakness of both legs comes on."
)

_CLINICIAN = (
    "Please ask {person}. This assistant can only share general information from its source: it cannot diagnose,"
    " prescribe, set doses or clear anyone to exercise."
)
_DEFAULT_PERSON = "a doctor or physiotherapist"
_PERSONS = (
    ("C5", "your midwife or maternity team"),
    ("C6", "the child's doctor"),
    ("C4", "your surgical team or physiotherapist"),
    ("C3", "a pharmacist or your doctor"),
)


def notices(
    *, level: Level, concepts: Collection[str], another: bool, pregnant: bool = False, operated: bool = False
) -> tuple[Notice, ...]:
    """The notices due, the most pressing first.

    Args:
        level: the level that triage reached.
        concepts: codes of the concepts found at any level.
        another: whether somebody other than the writer is affected.
        pregnant: whether a pregnancy is mentioned.
        operated: whether a recent operation is mentioned.
    """
    if level is Level.EMERGENCY:
        return _emergency(concepts=concepts, another=another)
    if level is Level.URGENT:
        kind = "pregnancy" if pregnant or "U12" in concepts else "surgery" if operated else "general"
        rest = _URGENT_REST.format(them="them" if another else "you")
        return (Notice(level, f"{_SEEN_TODAY[kind]} {rest}"),)
    if level is Level.CLINICIAN:
        persons = [person for code, person in _PERSONS if code in concepts][:2] or [_DEFAULT_PERSON]
        return (Notice(level, _CLINICIAN.format(person=" and ".join(persons))),)
    return ()


def _emergency(*, concepts: Collection[str], another: bool) -> tuple[Notice, ...]:
    crisis = Notice(Level.EMERGENCY, _CRISIS_FOR_ANOTHER if another else _CRISIS_FOR_ME)
    if set(concepts) & {code for code in concepts if code.startswith("E")} == {"E17"}:
        return (crisis,)
    parts = [_FOR_ANOTHER if another else _FOR_ME]
    if {"E7", "E8"} & set(concepts):
        parts.append(_MOVE_CAREFULLY["another" if another else "me"])
    if "E3" in concepts:
        parts.append(_NOTE_THE_TIME)
    if "E16" in concepts:
        parts.append(_TAKE_PACKETS)
    emergency = Notice(Level.EMERGENCY, " ".join(parts))
    return (emergency, crisis) if "E17" in concepts else (emergency,)
