//! Which part of a report a piece of the page shows. Reports are large: two are the same only if they are one.

use std::ops::Deref;
use std::rc::Rc;

use esteem_analysis::words::tables::Table;
use esteem_charts::Section;
use esteem_content::Content;

/// The report on the page.
#[derive(Clone, Debug)]
pub(crate) struct Shown(pub Rc<Content>);

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Shown {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.0
    }
}

impl Shown {
    /// The section of this name.
    pub(crate) fn section(&self, id: &str) -> Option<Part> {
        let at = self.sections.iter().position(|section| section.id == id)?;
        Some(Part { shown: self.clone(), at: At::Section(at) })
    }

    /// What a link to a section is called.
    pub(crate) fn title_of(&self, id: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.id == id).map(|section| section.title.as_str())
    }
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    shown: Shown,
    at: At,
}

/// Where a part stands in the report.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    /// A section of the whole.
    Section(usize),
    /// A section of a column, each by its number.
    Column(usize, usize),
    /// The table that lays a section's columns side by side.
    Compared(usize),
}

impl Part {
    /// The report that the part belongs to.
    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// A name for the elements of the part, different from that of every other part.
    pub(crate) fn id(&self) -> String {
        let table = self.table().map_or("", |table| &*table.id);
        match self.at {
            At::Section(_) => table.into(),
            At::Column(column, _) => [table, "-", &column.to_string()].concat(),
            At::Compared(_) => [table, "-by"].concat(),
        }
    }

    /// The section, unless the part is a comparison of several.
    pub(crate) fn section(&self) -> Option<&Section> {
        match self.at {
            At::Section(at) => self.shown.sections.get(at),
            At::Column(column, at) => self.shown.compared.as_ref()?.columns.get(column)?.sections.get(at),
            At::Compared(_) => None,
        }
    }

    /// The part's table.
    pub(crate) fn table(&self) -> Option<&Table> {
        match self.at {
            At::Compared(at) => self.shown.compared.as_ref()?.tables.get(at),
            _ => self.section().map(|section| &section.table),
        }
    }

    /// The table of the same section that lays the columns side by side.
    pub(crate) fn compared(&self) -> Option<Part> {
        let (compared, id) = (self.shown.compared.as_ref()?, &self.table()?.id);
        let at = compared.tables.iter().position(|table| table.id == *id)?;
        Some(Part { shown: self.shown.clone(), at: At::Compared(at) })
    }

    /// The same section in each column.
    pub(crate) fn columns(&self) -> Vec<Part> {
        let id = self.table().map_or("", |table| &*table.id);
        let columns = self.shown.compared.iter().flat_map(|compared| &compared.columns).enumerate();
        let found = columns.filter_map(|(column, of)| {
            let at = of.sections.iter().position(|section| section.id == id)?;
            Some(Part { shown: self.shown.clone(), at: At::Column(column, at) })
        });
        found.collect()
    }

    /// The label and the responses of the column that the part stands in.
    pub(crate) fn column(&self) -> Option<(&str, u64)> {
        let At::Column(column, _) = self.at else { return None };
        self.shown.compared.as_ref()?.columns.get(column).map(|column| (column.label.as_str(), column.responses))
    }

    /// The id of the element that holds a row of the table.
    pub(crate) fn row_id(&self, row: usize) -> String {
        ["row-", &self.id(), "-", &row.to_string()].concat()
    }
}
