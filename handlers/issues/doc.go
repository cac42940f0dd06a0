// Package issues answers about issues and publications: the list, the calendar, search, the bin, guidelines, progress,
// and the loading of new issues. It refuses to know how a set is marked.
//
// A load is received and kept ([Server.CreateLoad]), shown as it would be stored ([Server.ShowLoad]), and stored whole
// when it is confirmed ([Server.ConfirmLoad]); the search is filled beside the requests, and [Server.Wait] waits for
// that.
package issues
