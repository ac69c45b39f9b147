"""Files as people make them in Notepad, Word and shared drives: what is written, what `tjek` says, what fixes it.

Each is the end of a section's file whose first two lines are `id: mission` and `title: Mission`. A finding is its line
and column and a part of what it says; `fixed` is what a person has written who follows the advice word by word.
`schema` is whether an editor sees the fault as well, which knows no comments, and of characters only those in a value.
"""

from typing import NamedTuple

HEAD = "id: mission\ntitle: Mission\n"


class Case(NamedTuple):
    written: str
    finding: str
    fixed: str
    level: str = "fault"
    schema: bool = True


def unseen(written: str, finding: str, fixed: str, level: str = "fault") -> Case:
    """A case that an editor can't see."""
    return Case(written, finding, fixed, level, schema=False)


def warned(written: str, finding: str, fixed: str) -> Case:
    return unseen(written, finding, fixed, "warning")


LOST = "# begynder en kommentar, så »{}« bliver ikke læst; "
QUOTE = "sæt ' foran og efter hele teksten"
CASES = {
    # A comment that cuts a text short
    "comment": unseen(
        "lead: I lokale #4 hver dag.", "3:16: " + LOST.format("#4 hver dag.") + QUOTE, "lead: 'I lokale #4 hver dag.'"
    ),
    "comment, apostrophe": unseen(
        "lead: Vores pc'er #4", "3:19: " + LOST.format("#4") + 'sæt " foran', 'lead: "Vores pc\'er #4"'
    ),
    "comment, all quotes": unseen(
        'lead: Vi\' "a" #4', "3:15: " + LOST.format("#4") + QUOTE + ", og skriv to for hvert '", "lead: 'Vi'' \"a\" #4'"
    ),
    "comment on a line of its own in a text": unseen(
        "lead: Vi mødes\n  #4 er lokalet",
        "4:3: " + LOST.format("#4 er lokalet") + QUOTE,
        "lead: 'Vi mødes\n  #4 er lokalet'",
    ),
    "comment between lines of a text": Case(
        "lead: Vi mødes\n  #4\n  hver dag", "4:3: " + LOST.format("#4") + QUOTE, "lead: 'Vi mødes\n  #4\n  hver dag'"
    ),
    "comment before a text": unseen(
        "lead:\n  #4 er lokalet\n  hver dag",
        "4:3: " + LOST.format("#4 er lokalet"),
        "lead:\n  4 er lokalet\n  hver dag",
    ),
    "comment right after a bracket": unseen(
        "keywords: [a, b]#note", "3:17: " + LOST.format("#note") + "sæt et mellemrum foran #", "keywords: [a, b] #note"
    ),
    "comment after a comma": unseen(
        "keywords: [a, #1, c,\n  d]", "3:15: " + LOST.format("#1, c,") + "sæt ' foran", "keywords: [a, '#1', c,\n  d]"
    ),
    "comment after an opening bracket": unseen(
        "keywords: [ #1, c,\n  d]", "3:13: " + LOST.format("#1, c,") + "sæt ' foran", "keywords: [ '#1', c,\n  d]"
    ),
    "nothing but a lost letter": Case("lead: \ufffd", "3:7: her står tegnet", "lead: Vi"),
    "nothing but a mark of Word's below |": Case("lead: |\n  \uf0b7", "4:3: her står tegnet U+F0B7", "lead: Vi"),
    "comment for a text": Case("lead: #4", "3:7: " + LOST.format("#4") + QUOTE, "lead: '#4'"),
    "comment in place of the text below": Case(
        "lead: |\n#  Vi mødes", "4:1: " + LOST.format("#  Vi mødes") + "slet # foran", "lead: |\n   Vi mødes"
    ),
    "comment in a keyword": unseen(
        "keywords:\n  - nr. #4", "4:9: " + LOST.format("#4") + QUOTE, "keywords:\n  - 'nr. #4'"
    ),
    "comment in brackets": Case(
        "keywords: [nr. #4, nr. 5]", "3:16: " + LOST.format("#4, nr. 5]"), "keywords: ['nr. #4', nr. 5]"
    ),
    "comment at once in brackets": Case(
        "keywords: [#4, nr. 5]", "3:12: " + LOST.format("#4, nr. 5]"), "keywords: ['#4', nr. 5]"
    ),
    "comment in a list": unseen(
        "lead:\n  - Ét\n  - Lokale #4", "5:12: " + LOST.format("#4") + QUOTE, "lead:\n  - Ét\n  - 'Lokale #4'"
    ),
    "comment in an entry": unseen(
        "entries:\n  - id: a\n    title: A #1",
        "5:14: " + LOST.format("#1") + QUOTE,
        "entries:\n  - id: a\n    title: 'A #1'",
    ),
    "comment in a folded text": unseen(
        "lead: >\n    Vi mødes\n  #4 hver dag",
        "5:3: " + LOST.format("#4 hver dag") + "ryk linjen",
        "lead: >\n    Vi mødes\n    #4 hver dag",
    ),
    "comment in typographic quotes": unseen(
        "lead: “Lokale #4”", "3:15: " + LOST.format("#4”") + "skriv ' i stedet for “ og ”", "lead: 'Lokale #4'"
    ),
    "comment that ends a text": Case(
        "lead: |\n  Vi\n# note\n  igen",
        "5:1: " + LOST.format("# note") + "ryk linjen lige så langt ind som resten, eller flyt",
        "# note\nlead: |\n  Vi\n  igen",
    ),
    "comment for the items of a list": Case(
        "questions:\n  # - Hvem?",
        "4:3: " + LOST.format("# - Hvem?") + "slet # foran teksten",
        "questions:\n  - Hvem?",
    ),
    "comment after a text of two lines": unseen(
        "lead: Vi mødes\n  i lokale # note",
        "4:12: " + LOST.format("# note") + QUOTE + ", eller flyt kommentaren op over nøglen",
        "# note\nlead: Vi mødes\n  i lokale",
    ),
    # No text
    "null": Case(
        "lead: null", "3:1: »lead« er tom, for null betyder »intet«; skriv noget, eller sæt ' foran", "lead: 'null'"
    ),
    "tilde": Case("lead: ~", "3:1: »lead« er tom, for ~ betyder »intet«", "lead: '~'"),
    "nothing": Case("lead:", "3:1: »lead« er tom; skriv noget", "lead: Noget"),
    "nothing for a list": Case("questions:", "3:1: »questions« er tom; skriv noget", "questions:\n  - Hvem?"),
    "nothing in a list": Case("keywords:\n  - a\n  -", "5:4: »keywords« har en tom tekst", "keywords:\n  - a\n  - b"),
    "null in a list": Case(
        "keywords: [a, null]", "3:15: »keywords« har en tom tekst, for null", "keywords: [a, 'null']"
    ),
    "null for a title": Case(
        "entries:\n  - id: a\n    title: Null",
        "5:5: »title« er tom, for Null",
        "entries:\n  - id: a\n    title: 'Null'",
    ),
    # Characters
    "replacement character": Case(
        "lead: V\ufffdrdier", "3:8: her står tegnet \ufffd (U+FFFD), hvor et bogstav", "lead: Værdier"
    ),
    "object replacement": Case(
        "lead: Se \ufffc her", "3:10: her står tegnet U+FFFC, hvor et billede er faldet ud; slet", "lead: Se her"
    ),
    "Word's bullet": Case(
        "lead: \uf0b7 Vi lytter", "3:7: her står tegnet U+F0B7, som kun én skrifttype", "lead: Vi lytter"
    ),
    "vertical tab of Word": Case("lead: Vi\x0blytter", "3:9: her står linjeskiftet U+000B", "lead: Vi lytter"),
    "line separator": Case("lead: Vi\u2028lytter", "3:9: her står linjeskiftet U+2028", "lead: Vi lytter"),
    "control": Case("lead: Vi\x02lytter", "3:9: her står styretegnet U+0002; slet det", "lead: Vilytter"),
    "soft hyphen": Case("lead: Vi\u00adlytter", "3:9: her står det usynlige tegn U+00AD; slet det", "lead: Vilytter"),
    "zero width space": Case(
        "lead: Vi\u200b lytter", "3:9: her står det usynlige tegn U+200B; slet det", "lead: Vi lytter"
    ),
    "tab": Case("lead:\tVi", "3:6: her står en tabulator; brug mellemrum i stedet", "lead: Vi"),
    "double encoding": warned(
        "lead: Vore VÃ¦rdier",
        "3:12: teksten er læst med forkert tegnsæt: »VÃ¦rdier«; skriv Værdier i stedet",
        "lead: Vore Værdier",
    ),
    "double encoding by Latin-1": Case(
        "lead: V\u00c3\u0086RDI", "3:9: teksten er læst med forkert tegnsæt; skriv VÆRDI i stedet", "lead: VÆRDI"
    ),
    "double encoding of a quote": warned(
        "lead: Det er |".replace("|", "â€™s"),
        "3:14: teksten er læst med forkert tegnsæt: »â€™s«; skriv ’s",
        "lead: Det er ’s",
    ),
    "double encoding twice": warned(
        "lead: VÃƒÂ¦rdi", "3:7: teksten er læst med forkert tegnsæt: »VÃƒÂ¦rdi«; skriv Værdi i", "lead: Værdi"
    ),
    "double encoding by a Mac": warned(
        "lead: V√¶rdi", "3:7: teksten er læst med forkert tegnsæt: »V√¶rdi«; skriv Værdi i", "lead: Værdi"
    ),
    "double encoding by DOS": warned(
        "lead: |\n  Vi g├©r", "4:6: teksten er læst med forkert tegnsæt: »g├©r«; skriv gør", "lead: |\n  Vi gør"
    ),
    "quotes of Windows in Latin-1": Case(
        "lead: Det\x92s", "3:10: her står styretegnet U+0092; skriv ’ i", "lead: Det’s"
    ),
    # Blanks that are none to YAML
    "hard blank before a colon": Case("lead\u00a0: Vi", "3:5: her står et hårdt mellemrum (U+00A0)", "lead : Vi"),
    "hard blank after |": Case(
        "lead: |\u00a0\n  Vi", "3:8: her står et hårdt mellemrum (U+00A0); slet", "lead: |\n  Vi"
    ),
    "hard blank after > in a list": Case(
        "lead:\n  - >-\u00a0# to\n    Vi", "4:7: her står et hårdt mellemrum (U+00A0)", "lead:\n  - >- # to\n    Vi"
    ),
    "hard blank after a key": Case(
        "lead:\u00a0Vi lytter", "3:6: her står et hårdt mellemrum (U+00A0); skriv et almindeligt", "lead: Vi lytter"
    ),
    "hard blank after a hyphen": Case(
        "keywords:\n  -\u00a0a", "4:4: her står et hårdt mellemrum (U+00A0); skriv et", "keywords:\n  - a"
    ),
    "hard blanks as indentation": Case(
        "keywords:\n\u00a0\u00a0- a", "4:1: her står et hårdt mellemrum (U+00A0)", "keywords:\n  - a"
    ),
    "control character in a folded text": Case(
        "lead: |\n  Vi\n  \0lytter", "5:3: her står styretegnet U+0000; slet det", "lead: |\n  Vi\n  lytter"
    ),
    "hard blank before a key": Case("\u00a0lead: a", "3:1: her står et hårdt mellemrum (U+00A0); slet det", "lead: a"),
    "hard blanks below |": Case(
        "lead: |\n\u00a0\u00a0Vi lytter", "4:1: her står et hårdt mellemrum (U+00A0)", "lead: |\n  Vi lytter"
    ),
    "hard blank in a later line below |": Case(
        "lead: |\n  Vi\n\u00a0\u00a0lytter", "5:1: her står et hårdt mellemrum", "lead: |\n  Vi\n  lytter"
    ),
    "wide blank after a key": Case("lead:\u2003Vi", "3:6: her står et hårdt mellemrum (U+2003)", "lead: Vi"),
    # List marks
    "dash": Case(
        "questions:\n  – Hvem?\n  – Hvad?",
        "4:3: listen begynder med »–« (U+2013); skriv - og et mellemrum",
        "questions:\n  - Hvem?\n  - Hvad?",
    ),
    "bullet": Case("questions:\n  • Hvem?", "4:3: listen begynder med »•« (U+2022)", "questions:\n  - Hvem?"),
    "bullet without a blank": Case(
        "questions:\n  •Hvem?", "4:3: listen begynder med »•« (U+2022)", "questions:\n  - Hvem?"
    ),
    "star": Case(
        "questions:\n  * Hvem?\n  * Hvad?", "4:3: listen begynder med »*« (U+002A)", "questions:\n  - Hvem?\n  - Hvad?"
    ),
    "dashes for entries": Case(
        "entries:\n  – id: a\n    title: A", "4:3: listen begynder med »–«", "entries:\n  - id: a\n    title: A"
    ),
    "hyphen without a blank": Case(
        "questions:\n  -Hvem?",
        "3:1: »questions« er en tekst; skriv et mellemrum efter hvert »-«",
        "questions:\n  - Hvem?",
    ),
    "numbers": Case(
        "questions:\n  1. Hvem?\n  2. Hvad?",
        "3:1: »questions« er en tekst; skriv en liste: en linje for hver, med »- « foran",
        "questions:\n  - 1. Hvem?\n  - 2. Hvad?",
    ),
    # Quotation marks and what they are for
    "colon": Case(
        "lead: Husk: Vi lytter",
        "3:11: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "lead: 'Husk: Vi lytter'",
    ),
    "colon in a question": Case(
        "questions:\n  - Tænk: Hvem?",
        "4:9: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "questions:\n  - 'Tænk: Hvem?'",
    ),
    "colon in a question of two lines": Case(
        "questions:\n  - Tænk: Hvem\n    er vi?",
        "4:9: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "questions:\n  - 'Tænk: Hvem\n    er vi?'",
    ),
    "colons in a question": Case(
        "questions:\n  - Tænk: Hvem: os?",
        "4:15: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "questions:\n  - 'Tænk: Hvem: os?'",
    ),
    "colon in a question that goes on": Case(
        "questions:\n  - Tænk: Hvem\n      er vi?",
        "4:9: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "questions:\n  - 'Tænk: Hvem\n      er vi?'",
    ),
    "colons below a key": Case(
        "lead:\n  Mandag: Åbent\n  Tirsdag: Lukket",
        "4:3: »lead« er en gruppe af nøgler; skriv en tekst, eller skriv | efter kolon, hvis linjerne",
        "lead: |\n  Mandag: Åbent hele dagen, også når der er ferie i skolerne\n  Tirsdag: Lukket",
    ),
    "colon and a comment": unseen(
        "lead: Tænk: os # note",
        "3:11: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "lead: 'Tænk: os # note'",
    )._replace(schema=True),
    "colon below a key": Case(
        "lead:\n  Husk: Vi lytter",
        "4:7: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "lead:\n  'Husk: Vi lytter'",
    ),
    "no blank after an entry's first colon": Case(
        "entries:\n  - id:a\n    title: A",
        "4:7: der mangler et mellemrum efter kolon; skriv det",
        "entries:\n  - id: a\n    title: A",
    ),
    "no blank after an entry's hyphen": Case(
        "entries:\n  -id: a\n    title: A",
        "4:3: der mangler et mellemrum efter -; skriv det",
        "entries:\n  - id: a\n    title: A",
    ),
    "no colon after an entry's id": Case(
        "entries:\n  - id a\n    title: A",
        "4:6: der mangler et kolon efter id; skriv det",
        "entries:\n  - id: a\n    title: A",
    ),
    "no colon after a key": Case(
        "entries:\n  - id: a\n    title; A\n    text: B",
        "5:5: linjen er hverken »nøgle: værdi« eller en del af teksten ovenfor; sæt kolon og mellemrum efter nøglen",
        "entries:\n  - id: a\n    title: A\n    text: B",
    ),
    "end of a file in a chat": Case(
        "lead: Vi\n```", "4:1: linjen ``` hører til Markdown og ikke til filen; slet linjen", "lead: Vi"
    ),
    "colon and apostrophe": Case(
        "lead: Husk: vores pc'er",
        '3:11: her står kolon og mellemrum inde i en tekst; sæt " foran',
        'lead: "Husk: vores pc\'er"',
    ),
    "colon at the end": Case(
        "lead: Vi lytter:", "3:16: her står kolon og mellemrum inde i en tekst; " + QUOTE, "lead: 'Vi lytter:'"
    ),
    "colon in typographic quotes": Case(
        "lead: “Husk: Vi lytter”",
        "3:12: her står kolon og mellemrum inde i en tekst; skriv ' i stedet for “ og ” om teksten",
        "lead: 'Husk: Vi lytter'",
    ),
    "typographic quotes": warned(
        "lead: ”Vi lytter”",
        "3:7: teksten vises med anførselstegnene ” og ”, for YAML kender dem ikke; skriv ' i stedet",
        "lead: 'Vi lytter'",
    ),
    "quotes at both ends": Case(
        'lead: "Vi" før "jeg"', '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE, 'lead: \'"Vi" før "jeg"\''
    ),
    "quotes at the beginning": Case(
        'lead: "Vi" først', '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE, "lead: '\"Vi\" først'"
    ),
    "quotes and a colon": Case(
        'lead: "Vi": os', "3:11: her står kolon og mellemrum inde i en tekst; " + QUOTE, "lead: '\"Vi\": os'"
    ),
    "quotes and a colon in brackets": Case(
        'keywords: ["Vi": os, b]',
        "3:16: her står kolon og mellemrum inde i en tekst; " + QUOTE,
        "keywords: ['\"Vi\": os', b]",
    ),
    "several quotes with commas": Case(
        'lead: "Vi", "os" og "dem"',
        '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE,
        'lead: \'"Vi", "os" og "dem"\'',
    ),
    "quotes, and an apostrophe on the next line": Case(
        'lead: "Vi" har\n  pc\'er',
        '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE + ", og skriv to for hvert ' i den",
        "lead: '\"Vi\" har\n  pc''er'",
    ),
    "apostrophe in quotes with quotes": Case(
        "lead: '\"Vi\" har\n  pc'er'",
        "3:7: tegnet ' afslutter teksten, før den er slut; skriv to for hvert ' inde i teksten",
        "lead: '\"Vi\" har\n  pc''er'",
    ),
    "quotes that end in a later line": Case(
        'lead: "Vi\n  er" her', '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE, "lead: '\"Vi\n  er\" her'"
    ),
    "colon, and an apostrophe on the next line": Case(
        "lead: Husk: Vi\n  har pc'er",
        '3:11: her står kolon og mellemrum inde i en tekst; sæt " foran og efter hele teksten',
        'lead: "Husk: Vi\n  har pc\'er"',
    ),
    "apostrophe in quotes": Case(
        "lead: 'Vi har pc'er'",
        "3:7: tegnet ' afslutter teksten, før den er slut; sæt \" foran og efter hele teksten i stedet for '",
        'lead: "Vi har pc\'er"',
    ),
    "no closing quote": Case(
        "lead: 'Vi lytter\nclosing: 'Tak'",
        "3:7: der mangler et afsluttende anførselstegn; sæt det, hvor",
        "lead: 'Vi lytter'\nclosing: 'Tak'",
    ),
    "no closing quote at all": Case(
        'lead: "Vi lytter', "3:7: der mangler et afsluttende anførselstegn; sæt det, hvor", 'lead: "Vi lytter"'
    ),
    "bracket": Case(
        "lead: [Navn] skal udfyldes", "3:7: en tekst begynder med »[«; " + QUOTE, "lead: '[Navn] skal udfyldes'"
    ),
    "bracket alone": Case(
        "summary: [Navn]", "3:10: »summary« er en liste; skriv en tekst, eller sæt ' foran", "summary: '[Navn]'"
    ),
    "at sign": Case("lead: @ishoj", "3:7: en tekst begynder med et tegn, den ikke må begynde med", "lead: '@ishoj'"),
    "at sign and an apostrophe": Case(
        "lead: @ vores pc'er",
        '3:7: en tekst begynder med et tegn, den ikke må begynde med; sæt " foran og efter hele teksten',
        'lead: "@ vores pc\'er"',
    ),
    "bold as in Markdown": Case(
        "lead: **Vigtigt** at huske",
        "3:7: en tekst begynder med et tegn, den ikke må begynde med",
        "lead: 'Vigtigt at huske'",
    ),
    "text beside |": Case(
        "lead: | Vi lytter",
        "3:9: her står noget på samme linje som »|« eller »>«; flyt det ned",
        "lead: |\n  Vi lytter",
    ),
    "more than": Case(
        "lead: > 50 % af os", "3:9: her står noget på samme linje som »|« eller »>«; flyt", "lead: '> 50 % af os'"
    ),
    "hyphen first": Case("lead: - Vi lytter", "3:7: en tekst begynder med »- «; " + QUOTE, "lead: '- Vi lytter'"),
    "backslash before a blank": unseen(
        'lead: "A\\ B"', "3:7: tegnet »\\« forsvinder i anførselstegn; skriv »\\\\«", 'lead: "A\\\\ B"'
    ),
    "path in quotes": unseen('lead: "Se S:\\ny"', "3:7: tegnet »\\« forsvinder i anførselstegn", "lead: 'Se S:\\ny'"),
    "network path in quotes": unseen(
        'lead: "Se \\\\fil\\ny"', "3:7: tegnet »\\« forsvinder i anførselstegn", "lead: 'Se \\\\fil\\ny'"
    ),
    "path with an unknown code": Case(
        'lead: "S:\\sager"', "3:11: her står en ukendt kode efter »\\« i anførselstegn", "lead: 'S:\\sager'"
    ),
    "question in brackets": Case(
        "questions: [Hvem er du,\n  Hvad?]",
        "4:7: her står et spørgsmålstegn i en tekst mellem klammer; sæt ' foran og efter hele teksten",
        "questions: [Hvem er du,\n  'Hvad?']",
    ),
    "exclamation mark first": Case(
        "questions:\n  - !Husk", "4:5: typemærket »!Husk« kan ikke bruges; slet det, eller", "questions:\n  - '!Husk'"
    ),
    "ampersand first": Case("lead: &Vi", "3:7: ankeret »&Vi« kan ikke bruges; slet det, eller sæt", "lead: '&Vi'"),
    "name in braces": Case("lead: {navn}", "3:7: en tekst begynder med »{«; " + QUOTE, "lead: '{navn}'"),
    "name in two braces": Case("lead: {{navn}}", "3:7: en tekst begynder med »{«; " + QUOTE, "lead: '{{navn}}'"),
    "names in braces": Case("lead: {for, efter}", "3:7: en tekst begynder med »{«; " + QUOTE, "lead: '{for, efter}'"),
    "star first, and a question mark": Case(
        "questions:\n  - *Hvem?", "4:5: en tekst begynder med »*«; " + QUOTE, "questions:\n  - '*Hvem?'"
    ),
    "question mark first": Case("lead: ? hvad", "3:7: en tekst begynder med »?«; " + QUOTE, "lead: '? hvad'"),
    "question mark first in a list": Case(
        "questions:\n  - ? hvad", "4:5: en tekst begynder med »?«; " + QUOTE, "questions:\n  - '? hvad'"
    ),
    "comma first": Case("lead: ,- kr.", "3:7: her står et skilletegn, hvor en tekst skulle begynde", "lead: ',- kr.'"),
    "two commas": Case(
        "keywords: [a,, b]", "3:14: her står et skilletegn, hvor en tekst skulle begynde; slet", "keywords: [a, b]"
    ),
    "hash after quotes": unseen(
        "lead: 'Vi'#4", "3:7: tegnet ' afslutter teksten, før den er slut; sæt \" foran", "lead: \"'Vi'#4\""
    ),
    "comma after quotes": Case(
        'lead: "Vi", sagde hun',
        '3:7: tegnet " afslutter teksten, før den er slut; ' + QUOTE,
        "lead: '\"Vi\", sagde hun'",
    ),
    "colon in brackets": Case(
        "keywords: [a: b, c]", "3:13: her står kolon og mellemrum inde i en tekst; sæt", "keywords: ['a: b', c]"
    ),
    "three full stops on a line": Case(
        "lead: Vi\n...\nclosing: Tak",
        "4:1: linjen ... betyder for YAML, at filen slutter her; slet",
        "lead: Vi\nclosing: Tak",
    ),
    "percent sign first on a line": Case(
        "lead: Vi\n%YAML 1.2", "4:1: linjer, der begynder med »%«, kan ikke bruges; slet dem", "lead: Vi"
    ),
    "reference": Case("lead: *vi", "3:7: henvisningen »*vi« kan ikke bruges; skriv teksten ud", "lead: '*vi'"),
    "bracket that is not closed before a question": Case(
        "keywords: [a, b\n# note\nquestions:\n  - Hvem er vi?",
        "3:11: der mangler en afsluttende klamme",
        "keywords: [a, b]\n# note\nquestions:\n  - Hvem er vi?",
    ),
    "colon without a blank": Case("lead:Vi", "3:1: linjen er hverken »nøgle: værdi«", "lead: Vi"),
    "bracket that is not closed": Case(
        "keywords: [a, b\nquestions: [Hvem?]",
        "3:11: der mangler en afsluttende klamme",
        "keywords: [a, b]\nquestions: ['Hvem?']",
    ),
    # Tables and lists that run together
    "table": warned(
        "lead: |\n  | a | b |\n  | c | d |", "4:1: tabellen løber sammen til ét afsnit", "lead:\n  - a b\n  - c d"
    ),
    "table of two blanks": warned(
        "lead: |\n  Navn  Sted\n  Anne  Ishøj", "4:1: tabellen løber sammen", "lead:\n  - Navn Sted\n  - Anne Ishøj"
    ),
    "table from a spreadsheet": warned(
        "lead: |\n  Navn;Sted\n  Anne;Ishøj", "4:1: tabellen løber sammen", "lead: |\n  - Navn, Sted\n  - Anne, Ishøj"
    ),
    "opening hours": warned(
        "lead: |\n  Mandag: 9-16\n  Tirsdag: 9-15",
        "4:1: tabellen løber sammen",
        "lead: |\n  - Mandag: 9-16\n  - Tirsdag: 9-15",
    ),
    "table of blanks": warned(
        "lead: |\n  Mandag    9-16\n  Tirsdag   9-15",
        "4:1: tabellen løber sammen",
        "lead:\n  - Mandag 9-16\n  - Tirsdag 9-15",
    ),
    "list in a folded text": warned(
        "lead: >\n  Vi:\n  - lytter\n  - spørger",
        "5:1: listen løber sammen til ét afsnit; skriv | efter kolon, og hele teksten på linjerne under",
        "lead: |\n  Vi:\n  - lytter\n  - spørger",
    ),
    "numbers in a plain text": warned(
        "lead: Vi\n  1. lytter\n  2. spørger",
        "4:1: listen løber sammen til ét afsnit; skriv | efter kolon",
        "lead: |\n  Vi\n  1. lytter\n  2. spørger",
    ),
    # What another program left
    "Markdown": warned(
        "lead: Vi er **altid** klar",
        "3:13: opmærkningen »**altid**« vises, som den er skrevet; skriv teksten uden den",
        "lead: Vi er altid klar",
    ),
    "Markdown's code": warned("lead: Skriv `ishoj` nu", "3:13: opmærkningen »`ishoj`« vises", "lead: Skriv ishoj nu"),
    "Markdown's picture": warned("lead: '![os](os.png) Vi'", "3:8: opmærkningen »![os](os.png)« vises", "lead: 'Vi'"),
    "Markdown's heading": warned(
        "lead: |\n  Vi\n\n  ## Mål\n# en note", "6:1: opmærkningen »## Mål« vises", "lead: |\n  Vi\n\n  Mål\n# en note"
    ),
    "Markdown's link": warned(
        "lead: 'Se [planen](https://x.dk/a)'",
        "3:11: opmærkningen »[planen](https://x.dk/a)« vises",
        "lead: 'Se planen'",
    ),
    "HTML": warned("lead: Vi <b>lytter", "3:10: opmærkningen »<b>« vises", "lead: Vi lytter"),
    "HTML's blank": warned(
        "lead: Vi&nbsp;lytter", "3:9: koden »&nbsp;« vises, som den er skrevet; skriv det tegn", "lead: Vi lytter"
    ),
    "question mark for a letter": warned(
        "lead: Vores v?rdier", "3:13: der står et spørgsmålstegn i ordet »v?rdier«; skriv", "lead: Vores værdier"
    ),
    "word parted as on a page": warned(
        "lead: Vi er til for med-\n  arbejderne",
        "3:21: ordet »med-« er delt over to linjer og vises med bindestreg; skriv ordet samlet",
        "lead: Vi er til for medarbejderne",
    ),
    "letter that no font has": warned(
        "lead: Vi siger 漢 og",
        "3:16: skrifttyperne har ikke »漢«, så det kan ikke trykkes som PDF",
        "lead: Vi siger og",
    ),
    "emoji": warned("lead: Hej 👩\u200d👧", "3:11: skrifttyperne har ikke »👩\u200d👧«", "lead: Hej"),
    "flag": warned("lead: |\n  Vi\n  🇩🇰", "5:3: skrifttyperne har ikke »🇩🇰«", "lead: |\n  Vi"),
    "merge of Git": unseen(
        "lead: |\n  <<<<<<< HEAD\n  Vi\n  =======\n  Vi to\n  >>>>>>> den anden",
        "4:3: her står et mærke efter to udgaver, som Git ikke kunne flette; vælg den ene udgave",
        "lead: |\n  Vi to",
    ),
    "middle of a merge of Git": unseen(
        "lead: |\n  Vi\n  =======\n  Vi to", "5:3: her står et mærke efter to udgaver, som Git", "lead: |\n  Vi to"
    ),
    "base of a merge of Git": Case("||||||| base\nlead: Vi", "3:1: her står et mærke efter to udgaver", "lead: Vi"),
    "key further in": Case(
        " lead: Vi", "3:1: linjen er rykket længere ind end linjen ovenfor; ryk den lige så langt ind", "lead: Vi"
    ),
    "hyphens without a blank": warned(
        "lead: |\n  Vi:\n  -lytter\n  -spørger", "5:1: linjerne løber sammen", "lead: |\n  Vi:\n  - lytter\n  - spørger"
    ),
    "numbers without a blank": warned(
        "lead: |\n  1.lytter\n  2.spørger", "4:1: linjerne løber sammen", "lead: |\n  1. lytter\n  2. spørger"
    ),
    "pluses and arrows": warned(
        "lead: |\n  + lytter\n  → spørger", "4:1: linjerne løber sammen", "lead: |\n  - lytter\n  - spørger"
    ),
    **{
        f"lines that begin with {mark}": warned(
            f"lead: |\n  {mark} lytter\n  {mark} spørger",
            "4:1: linjerne løber sammen",
            "lead: |\n  - lytter\n  - spørger",
        )
        for mark in ("a.", "b)", "iv.", "1.2", "§ 3", "--", "=>", ">")
    },
    "bullets in a text": warned(
        "lead: |\n  Vi:\n  • lytter\n  • spørger",
        "5:1: linjerne løber sammen til ét afsnit",
        "lead:\n  - Vi lytter\n  - Vi spørger",
    ),
    # A list under | where a list is wanted, and comments and quotes in plain texts
    "list under | for a key with a list": Case(
        "questions: |\n  - Hvad\n  - Hvorfor",
        "3:1: »questions« er en tekst; slet | efter kolon",
        "questions:\n  - Hvad\n  - Hvorfor",
    ),
    "item of a list in quotes": Case(
        "questions: '- Hvad?'",
        "3:1: »questions« er en tekst; skriv en liste: en linje for hver, med »- « foran",
        "questions:\n  - Hvad?",
    ),
    "comment out of a plain text": Case(
        "lead: Hej\n# note\n  mere",
        "4:1: " + LOST.format("# note") + "flyt kommentaren op over nøglen",
        "# note\nlead: Hej\n  mere",
    ),
    "quotes within quotes, of both kinds": Case(
        'lead: "Han sagde "hej" og \'nej\'"',
        '3:7: tegnet " afslutter teksten, før den er slut; '
        "sæt ' foran og efter hele teksten i stedet for \", og skriv to for hvert ' i den",
        "lead: 'Han sagde \"hej\" og ''nej'''",
    ),
}
FINE = {  # what is no slip
    "a comment of its own": "# lead\nlead: Vi # lytter".replace(" # lytter", ""),
    "a comment after quotes": "lead: 'Vi lytter' # husk\nclosing: \"Tak\" # og",
    "a comment after a name": "kind: text # løbende\naliases: [a, b] # andre\npart_of: vaerdier # del af",
    "comments in a list": "questions:\n  # den første\n  - Hvem?\n  # den anden\n  - Hvad?",
    "comments in brackets": "keywords: [\n  # den første\n  a,\n  # de andre\n  'b', # og\n  c]",
    "comments around a text below |": "lead: | # langt\n  Vi lytter\n# slut\nclosing: Tak",
    "a hash that is text": "lead: C# og #1\nclosing: |\n  # Vi\n  #2 lytter".replace(" og #1", "#1"),
    "hard blanks in a text": "lead: Kl.\u00a010 i\u00a0dag\nclosing: |\n  Kl.:\u00a010\n  –\u00a0ja",
    "dashes in a text": "lead: Vi lytter\n  – og spørger –\n  altid\nclosing: –",
    "quotes in a text": 'lead: Vi siger »ja: nej« og “måske”\nclosing: pc\'er og "x"'.replace(": nej", " nej"),
    "Danish letters and others": "lead: Ærø, Åå, é ü ñ — … € ½ § °C naïve ✓ ☐ → ≥ שלום Жизнь αβγ",
    "a colon in a time": "lead: Kl. 10:30 og http://x.dk",
    "codes in quotes": 'lead: "Vi \\"lytter\\": \\u00e5 og S:\\\\ny\\n\\nigen"',
    "letters that may be another encoding's": "lead: Tegnet √ hedder âˆš på en anden maskine",
    "marks that are no markup": "lead: |\n  Vi er 3 < 5 & 2 * 3 ** 2, se [1] og (x).\n  Er du med? Ja.\n#2. ## note",
    "hyphens that hang": "lead: Vi har ind-\n  og udgange, og på kort-\n  Lars' plads\nclosing: Se https://x.dk/?a=b",
    "a hash below >": 'lead: >\n  Vi\n  #2 og\n  #3\n  # 4\nclosing: "a\n  # b"',
    "arrows": "lead: Se <<<<<<< her >>>>>>> ======= |||||||\nclosing: |\n  Vi\n  =========",
    "lines with colons": "lead: |\n  Vi siger: Kom ind, og tag en kollega med, der har lyst til det.\n  Og så: Tak",
    "blanks after full stops": "lead: |\n  Vi er her.  Kom ind.\n  Vi lytter.  Altid.",
    "one long blank": "lead: |\n  Navn    Biblioteket",
    "a double blank in a folded text": "lead: Vi har åbent\n  hver dag  fra kl. 10.",
    "double blanks in sentences": "lead: |\n  Vi lytter  til hinanden, og\n  vi svarer  inden to dage.",
    "sentences with colons": "lead: |\n  Vi siger altid: Tak for hjælpen.\n  Og så spørger vi: Er der mere?",
    "lines that begin with a number of a law": "lead: Loven er ændret ved\n  § 5 i lov nr. 12 og\n  § 6 i en anden",
    "lines that begin with dates": "lead: Vi holder lukket den\n  24.12. og den\n  31.12. hvert år",
    "lines that begin with initials": "lead: Prisen gik til\n  A. Hansen, mens\n  B. Jensen fik ros",
    "lines that begin with an hour": "lead: Vi har åbent fra 8\n  –16 mandag og fra 9\n  –17 tirsdag",
}
