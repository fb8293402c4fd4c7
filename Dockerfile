# The service. Nothing of the build stays in the image but the installed packages; it runs as nobody's user on a read-only file system.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/xinmai
WORKDIR /src
COPY requirements.lock .
RUN /opt/xinmai/bin/pip install --quiet --require-hashes -r requirements.lock
COPY . .
RUN /opt/xinmai/bin/pip install --quiet --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# What a report as PDF is set with; the fonts' cache is made here, for the file system is read-only later.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* && fc-cache --system-only
# What numba compiles is kept in the home folder: the rest cannot be written.
RUN useradd --uid 10001 --user-group --create-home xinmai && install -d -o xinmai -g xinmai -m 700 /var/lib/xinmai
COPY --from=build /opt/xinmai /opt/xinmai
ENV PATH=/opt/xinmai/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 XINMAI_HOME=/var/lib/xinmai NUMBA_CACHE_DIR=/var/lib/xinmai/.numba
USER 10001:10001
WORKDIR /var/lib/xinmai
VOLUME /var/lib/xinmai
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["xinmai"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
