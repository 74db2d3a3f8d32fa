# Thin: every line calls cargo, npm or a script. `make` alone says what there is.
SHELL := /bin/bash
# Tools that installer/install puts in this folder or in the user's own.
export PATH := $(CURDIR)/target/node/bin:$(HOME)/.cargo/bin:$(PATH)
UI := npm --prefix ui
NEXTEST := cargo nextest run --config-file .ci/nextest.toml

.PHONY: help run demo build ui deb test test-core test-ui test-desktop test-kernel check format generate bench clean

help:            ## this list
	@sed -n 's/^\([a-z-]*\): .*## /  make \1	/p' Makefile | expand -t 24

run:             ## install what is missing, build, open the window (without a display: the server)
	installer/run

demo:            ## the same on an invented shop
	installer/run --demo

build: ui        ## build the screens, the window and the headless server
	cargo build --workspace --bins --tests

ui: ui/node_modules/.package-lock.json
	$(UI) run build

# Not `npm ci`: it refuses a lock that lacks other platforms' optional binaries.
ui/node_modules/.package-lock.json: ui/package-lock.json
	$(UI) install --no-save --no-audit --no-fund
	@touch $@

deb: ui          ## a .deb of the window, the server, the udev rules and the service
	npx --yes '@tauri-apps/cli@^2.12' build --bundles deb

test: test-core test-ui test-desktop ## every test

# The whole workspace at once: cargo compiles a dependency again for each other set of features.
test-core: ui    # everything but the window
	$(NEXTEST) --workspace

test-ui: ui      # the components by themselves, then every screen in Chromium on the real server
	$(UI) test
	cargo build --workspace --bins --tests
	$(UI) run test:browser

test-desktop: ui # the real window, one test at a time, on a display of its own
	installer/install --check build desktop test || { echo "make test-desktop: run installer/install build desktop test"; exit 1; }
	cargo build --workspace --bins --tests
	$(NEXTEST) --workspace --profile desktop --run-ignored only -E 'package(tests) & test(/^desktop::/)'

test-kernel:     ## printer and scanner on a real kernel in QEMU (some minutes, on demand)
	tests/rig/qemu/run

check: ui        ## formatting, lints, licences, generated files
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo deny --all-features check licenses bans sources
	$(UI) run check
	$(UI) run lint

format:          ## rewrite the sources as `make check` wants them
	cargo fmt --all
	$(UI) run format

generate:        ## schema.sql, openapi.json, the TypeScript client and vocabulary, from what declares them
	ECRIN_UPDATE=1 cargo nextest run -E "test(schema_sql)"
	cargo run -q -p server --bin ecrin -- openapi > ui/openapi.json
	$(UI) run generate
	$(UI) test -- --update vocabulary

# The server is built with the same profile, beside the benches: they start it.
bench:           ## the table of speeds, each beside its floor (ECRIN_BENCH=1000000: so many pieces)
	cargo build --profile bench -p server -p tests --bin ecrin --bench speed
	cargo bench -p server -p tests --bench speed

clean:           ## forget what was built
	cargo clean
	rm -rf ui/node_modules ui/build ui/.svelte-kit
