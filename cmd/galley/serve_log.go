package main

import (
	"io"
	"log/slog"
)

// logFlags say what a server logs, and how. The log goes to standard error.
type logFlags struct {
	LogLevel  string `name:"log-level" env:"GALLEY_LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"What is logged: debug (everything), info (each request), warn (refusals and failed sign-ins) or error (failures of Galley alone). Default: ${default}." placeholder:"LEVEL"`
	LogFormat string `name:"log-format" env:"GALLEY_LOG_FORMAT" enum:"text,json" default:"text" help:"How lines are written, text or json (default: ${default})." placeholder:"FORMAT"`
}

// logger writes lines as the flags say, one after another.
func (f logFlags) logger(out io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.LogLevel)); err != nil {
		panic(err) // the flag has no other values
	}
	options := &slog.HandlerOptions{Level: level}
	if f.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}
