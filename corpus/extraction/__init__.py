"""From the words of a sentence or table row to a funding fact: one idea each.

marked        a document with all that was found in it: amounts, places, programmes, years, sentences
clauses       a sentence cut into main clause and subordinate ones; the shortest quote that still states the amount
participants  who is in the text: places, bodies, groups, offices, words that refer back
grammar       what a participant does in its clause: receives, gives, is only where it happens
recipients    whose money it is: the clause first, then step by step outwards
givers, years, states, roles, purposes    the other fields of a fact
tables        the same for table rows, where the head says what the sentence says elsewhere
"""
