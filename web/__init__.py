"""The web chat: the page, the texts on it, and how answers and documents are shown. Only app and web import gradio."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported, which reads it then: nothing is reported
