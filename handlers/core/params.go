package core

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
)

// NumberOf reads a number in the address; anything else stands for nothing.
func NumberOf(c echo.Context, name, what string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || n < 1 {
		return 0, fault.New(fault.NotFound, "There is no such %s. Choose one from the list.", fault.Say(what))
	}
	return n, nil
}

// LocalPath is next if it is an address within Galley, else the home page: a
// sign-in never leads to another site.
func LocalPath(next string) string {
	u, err := url.Parse(next)
	local := err == nil && u.Scheme == "" && u.Host == "" && u.Opaque == "" &&
		strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.ContainsAny(next, "\\\r\n\t")
	if !local || u.Path == address.SignIn || u.Path == address.SignOut || strings.HasPrefix(u.Path, address.SignIn+"/") {
		return address.Home
	}
	return next
}

// Day is how long a day lasts.
const Day = 24 * time.Hour
