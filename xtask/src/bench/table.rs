//! A table of figures: what a subject of `bench` comes to, as text, as Markdown and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// What was measured, in rows.
pub(super) struct Table {
    /// What it shows.
    title: String,
    /// How it was measured, in a sentence or some, Markdown.
    about: String,
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// What stands in a place of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// A name, or why there is no figure.
    Text(String),
    /// A figure, and how many of its decimals mean something.
    Number(f64, usize),
    /// Nothing to say.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Cell::Number(count as f64, 0)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number, decimals) => format!("{number:.decimals$}"),
            Cell::Empty => String::new(),
        }
    }

    /// A figure as a number with the digits that are shown.
    fn json(&self) -> Value {
        match self {
            Cell::Text(text) => json!(text),
            Cell::Number(..) => self.text().parse::<f64>().map_or(Value::Null, Value::from),
            Cell::Empty => Value::Null,
        }
    }

    fn read(value: &Value) -> Cell {
        match value {
            Value::String(text) => Cell::Text(text.clone()),
            Value::Number(number) => {
                let text = number.to_string();
                let decimals = text
                    .split_once('.')
                    .map_or(0, |(_, decimals)| match decimals {
                        "0" => 0,
                        several => several.len(),
                    });
                Cell::Number(number.as_f64().unwrap_or(0.0), decimals)
            }
            _ => Cell::Empty,
        }
    }
}

impl Table {
    /// A table without rows.
    pub(super) fn new(title: &str, about: &str, columns: &[&str]) -> Table {
        Table {
            title: title.to_owned(),
            about: about.to_owned(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. What is missing at its end is empty, what is too much is left out.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut cells: Vec<Cell> = cells.into_iter().collect();
        cells.resize(self.columns.len(), Cell::Empty);
        self.rows.push(cells);
    }

    /// Every column as wide as its widest cell; numbers to the right.
    pub(super) fn text(&self) -> String {
        let widths = self.widths();
        let mut text = format!("\n{}\n", self.title);
        let heads = self.columns.iter().map(|column| Cell::Text(column.clone()));
        let lines = std::iter::once(heads.collect()).chain(self.rows.iter().cloned());
        for line in lines {
            let cells = line.iter().zip(&widths).enumerate();
            let cells = cells.map(|(column, (cell, &width))| match self.is_right(column) {
                true => format!("{:>width$}", cell.text()),
                false => format!("{:width$}", cell.text()),
            });
            let line: Vec<String> = cells.collect();
            let _ = writeln!(text, "{}", line.join("  ").trim_end()); // a String takes everything
        }
        text
    }

    /// The table with its title and what is about it.
    pub(super) fn markdown(&self) -> String {
        let mut text = format!("### {}\n\n{}\n\n", self.title, self.about);
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        text.push_str(&line(self.columns.iter().map(|it| escaped(it)).collect()));
        let rule = (0..self.columns.len()).map(|column| match self.is_right(column) {
            true => "---:".to_owned(),
            false => "---".to_owned(),
        });
        text.push_str(&line(rule.collect()));
        for row in &self.rows {
            text.push_str(&line(
                row.iter().map(|cell| escaped(&cell.text())).collect(),
            ));
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(Cell::json).collect::<Value>());
        json!({
            "title": self.title,
            "about": self.about,
            "columns": self.columns,
            "rows": rows.collect::<Value>(),
        })
    }

    /// A table from what [`Table::json`] made of it; what is missing there is empty.
    pub(super) fn read(value: &Value) -> Table {
        let text = |name: &str| value[name].as_str().unwrap_or_default();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let columns = list(&value["columns"]);
        let columns: Vec<&str> = columns.iter().filter_map(Value::as_str).collect();
        let mut table = Table::new(text("title"), text("about"), &columns);
        for row in list(&value["rows"]) {
            table.row(list(&row).iter().map(Cell::read));
        }
        table
    }

    fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let cells = cells.map(|cell| cell.text().chars().count());
            let head = self.columns[column].chars().count();
            cells.chain([head]).max().unwrap_or(0)
        };
        (0..self.columns.len()).map(width).collect()
    }

    /// Whether a column holds figures.
    fn is_right(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| matches!(cell, Cell::Number(..)))
    }
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new("Times", "By hand.", &["tool", "ms", "ratio"]);
        table.row(["ours".into(), 12.into(), Cell::Number(1.0, 2)]);
        table.row(["a|b".into(), "fails: no".into()]);
        table
    }

    #[test]
    fn text_and_markdown_hold_every_cell_in_its_place() {
        let text = "\nTimes\ntool         ms  ratio\nours         12   1.00\na|b   fails: no\n";
        assert_eq!(table().text(), text);
        let markdown = "### Times\n\nBy hand.\n\n| tool | ms | ratio |\n| --- | ---: | ---: |\n\
                        | ours | 12 | 1.00 |\n| a\\|b | fails: no |  |\n";
        assert_eq!(table().markdown(), markdown);
    }

    #[test]
    fn a_stored_table_is_the_same_data_again() {
        let json = table().json();
        assert_eq!(Table::read(&json).json(), json);
        assert_eq!(json["rows"][0][2], json!(1.0));
    }
}
