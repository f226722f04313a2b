"""Plain calls for help in Spanish, French, German, Portuguese, Italian, Hindi and Chinese."""

from __future__ import annotations

import re

# Words that nobody uses in a question about exercise. Written without accents, as `unmask` leaves them.
_CALLS: dict[str, str] = {
    "es": (
        "socorro|auxilio|una ambulancia|es una emergencia|dolor (?:fuerte )?(?:en el|de) pecho"
        "|me duele (?:mucho )?el pecho|no puedo respirar|no respira|no puede respirar|infarto"
        "|ataque al corazon|derrame cerebral|ayuda[!. ]+(?:por favor|emergencia|urgente)|ayudame|ayudenme"
        r"|quiero morir|suicidar\w*|matarme|se ha desmayado|se desmayo|inconsciente|no siento las piernas"
        "|mucha sangre|sangrando mucho|morirme|no quiero (?:seguir viviendo|vivir)|no (?:se )?despierta"
    ),
    "fr": (
        "au secours|a l'aide|aidez[- ]moi|une ambulance|appelez (?:le samu|les secours|une ambulance)"
        "|le samu|douleurs? (?:dans|a|au|de) (?:la )?poitrine|mal a la poitrine|(?:n'arrive"
        "|arrive) (?:pas|plus) a respirer|peux (?:pas|plus) respirer|ne respire (?:pas|plus)"
        "|crise cardiaque|infarctus|c'est une urgence|veux mourir|me suicider|me tuer|s'est evanouie?"
        "|inconsciente?|ne sens plus mes jambes|saigne beaucoup|veux plus vivre|ne se reveille pas"
    ),
    "de": (
        "hilfe!|zu hilfe|(?:ich )?brauche? (?:dringend |sofort )?hilfe|bitte hilfe|helft mir"
        r"|helfen sie mir|krankenwagen|rettungswagen|notarzt|ein notfall|ist ein notfall|brustschmerz\w*"
        "|schmerzen in der brust|schmerzen im brustkorb|brust tut (?:so |sehr )?weh|(?:kann|bekomme"
        "|kriege|krieg) (?:nicht mehr atmen|nicht atmen|kaum atmen|keine luft|kaum luft)|atmet nicht"
        "|herzinfarkt|schlaganfall|will sterben|mich umbringen|bewusstlos|ohnmachtig"
        "|spure meine beine nicht|blutet stark|nicht mehr leben|wacht nicht (?:mehr )?auf"
    ),
    "pt": (
        r"socorro|me ajud\w+|ajudem|uma ambulancia|e uma emergencia|dor (?:forte )?no peito|dores no peito"
        "|nao consigo respirar|nao respira|nao consegue respirar|ataque cardiaco|enfarte|infarto"
        "|quero morrer|nao quero (?:mais )?viver|me matar|desmaiou|inconsciente|nao sinto as pernas|sangrando muito"
        "|nao acorda"
    ),
    "it": (
        "aiuto!|aiutatemi|aiutami|un'ambulanza|ambulanza|e un'emergenza|emergenza"
        r"|dolore (?:forte )?al petto|male al petto|non riesc\w+ a respirare|non respira|infarto|ictus"
        "|voglio morire|uccidermi|suicidarmi|suicidarsi|suicidio|svenut[oa]|incosciente"
        "|non sento (?:piu )?le gambe|perde molto sangue|non voglio piu vivere|non si sveglia"
    ),
    "hi": (
        "मदद|बचाओ|बचाइए|एम्बुलेंस|एंबुलेंस|आपातकाल|सीने म|छाती म|सास नही|सांस नही|दिल का दौरा|मरना चाहत|बेहोश"
        "|bachao|madad karo|madad kijiye|seene m(?:e|ein) dard|chhati m(?:e|ein) dard|saans nahi|behosh"
        r"|mar jana chaht\w+|dil ka daura|ambulance bulao"
    ),
    "zh": (
        "救命|救护车|救護車|急救|胸痛|胸口(?:很|好|剧)?(?:痛|疼|闷)|喘不过气|喘不過氣|不能呼吸|无法呼吸|無法呼吸|呼吸困难|呼吸困難|没有呼吸|心脏病|心臟病|心梗|中风|中風"
        "|想死|不想活|叫不醒|自杀|自殺|昏倒|晕倒|暈倒|昏迷|大出血|腿没有知觉|帮帮我|幫幫我"
    ),
}
_ALONE = re.compile(
    r"\W*(?:ayuda|hilfe|aiuto|ajuda|a l'aide|emergencia|emergenza|urgence|notfall|urgencia|madad)"
    r"(?:\W+(?:por favor|bitte|per favore|s'il vous plait|ayuda|hilfe|aiuto|ajuda))*\W*"
)
"""A word that also occurs in ordinary questions, standing alone."""
_LATIN_CALL = re.compile(r"\b(?:" + "|".join(text for code, text in _CALLS.items() if code != "zh") + r")(?!\w)")
_OTHER_CALL = re.compile("|".join(_CALLS[code].replace("\u094d", "") for code in ("hi", "zh")))
"""Without the virama, which `unmask` drops as it drops accents."""


def call_for_help(text: str) -> str:
    """The words of a plain call for help in another language, or an empty string.

    Args:
        text: the message as `text.unmask` leaves it (lower case, no accents).
    """
    alone = _ALONE.fullmatch(text)
    if alone:
        return text.strip()
    found = _LATIN_CALL.search(text) or (None if text.isascii() else _OTHER_CALL.search(text))
    return found.group() if found else ""
