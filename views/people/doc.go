// Package people draws the people of an installation and the record of what they did with accounts. It refuses to know
// what a role may do; it has words for roles only.
package people
