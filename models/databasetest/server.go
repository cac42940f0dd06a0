//go:build unix

package databasetest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// server is a running PostgreSQL. Its socket lies in folder; it runs while lifeline is open.
type server struct {
	folder   string
	lifeline io.Closer
}

// keeper makes the cluster in $2, runs it by the programs in $1 until standard input closes, which
// it does with the test binary, however that ends, and removes the folder. A shell makes what runs
// beside it deaf to QUIT until the server listens for it; TERM ends it before.
const keeper = `
trap '' INT HUP
"$1/initdb" -D "$2/data" -U galley -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || { touch "$2/failed"; cat >/dev/null; rm -rf "$2"; exit 1; }
"$1/postgres" -D "$2/data" -c listen_addresses= -c unix_socket_directories="$2" \
	-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=200 \
	>>"$2/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -TERM $server
kill -QUIT $server
wait $server
rm -rf "$2"
`

// startServer makes a cluster and starts it.
func startServer() (server, error) {
	programs, err := findPrograms(debian)
	if err != nil {
		return server{}, err
	}
	who, err := ordinaryUser()
	if err != nil {
		return server{}, err
	}
	base := os.TempDir()
	if of, err := os.Stat(base); who != nil && (err != nil || of.Mode()&0o001 == 0) {
		base = "/tmp" // root's own temporary folder is closed to others
	}
	folder, err := os.MkdirTemp(base, "galley-postgres-")
	if err != nil {
		return server{}, fmt.Errorf("make a folder for PostgreSQL: %w", err)
	}
	command := exec.Command("sh", "-c", keeper, "sh", programs, folder)
	command.Dir = folder
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: who}
	if who != nil {
		if err := os.Chown(folder, int(who.Uid), int(who.Gid)); err != nil {
			return server{}, fmt.Errorf("give PostgreSQL its folder: %w", err)
		}
	}
	// Nobody closes the pipe, but this process when it ends, and then the keeper ends.
	lifeline, err := command.StdinPipe()
	if err != nil {
		return server{}, err
	}
	if err := command.Start(); err != nil {
		return server{}, fmt.Errorf("start PostgreSQL: %w", err)
	}
	s := server{folder, lifeline}
	return s, s.await()
}

// debian is where Debian keeps the programs, outside PATH.
const debian = "/usr/lib/postgresql/*/bin/initdb"

// findPrograms gives the folder of the newest PostgreSQL's programs, at the pattern or in PATH.
func findPrograms(pattern string) (string, error) {
	places, _ := filepath.Glob(pattern) // the pattern is sound
	slices.SortFunc(places, func(a, b string) int { return release(b) - release(a) })
	if len(places) == 0 {
		found, err := exec.LookPath("initdb")
		if err != nil {
			return "", fmt.Errorf("PostgreSQL is missing, and GALLEY_TEST_POSTGRES=1 asks for it. Install Debian's package postgresql (apt install postgresql)")
		}
		if found, err = filepath.EvalSymlinks(found); err != nil {
			return "", err
		}
		places = []string{found}
	}
	return filepath.Dir(places[0]), nil
}

// release is the number in /usr/lib/postgresql/15/bin/initdb.
func release(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // 0 sorts last
	return n
}

// ordinaryUser is who runs the server in root's place; PostgreSQL refuses root. It is nil if we
// are an ordinary user ourselves.
func ordinaryUser() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, fmt.Errorf("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}
