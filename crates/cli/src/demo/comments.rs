//! What guests write when they are asked for the one thing to change.

use super::random::Random;

/// What a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Somebody was served out of turn, or a word was not kept.
    Unfair,
    /// The wait.
    Wait,
    /// The price.
    Price,
    /// Nothing much: praise, or a small wish.
    Calm,
}

/// A comment on a topic in one of the study's languages.
pub(super) fn comment(topic: Topic, language: &str, random: &mut Random) -> &'static str {
    let choices: &[&str] = match (topic, language) {
        (Topic::Unfair, "zh") => &[
            "后来的人先拿到了，问了也没人解释。",
            "中午有人插队，店员看见了也没管。",
            "说好五分钟，等了二十多分钟，连句抱歉都没有。",
            "熟客可以先做，我排在前面反而靠后。",
            "牌子上写的优惠，结账时说只有会员才有。",
        ],
        (Topic::Wait, "zh") => &[
            "中午排队太久，多一个人做就好了。",
            "先告诉我要等多久，我好决定等不等。",
            "取餐叫号听不清，站在那儿干等。",
            "外卖单一多，店里的人就没人管了。",
            "拿铁等了快半小时，午休都过去了。",
        ],
        (Topic::Price, "zh") => {
            &["换燕麦奶加六块，有点多。", "蛋糕小了一圈，价钱没变。", "希望有小杯，便宜一点的那种。"]
        }
        (Topic::Calm, "zh") => &[
            "窗边多放两个插座吧。",
            "没什么要改的，坐着很舒服。",
            "音乐再轻一点就更好了。",
            "想要一款不甜的点心。",
            "店员记得我不加糖，很暖心。",
        ],
        (Topic::Unfair, _) => {
            &["Two people behind me were served first and nobody said why.", "I was told five minutes. It was twenty."]
        }
        (Topic::Wait, _) => &["Put up a sign with the waiting time.", "One more person at lunch would do it."],
        (Topic::Price, _) => &["Oat milk should not cost that much extra.", "The cake got smaller, the price did not."],
        (Topic::Calm, _) => &["Longer hours in the evening, please.", "Lovely place. Keep the music low."],
    };
    let index = random.below(choices.len() as u32) as usize;
    choices.get(index).copied().unwrap_or_default()
}
