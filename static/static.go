package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strings"
	"sync"
)

// FS holds the files by name, such as js/app.js. The script tests are not in it.
//
//go:embed css js/*.js js/*/*.js img
var FS embed.FS

// Prefix is where handlers mount FS.
const Prefix = "/static/"

// Version is a hash of all names and contents, as it stands in every address.
var Version = sync.OnceValue(func() string { return versionOf(FS) })

// URL is the lasting address of a file, such as /static/3f2a…/js/app.js.
func URL(name string) string { return Prefix + Version() + "/" + name }

// File reads the path behind Prefix. It gives the name of the file in FS, and
// whether the path carries the present version and may be kept for ever.
func File(path string) (name string, lasting bool) {
	version, rest, found := strings.Cut(path, "/")
	if found && version == Version() {
		return rest, true
	}
	if found && isVersion(version) {
		return rest, false // an older page asks; it gets the file as it is now
	}
	return path, false
}

// versionOf hashes every file of the tree, in the order of their names.
func versionOf(tree fs.FS) string {
	sum := sha256.New()
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		part := sha256.Sum256(content)
		sum.Write([]byte(name + "\x00"))
		sum.Write(part[:])
		return nil
	})
	if err != nil {
		panic("read the embedded files: " + err.Error()) // they are part of the binary
	}
	return hex.EncodeToString(sum.Sum(nil))[:versionLength]
}

const versionLength = 16

func isVersion(part string) bool {
	_, err := hex.DecodeString(part)
	return err == nil && len(part) == versionLength
}
