package models

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// rows asks for, or changes, the rows of one record type. It has what this package needs of gorm's own
// generic interface, which made the compiler write 28,000 functions for the records here and took ten
// times as long as the rest of the program.
type rows[T any] struct {
	db    *gorm.DB
	steps []func(*gorm.DB) *gorm.DB
}

// from is where every query begins. Clauses go with it, such as clause.OnConflict.
func from[T any](db *gorm.DB, clauses ...clause.Expression) rows[T] {
	r := rows[T]{db: db}
	if len(clauses) > 0 {
		return r.with(func(db *gorm.DB) *gorm.DB { return db.Clauses(clauses...) })
	}
	return r
}

// with adds a step; r stays as it is and may be used again.
func (r rows[T]) with(step func(*gorm.DB) *gorm.DB) rows[T] {
	r.steps = append(slices.Clip(r.steps), step)
	return r
}

// begin takes all steps, in a session of its own.
func (r rows[T]) begin(ctx context.Context) *gorm.DB {
	db := r.db.WithContext(ctx)
	for _, step := range r.steps {
		db = step(db)
	}
	return db
}

// Where keeps the rows for which a condition holds.
func (r rows[T]) Where(condition string, values ...any) rows[T] {
	return r.with(func(db *gorm.DB) *gorm.DB { return db.Where(condition, values...) })
}

// Order sorts by a list of columns.
func (r rows[T]) Order(columns string) rows[T] {
	return r.with(func(db *gorm.DB) *gorm.DB { return db.Order(columns) })
}

// Limit takes the first n rows; all where n is -1.
func (r rows[T]) Limit(n int) rows[T] {
	return r.with(func(db *gorm.DB) *gorm.DB { return db.Limit(n) })
}

// Select reads only some columns.
func (r rows[T]) Select(columns ...string) rows[T] {
	return r.with(func(db *gorm.DB) *gorm.DB { return db.Select(columns) })
}

// Raw asks by a statement.
func (r rows[T]) Raw(statement string, values ...any) rows[T] {
	return r.with(func(db *gorm.DB) *gorm.DB { return db.Raw(statement, values...) })
}

// Find reads all rows.
func (r rows[T]) Find(ctx context.Context) ([]T, error) {
	var found []T
	err := r.begin(ctx).Find(&found).Error
	return found, err
}

// Take reads one row. It returns gorm.ErrRecordNotFound if it does not exist.
func (r rows[T]) Take(ctx context.Context) (T, error) {
	var found T
	err := r.begin(ctx).Take(&found).Error
	return found, err
}

// Scan reads what a statement gives into a value.
func (r rows[T]) Scan(ctx context.Context, into any) error {
	return r.begin(ctx).Scan(into).Error
}

// Count counts the rows in which a column is not null.
func (r rows[T]) Count(ctx context.Context, column string) (int64, error) {
	var n int64
	err := r.begin(ctx).Model(new(T)).Select(column).Count(&n).Error
	return n, err
}

// Create stores a row, and fills in what the database adds, such as its id.
func (r rows[T]) Create(ctx context.Context, row *T) error {
	return r.begin(ctx).Create(row).Error
}

// CreateInBatches stores rows, size in a statement.
func (r rows[T]) CreateInBatches(ctx context.Context, rows *[]T, size int) error {
	return r.begin(ctx).CreateInBatches(rows, size).Error
}

// Update sets a column and gives how many rows have changed.
func (r rows[T]) Update(ctx context.Context, column string, value any) (int, error) {
	done := r.begin(ctx).Model(new(T)).Update(column, value)
	return int(done.RowsAffected), done.Error
}

// Delete deletes the rows and gives how many there were.
func (r rows[T]) Delete(ctx context.Context) (int, error) {
	done := r.begin(ctx).Delete(new(T))
	return int(done.RowsAffected), done.Error
}

// Exec runs a statement.
func (r rows[T]) Exec(ctx context.Context, statement string, values ...any) error {
	return r.begin(ctx).Exec(statement, values...).Error
}
