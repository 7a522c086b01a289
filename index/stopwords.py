"""Words that say nothing about what a question is about, by language; left out on both sides of a search."""

from __future__ import annotations

_GERMAN = """
ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anders auch auf aus
bei beim bereits bin bis bist bitte da dabei dadurch dafür dagegen daher dahin damit danach daneben dann daran darauf
daraus darf darin darüber darum darunter das dass davon davor dazu dazwischen dein deine deinem deinen deiner dem
demzufolge den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses dir doch dort
du durch dürfen eben ein eine einem einen einer eines einig einige einigem einigen einiger einiges einmal er erst es
etwa etwas euch euer eure eurem euren eurer für gegen gewesen gibt ging hab habe haben hast hat hatte hatten hattest
hier hierzu hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je jede jedem jeden
jeder jedes jedoch jene jenem jenen jener jenes jetzt kann kannst kein keine keinem keinen keiner keines können könnt
könnte könnten lassen machen man manche manchem manchen mancher manches mein meine meinem meinen meiner mich mir mit
muss musste müssen nach nachdem nein nicht nichts noch nun nur ob obwohl oder ohne per schon sehr sein seine seinem
seinen seiner seines seit selbst sich sie sind so sobald sodass sofern soll sollen sollte sollten solche solchem
solchen solcher solches somit sondern sonst soviel sowie sowohl über um und uns unser unsere unserem unseren unserer
unter viel viele vielen vieler vom von vor wann war waren warst warum was weder weg wegen weil welche welchem welchen
welcher welches wem wen wenn wer werde werden weshalb wessen wie wieder wieso wieviel will wir wird wirst wo wobei
wodurch wofür woher wohin wollen womit woran worauf woraus worin worüber worum wovon wozu wurde wurden während würde
würden ziemlich zu zum zur zwar zwischen
"""

_ENGLISH = """
a about above after again against all also am an and any are around as at be because been before being below between
both but by can could did do does doing done down during each either else ever every few for from further get gets got
had has have having he her here hers him his how i if in into is it its itself just many may me might more most much
must my near no nor not now of off on once one only onto or other ought our ours out over own per please same shall
she should so some such tell than that the their theirs them then there these they this those through to too under
until up upon us very was we were what when where whether which while who whom whose why will with within without
would yet you your yours
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "de": frozenset(_GERMAN.split()),
    "en": frozenset(_ENGLISH.split()),
}
