# The commands of the project. `make demo` and `make test` are the two that a newcomer needs.

CARGO ?= cargo
YADDASH := target/release/yaddash
DEMO := demo

.PHONY: demo test test-kill check lint doc deny bench bench-peers fuzz test-interop build clean-demo

## The main job on the sample corpus: align three languages into one TMX, then check drifted versions.
demo: build clean-demo
	@tests/demo.sh $(YADDASH) $(DEMO)

build:
	$(CARGO) build --release --locked

clean-demo:
	@rm -rf $(DEMO)

## Everything that needs nothing but a Rust toolchain.
test:
	$(CARGO) test --workspace --locked

## Imports into a memory killed a hundred times; `make test` kills three.
test-kill:
	YADDASH_KILLS=100 $(CARGO) test --package yaddash-cli --test cli --locked killed -- --nocapture

## Form, lints, documentation and, where cargo-deny is installed, licences and advisories.
check: lint doc deny

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

doc:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked

deny:
	@if $(CARGO) deny --version >/dev/null 2>&1; then $(CARGO) deny check; \
	else echo "cargo-deny is not installed: licences and advisories were not checked"; fi

bench:
	$(CARGO) bench --workspace --locked

## Segmentation and reading TMX beside other programs, which come from crates.io and PyPI into target.
bench-peers: build
	tests/peers/segment.sh $(YADDASH)
	tests/peers/tmx.sh $(YADDASH)

## Each fuzz target for FUZZ_SECONDS seconds.
fuzz:
	tests/fuzz/run.sh

## Other programs read our files. Installs what it needs (PyPI, npm, Debian) into a folder of its own.
test-interop: build
	tests/interop/run.sh $(YADDASH)
