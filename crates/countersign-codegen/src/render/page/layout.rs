//! Where lines are broken: texts in boxes with places between them where a line may end, after D. Oppen's "Prettyprinting".
//!
//! A box that does not fit on its line is broken: at each of its places where it is consistent, else where the next piece
//! does not fit. Measuring goes once over all pieces, from the back; writing once, from the front.

use super::{INDENT, WIDTH};

/// What a deeply indented line has at least, in bytes.
const LEAST: isize = 60;

/// Wider than any line.
const ENDLESS: isize = 0xffff;

/// What the parts of a box have in common.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Manner {
    /// All of its places are broken, or none.
    Together,
    /// Each is broken where what follows would not fit.
    Each,
}

/// A place where a line may end.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// The spaces that stand there where it does not.
    pub(super) blank: isize,
    /// How much further than its box the next line begins.
    pub(super) offset: isize,
    /// What ends the line.
    pub(super) before: &'static str,
    /// What begins the next line.
    pub(super) after: &'static str,
    /// What stands there where the line goes on.
    pub(super) instead: &'static str,
    /// Whether the line goes on anyway.
    pub(super) never: bool,
}

enum Piece {
    /// A range of the texts.
    Text(usize, usize),
    Place(Place),
    Open(isize, Manner),
    Close,
    /// What makes the box around it too wide.
    TooWide,
}

/// The pieces of an item.
#[derive(Default)]
pub(super) struct Layout {
    texts: String,
    pieces: Vec<Piece>,
}

impl Layout {
    pub(super) fn text(&mut self, text: &str) {
        let start = self.texts.len();
        self.texts.push_str(text);
        self.pieces.push(Piece::Text(start, self.texts.len()));
    }

    pub(super) fn place(&mut self, place: Place) {
        self.pieces.push(Piece::Place(place));
    }

    /// A place that is nothing where the line goes on.
    pub(super) fn nothing(&mut self) {
        self.place(Place::default());
    }

    /// The end of a line.
    pub(super) fn line(&mut self) {
        self.line_at(0);
    }

    /// The end of a line before one that begins so much further.
    pub(super) fn line_at(&mut self, offset: isize) {
        self.place(Place {
            blank: ENDLESS,
            offset,
            ..Place::default()
        });
    }

    /// A place that is never broken.
    pub(super) fn never(&mut self) {
        self.place(Place {
            never: true,
            ..Place::default()
        });
    }

    /// What stands behind an element of a list: the comma of the last one is there only where lines are broken.
    pub(super) fn comma(&mut self, is_last: bool, blank: isize) {
        if is_last {
            self.place(Place {
                blank,
                offset: -Self::STEP,
                before: ",",
                ..Place::default()
            });
        } else {
            self.text(",");
            self.place(Place {
                blank: 1,
                ..Place::default()
            });
        }
    }

    /// How much further the inside of something begins.
    pub(super) const STEP: isize = INDENT as isize;

    pub(super) fn open(&mut self, offset: isize, manner: Manner) {
        self.pieces.push(Piece::Open(offset, manner));
    }

    pub(super) fn close(&mut self) {
        self.pieces.push(Piece::Close);
    }

    /// Elements between the marks of a list, each on a line or all on one.
    pub(super) fn list<T>(&mut self, list: &[T], write: impl Fn(&mut Layout, &T)) {
        if list.is_empty() {
            return;
        }
        self.open(Self::STEP, Manner::Together);
        self.nothing();
        for (index, element) in list.iter().enumerate() {
            write(self, element);
            self.comma(index + 1 == list.len(), 0);
        }
        self.close();
    }

    /// Where the pieces begin, for [`Layout::at_most`].
    pub(super) fn mark(&self) -> usize {
        self.pieces.len()
    }

    /// Ends the box that was opened at a mark, and breaks it where it is wider than that.
    pub(super) fn at_most(&mut self, mark: usize, width: isize) {
        let wide: isize = self.pieces[mark..].iter().map(Piece::width).sum();
        if wide > width {
            self.pieces.push(Piece::TooWide);
        }
        self.close();
    }

    /// For each piece how much has to fit: to the next place of its box, or to that behind it.
    fn measured(&self) -> Vec<isize> {
        let mut measures = vec![0; self.pieces.len()];
        let mut position: isize = self.pieces.iter().map(Piece::width).sum();
        let mut next = position;
        let mut around = Vec::new();
        for (piece, measure) in self.pieces.iter().zip(&mut measures).rev() {
            position -= piece.width();
            match piece {
                Piece::Text(..) | Piece::TooWide => {}
                Piece::Close => around.push(next),
                Piece::Open(..) => {
                    next = around.pop().unwrap_or(next);
                    *measure = next - position;
                }
                Piece::Place(_) => {
                    *measure = next - position;
                    next = position;
                }
            }
        }
        measures
    }

    /// Writes the pieces behind `indent` spaces.
    pub(super) fn write(&self, text: &mut String, indent: usize) {
        let mut line = Line {
            text,
            indent: indent as isize,
            blanks: indent as isize,
            left: (WIDTH as isize - indent as isize).max(LEAST),
        };
        let mut boxes: Vec<Box> = Vec::new();
        for (piece, measure) in self.pieces.iter().zip(self.measured()) {
            match piece {
                Piece::TooWide => {}
                Piece::Text(start, end) => line.text(&self.texts[*start..*end]),
                Piece::Open(offset, manner) if measure > line.left => {
                    boxes.push(Box::Broken(line.indent, *manner));
                    line.indent += offset;
                }
                Piece::Open(..) => boxes.push(Box::Whole),
                Piece::Close => {
                    if let Some(Box::Broken(indent, _)) = boxes.pop() {
                        line.indent = indent;
                    }
                }
                Piece::Place(place) => {
                    let goes_on = match boxes.last() {
                        Some(Box::Whole) => true,
                        Some(Box::Broken(_, Manner::Together)) => false,
                        Some(Box::Broken(_, Manner::Each)) | None => measure <= line.left,
                    };
                    line.place(*place, place.never || goes_on);
                }
            }
        }
    }
}

impl Piece {
    fn width(&self) -> isize {
        match self {
            Piece::Text(start, end) => (end - start) as isize,
            Piece::Place(place) => place.blank,
            Piece::TooWide => ENDLESS,
            Piece::Open(..) | Piece::Close => 0,
        }
    }
}

/// What became of a box.
enum Box {
    Whole,
    /// Broken, with the indentation around it.
    Broken(isize, Manner),
}

/// The line that is being written.
struct Line<'a> {
    text: &'a mut String,
    /// Where the lines of the box begin.
    indent: isize,
    /// Spaces that are written as soon as something follows them.
    blanks: isize,
    /// What fits on the line still.
    left: isize,
}

impl Line<'_> {
    fn text(&mut self, text: &str) {
        let blanks = usize::try_from(self.blanks).unwrap_or(0);
        self.text.extend(std::iter::repeat_n(' ', blanks));
        self.blanks = 0;
        self.text.push_str(text);
        self.left -= text.len() as isize;
    }

    fn place(&mut self, place: Place, goes_on: bool) {
        if goes_on {
            self.blanks += place.blank;
            self.left -= place.blank;
            if !place.instead.is_empty() {
                self.text(place.instead);
            }
            return;
        }
        if !place.before.is_empty() {
            self.text(place.before);
        }
        self.text.push('\n');
        self.blanks = self.indent + place.offset;
        self.left = (WIDTH as isize - self.blanks).max(LEAST);
        if !place.after.is_empty() {
            self.text(place.after);
        }
    }
}
