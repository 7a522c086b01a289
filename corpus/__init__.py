"""Files -> Document -> Passage and Fact. Imports nothing of the other packages."""
