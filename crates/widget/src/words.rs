//! The questionnaire's own words, in both languages. What a study says comes from the study.

/// Every sentence of ours. The type asks for each in every language; `{}` is where a number or a name goes.
#[derive(Debug)]
pub(crate) struct Words {
    /// BCP 47 tag of the language that these words are in.
    pub language: &'static str,
    pub asked_by: &'static str,
    pub asked_for: &'static str,
    pub kept_for: &'static str,
    pub questions_to: &'static str,
    pub statement: &'static str,
    pub goes_to: &'static str,
    pub goes_to_page: &'static str,
    pub stays_here: &'static str,
    pub is_test: &'static str,
    pub minute: &'static str,
    pub minutes: &'static str,
    pub voluntary: &'static str,
    pub begin: &'static str,
    pub agree_first: &'static str,
    pub minute_left: &'static str,
    pub minutes_left: &'static str,
    pub nearly_done: &'static str,
    pub step: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub skip: &'static str,
    pub finish: &'static str,
    pub clear: &'static str,
    pub required: &'static str,
    pub unanswered: &'static str,
    pub answer_this: &'static str,
    pub at_most_options: &'static str,
    pub no_number: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub too_long: &'static str,
    pub no_names: &'static str,
    pub how_severe: &'static str,
    pub how_ended: &'static str,
    pub keeping: &'static str,
    pub kept: &'static str,
    pub not_kept: &'static str,
    pub memory_only: &'static str,
    pub came_back: &'static str,
    pub restored: &'static str,
    pub elsewhere: &'static str,
    pub unreadable: &'static str,
    pub where_answers: &'static str,
    pub where_kept: &'static str,
    pub where_nothing: &'static str,
    pub download: &'static str,
    pub erase: &'static str,
    pub erase_sure: &'static str,
    pub erased: &'static str,
    pub thanks: &'static str,
    pub sending: &'static str,
    pub waiting: &'static str,
    pub sent: &'static str,
    pub confirmed: &'static str,
    pub handed: &'static str,
    pub on_device: &'static str,
    pub in_memory: &'static str,
    pub refused: &'static str,
    pub test_done: &'static str,
    pub others_wait: &'static str,
    pub again: &'static str,
    pub languages: &'static str,
    pub bad_study: &'static str,
    pub new_study: &'static str,
    pub culprit: &'static str,
}

/// The words for a language; English for those that we do not speak.
pub(crate) fn words(language: &str) -> &'static Words {
    if language == "zh" || language.starts_with("zh-") { &ZH } else { &EN }
}

static ZH: Words = Words {
    language: "zh",
    asked_by: "谁在问",
    asked_for: "为什么问",
    kept_for: "保存多久",
    questions_to: "有疑问可以找",
    statement: "完整的隐私说明",
    goes_to: "您答完之后，回答会发到 {}。",
    goes_to_page: "您答完之后，回答会交给本网站。",
    stays_here: "答到一半的内容只保存在这台设备上。",
    is_test: "这是试填，回答不会发出去，也不算进正式结果。",
    minute: "大约一分钟",
    minutes: "大约 {} 分钟",
    voluntary: "答不答都由您，每一题都可以跳过。",
    begin: "开始",
    agree_first: "要先同意这一条，才能开始。",
    minute_left: "还要大约一分钟",
    minutes_left: "还要大约 {} 分钟",
    nearly_done: "马上就好",
    step: "第 {} 步",
    next: "下一步",
    back: "上一步",
    skip: "跳过",
    finish: "答完了，提交",
    clear: "清除",
    required: "（必答）",
    unanswered: "还有 {} 题没有回答：",
    answer_this: "还没回答这一题。",
    at_most_options: "最多选 {} 项，请先去掉一项。",
    no_number: "这里只能填数字。",
    at_least: "最小可以填 {}。",
    at_most: "最大可以填 {}。",
    too_long: "太长了，最多 {} 个字。",
    no_names: "请不要写姓名和联系方式。",
    how_severe: "有多严重？",
    how_ended: "后来怎么样了？",
    keeping: "正在保存…",
    kept: "已保存在这台设备上",
    not_kept: "还没存上，正在再试…",
    memory_only: "浏览器不让保存：请不要关掉这个页面，关掉后回答就没有了。",
    came_back: "您之前的回答都还在。",
    restored: "刚才出了点问题，您的回答已经找回来了。",
    elsewhere: "这份回答已在另一个窗口里提交了。",
    unreadable: "这台设备上以前的回答，现在的版本读不了。它们没有丢，可以下载。",
    where_answers: "我的回答在哪里？",
    where_kept: "您的回答保存在这台设备的浏览器里，提交之后才会发出。您随时可以下载一份，也可以全部删掉。",
    where_nothing: "这台设备上还没有保存任何东西。您给出第一个回答时才会开始保存。",
    download: "下载我的回答",
    erase: "删除这台设备上的回答",
    erase_sure: "再按一次就删除",
    erased: "这台设备上的回答已经删除。",
    thanks: "谢谢您",
    sending: "正在发送…",
    waiting: "已保存在这台设备上，还没发出去。网络恢复后会自动再发，您可以关掉这个页面，下次打开时会接着发。",
    sent: "已经发出。",
    confirmed: "已经收到，收件方确认过了。",
    handed: "已经交给本网站。",
    on_device: "您的回答保存在这台设备上。",
    in_memory: "还没发出去。浏览器不让保存，所以请先别关掉这个页面，或者下载一份。",
    refused: "收件方没有接收这份回答。它还在这台设备上，您可以下载后交给他们。",
    test_done: "试填到这里就结束了，没有发出任何内容。",
    others_wait: "这台设备上还有 {} 份回答等着发出。",
    again: "再答一份",
    languages: "语言",
    bad_study: "问卷文件有问题，没法显示。请告诉本网站。",
    new_study: "这份问卷需要更新版本的程序才能显示。请告诉本网站。",
    culprit: "问题出在：{}",
};

static EN: Words = Words {
    language: "en",
    asked_by: "Who asks",
    asked_for: "Why",
    kept_for: "How long it is kept",
    questions_to: "Questions about this",
    statement: "The full privacy statement",
    goes_to: "When you have finished, your answers go to {}.",
    goes_to_page: "When you have finished, your answers go to this website.",
    stays_here: "Until then they stay on this device.",
    is_test: "This is a try-out. Nothing is sent, and nothing counts towards the real results.",
    minute: "About one minute",
    minutes: "About {} minutes",
    voluntary: "Answering is up to you, and you can skip any question.",
    begin: "Begin",
    agree_first: "Please agree to this first.",
    minute_left: "About one minute left",
    minutes_left: "About {} minutes left",
    nearly_done: "Nearly done",
    step: "Step {}",
    next: "Next",
    back: "Back",
    skip: "Skip",
    finish: "Finish and send",
    clear: "Clear",
    required: "(needed)",
    unanswered: "Questions still to answer: {}",
    answer_this: "This has no answer yet.",
    at_most_options: "At most {}. Untick one first.",
    no_number: "Only a number fits here.",
    at_least: "The least that fits here is {}.",
    at_most: "The most that fits here is {}.",
    too_long: "That is too long: at most {} characters.",
    no_names: "Please leave out names and contact details.",
    how_severe: "How serious was it?",
    how_ended: "How did it end?",
    keeping: "Saving…",
    kept: "Saved on this device",
    not_kept: "Not saved yet, trying again…",
    memory_only: "The browser does not let us save: your answers are lost if you close this page.",
    came_back: "Your answers so far are still here.",
    restored: "Something went wrong for a moment. Your answers are back.",
    elsewhere: "These answers were sent from another window.",
    unreadable: "This version cannot read earlier answers on this device. They are not lost: you can download them.",
    where_answers: "Where are my answers?",
    where_kept: "Your answers are kept in this browser, on this device, and leave it only when you finish. You can download or delete them at any time.",
    where_nothing: "Nothing is kept on this device yet. That begins with your first answer.",
    download: "Download my answers",
    erase: "Delete my answers from this device",
    erase_sure: "Press again to delete",
    erased: "Your answers were deleted from this device.",
    thanks: "Thank you",
    sending: "Sending…",
    waiting: "Saved on this device and not sent yet. It is sent by itself when the network is back; you may close this page, and it goes on the next time you open it.",
    sent: "Sent.",
    confirmed: "Received and confirmed.",
    handed: "Handed to this website.",
    on_device: "Your answers are kept on this device.",
    in_memory: "Not sent yet. The browser does not let us save, so please keep this page open, or download your answers.",
    refused: "The receiving end did not take these answers. They are still on this device: you can download them and pass them on.",
    test_done: "The try-out ends here. Nothing was sent.",
    others_wait: "Other answers on this device waiting to be sent: {}",
    again: "Answer again",
    languages: "Language",
    bad_study: "The questionnaire's file has a fault, so it cannot be shown. Please tell this website.",
    new_study: "This questionnaire needs a newer version of this program. Please tell this website.",
    culprit: "The fault is at: {}",
};

/// The sentence with a value in the place of its `{}`.
pub(crate) fn fill(sentence: &str, value: &str) -> String {
    match sentence.split_once("{}") {
        Some((before, after)) => [before, value, after].concat(),
        None => sentence.into(),
    }
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
        assert_eq!([words("zh-Hant").language, words("zh").language, words("de").language], ["zh", "zh", "en"]);
    }
}
