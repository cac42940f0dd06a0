// Package architecture tests the laws of the house: packages import downwards only, and a library is known
// to one package. It holds tests alone.
package architecture
