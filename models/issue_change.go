package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/fault"
)

// IssueData is the part of an issue that can be changed; the text of its pages cannot.
type IssueData struct {
	Date, Number, Edition, Publisher string
	Pages                            []markup.PageName // those that are not listed stay as they are
}

// trimmed is d without white space around its words.
func (d IssueData) trimmed() IssueData {
	next := IssueData{strings.TrimSpace(d.Date), strings.TrimSpace(d.Number), strings.TrimSpace(d.Edition), strings.TrimSpace(d.Publisher), nil}
	for _, p := range d.Pages {
		next.Pages = append(next.Pages, markup.PageName{Key: p.Key, Label: strings.TrimSpace(p.Label), Section: strings.TrimSpace(p.Section)})
	}
	return next
}

// broken are the fields in which d breaks a rule: date, number, edition, publisher, label-KEY and
// section-KEY.
func (d IssueData) broken() fault.Fields {
	bad := fault.Fields{}
	fields := map[string]string{"number": d.Number, "edition": d.Edition, "publisher": d.Publisher}
	for _, p := range d.Pages {
		fields[fmt.Sprintf("label-%d", p.Key)], fields[fmt.Sprintf("section-%d", p.Key)] = p.Label, p.Section
	}
	plain(bad, fields)
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		bad["date"] = fault.Say("%q is not a date. Write it as year, month and day, as in 2022-11-10.", d.Date)
	}
	return bad
}

// ChangeIssue changes the data of an issue and of its pages; the issue list, the calendar and the search
// follow at once. It returns Invalid, by field, for a broken rule or where another issue of the
// publication has the same date, edition and number, and NotFound if there is no such issue or page.
func (s *Store) ChangeIssue(ctx context.Context, id int64, d IssueData, by *int64) error {
	d = d.trimmed()
	bad := d.broken()
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := findSummary(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := refuseSame(ctx, tx, before, d, bad); err != nil {
			return err
		}
		if err := bad.Err(); err != nil {
			return err
		}
		after := before.Issue
		after.Date, after.Number, after.Edition, after.Publisher = d.Date, d.Number, d.Edition, d.Publisher
		if after != before.Issue {
			if err := s.saveIssue(ctx, tx, before.Issue, after, by); err != nil {
				return err
			}
		}
		return s.changePages(ctx, tx, id, d.Pages, by)
	})
	return translate(err, "issue")
}

// refuseSame puts into bad which other issue has the date, edition and number of d.
func refuseSame(ctx context.Context, tx *gorm.DB, issue IssueSummary, d IssueData, bad fault.Fields) error {
	twins, err := from[Issue](tx).Where("publication_id = ? AND date = ? AND edition = ? AND number = ? AND id <> ?",
		issue.PublicationID, d.Date, d.Edition, d.Number, issue.ID).Find(ctx)
	if err != nil || len(twins) == 0 {
		return err
	}
	name := nameOf(NewIssue{Publication: issue.Publication, Date: d.Date, Number: d.Number, Edition: d.Edition})
	bad["date"] = fault.Say("%s already exists, as issue %d. Give this one another date, number or edition.", name, twins[0].ID)
	return nil
}

// saveIssue writes an issue with its line, and moves it in the search to its new day.
func (s *Store) saveIssue(ctx context.Context, tx *gorm.DB, before, after Issue, by *int64) error {
	if err := tx.Save(&after).Error; err != nil {
		return err
	}
	err := tx.Exec("UPDATE issue_lines SET date = ?, number = ?, number_key = ?, edition = ? WHERE issue_id = ?",
		after.Date, after.Number, numberKey(after.Number), after.Edition, after.ID).Error
	if err != nil {
		return err
	}
	if err := moveInSearch(tx, before, after); err != nil {
		return err
	}
	return s.record(ctx, tx, edit{by, "issues", after.ID, before, after})
}

// moveInSearch gives the rows of an issue in the index the numbers of its new day.
func moveInSearch(tx *gorm.DB, before, after Issue) error {
	least, greatest := issueRange(before.Date, before.ID)
	there, _ := issueRange(after.Date, after.ID)
	if there == least {
		return nil
	}
	for _, statement := range []string{
		"UPDATE search_blocks SET id = id + ? WHERE id BETWEEN ? AND ?",
		"UPDATE search_words SET docid = docid + ? WHERE docid BETWEEN ? AND ?",
	} {
		if err := tx.Exec(statement, there-least, least, greatest).Error; err != nil {
			return err
		}
	}
	return nil
}

// pageNames is how the names of a page stand in the record of changes.
type pageNames struct{ Label, Section string }

// changePages gives pages of an issue other labels and sections, in the issue's line too.
func (s *Store) changePages(ctx context.Context, tx *gorm.DB, issue int64, names []markup.PageName, by *int64) error {
	pages, err := from[Page](tx).Select("id", "key", "label", "section").Where("issue_id = ?", issue).Find(ctx)
	if err != nil {
		return err
	}
	byKey, labels := map[int]Page{}, map[int]string{}
	for _, p := range pages {
		byKey[p.Key] = p
	}
	for _, n := range names {
		p, found := byKey[n.Key]
		if !found {
			return fault.New(fault.NotFound, "This issue has no page %d.", n.Key)
		}
		if p.Label == n.Label && p.Section == n.Section {
			continue
		}
		labels[n.Key] = n.Label
		if err := tx.Exec("UPDATE pages SET label = ?, section = ? WHERE id = ?", n.Label, n.Section, p.ID).Error; err != nil {
			return err
		}
		if err := s.record(ctx, tx, edit{by, "pages", p.ID, pageNames{p.Label, p.Section}, pageNames{n.Label, n.Section}}); err != nil {
			return err
		}
	}
	return relabelLine(ctx, tx, issue, labels)
}

// relabelLine writes new labels of pages into the cells of an issue's line.
func relabelLine(ctx context.Context, tx *gorm.DB, issue int64, labels map[int]string) error {
	if len(labels) == 0 {
		return nil
	}
	line, err := from[IssueLine](tx).Where("issue_id = ?", issue).Take(ctx)
	if err != nil {
		return err
	}
	cells := line.PageCells()
	for i, c := range cells {
		if label, changed := labels[c.Key]; changed {
			cells[i].Label = label
		}
	}
	body, err := json.Marshal(cells)
	if err != nil {
		return err
	}
	return tx.Exec("UPDATE issue_lines SET cells = ? WHERE issue_id = ?", string(body), issue).Error
}

// PageNames are the names of an issue's pages by key.
func (s *Store) PageNames(ctx context.Context, issue int64) ([]markup.PageName, error) {
	names, err := from[markup.PageName](s.read).Raw("SELECT key, label, section FROM pages WHERE issue_id = ? ORDER BY key", issue).Find(ctx)
	return names, translate(err, "pages")
}
