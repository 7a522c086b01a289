"""Files -> Document -> Passage and Fact. Imports nothing of the other packages."""

import os

# onnxruntime, which Magika runs on, else makes an identifier of this machine and sends it with every start.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
