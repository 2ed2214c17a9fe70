# One image for web, worker and beat.
FROM python:3.13-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 tala

WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --frozen --no-cache
ENV PATH="/app/.venv/bin:$PATH" PYTHONUNBUFFERED=1 TALA_DATA=/data
COPY . .
RUN for po in locale/*/LC_MESSAGES/*.po; do pybabel compile -i "$po" -o "${po%.po}.mo"; done \
 && mkdir -p /data \
 && SECRET_KEY=build python manage.py collectstatic --noinput -v 0 \
 && rm -f /data/secret_key \
 && chown -R tala /data

USER tala
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "tala.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "4", "--backlog", "4096"]
