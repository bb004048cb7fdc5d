//! The plain form: every question of the first part in native controls, in one language.

use esteem_analysis::words::Language;
use esteem_study::study::{AnswerForm, Choice, IncidentKind, Item, Page, Scale};
use esteem_study::{Facet, Key, Missing, Study, Text};
use maud::{Markup, html};

use super::hidden;

/// What a form says of itself, and the study's wording of everything else.
struct Speaker<'a> {
    study: &'a Study,
    /// The study's language.
    tag: &'a str,
    /// The language of our own words that is next to it.
    own: Language,
}

/// The form, or a paragraph where there is no place to send it to.
pub(super) fn form(study: &Study, tag: &str) -> Markup {
    let speaker = Speaker { study, tag, own: Language::of_tag(tag) };
    let Some(collector) = &study.collector else {
        let (zh, en) = ("这个浏览器无法显示问卷。", "This questionnaire cannot be shown in this browser.");
        return html! { p { (speaker.own.of(zh, en)) } };
    };
    let part = study.parts.first();
    html! {
        form method="post" action=(collector.url) accept-charset="utf-8" {
            "\n" (hidden(study, part.map(|part| part.id.as_str()), tag))
            h2 { (speaker.say(&study.title)) } "\n"
            (speaker.privacy())
            @for page in part.iter().flat_map(|part| &part.pages) { (speaker.page(page)) }
            button type="submit" { (speaker.own.of("提交", "Send")) } "\n"
        }
    }
}

impl Speaker<'_> {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.tag)
    }

    /// Who asks and why, and what has to be agreed to.
    fn privacy(&self) -> Markup {
        let privacy = &self.study.privacy;
        let line = |(zh, en): (&'static str, &'static str), text: &Option<Text>| {
            html! { @if let Some(text) = text { p { (self.own.of(zh, en)) (self.say(text)) } "\n" } }
        };
        html! {
            (line(("发起方：", "Who asks: "), &privacy.controller))
            (line(("用途：", "What for: "), &privacy.purpose))
            (line(("保存多久：", "Kept for: "), &privacy.retention))
            @if let Some(contact) = &privacy.contact { p { (self.own.of("联系：", "Contact: ")) (contact) } "\n" }
            @if let Some(address) = &privacy.statement {
                p { a href=(address) rel="noopener noreferrer" { (self.own.of("隐私说明", "Privacy statement")) } } "\n"
            }
            @for consent in &privacy.consents {
                p { label {
                    input type="checkbox" name={ "consent." (consent.id) } value="true" required[consent.required];
                    " " (self.say(&consent.text))
                } } "\n"
            }
        }
    }

    fn page(&self, page: &Page) -> Markup {
        let asks = page.asks.iter().filter_map(|ask| {
            let key = Key::parse(ask)?;
            Some((self.study.item(&key.item)?, key))
        });
        let is_mixed = {
            let facets: Vec<Facet> = asks.clone().map(|(_, key)| key.facet).collect();
            facets.iter().any(|facet| *facet != facets[0])
        };
        let questions = html! { @for (item, key) in asks { (self.question(item, &key, is_mixed)) "\n" } };
        match &page.intro {
            Some(intro) => html! { fieldset { legend { (self.say(intro)) } "\n" (questions) } "\n" },
            None => questions,
        }
    }

    /// A question. Where the page asks for several sides of things, it says which is meant.
    fn question(&self, item: &Item, key: &Key, is_mixed: bool) -> Markup {
        let name = key.to_string();
        let title =
            html! { (self.say(&item.text)) @if is_mixed { (self.own.of("：", ": ")) (facet(key.facet, self.own)) } };
        match &item.answer {
            AnswerForm::Rating { scale, .. } => {
                self.group(title, self.levels(self.study.scale(scale), &name, item.required))
            }
            AnswerForm::Choice { options } => self.group(title, self.options(options, "radio", &name, item.required)),
            // A tick of its own cannot be required without requiring all of them.
            AnswerForm::Choices { options, .. } => self.group(title, self.options(options, "checkbox", &name, false)),
            AnswerForm::Incidents { incidents, none, severity, resolution } => {
                let of = |incident: &IncidentKind| self.incident(item, incident, [severity, resolution]);
                self.group(
                    title,
                    html! {
                        @for incident in incidents { (of(incident)) "\n" }
                        (tick("checkbox", &name, "none", self.say(none), false))
                    },
                )
            }
            AnswerForm::Number { least, most, unit } => html! {
                p { label {
                    (title) " "
                    input type="number" name=(name) min=[*least] max=[*most] step="any" required[item.required];
                    @if let Some(unit) = unit { " " (self.say(unit)) }
                } }
            },
            AnswerForm::Text { long } => html! {
                p { label {
                    (title) " "
                    @if *long {
                        textarea name=(name) rows="4" required[item.required] {}
                    } @else {
                        input type="text" name=(name) required[item.required];
                    }
                } }
            },
        }
    }

    fn group(&self, title: Markup, answers: Markup) -> Markup {
        html! { fieldset { legend { (title) } "\n" (answers) } }
    }

    fn levels(&self, scale: Option<&Scale>, name: &str, is_required: bool) -> Markup {
        let Some(scale) = scale else { return html! {} };
        let level = |code: i32, label: Option<&Text>| {
            let code = code.to_string();
            tick("radio", name, &code, label.map_or(code.as_str(), |label| self.say(label)), is_required)
        };
        let aside = [(Missing::NotApplicable, &scale.not_applicable), (Missing::DontKnow, &scale.dont_know)];
        html! {
            @for each in &scale.levels { (level(each.code, each.label.as_ref())) "\n" }
            @for (missing, words) in aside {
                @if let Some(words) = words { (tick("radio", name, missing.name(), self.say(words), is_required)) "\n" }
            }
        }
    }

    fn options(&self, options: &[Choice], kind: &str, name: &str, is_required: bool) -> Markup {
        html! { @for option in options { (tick(kind, name, &option.id, self.say(&option.text), is_required)) "\n" } }
    }

    /// A kind of incident with its severity and how it ended, which are said only of what is ticked.
    fn incident(&self, item: &Item, incident: &IncidentKind, scales: [&str; 2]) -> Markup {
        let grades = [("severity", "有多严重？", "How bad was it?"), ("resolution", "后来怎样？", "How did it end?")];
        html! {
            (tick("checkbox", &item.id, &incident.id, self.say(&incident.text), false))
            @for ((grade, zh, en), scale) in grades.into_iter().zip(scales) {
                " " label {
                    (self.own.of(zh, en)) " "
                    select name={ (item.id) "." (incident.id) "." (grade) } {
                        option value="" { }
                        @for level in self.study.scale(scale).iter().flat_map(|scale| &scale.levels) {
                            option value=(level.code) {
                                @if let Some(label) = &level.label { (self.say(label)) } @else { (level.code) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tick(kind: &str, name: &str, value: &str, label: &str, is_required: bool) -> Markup {
    html! { label { input type=(kind) name=(name) value=(value) required[is_required]; " " (label) } }
}

/// What is asked about a thing, in few words.
fn facet(facet: Facet, language: Language) -> &'static str {
    match facet {
        Facet::Expected => language.of("来之前的预计", "what you expected"),
        Facet::Perceived => language.of("实际情况", "how it was"),
        Facet::Adequate => language.of("还能接受的最低水平", "the lowest you would accept"),
        Facet::Desired => language.of("真正希望的水平", "what you would like"),
        Facet::Importance => language.of("有多重要", "how much it matters"),
    }
}
