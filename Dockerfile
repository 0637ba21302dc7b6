# One image for every process of the project; compose.yaml gives each its command.
FROM python:3.11.14-slim-bookworm AS build

WORKDIR /app
COPY .ci/uv.lock requirements.lock ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r uv.lock \
 && /venv/bin/uv pip install --no-cache --require-hashes --no-build --python /venv/bin/python \
      -r requirements.lock \
 && /venv/bin/pip uninstall --yes --quiet uv

FROM python:3.11.14-slim-bookworm

RUN groupadd --gid 10001 p2ham \
 && useradd --uid 10001 --gid p2ham --home-dir /data --shell /usr/sbin/nologin p2ham \
 && install --directory --owner=p2ham --group=p2ham --mode=0700 /data /data/tmp

COPY --from=build /venv /venv
COPY . /app
WORKDIR /app

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    P2HAM_VAR=/data \
    TMPDIR=/data/tmp \
    REMAP_SIGTERM=SIGQUIT \
    MALLOC_ARENA_MAX=2 \
    OPENBLAS_NUM_THREADS=1

USER p2ham
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "workers.alive", "http://127.0.0.1:8000/healthz"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"]
