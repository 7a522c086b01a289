"""The dictionary: Ding's pairs of German and English (Debian package `trans-de-en`), where somebody has it.

It is no part of the project. It is read from where it lies, and the tables made of it stay on this machine. Without it
everything works; English questions find passages less well.
"""
