"""The verbs of money in classes: to receive, to give, to flow, to hand over; German and English, in all their forms."""

from __future__ import annotations

import re

RECEIVE = re.compile(
    r"(?<!\w)(?:erhält|erhalten|erhielt|erhielten|erhalte|bekommt|bekommen|bekam|bekamen|bekäme|"
    r"empfängt|empfangen|kriegt|kriegen|kassiert|bezieht|bezog|"
    r"freu\w+ sich|sich\b.{0,60}\bfreuen|profitier\w+|rechn(?:et|en) mit|entgegen\w*|nahm|"
    r"partizipier\w+|teil(?:en|t|ten)\b.{0,20}\bsich\b|sich\b.{0,60}\bteilen\b|"
    r"behält|behielt|verfüg(?:t|en|te)\b(?! über(?:aus)?\b.{0,10}Erfahr)|"
    r"beantrag\w*|abgerufen|ruft|abrufen|sichert\w*|geh(?:t|en) leer aus|receiv\w+|got|gets?|"
    r"obtain\w*|secur(?:es|ed)|appl(?:y|ies|ied)\s+for|ask(?:s|ed)?\s+for|"
    r"(?:was|were|is|are|(?:has|have|had) been) (?:granted|awarded|given|paid|allotted|allocated|promised|offered)|"
    r"benefits? from|will get|(?:keeps?|kept|loses|lost) its\b|"
    r"zurückzahlen|zurückzuzahlen|(?:kann|können|darf|dürfen|will|möchte|soll)\b.{0,80}\b(?:verwenden|"
    r"ausgeben|einsetzen|nutzen|verplanen))(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
GIVE = re.compile(
    r"(?<!\w)(?:stell\w*(?=.*\b(?:zur\s+Verfügung|bereit))|(?:bereit|"
    r"zur\s+Verfügung)\s*(?:ge)?stell\w*|bereitgestellt\w*|gewähr\w*|bewillig\w*|zusag\w*|zugesagt\w*|"
    r"zugesprochen|zugeteilt|zugewiesen|erteil\w*|sag(?:t|te|en|ten)(?=.*\bzu\b)|"
    r"(?:vom|von|weist|wies|steh(?:t|en)|stand(?:en)?)\b.*\bzu(?=[.,;]|$)|gibt|gab|geben|gegeben|überw(?:eist|ies|eisen|iesen)|"
    r"überwiesen|zahl(?:t|te|en|ten)|ausgezahlt|auszahl(?:t|te|en)|ausbezahlt|gezahlt|"
    r"förder(?:t|te|n|ten)|gefördert\w*|unterstütz(?:t|te|en|ten)|bezuschuss\w*|investier\w*|"
    r"überreich\w*|überg(?:ab|eben|ibt|aben)|aushändig\w*|ausgehändigt|steuer(?:t|te|n)\b|schieß(?:t|"
    r"en)|"
    r"schoss|zugeschossen|spendier\w*|finanzier\w*|kofinanzier\w*|übernimmt|übernahm|übernehmen|"
    r"vergeb\w*|vergibt|verteil\w*|reicht\b|kam(?=.*zugute)|komm\w+(?=.*zugute)|zugute|schütte\w*|"
    r"übermittelt\w*|brachte|überbrachte|hilft|half|helfen|geholfen|weitergeleitet|weiterleitet|leitet\b.*\bweiter|"
    r"beteilig(?:t|te|en|ten)(?=\s+sich\b)|"
    r"sich(?=\b.*\bbeteilig)|in Aussicht|avisier\w*|genehmig\w*|verlieh\w*|lobt|bedacht|bedenkt|stockt|erhöht|"
    r"provid\w+|(?<!its )(?<!the )(?<!a )(?<!of )(?<!this )(?<!single )grants?|"
    r"grant(?:ed|ing)|award\w*|gives?|gave|given|allocat\w+|invest(?:s|ed|ing)?|"
    r"contribut(?:es|ed|ing)|support(?:s|ed|ing)|fund(?:s|ed|ing)?|approv\w+|hand(?:s|ed) over|pays?|paid)(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
FLOW = re.compile(
    r"(?<!\w)(?:fließ\w*|floss\w*|geflossen|flöss\w*|ge(?:ht|hen|gangen)|ging(?:en)?|entf(?:all|äll|"
    r"iel)\w*|komm(?:t|en)|kam(?:en)?|wander\w*|goes|go(?=\s+to)|flow\w*|went|comes?|came)(?!\w)",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"(?<!\w)(?:wird|werden|wurde|wurden|worden|ist|sind|is|are|was|were|been)(?!\w)", re.IGNORECASE)
ACCUSATIVE_GIVE = re.compile(r"förder|bedacht|unterstütz|bezuschuss|support|fund", re.IGNORECASE)
HAND_OVER = re.compile(
    r"überreich\w*|überg[aei]b\w*|übergeben|ausgehändigt|aushändig\w*|entgegen\w*|Bescheid\w*|"
    r"Zuwendungsbescheid\w*|handed? over|besuch\w*|Besuch\w*|vorgestellt|stellte\b.*\bvor|"
    r"Pressekonferenz|"
    r"sagte|erklärte|betonte|Termin|Feierstunde|Rathaus|Veranstaltung",
    re.IGNORECASE,
)
_HANDS_OUT = re.compile(
    r"\b(?:zahlt|zahlte|gibt|gab|gewährt|gewährte|bezuschusst|bezuschusste|vergibt|verteilt|verteilte|unterstützt|"
    r"unterstützte|fördert|förderte|contributes|contributed|gives|pays|supports|grants|awards)\b"
)
_FOR_ITSELF = re.compile(
    r"\b(?:damit|selbst|eigene\w*|Eigen\w*|dazu|hinzu|bei|Rest|restliche\w*|übrige\w*|own|itself)\b"
)


def hands_out(words: str) -> bool:
    """Say whether a sentence has its subject give to others, and not add to what it gets itself."""
    return bool(_HANDS_OUT.search(words)) and not _FOR_ITSELF.search(words)
