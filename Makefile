# Each target sets up all it needs: a fresh machine needs Python 3.11 or later, and make.
.PHONY: app test lint benchmark audit packages

UV := $(or $(shell command -v uv),.uv/bin/uv)
RUN := $(UV) run --frozen
# Trust what the machine trusts, which may be more than the certificates that uv brings.
export UV_SYSTEM_CERTS := true

app: $(UV)
	$(RUN) --no-dev streamlit run app.py

# In the order of the files: the browser's come first, and many quick ones fill up at the end.
test: $(UV) packages
	$(RUN) pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

lint: $(UV)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports

benchmark: $(UV)
	$(RUN) python benchmarks/slider.py
	$(RUN) python benchmarks/crowd.py
	$(RUN) python benchmarks/report.py

audit: $(UV)
	$(UV) export --quiet --frozen --no-dev --no-emit-project --output-file /tmp/backrun-packages.txt
	$(UV) tool run pip-audit --strict --disable-pip --require-hashes -r /tmp/backrun-packages.txt

packages:
	@sh tests/install-packages

.uv/bin/uv:
	python3 -m venv .uv || { echo "Needs python3-venv (Debian: apt-get install python3-venv)"; exit 1; }
	.uv/bin/pip install --quiet --disable-pip-version-check uv
