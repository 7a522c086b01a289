"""How names of places and bodies are written, what their surroundings say, and what is taken for a name."""
