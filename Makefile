# Galley's build. `make run` tries it, `make test` proves it, `make help` names the rest.

ADDR ?= 127.0.0.1:8080
DATABASE ?= data/galley.db
GALLEY_SHARED ?= ../shared
FUZZTIME ?= 10s
# Whoever tries Galley reads the sign-in link, and no line for each request.
GALLEY_LOG_LEVEL ?= warn
# The packages without goroutines, whose tests run without the race detector; any other runs with it.
PURE = galley/address galley/fault galley/locale galley/static galley/tests/architecture $(shell go list ./engine/... ./views/...)

# Those of them with random tests, of rapid.
RANDOM_PURE = $(shell go list ./engine/...)

# The tests of a browser in which several pages ask at once: two people who do not wait for each other, people who
# come and go, and a page that sends what it kept. They are the only ones there with the race detector; in all
# others one page waits for each answer.
TOGETHER = TwoBrowsers|ColleaguesSeeWhereEachOtherIs|NetworkIsCut

# The long tests in which one person, or one command, does one thing after the other: hundreds of steps and their way
# back, snapshots, every role on every route, files in and out. They run without the race detector, too.
ALONE_NAMES = ADamagedSnapshotIsPassedOver AHiddenSetIsNoSet ASetIsRestoredFromItsSnapshot \
	AWholeSessionIsUndoneAndRedone BadLoads EveryRoleOnEveryRoute LoadRefusesBadInputAndStoresNothing \
	LoadTakesALineOfAMillionCharacters MarksGoOutAndComeBack MarksInAHiddenSetChangeNothingElsewhere \
	TheNextSnapshotWaitsForAsMuchAsTheLastWeighs UndoReachesTheEmptySetAndRedoComesBack \
	WorkInAHiddenSetLeaksNothing
space := $() $()
ALONE = ^Test($(subst $(space),|,$(strip $(ALONE_NAMES))))$$
ALONE_IN = ./desk ./handlers ./handlers/issues ./cmd/galley

# How often a random test is tried: always the same tries in "make test", others each time in "make soak".
SHORT_CHECKS = 25
SOAK_CHECKS ?= 1000

LINT_VERSION = v2.15.0

# Go cannot stamp a build whose git tree is somebody else's; then the version goes without its commit.
ifneq ($(shell git status >/dev/null 2>&1 && echo ours),ours)
export GOFLAGS := $(GOFLAGS) -buildvcs=false
endif

.DEFAULT_GOAL := help

run: build ## build, load the demo into a new database, print the sign-in link, serve (ADDR=, DATABASE=)
	@scripts/demo '$(DATABASE)'
	@GALLEY_LOG_LEVEL='$(GALLEY_LOG_LEVEL)' exec bin/galley serve --addr '$(ADDR)' --database '$(DATABASE)'

test: ## everything: generated code, format, vet, Go tests, with the race detector where goroutines are, scripts, browser
	@scripts/need cc chromium xmllint fonts-cjk postgres
	@$(MAKE) --no-print-directory generated formatted vet
	@failed=0; $(MAKE) --no-print-directory test-server || failed=1; $(MAKE) --no-print-directory test-browser || failed=1; exit $$failed

# Two at a time, so that one computes while the other compiles or waits; what each says comes in one piece.
# A browser wants the machine for itself: its tests come last, and also when others failed.
test-server:
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync=target test-raced test-pure

test-pure: export RAPID_CHECKS ?= $(SHORT_CHECKS)
test-pure: export RAPID_SEED ?= 1
test-pure:
	GALLEY_TEST_XMLLINT=1 scripts/go-test -timeout 20m $(PURE)
	GALLEY_TEST_POSTGRES=1 scripts/go-test -timeout 20m -run '$(ALONE)' $(ALONE_IN)
	@go build -race ./tests/browser/chrome # early, while the raced tests are at work

test-raced:
	GALLEY_TEST_POSTGRES=1 GALLEY_TEST_XMLLINT=1 scripts/go-test -race -timeout 40m -skip '$(ALONE)' $(filter-out $(PURE) galley/tests/browser,$(shell go list ./...))

test-browser:
	GALLEY_TEST_BROWSER=1 scripts/go-test -parallel 2 -timeout 30m -skip '$(TOGETHER)' ./tests/browser
	GALLEY_TEST_BROWSER=1 scripts/go-test -race -parallel 2 -timeout 30m -run '$(TOGETHER)' ./tests/browser

soak: ## the random tests for long, from a seed of chance, which is printed (SOAK_CHECKS=1000, RAPID_SEED=, GALLEY_SEED=)
	@scripts/need cc chromium xmllint fonts-cjk
	GALLEY_SOAK=1 GALLEY_TEST_XMLLINT=1 RAPID_CHECKS=$(SOAK_CHECKS) scripts/go-test -timeout 4h $(RANDOM_PURE)
	GALLEY_SOAK=1 scripts/go-test -timeout 1h ./tests/crash
	GALLEY_SOAK=1 GALLEY_TEST_BROWSER=1 scripts/go-test -race -timeout 2h -run '^TestTwoBrowsers' ./tests/browser

test-shared: ## the checks over shared sample data (GALLEY_SHARED=)
	@test -d '$(GALLEY_SHARED)' || { echo 'There is no folder $(GALLEY_SHARED). Name the shared data: make test-shared GALLEY_SHARED=DIR' >&2; exit 1; }
	@scripts/need cc chromium xmllint fonts-cjk
	GALLEY_TEST_BROWSER=1 GALLEY_TEST_XMLLINT=1 GALLEY_SHARED='$(abspath $(GALLEY_SHARED))' scripts/go-test -timeout 40m -run '^TestShared' ./...

check: generated formatted vet lint typecheck ## the quick one before a commit: no race detector, no browser, no PostgreSQL
	go test ./...

build: ## build bin/galley
	@go build -o bin/galley ./cmd/galley

generate: bin/templ ## write the Go code of the templ files
	bin/templ generate

generated: bin/templ ## fail when the generated code is stale
	@scripts/generated

formatted: ## fail when gofmt would change a file
	@files=$$(gofmt -l .) && [ -z "$$files" ] || { echo "These files want gofmt:" $$files >&2; exit 1; }

vet: ## go vet
	go vet ./...

lint: bin/golangci-lint-$(LINT_VERSION) ## golangci-lint (builds it the first time, which takes minutes)
	$< run

typecheck: ## the types of the scripts, strictly (needs node and npm; fetches TypeScript the first time)
	@scripts/typecheck

bench: ## what a step costs (against a bare commit, in a large set, with 32 clients), and comparing and exporting sets
	GALLEY_BENCH=1 go test -count=1 -timeout 30m -v -run '^TestBench' ./tests/bench ./engine/review
	go test -run '^$$' -bench . -benchmem ./engine/formats ./engine/review

bench-browser: ## what a key, an opening and scrolling cost in a real browser, on pages of three sizes
	@scripts/need cc chromium fonts-cjk
	GALLEY_BENCH=1 GALLEY_TEST_BROWSER=1 go test -count=1 -timeout 30m -v -run '^TestBench' ./tests/browser

fuzz: ## every fuzz target for a while (FUZZTIME=10s)
	@scripts/fuzz '$(FUZZTIME)'

dev: build bin/templ ## serve, and build again when a file changes
	@scripts/demo '$(DATABASE)'
	bin/templ generate --watch --open-browser=false --cmd "go run ./cmd/galley serve --addr $(ADDR) --database $(DATABASE)"

clean: ## remove what was built; databases stay
	rm -rf bin .cache

help: ## this list
	@echo 'make run and make test are the two to know. All of them:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' Makefile

# The generator has the version of the library it generates for.
bin/templ: go.mod
	@GOBIN='$(CURDIR)/bin' go install github.com/a-h/templ/cmd/templ@$$(go list -m -f '{{.Version}}' github.com/a-h/templ)
	@touch $@

# The version is part of the name, so that another one is built when it changes.
bin/golangci-lint-$(LINT_VERSION):
	GOBIN='$(CURDIR)/bin' go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv bin/golangci-lint $@

.PHONY: run test test-server test-pure test-raced test-browser soak test-shared check build generate generated formatted vet lint typecheck bench bench-browser fuzz dev clean help
