//! How wide text is and where it breaks, from a table of ours.
//!
//! A browser and a terminal must give the same drawing, and no font can be asked in a worker. So every width here
//! is the greatest among the common system fonts (Arial, DejaVu Sans, Noto Sans, Roboto, Segoe UI): a line that
//! fits by this table fits on the screen.

/// The words in place of what did not fit.
const ELLIPSIS: char = '…';

/// The size and weight of a run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    /// In pixels.
    pub(crate) size: f64,
    /// Whether it is bold.
    pub(crate) weight: Weight,
}

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// How far above the baseline anything reaches, in parts of the size.
pub(crate) const ASCENT: f64 = 0.93;

/// How far below the baseline anything reaches, in parts of the size.
pub(crate) const DESCENT: f64 = 0.24;

/// The width of a line of text in pixels.
pub(crate) fn width(text: &str, face: Face) -> f64 {
    text.chars().map(|c| advance(c, face.weight)).sum::<f64>() * face.size
}

/// Breaks text into at most `most` lines of at most `room` pixels, as even as they can be. Only what fits in no
/// other way is cut, with an ellipsis.
pub(crate) fn wrap(text: &str, face: Face, room: f64, most: usize) -> Vec<String> {
    let chars: Vec<char> = clean(text).chars().collect();
    let full = fill(&chars, face, room, most);
    if full.lines.len() < 2 || full.forced {
        return full.lines;
    }
    if full.lines.len() == 2
        && let Some(lines) = after_a_mark(&chars, face, room)
    {
        return lines;
    }
    // A single character left over on the last line looks like a mistake, so the narrowest width that needs
    // no further line is taken.
    (6..12)
        .map(|twelfths| fill(&chars, face, room * f64::from(twelfths) / 12.0, most))
        .find(|narrow| narrow.lines.len() == full.lines.len() && !narrow.forced)
        .unwrap_or(full)
        .lines
}

/// Makes text safe to write: white space becomes single spaces, and what XML cannot hold is left out.
pub(crate) fn clean(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// Text broken into lines.
struct Filled {
    lines: Vec<String>,
    /// Whether a word was broken or the text was cut.
    forced: bool,
}

/// Two lines of which the first ends with a comma or the like, if neither is much the longer: that reads best, above
/// all in Chinese, where a line may otherwise end within a word.
fn after_a_mark(chars: &[char], face: Face, room: f64) -> Option<Vec<String>> {
    let mut best: Option<(f64, Vec<String>)> = None;
    for at in 1..chars.len() {
        let (before, after) = (chars[at - 1], chars[at]);
        if !is_closing(before) || !(after == ' ' || may_break(before, after)) {
            continue;
        }
        let lines = [&chars[..at], &chars[at..]].map(|part| part.iter().collect::<String>().trim().to_owned());
        let [one, other] = lines.each_ref().map(|line| width(line, face));
        let (short, long) = (one.min(other), one.max(other));
        let even = long <= room && short * 2.0 >= long;
        if even && best.as_ref().is_none_or(|(least, _)| long < *least) {
            best = Some((long, lines.to_vec()));
        }
    }
    best.map(|(_, lines)| lines)
}

/// Fills line after line as far as each goes.
fn fill(chars: &[char], face: Face, room: f64, most: usize) -> Filled {
    let mut filled = Filled { lines: Vec::new(), forced: false };
    let mut rest = chars;
    while !rest.is_empty() {
        let (end, natural) = line_end(rest, face, room);
        filled.forced |= !natural;
        if end < rest.len() && filled.lines.len() + 1 >= most {
            filled.lines.push(cut(rest, face, room));
            filled.forced = true;
            break;
        }
        let line: String = rest[..end].iter().collect();
        filled.lines.push(line.trim_end().to_owned());
        rest = &rest[end..];
    }
    filled
}

/// How many characters go on a line, and whether it may break there: up to the last break that fits, or else as
/// many as fit, at least one.
fn line_end(chars: &[char], face: Face, room: f64) -> (usize, bool) {
    let mut used = 0.0;
    let (mut fitting, mut breaking) = (0, 0);
    for (index, &c) in chars.iter().enumerate() {
        used += advance(c, face.weight) * face.size;
        // A space at the end of a line takes no room.
        if used > room && c != ' ' {
            return if breaking > 0 { (breaking, true) } else { (fitting.max(1), false) };
        }
        fitting = index + 1;
        if chars.get(fitting).is_some_and(|&next| may_break(c, next)) {
            breaking = fitting;
        }
    }
    (chars.len(), true)
}

/// The beginning of the text with an ellipsis, after a whole word if that keeps most of it.
fn cut(chars: &[char], face: Face, room: f64) -> String {
    let room = room - advance(ELLIPSIS, face.weight) * face.size;
    let mut used = 0.0;
    let fits = |c: &&char| {
        used += advance(**c, face.weight) * face.size;
        used <= room
    };
    let fitting = chars.iter().take_while(fits).count();
    let (whole, _) = line_end(chars, face, room);
    let kept = if whole * 2 > fitting { whole.min(fitting) } else { fitting };
    let mut line: String = chars[..kept].iter().collect();
    line.truncate(line.trim_end().len());
    line.push(ELLIPSIS);
    line
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    if after == ' ' || is_closing(after) || is_opening(before) {
        return false;
    }
    let hyphen = matches!(before, '-' | '–' | '—' | '/') && after.is_alphabetic();
    before == ' ' || hyphen || is_wide(before) || is_wide(after)
}

/// Marks that belong to what stands before them.
fn is_closing(c: char) -> bool {
    ",.;:!?)]}%’”·…、。，；：！？）］｝》〉」』】〕％—".contains(c)
}

/// Marks that belong to what follows them.
fn is_opening(c: char) -> bool {
    "([{‘“（［｛《〈「『【〔".contains(c)
}

/// Whether a character fills a square, as Chinese characters and their marks do.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// The width of a character in parts of the size.
fn advance(c: char, weight: Weight) -> f64 {
    let code = c as usize;
    if (0x20..0x7F).contains(&code) {
        let table = match weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        };
        return f64::from(table[code - 0x20]) / 1000.0;
    }
    let regular = match c {
        // Combining marks, joiners and variation selectors stand on the character before them.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => return 0.0,
        '\u{1F300}'..='\u{1FAFF}' => return 1.4,
        c if is_wide(c) => return 1.0,
        // Western fonts draw these narrow and Chinese ones in a full square.
        '‘' | '’' | '“' | '”' | '…' | '·' | '—' | '→' | '←' | '↑' | '↓' => return 1.0,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => 0.32,
        '–' => 0.56,
        '−' | '±' | '×' | '÷' | '≤' | '≥' | '≈' | '≠' => return 0.84,
        // Accented letters are as wide as the letters without.
        '\u{C0}'..='\u{17F}' if c.is_lowercase() && !matches!(c, 'æ' | 'œ') => 0.66,
        '\u{C0}'..='\u{17F}' if c.is_uppercase() && !matches!(c, 'Æ' | 'Œ') => 0.8,
        _ => 1.05,
    };
    match weight {
        Weight::Regular => regular,
        Weight::Bold => regular * 1.1,
    }
}

/// Widths of the printable characters of ASCII from the space on, in thousandths of the size.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637, 637, 637, 637, 637, 637,
    637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667, 611, 778, 752, 340, 560, 667, 558, 910, 770, 788,
    667, 788, 723, 667, 611, 732, 685, 990, 686, 667, 686, 391, 337, 391, 838, 557, 500, 613, 635, 550, 635, 616, 353, 635,
    634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 560, 637, 838,
];

/// The same in bold.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 400, 400, 838, 838, 838, 611, 1016, 774, 763, 734, 831, 684, 684, 821, 837, 373, 588, 775, 638, 996, 837, 851,
    733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 557, 500, 675, 716, 593, 716, 679, 436, 716,
    712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 652, 652, 583, 712, 588, 712, 838,
];

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face { size: 10.0, weight: Weight::Regular };

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_marks() {
        assert_eq!(wrap("出了问题，之后的跟进", FACE, 40.0, 5), ["出了问", "题，之后", "的跟进"]);
        assert_eq!(wrap("他们说（很好）的", FACE, 40.0, 5), ["他们说", "（很", "好）的"]);
    }

    #[test]
    fn latin_breaks_at_spaces_and_words_only_when_they_must() {
        assert_eq!(wrap("follow-up  afterwards", FACE, 80.0, 3), ["follow-up", "afterwards"]);
        assert_eq!(wrap("Donaudampfschiff", FACE, 60.0, 3).concat(), "Donaudampfschiff");
    }

    #[test]
    fn lines_are_even_and_nobody_is_left_alone() {
        assert_eq!(wrap("出了问题或用完之后的跟进", FACE, 115.0, 3), ["出了问题或用", "完之后的跟进"]);
    }

    #[test]
    fn two_lines_part_after_a_comma_if_they_can() {
        let text = "出了问题时，处理得合情合理，也没有多耽误我的时间";
        assert_eq!(wrap(text, FACE, 200.0, 4), ["出了问题时，处理得合情合理，", "也没有多耽误我的时间"]);
        assert_eq!(wrap("a, then something quite long", FACE, 130.0, 4), ["a, then something", "quite long"]);
    }

    #[test]
    fn the_last_line_is_cut_only_when_nothing_else_helps() {
        let lines = wrap("one two three four five six", FACE, 50.0, 2);
        assert_eq!(lines, ["one two", "three…"]);
        assert_eq!(wrap("one two", FACE, 50.0, 1), ["one two"]);
        assert!(wrap("   ", FACE, 50.0, 1).is_empty());
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for text in
            ["Customers in the same position as I am", "说不上“好”还是“不好”，但还会再来", "Ünïcode — naïve 50 %"]
        {
            for room in [30.0, 47.0, 90.0, 400.0] {
                for line in wrap(text, FACE, room, 9) {
                    assert!(width(&line, FACE) <= room, "{line:?} in {room}");
                }
            }
        }
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(clean("a\u{1}b\n\tc\u{FFFF}"), "ab c");
    }
}
