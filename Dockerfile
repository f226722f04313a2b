# The chat with its index and models inside: once built, it needs no network.
FROM python:3.13-slim-bookworm

ARG TORCH_FROM="--index-url https://download.pytorch.org/whl/cpu"
# hadolint ignore=SC2086
RUN pip install --no-cache-dir torch==2.13.0 ${TORCH_FROM}

WORKDIR /srv/assistant
COPY pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY corpus corpus
RUN pip install --no-cache-dir . \
 && useradd --create-home assistant \
 && mkdir index feedback \
 && chown assistant index feedback

USER assistant
ENV HIP_ASSISTANT_CORPUS=/srv/assistant/corpus \
    HIP_ASSISTANT_INDEX=/srv/assistant/index \
    HIP_ASSISTANT_FEEDBACK=/srv/assistant/feedback/feedback.jsonl
# The question has both models exported and kept.
RUN hip-assistant index && hip-assistant ask "What muscles are the hip abductors?"

EXPOSE 7860
HEALTHCHECK --start-period=30s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/healthz', timeout=3)"]
CMD ["hip-assistant", "chat", "--host", "0.0.0.0", "--log-json"]
