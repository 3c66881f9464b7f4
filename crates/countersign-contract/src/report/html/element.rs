//! What the page is made of: text that is escaped, blocks of it, and tables.

use std::fmt::Write as _;

/// Text as it is; the keyboard reaches it, so that it can be scrolled.
pub(super) fn block(page: &mut String, title: &str, text: &str) {
    // A newline right after the tag is not part of the text.
    let _infallible = writeln!(
        page,
        "<h3>{title}</h3>\n<pre tabindex=\"0\">\n{}</pre>",
        escaped(text)
    );
}

/// A table by rows of texts.
pub(super) fn table(page: &mut String, title: &str, heads: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    let heads: String = heads
        .iter()
        .map(|head| format!("<th scope=\"col\">{head}</th>"))
        .collect();
    let _infallible = writeln!(
        page,
        "<h2>{title}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    );
    for row in rows {
        let cells: String = row
            .iter()
            .map(|cell| format!("<td>{}</td>", escaped(cell)))
            .collect();
        let _infallible = writeln!(page, "<tr>{cells}</tr>");
    }
    page.push_str("</tbody>\n</table>\n");
}

/// Text of an element or an attribute; what HTML cannot have is shown as U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn each_character_that_html_knows_is_escaped() {
        assert_eq!(
            escaped("<a b='c' d=\"e\">&\n\r\u{1b}"),
            "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\n\u{fffd}\u{fffd}"
        );
    }
}
