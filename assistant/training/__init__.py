"""Training of the reader: data, pairs, model, loop, export and evaluation. Nothing here runs when a question is asked.

data       JSON lines -> Passage, Question; the split by passage
mining     which other passages the retriever would bring up for a question
slips      typing slips and swapped names
pairs      one epoch of (question, passage, right sentences) examples
model      the network: the encoder's trunk and two heads
weights    what differs from the packaged encoder, as safetensors
loop       seeded, resumable optimisation
export     the network as one ONNX graph
evaluate   figures on articles that were never trained on
"""
