//go:build unix

package models

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks the file until it is closed. It returns errHeld at once when somebody else has it.
func lockFile(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}
