//! Colours, type sizes and line heights. No other module holds a literal of these.

use plotters::style::RGBColor;

/// Everything about the looks that a chart asks for. A page may put its own surface in place of `page`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The ground that is drawn on.
    pub page: Color,
    /// Text.
    pub ink: Color,
    /// Secondary text.
    pub muted: Color,
    /// Hairlines.
    pub line: Color,
    /// Lines that carry meaning.
    pub line_strong: Color,
    /// What was expected.
    pub expected: Color,
    /// What was perceived.
    pub perceived: Color,
    /// A need that was violated.
    pub violated: Color,
    /// A need that was strained.
    pub strained: Color,
    /// A need that was met.
    pub met: Color,
    /// A need that was fulfilled.
    pub fulfilled: Color,
    /// Respondents who are outraged.
    pub outraged: Color,
    /// Respondents who are at risk.
    pub at_risk: Color,
    /// Respondents in the swing zone.
    pub swing: Color,
    /// Respondents who felt respected.
    pub respected: Color,
    /// Respondents who are completely satisfied.
    pub completely_satisfied: Color,
    /// The size of names and figures, in pixels.
    pub body: f64,
    /// The size of heads and of the words at the ends of a scale, in pixels.
    pub small: f64,
    /// The distance of two lines of text in parts of their size.
    pub line_height: f64,
}

impl Theme {
    /// The theme of the house for a shade and a script.
    pub const fn new(shade: Shade, script: Script) -> Self {
        let line_height = match script {
            Script::Latin => 1.5,
            // Characters without ascenders fill the line and need more air.
            Script::Chinese => 1.7,
        };
        let (body, small) = (15.0, 13.0);
        match shade {
            Shade::Light => Self {
                page: Color(0xFF, 0xFF, 0xFF),
                ink: Color(0x16, 0x20, 0x2A),
                muted: Color(0x55, 0x61, 0x6E),
                line: Color(0xD9, 0xDF, 0xE5),
                line_strong: Color(0x7C, 0x88, 0x94),
                expected: Color(0x7C, 0x88, 0x94),
                perceived: Color(0x1B, 0x5F, 0xAA),
                violated: Color(0xB3, 0x20, 0x2A),
                strained: Color(0xB8, 0x6E, 0x00),
                met: Color(0x6C, 0x8C, 0xAB),
                fulfilled: Color(0x0F, 0x7A, 0x66),
                outraged: Color(0x86, 0x14, 0x1C),
                at_risk: Color(0xC8, 0x51, 0x2F),
                swing: Color(0x7F, 0x8A, 0x96),
                respected: Color(0x3F, 0x95, 0x83),
                completely_satisfied: Color(0x0A, 0x5F, 0x4E),
                body,
                small,
                line_height,
            },
            Shade::Dark => Self {
                page: Color(0x11, 0x16, 0x1B),
                ink: Color(0xE8, 0xED, 0xF2),
                muted: Color(0xA4, 0xB0, 0xBC),
                line: Color(0x2A, 0x33, 0x3C),
                line_strong: Color(0x73, 0x80, 0x8D),
                expected: Color(0x8E, 0x9A, 0xA6),
                perceived: Color(0x7D, 0xB4, 0xF0),
                violated: Color(0xFF, 0x8A, 0x85),
                strained: Color(0xF2, 0xB0, 0x4A),
                met: Color(0x7E, 0x9D, 0xBC),
                fulfilled: Color(0x4F, 0xC3, 0xA8),
                outraged: Color(0xFF, 0x6B, 0x66),
                at_risk: Color(0xFF, 0x9E, 0x77),
                swing: Color(0x93, 0xA0, 0xAD),
                respected: Color(0x6F, 0xB8, 0xA6),
                completely_satisfied: Color(0x5F, 0xE0, 0xC2),
                body,
                small,
                line_height,
            },
        }
    }
}

/// The colours that follow from the tokens and from the page that is drawn on.
impl Theme {
    /// The soft ground of the zone of tolerance; its edges are `expected`.
    pub(crate) fn zone(&self) -> Color {
        self.expected.tint(self.page)
    }

    /// A level below the middle of a scale with `count` of them; 0 is the worst.
    pub(crate) fn lower(&self, place: usize, count: usize) -> Tone {
        self.tone(self.violated, self.strained, place, count)
    }

    /// The level in the middle of a scale.
    pub(crate) fn neutral(&self) -> Tone {
        Tone { edge: self.line_strong, fill: self.page }
    }

    /// A level above the middle of a scale with `count` of them; 0 is the best.
    pub(crate) fn higher(&self, place: usize, count: usize) -> Tone {
        self.tone(self.fulfilled, self.met, place, count)
    }

    /// A level on either side of the middle of a scale neither end of which is the good one; 0 is the outermost.
    pub(crate) fn either(&self, place: usize, count: usize) -> Tone {
        self.tone(self.perceived, self.perceived, place, count)
    }

    /// From the full colour of the outermost level to a light tint of that of the innermost one.
    fn tone(&self, outermost: Color, innermost: Color, place: usize, count: usize) -> Tone {
        let steps = count.saturating_sub(1).max(1);
        let place = place.min(steps);
        let edge = innermost.mix(outermost, (100 * place / steps) as u16);
        let own = match place {
            0 => 100,
            // Between the outermost level and the next one lies the largest step, so that it is known by its solid ground.
            place => 25 + 35 * (steps - place) / steps,
        };
        Tone { edge, fill: edge.mix(self.page, own as u16) }
    }
}

/// How a level of a scale looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tone {
    /// The edge and, where there is one, the pattern; it stands out from the page.
    pub(crate) edge: Color,
    /// The ground within.
    pub(crate) fill: Color,
}

impl From<Shade> for Theme {
    fn from(shade: Shade) -> Self {
        Self::new(shade, Script::Latin)
    }
}

/// Dark on light or light on dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Dark on light; also for print.
    Light,
    /// Light on dark.
    Dark,
}

/// The script that most of the text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin and other alphabets.
    Latin,
    /// Chinese characters.
    Chinese,
}

impl Script {
    /// The script of a language tag such as `zh-Hans` or `en`.
    pub fn of(language: &str) -> Self {
        match language.split(['-', '_']).next() {
            Some(primary) if primary.eq_ignore_ascii_case("zh") => Self::Chinese,
            _ => Self::Latin,
        }
    }
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// A tint: one part of this colour in four on a ground.
    pub(crate) fn tint(self, ground: Self) -> Self {
        self.mix(ground, 25)
    }

    /// A mixture with `own` parts in a hundred of this colour.
    fn mix(self, other: Self, own: u16) -> Self {
        let mix = |one: u8, other: u8| ((own * u16::from(one) + (100 - own) * u16::from(other)) / 100) as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

impl From<Color> for RGBColor {
    fn from(Color(red, green, blue): Color) -> Self {
        Self(red, green, blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(Color(red, green, blue): Color) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out_from_the_page() {
        for shade in [Shade::Light, Shade::Dark] {
            let theme = Theme::from(shade);
            for text in [theme.ink, theme.muted, theme.perceived, theme.violated] {
                assert!(contrast(text, theme.page) >= 4.5, "{shade:?} {text:?}");
            }
            let marks = [theme.line_strong, theme.expected, theme.strained, theme.met, theme.fulfilled];
            let states = [theme.outraged, theme.at_risk, theme.swing, theme.respected, theme.completely_satisfied];
            for mark in marks.into_iter().chain(states) {
                assert!(contrast(mark, theme.page) >= 3.0, "{shade:?} {mark:?}");
            }
        }
    }

    #[test]
    fn the_dot_stands_out_from_the_zone_and_the_zone_from_the_page() {
        for shade in [Shade::Light, Shade::Dark] {
            let theme = Theme::from(shade);
            assert!(contrast(theme.perceived, theme.zone()) >= 3.0, "{shade:?}");
            assert!(contrast(theme.expected, theme.page) >= 3.0, "{shade:?}");
            assert!(contrast(theme.zone(), theme.page) >= 1.2, "{shade:?}");
        }
    }

    #[test]
    fn every_level_has_an_edge_that_stands_out_and_a_ground_that_fades_towards_the_middle() {
        for shade in [Shade::Light, Shade::Dark] {
            let theme = Theme::from(shade);
            assert!(contrast(theme.neutral().edge, theme.page) >= 3.0, "{shade:?}");
            for count in 1..=5 {
                let lower: Vec<Tone> = (0..count).map(|place| theme.lower(place, count)).collect();
                let higher: Vec<Tone> = (0..count).map(|place| theme.higher(place, count)).collect();
                let either: Vec<Tone> = (0..count).map(|place| theme.either(place, count)).collect();
                for side in [lower, higher, either] {
                    assert_eq!(side[0].edge, side[0].fill, "the outermost level is solid");
                    for tone in &side {
                        assert!(contrast(tone.edge, theme.page) >= 3.0, "{shade:?} {tone:?} of {count}");
                    }
                    let grounds: Vec<f64> = side.iter().map(|tone| contrast(tone.fill, theme.page)).collect();
                    assert!(grounds.windows(2).all(|pair| pair[0] > 1.08 * pair[1]), "{shade:?} {grounds:?}");
                    assert!(grounds[count - 1] > 1.08, "{shade:?} {grounds:?}");
                }
            }
            assert_eq!((theme.lower(0, 2).edge, theme.lower(1, 2).edge), (theme.violated, theme.strained));
            assert_eq!((theme.higher(0, 2).edge, theme.higher(1, 2).edge), (theme.fulfilled, theme.met));
        }
    }

    #[test]
    fn chinese_lines_stand_further_apart() {
        let height = |language| Theme::new(Shade::Light, Script::of(language)).line_height;
        assert!(height("zh-Hans") > height("en"));
        assert_eq!(Script::of("ZH"), Script::Chinese);
        assert_eq!(Script::of("zha"), Script::Latin);
    }
}
