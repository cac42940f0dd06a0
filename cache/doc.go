// Package cache keeps values that can be had again, but not cheaply. It knows nothing of what they are.
package cache
