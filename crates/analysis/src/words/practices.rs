//! What a practice asks for, as something to do.

use super::Language;
use crate::practices::Practice;

/// What to do, as a sentence.
pub fn practice(practice: Practice, language: Language) -> &'static str {
    let (zh, en) = match practice {
        Practice::EmergencyPlan => (
            "写好火灾、急病、停电的应急预案，并且演练一次。",
            "Write an emergency plan for fire, illness and power failure, and rehearse it.",
        ),
        Practice::RecordedChecks => {
            ("定期检查设备和场地，每次都记下来。", "Check equipment and premises regularly, and record each check.")
        }
        Practice::PublicPrices => (
            "公开价目表，让顾客事先看得到；没讲明的钱一分不收。",
            "Publish your prices, so that customers see them beforehand, and charge nothing that was not announced.",
        ),
        Practice::DataRules => (
            "只收用得着的顾客资料，定好谁能看、留多久。",
            "Collect only the data you need, and lay down who may see them and for how long.",
        ),
        Practice::OpenTerms => (
            "写明每一类顾客能得到什么，为什么不一样。",
            "Say in writing what each class of customer gets, and why it differs.",
        ),
        Practice::SameTreatment => (
            "同样的情况同样处理；有例外，就把理由记下来。",
            "Treat the same case the same way, and write down the reason for every exception.",
        ),
        Practice::Thanks => (
            "为顾客花的时间、钱和心思道谢，对老顾客更不要忘。",
            "Thank customers for their time, money and effort, long-standing ones above all.",
        ),
        Practice::FairChanges => (
            "涨价或改规则之前，先想想对老顾客公不公平。",
            "Before you raise prices or change rules, ask whether it is fair to long-standing customers.",
        ),
        Practice::OwnedPromises => (
            "每个承诺都定下负责人和期限，到期检查。",
            "Give every promise an owner and a date, and check it when it is due.",
        ),
        Practice::HonestAdvertising => {
            ("做不到的事，宣传里不要讲。", "Promise nothing in advertising that you cannot keep.")
        }
        Practice::AdmittedMistakes => (
            "出了错先承认，再说怎么补、什么时候补好。",
            "When something goes wrong, admit it first; then name the remedy and the time.",
        ),
        Practice::EasyComplaints => (
            "让投诉好找、不花钱，当天答复，两三天内办完。",
            "Make complaining easy and free; reply the same day, and settle it within two or three days.",
        ),
        Practice::WordsForTrouble => (
            "教员工遇到难题怎么说：先表示理解，再问清楚，讲明什么时候答复。",
            "Give staff words for difficult moments: show understanding, ask what happened, say when the answer will come.",
        ),
        Practice::KnownRegulars => {
            ("常客愿意的话，记住他们的称呼和习惯。", "Know regulars by name and habit, where they agree to it.")
        }
        Practice::Guidance => (
            "在容易摸不着头脑的地方派人或立牌子带路，别让顾客出丑。",
            "Where people may feel lost, guide them by staff or signs, so that nobody looks foolish.",
        ),
        Practice::Options => {
            ("方案、时间、付款方式，尽量让顾客自己选。", "Let customers choose: the plan, the time, the way of paying.")
        }
        Practice::ToldProgress => (
            "还要等多久、办到哪一步，主动告诉顾客。",
            "Tell customers how long it will take and how far it has come, before they ask.",
        ),
        Practice::SpotCompensation => {
            ("小额补偿让一线员工当场就能定。", "Let front-line staff decide on small compensation on the spot.")
        }
        Practice::OnePerson => ("谁先接待，谁负责到底。", "Whoever is addressed first stays responsible to the end."),
        Practice::KnownExpectations => (
            "问清楚不同的顾客在这件事上期望什么，写成标准。",
            "Find out what different customers expect here, and write it down as a standard.",
        ),
        Practice::CallsBack => (
            "一周之内回访非常满意和非常不满的顾客。",
            "Within a week, call back customers who were very satisfied or very dissatisfied.",
        ),
        Practice::TrainedStaff => {
            ("教员工怎样待人有礼、怎样应对不满。", "Train staff in courtesy and in handling dissatisfaction.")
        }
        Practice::DesignedExtras => {
            ("不另收钱的附加服务，按顾客的不同来设计。", "Design the extras that cost nothing by kind of customer.")
        }
    };
    language.of(zh, en)
}
