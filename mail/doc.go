// Package mail sends notices as letters, by SMTP. It takes them from the store, which keeps them until they
// are sent or given up.
package mail
