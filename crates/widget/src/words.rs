//! The questionnaire's own words, in both languages. What a study says comes from the study.

/// Sentences of ours by their names, in Chinese and in English; `{}` is where a number or a name goes.
///
/// All sentences of a language are one text with a line for each: references to sixty texts would weigh as much as some of
/// the texts.
macro_rules! words {
    ($(#[$about:meta])* $list:ident, $before:literal, $after:literal; $($name:ident: $zh:literal, $en:literal;)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub(crate) enum $list { $($name),* }

        impl Sentence for $list {
            fn text(self, words: Words) -> &'static str {
                const ZH: &str = concat!($before, $("\n", $zh),*, $after);
                const EN: &str = concat!($before, $("\n", $en),*, $after);
                line(if words == Words::Zh { ZH } else { EN }, self as usize)
            }
        }
    };
}

/// A sentence of ours.
pub(crate) trait Sentence {
    /// What it says.
    fn text(self, words: Words) -> &'static str;
}

/// A line of a text, after the first, which says what the text is.
fn line(text: &'static str, at: usize) -> &'static str {
    text.split('\n').nth(at + 1).unwrap_or_default()
}

words! {
    /// What is said until the first answer is kept.
    Word, "", "";

    AskedBy: "谁在问", "Who asks";
    AskedFor: "为什么问", "Why";
    KeptFor: "保存多久", "How long it is kept";
    QuestionsTo: "有疑问可以找", "Questions about this";
    Statement: "完整的隐私说明", "The full privacy statement";
    GoesTo: "您答完之后，回答会发到 {}。", "When you have finished, your answers go to {}.";
    GoesToPage: "您答完之后，回答会交给本网站。", "When you have finished, your answers go to this website.";
    StaysHere: "答到一半的内容只保存在这台设备上。", "Until then they stay on this device.";
    IsTest:
        "这是试填，回答不会发出去，也不算进正式结果。",
        "This is a try-out. Nothing is sent or counted.";
    Minute: "大约一分钟", "About one minute";
    Minutes: "大约 {} 分钟", "About {} minutes";
    Voluntary: "答不答都由您，每一题都可以跳过。", "Answering is up to you, and you can skip any question.";
    VoluntaryInPart: "答不答都由您，不是必答的题都可以跳过。",
        "Answering is up to you, and you can skip any question that is not required.";
    Begin: "开始", "Begin";
    AgreeFirst: "要先同意这一条，才能开始。", "Please agree to this first.";
    MinuteLeft: "还要大约一分钟", "About one minute left";
    MinutesLeft: "还要大约 {} 分钟", "About {} minutes left";
    NearlyDone: "马上就好", "Nearly done";
    Step: "第 {} 步", "Step {}";
    Next: "下一步", "Next";
    Back: "上一步", "Back";
    Skip: "跳过", "Skip";
    Finish: "答完了，提交", "Finish and send";
    Clear: "清除", "Clear";
    Required: "（必答）", "(required)";
    Unanswered: "还有 {} 题要看一看：", "Questions that need another look: {}";
    AnswerThis: "还没回答这一题。", "This has no answer yet.";
    AtMostOptions: "最多选 {} 项，请先去掉一项。", "At most {}. Untick one first.";
    NoNumber: "这里只能填数字。", "Enter a number.";
    AtLeast: "最小可以填 {}。", "Enter {} or more.";
    AtMost: "最大可以填 {}。", "Enter {} or less.";
    TooLong: "太长了，最多 {} 个字。", "That is too long: at most {} characters.";
    NoNames: "请不要写姓名和联系方式。", "Please leave out names and contact details.";
    HowSevere: "有多严重？", "How serious was it?";
    HowEnded: "后来怎么样了？", "How did it end?";
    Keeping: "正在保存…", "Saving…";
    NotKept: "还没存上，正在再试…", "Not saved yet, trying again…";
    WhereAnswers: "我的回答在哪里？", "Where are my answers?";
    WhereNothing:
        "这台设备上还没有保存任何东西，答了第一题才会开始保存。",
        "Nothing is kept on this device before your first answer.";
    Thanks: "谢谢您", "Thank you";
    TestDone: "试填到这里就结束了，没有发出任何内容。", "The try-out ends here. Nothing was sent.";
    Again: "再答一份", "Answer again";
    Languages: "语言", "Language";
    BadStudy:
        "问卷文件有问题，没法显示。请告诉本网站。",
        "This questionnaire has a fault and cannot be shown. Please tell this website.";
    NewStudy:
        "这份问卷要用更高版本的程序才能显示。请告诉本网站。",
        "This questionnaire needs a newer program. Please tell this website.";
    Culprit: "问题出在：{}", "The fault is at: {}";
}

// The signs around these texts are for the build, which puts them into the file that comes later.
words! {
    /// What is said of kept answers, and of what becomes of them.
    Fate, "\u{2}later", "\n\u{3}";

    Kept: "已保存在这台设备上", "Saved on this device";
    MemoryOnly:
        "浏览器不让保存：请不要关掉这个页面，关掉后回答就没有了。",
        "The browser does not let us save: your answers are lost if you close this page.";
    CameBack: "您之前的回答都还在。", "Your answers so far are still here.";
    Restored:
        "刚才出了点问题，您的回答已经找回来了。",
        "Something went wrong for a moment. Your answers are back.";
    Elsewhere: "这份回答已在另一个窗口里提交了。", "These answers were sent from another window.";
    Unreadable:
        "这台设备上以前的回答，现在的版本读不了。它们没有丢，可以下载。",
        "This version cannot read earlier answers on this device. They are not lost: you can download them.";
    WhereKept:
        "您的回答保存在这台设备的浏览器里，提交之后才会发出。您随时可以下载一份，也可以全部删掉。",
        "Your answers are kept in this browser, on this device, and leave it only when you finish. You can download or delete them at any time.";
    Download: "下载我的回答", "Download my answers";
    Erase: "删除这台设备上的回答", "Delete my answers from this device";
    EraseSure: "再按一次就删除", "Press again to delete";
    Erased: "这台设备上的回答已经删除。", "Your answers were deleted from this device.";
    Sending: "正在发送…", "Sending…";
    Waiting:
        "已保存在这台设备上，还没发出去。网络恢复后会自动再发，您可以关掉这个页面，下次打开时会接着发。",
        "Saved on this device and not sent yet. It is sent by itself when the network is back; you may close this page, and it goes on the next time you open it.";
    Sent: "已经发出。", "Sent.";
    Confirmed: "已经收到，收件方确认过了。", "Received and confirmed.";
    Handed: "已经交给本网站。", "Handed to this website.";
    OnDevice: "您的回答保存在这台设备上。", "Your answers are kept on this device.";
    InMemory:
        "还没发出去。浏览器不让保存，所以请先别关掉这个页面，或者下载一份。",
        "Not sent yet. The browser does not let us save, so please keep this page open, or download your answers.";
    Refused:
        "收件方没有接收这份回答。它还在这台设备上，您可以下载后交给他们。",
        "Your answers were not accepted. They are still on this device: you can download them and pass them on.";
    OthersWait: "这台设备上还有 {} 份回答等着发出。", "Other answers on this device waiting to be sent: {}";
}

/// A language that the questionnaire itself speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Words {
    Zh,
    En,
}

impl Words {
    /// The words for a language; English for those that we do not speak.
    pub(crate) fn of(language: &str) -> Words {
        if language == "zh" || language.starts_with("zh-") { Words::Zh } else { Words::En }
    }

    /// BCP 47 tag of the language that these words are in.
    pub(crate) fn tag(self) -> &'static str {
        if self == Words::Zh { "zh" } else { "en" }
    }

    /// What stands between two sentences.
    pub(crate) fn space(self) -> &'static str {
        if self == Words::Zh { "" } else { " " }
    }

    /// A sentence.
    pub(crate) fn say(self, sentence: impl Sentence) -> &'static str {
        sentence.text(self)
    }

    /// A sentence with a value in the place of its `{}`.
    pub(crate) fn fill(self, sentence: impl Sentence, value: &str) -> String {
        fill(sentence.text(self), value)
    }

    /// A sentence with a count in the place of its `{}`.
    pub(crate) fn count(self, sentence: impl Sentence, count: i64) -> String {
        self.fill(sentence, &signed(count))
    }
}

/// The sentence with a value in the place of its `{}`.
fn fill(sentence: &str, value: &str) -> String {
    // Looking for one letter takes far less code than looking for two.
    match sentence.split_once('{') {
        Some((before, after)) => joined(&[before, value, after.strip_prefix('}').unwrap_or(after)]),
        None => sentence.into(),
    }
}

/// These texts as one, like `concat`, which is several times as much code.
pub(crate) fn joined(texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts {
        all += text;
    }
    all
}

/// A number in digits.
pub(crate) fn digits(number: u64) -> String {
    // The formatting machinery of the standard library weighs more than these lines.
    let mut rest = number;
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return text;
        }
    }
}

/// A whole number in digits, with its sign.
pub(crate) fn signed(number: i64) -> String {
    let mut text = digits(number.unsigned_abs());
    if number < 0 {
        text.insert(0, '-');
    }
    text
}

/// What a language calls itself; others by their tag.
pub(crate) fn language_name(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or(tag) {
        "zh" => "中文",
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "français",
        "es" => "español",
        "ja" => "日本語",
        "ko" => "한국어",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_digits() {
        assert_eq!([digits(0), digits(7), digits(10), digits(u64::MAX)], ["0", "7", "10", "18446744073709551615"]);
        assert_eq!([signed(-10_000), signed(0), signed(i64::MIN)], ["-10000", "0", "-9223372036854775808"]);
    }

    #[test]
    fn a_sentence_takes_its_value_and_a_language_its_words() {
        assert_eq!(fill("至多 {} 项", "2"), "至多 2 项");
        assert_eq!(fill("none", "2"), "none");
        assert_eq!(["zh-Hant", "zh", "de"].map(|tag| Words::of(tag).tag()), ["zh", "zh", "en"]);
    }

    #[test]
    fn every_sentence_is_found_in_both_languages() {
        assert_eq!([Words::Zh, Words::En].map(|words| words.say(Word::AskedBy)), ["谁在问", "Who asks"]);
        assert_eq!(
            [Words::Zh, Words::En].map(|words| words.say(Word::Culprit)),
            ["问题出在：{}", "The fault is at: {}"]
        );
        assert_eq!(
            [Words::Zh, Words::En].map(|words| words.say(Fate::Kept)),
            ["已保存在这台设备上", "Saved on this device"]
        );
        assert!(Words::En.say(Fate::OthersWait).ends_with("{}"));
    }
}
