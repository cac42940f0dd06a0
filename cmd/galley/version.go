package main

import "runtime/debug"

// release is the version that the program calls itself.
const release = "0.1.0-dev"

type versionCommand struct{}

// Help gives examples.
func (versionCommand) Help() string { return "Examples:\n\n    galley version" }

// Run prints the release, and the revision it was built from, if known.
func (versionCommand) Run(c *console) error {
	return c.printf("galley %s%s\n", release, revision())
}

// revision is " (1234567)" if the build knows its commit.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 7 {
			return " (" + setting.Value[:7] + ")"
		}
	}
	return ""
}
