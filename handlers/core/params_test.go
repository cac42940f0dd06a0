package core

import "testing"

func TestLocalPath(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, next, want string }{
		{"a page", "/issues/3", "/issues/3"},
		{"a page with a query", "/issues?publication=2", "/issues?publication=2"},
		{"nothing", "", "/"},
		{"another site", "https://evil.example/", "/"},
		{"another site without a scheme", "//evil.example/", "/"},
		{"another site with a backslash", `/\evil.example/`, "/"},
		{"a relative path", "issues", "/"},
		{"a script", "javascript:alert(1)", "/"},
		{"a line break", "/issues\r\nX: y", "/"},
		{"the sign-in page itself", "/sign-in?next=%2F", "/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := LocalPath(tt.next); got != tt.want {
				t.Errorf("LocalPath(%q) = %q, want %q", tt.next, got, tt.want)
			}
		})
	}
}
