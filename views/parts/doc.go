// Package parts holds what every page is made of: the frame and its menus, forms, tables, charts, times, and the
// words for roles, states and kinds. It refuses to know any one page; what two areas of views draw, they draw from
// here.
//
// A page is put into [Layout] with its [Head]; who looks at it, in which language and colours, comes in the context
// ([WithFrame]).
package parts
