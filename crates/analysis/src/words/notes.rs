//! Cautions, reasons and sources in words.

use super::Language;
use crate::report::{Method, Note, Reason, Reference};

/// A caution as one or two sentences.
pub fn note(note: Note, language: Language) -> &'static str {
    match note {
        Note::Ceiling => language.of(
            "不少人的期望已经顶到量表的最高处，这样的人不可能“超出预期”。",
            "Many expect the maximum. On this scale nothing can be better than they expected.",
        ),
        Note::RatioCoding => language.of(
            "比值会随量表的编号方式改变（1–7 和 0–6 结果不同），差值不会。两者不一致时，以差值为准。",
            "The ratio depends on how the scale is numbered (1 to 7 or 0 to 6); the difference does not. Where they \
             disagree, trust the difference.",
        ),
        Note::RatioMean => language.of(
            "均值之比与每人比值的平均落在不同的区间，请看均值之比。",
            "The ratio of means and the mean of the ratios fall on different sides. Use the ratio of means.",
        ),
        Note::ToleranceMatters => language.of(
            "“与预期相当”的宽窄定得不同，这几个占比会差出十个百分点以上。",
            "These shares move by more than ten points with the tolerance that counts as matched.",
        ),
        Note::ZoneInconsistent => language.of(
            "超过二十分之一的人填的“理想”低于“最低可接受”，题目可能没被看懂。",
            "More than one in twenty desires less than they would accept: the question may not have been understood.",
        ),
        Note::FewSignsOfAnger => language.of(
            "报告受损的人是动怒的人的两倍以上：有人吃了亏，但没有发作。",
            "More than twice as many report a violation as show anger: people were hurt and kept quiet.",
        ),
        Note::SlipsPossible => language.of(
            "假如每一百个回答里有一个是手滑，单凭手滑就能解释三分之一以上的“受损”。",
            "If one answer in a hundred were a slip, slips alone would explain more than a third of the violations.",
        ),
        Note::RespectHurt => language.of(
            "也有人觉得没被尊重。按目前的规则，这不算作愤怒，但同样会让人离开。",
            "Some felt slighted. The rule does not count that as outrage, but it drives people away as well.",
        ),
        Note::LowBase => language.of(
            "回答不到 30 份，区间很宽，只宜当作线索。",
            "Fewer than 30 answers: the intervals are wide, take it as a hint.",
        ),
        Note::AssumedLoss => language.of(
            "各档流失率是教科书里的假设（80%、40%、20%、10%、1.5%），不是自家数据；换成自己的流失率才作数。",
            "The loss rates are a textbook assumption (80, 40, 20, 10 and 1.5 %), not your data. Replace them with your \
             own churn.",
        ),
        Note::Dealt => language.of(
            "接触点是抽着问的：每人只问其中一部分，问哪些由抽签决定。均值和差距只算问到的人；几个接触点放在一起看时，每两个\
             只算两个都答了的人；每人的平均只含问到他的那几个。",
            "Touchpoints were dealt out: each respondent was asked some of them, drawn by lot. Means and gaps rest on those \
             who were asked; where several touchpoints are seen together, each pair rests on those who answered both; a \
             respondent's average covers only what they were asked.",
        ),
        Note::IntentOnly => language.of(
            "说会推荐不等于真的去推荐：打算不是行为，得分也不能预言增长。",
            "Saying so is not doing so: an intention to recommend is no behaviour, and the score does not foretell growth.",
        ),
        Note::SourceNumbers => language.of(
            "这里用了教科书里的数字（不满的人告诉 22 人，满意的 8 人，很满意的 10 人；5% 会投诉；投诉得到解决 54% 到 70% \
             留下，很快解决 95%），出处没有数据可查；换成自己的数字才作数。",
            "Textbook figures stand in here (22 people told by the dissatisfied, 8 by the satisfied, 10 by the highly \
             satisfied; 5 % complain; 54 to 70 % stay if that is resolved, 95 % if quickly) without data behind them. \
             Replace them with your own.",
        ),
        Note::Scenario => language.of(
            "这是“如果这些设定成立，会怎样”的推算，不是预测；区间只算了回答的偶然，没有算设定错了的可能。",
            "This is what would follow if the settings were true, and no forecast; the intervals allow for chance in the \
             answers, and, except that of the loss, not for wrong settings.",
        ),
        Note::SelfSelected => language.of(
            "愿意作答的人不等于全部顾客：这些数字说的是作答的人。",
            "Those who chose to answer are not all customers: the figures describe the people who answered.",
        ),
        Note::ChosenByState => language.of(
            "这些回答是按状态挑出来的；需求、状态和总体满意的占比反映的是怎么挑，不宜和全体相比。",
            "These responses were chosen by their state: the shares of needs, states and overall satisfaction follow \
             from that choice. Do not compare them with those of all.",
        ),
        Note::WithoutFlagged => language.of(
            "有两处以上疑点的回答没有计入：答得太快、一路同一个答案，或同一分钟里重复。请和全部计入的结果对照着看。",
            "Responses with two doubts or more are left out: too fast, the same answer all along, or twice in one minute. \
             Look at the report of all of them beside this one.",
        ),
        Note::NonResponse => language.of(
            "这里只有开始作答的人：有多少人根本没打开，不得而知；中途离开的人想法可能不同。开始的人不等于受邀的人，完成率也不是回收率。",
            "Only those who began are known: how many were asked and never did, is not. Who broke off may think \
             differently. The share that finished is no response rate.",
        ),
        Note::NoBreakOffs => language.of(
            "文件里全是答完的回答：要么没有人中途离开，要么没有把他们收进来，看不出在哪里流失。",
            "Every response in the file was finished: nobody broke off, or the file leaves them out; where people leave \
             cannot be seen.",
        ),
        Note::SatisfiedNotLoyal => language.of(
            "最满意的一档比下一档更想留下，差别不像是碰巧：“基本满意”离“留得住”还有一段距离。",
            "At the highest level more mean to stay than at the next one, beyond chance: being mostly satisfied is not \
             being loyal.",
        ),
        Note::NoDeeds => language.of(
            "这里只有打算：没有哪一项说明顾客实际做了什么（分组 returned 记是否回头，或问说过几次好话）。打算不是行为。",
            "Only the intention is known: nothing tells what customers did (the segment “returned”, or how many were told \
             good things). An intention is no behaviour.",
        ),
        Note::NoValueClasses => language.of(
            "没有标明顾客价值的分组（value_class），所以不分价值看满意。",
            "No segment tells what a customer is worth (value_class), so satisfaction is not split by value.",
        ),
        Note::GapUnreliable => language.of(
            "单个人的差距不可靠（信度不到 0.70）：期望和实际请分开看；一群人的平均差距不受影响。",
            "The gap of a single person is unreliable (below 0.70): read expectation and perception apart. The mean gap of \
             many is not touched by this.",
        ),
        Note::GapPredictsLess => language.of(
            "要说明总体满意，光看实际评价就比看差距更好。",
            "Perceptions alone explain overall satisfaction better than gaps do.",
        ),
        Note::ExpectationRecalled => language.of(
            "期望是和实际体验一起问的：回忆里的期望会向体验靠拢。有条件的话，请在服务之前问。",
            "Expectations were asked together with what was received: remembered expectations drift towards the experience. \
             Ask before the service where that is possible.",
        ),
        Note::NotValidated => language.of(
            "这份现成的问卷还没有经过检验：正式使用之前，请先找一些人试答。",
            "This ready-made questionnaire was not validated: try it out with some people before you rely on it.",
        ),
        Note::FiguresWithheld => language.of(
            "这一组有些数字没有显示，免得由此推算出另一个很小的组。",
            "Some figures of this group are not shown, because they would tell those of a very small one.",
        ),
        Note::FewInCells => language.of(
            "有的接触点打低分、中间分或高分的不到 30 人：扣分和加分只当线索看。",
            "Some touchpoints were rated low, middling or high by fewer than thirty: take their penalties and rewards as \
             hints.",
        ),
        Note::NoResponses => language.of("还没有回答。", "There are no answers yet."),
        Note::LostRows => language.of(
            "这里只用全部答齐的人；答了一部分的人里，有五分之一以上因此没算进来，他们的看法可能不一样。",
            "Only those who answered everything count here. More than a fifth answered a part and are left out; they may \
             see things differently.",
        ),
        Note::Collinear => language.of(
            "有些方面总是一起好、一起坏，各自的分量很难分开，区间再窄也不要细比。",
            "Some of these go together so closely that their parts are hard to tell apart; do not compare them finely.",
        ),
        Note::NegativeDriver => language.of(
            "有的方面在其余方面相同时，系数是负的。分量没有正负号，这样的一行要对照系数来看。",
            "Beside all the others, the coefficient of some is below zero. A part has no sign: read it together with the \
             coefficient.",
        ),
        Note::UnstableLabel => language.of(
            "换一批人来答，有的归类就可能变（出现的机会不到八成），只当线索看。",
            "With other respondents some of these labels could well be others (they hold in fewer than four of five \
             draws): take them as hints.",
        ),
        Note::FewForDrivers => language.of(
            "平均每个方面不到 10 份回答，分量会随人变化很大。",
            "Fewer than ten respondents for each driver: the parts would move a lot with other respondents.",
        ),
        Note::NarrowIntervals => language.of(
            "不到 300 份回答时，分量的区间略窄：说是 95%，实测约 93%。",
            "With fewer than 300 respondents the intervals of the parts are a little narrow: about 93 % of them hold, not \
             95 %.",
        ),
        Note::ThinCells => language.of(
            "有的接触点打低分、中间分或高分的人不到 10 个，没法比较，先不算。",
            "Where fewer than ten rated a touchpoint low, middling or high there is nothing to compare; it is left out.",
        ),
        Note::AlphaLow => language.of(
            "有的一组题信度不到 0.70：这些题说的不完全是一回事，平均分要慎用；不到 0.60 就不要合成一个分数。",
            "Some reliabilities are below 0.70: these items do not quite say the same, so use their average with care, and \
             below 0.60 not at all.",
        ),
        Note::Heywood => language.of(
            "有的一组题算不出 ω：一个共同因素解释不了这些回答。请看 α。",
            "For some there is no omega, because one common factor cannot lie behind the answers. Use alpha.",
        ),
        Note::PossiblyReversed => language.of(
            "有的题和同组其余的题方向相反，可能计分反了，请核对。",
            "Some items go against the rest of their group: they may be coded the wrong way round. Please check.",
        ),
        Note::TwoItems => language.of(
            "只有两道题时，用斯皮尔曼–布朗系数；题太少，信度只能粗看。",
            "With two items the Spearman-Brown coefficient is the one to use; two items tell little about reliability.",
        ),
        Note::Formative => language.of(
            "一项需求由几个不同的方面合成，不必说同一件事：这里信度低，不说明指数不能用。",
            "The facets of a need make it up and need not say the same: a low value here does not speak against its index.",
        ),
    }
}

/// Why a number or its interval is missing, short enough for a cell.
pub fn reason(reason: Reason, base: u64, language: Language) -> String {
    match reason {
        Reason::NoAnswers => language.of("没有回答", "no answers").into(),
        Reason::TooFew { needed } => match language {
            Language::Zh => format!("回答太少，看不出来（{base} 份，至少要 {needed} 份）"),
            Language::En => format!("too few answers to tell ({base}, at least {needed} needed)"),
        },
        Reason::AllEqual => language.of("所有回答都一样，估不出误差", "all answers equal, so no interval").into(),
        Reason::ZeroExpectation => language.of("期望接近零，比值没有意义", "expectation too close to zero").into(),
        Reason::NegativeScale => language.of("量表含负数，比值没有意义", "no ratio on a scale with negatives").into(),
        Reason::DifferentScales => language.of("量表不同，不能平均", "different scales cannot be averaged").into(),
        Reason::Descriptive => language.of("只描述这些回答", "describes these answers").into(),
        Reason::NoVariation => language.of("回答没有差别，看不出关联", "no differences to relate to each other").into(),
        Reason::Collinear => {
            language.of("几个方面的回答完全连在一起，分不开", "cannot be told apart from each other").into()
        }
        Reason::ThinCell { needed } => match language {
            Language::Zh => format!("低、中、高分的人不够（各要 {needed} 人）"),
            Language::En => format!("too few rated it low, middling or high ({needed} needed of each)"),
        },
        Reason::Dealt => language
            .of(
                "每人只问了一部分接触点，这里要人人都问全",
                "needs respondents who were asked every touchpoint; here each was asked some",
            )
            .into(),
        Reason::ThinPair { needed } => match language {
            Language::Zh => format!("有两个接触点，两个都答了的只有 {base} 人（至少要 {needed} 人）"),
            Language::En => format!("too few answered both of some two touchpoints ({base}, at least {needed} needed)"),
        },
        Reason::PairsContradict => language
            .of(
                "每两个接触点的人不同，拼在一起互相矛盾",
                "the pairs come from different respondents and contradict each other",
            )
            .into(),
        Reason::NoImpact => language.of("看不出影响", "no impact to be seen").into(),
        Reason::TooFewItems => language.of("题太少", "too few items").into(),
        Reason::Heywood => language.of("一个共同因素解释不了", "no single factor fits").into(),
        Reason::Unstable => language.of("这些回答定不出来", "the answers do not settle it").into(),
        Reason::NoZone => language.of("最低与理想相同，没有容忍区", "no zone between adequate and desired").into(),
        Reason::Withheld => language
            .of("不显示，免得由此推算出另一组的数字", "not shown, because it would tell the numbers of another group")
            .into(),
        Reason::Assumed => language.of("这是设定值，不是估计", "a setting, not an estimate").into(),
        Reason::OutOfRange => language.of("按这些设定算不出来", "cannot be worked out with these settings").into(),
    }
}

/// A source, with what rests on it.
pub fn reference(reference: Reference, language: Language) -> &'static str {
    match reference {
        Reference::Gap => language.of(
            "期望与感知之差：Parasuraman、Zeithaml、Berry，1985、1988；均值用 t 区间。",
            "The gap of perception and expectation: Parasuraman, Zeithaml & Berry 1985, 1988; t intervals for means.",
        ),
        Reference::Ratio => language.of(
            "均值之比的区间：Fieller，1954；“相当”的判断用两个单侧检验：Schuirmann，1987。",
            "The interval of the ratio of means: Fieller 1954; “as expected” by two one-sided tests: Schuirmann 1987.",
        ),
        Reference::Zone => language.of(
            "容忍区：Zeithaml、Berry、Parasuraman，1993；Kettinger、Lee，2005。",
            "The zone of tolerance: Zeithaml, Berry & Parasuraman 1993; Kettinger & Lee 2005.",
        ),
        Reference::Needs => language.of(
            "安全、公平、尊重三种需求与愤怒：Schneider、Bowen，1999；Surachartkumtonkun 等，2013、2015。",
            "Needs and outrage: Schneider & Bowen 1999; Surachartkumtonkun and others 2013, 2015.",
        ),
        Reference::Loss => language.of(
            "五档流失率：Kotler《营销管理》，教科书里的数字，没有数据支持。",
            "The five loss rates: Kotler, Marketing Management; textbook figures without data behind them.",
        ),
        Reference::Importance => language.of(
            "推算的重要性用相对权重：Johnson，2000；重要性—表现图：Martilla、James，1977。",
            "Derived importance by relative weights: Johnson 2000; the map of importance and performance: Martilla & \
             James 1977.",
        ),
        Reference::PenaltyReward => language.of(
            "差了扣多少、好了加多少：Brandt，1987；Mikulić、Prebežac，2008；多重检验校正：Holm，1979。",
            "Penalties and rewards: Brandt 1987; Mikulić & Prebežac 2008; adjusted for many tests: Holm 1979.",
        ),
        Reference::Reliability => language.of(
            "信度：Cronbach，1951（α）；McDonald，1999（ω）；α 的区间：Feldt 等，1987。",
            "Reliability: Cronbach 1951 (alpha); McDonald 1999 (omega); the interval of alpha: Feldt and others 1987.",
        ),
        Reference::Share => language
            .of("占比的区间：Wilson，1927；Newcombe，1998。", "Intervals of shares: Wilson 1927; Newcombe 1998."),
    }
}

/// What an interval means, in words.
pub fn uncertainty(method: Method, language: Language) -> &'static str {
    match method {
        Method::Bootstrap | Method::Groups | Method::Robust | Method::Feldt | Method::Fisher => language.of(
            "95% 区间：换一批同样的人来答，数值大致在这个范围里变动。",
            "95 % interval: the values that other respondents of the same kind would give.",
        ),
        Method::AdjustedWald => language.of(
            "95% 区间：与这些回答相容的得分大致都在其中。",
            "95 % interval: the scores that these answers are compatible with.",
        ),
        Method::Simulation => language.of(
            "95% 区间：连设定值本身的不确定也算在内，用固定种子反复抽取得到。",
            "95 % interval of seeded draws, which allow for the settings being uncertain themselves.",
        ),
        Method::T | Method::Normal => language.of(
            "95% 区间：与这些回答相容的平均水平大致都在其中。",
            "95 % interval: the averages that these answers are compatible with.",
        ),
        Method::Welch | Method::Newcombe => language.of(
            "95% 区间：与这些回答相容的差别大致都在其中。",
            "95 % interval: the differences that these answers are compatible with.",
        ),
        Method::Wilson => language.of(
            "95% 区间：与这些回答相容的占比大致都在其中。",
            "95 % interval: the shares that these answers are compatible with.",
        ),
        Method::Fieller | Method::LogDelta => language.of(
            "95% 区间：与这些回答相容的比值大致都在其中。",
            "95 % interval: the ratios that these answers are compatible with.",
        ),
    }
}
