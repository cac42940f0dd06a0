package handlers

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
)

// numberOf reads a number in the address; what is none stands for nothing.
func numberOf(c echo.Context, name, what string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || n < 1 {
		return 0, fault.New(fault.NotFound, "There is no such %s. Choose one from the list.", fault.Say(what))
	}
	return n, nil
}

// localPath is next where it is an address within Galley, else the home page:
// a sign-in never leads to another site.
func localPath(next string) string {
	u, err := url.Parse(next)
	local := err == nil && u.Scheme == "" && u.Host == "" && u.Opaque == "" &&
		strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.ContainsAny(next, "\\\r\n\t")
	if !local || u.Path == address.SignIn || u.Path == address.SignOut || strings.HasPrefix(u.Path, address.SignIn+"/") {
		return address.Home
	}
	return next
}
