//! A table of numbers, as the reference implementation reads it.

/// One variable: a value for each row, or none.
pub(crate) type Column = Vec<Option<f64>>;

/// A file of delimited text, by column.
pub(crate) struct Frame {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Frame {
    /// Reads a file with a line of names.
    pub(crate) fn read(csv: &[u8]) -> Frame {
        let mut reader = csv::Reader::from_reader(csv);
        let names = reader.headers().unwrap().iter().map(String::from).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect();
        Frame { names, rows }
    }

    /// The texts of a column.
    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| &*row[at]).collect()
    }

    /// The numbers of a column; texts that are no numbers are missing.
    pub(crate) fn column(&self, name: &str) -> Column {
        self.texts(name).into_iter().map(|text| text.parse().ok()).collect()
    }

    /// The numbers of several columns.
    pub(crate) fn columns(&self, names: &[impl AsRef<str>]) -> Vec<Column> {
        names.iter().map(|name| self.column(name.as_ref())).collect()
    }

    /// The columns that begin with a name and end with 1, 2, 3 and so on, with their names.
    pub(crate) fn numbered(&self, name: &str, items: usize) -> Vec<(String, Column)> {
        (1..=items).map(|item| format!("{name}{item}")).map(|name| (name.clone(), self.column(&name))).collect()
    }

    /// The rows for which a column says something.
    pub(crate) fn only(&self, name: &str, keep: impl Fn(&str) -> bool) -> Frame {
        let kept = self.texts(name).into_iter().map(keep).collect::<Vec<_>>();
        let rows = self.rows.iter().zip(kept).filter(|(_, keep)| *keep).map(|(row, _)| row.clone()).collect();
        Frame { names: self.names.clone(), rows }
    }

    /// The names of all columns.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}
