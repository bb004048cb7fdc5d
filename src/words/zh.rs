//! The words in Chinese.

use super::{FileWords, NextStep, PanelWords, Words};

pub(super) const WORDS: Words = Words {
    own_name: "中文",
    summary: "一句话",
    completeness: "每道题有多少人作答；没有作答的，按原因分开数。",
    languages: "语言",
    actions: "操作",
    skip: "直接看报告",
    open: "打开…",
    print: "打印",
    example: "这是一个例子：一家咖啡馆，客人是虚构的",
    open_own: "打开自己的回答…",
    how_sure: "有多大把握？",
    interval: "数字旁边的细线，或表格里数字下面的那一对数，是与这些回答相容的范围。范围宽，就是说真实的数字很可能是另一个。\
               如果谁来作答全凭偶然，一百个这样的范围里大约有九十五个包含真实的数字。",
    save_report: "保存报告（JSON）",
    show_table: "看表格",
    method: "方法与出处",
    on_device: "读取和计算都在这台设备上进行，不会传到任何地方。",
    reading: "正在读取回答…",
    no_example: NextStep {
        title: "例子没能读出来",
        text: "其他功能都正常：可以从这台设备打开问卷和回答。",
        action: "打开回答…",
    },
    no_responses: NextStep {
        title: "还没有回答",
        text: "问卷已经读好。打开回答文件，这里就会出现报告。",
        action: "打开回答…",
    },
    too_few: NextStep {
        title: "回答太少，还看不出来",
        text: "已经收到的回答数在下面。再多一些，数字才说明问题。",
        action: "打开更全的文件…",
    },
    file: FileWords {
        some_left_out: "文件里有些内容没有读进来，或者没有看懂",
        remarks: "文件已读取，有几点说明",
        in_full: "文件已全部读取",
        doubts: "关于问卷",
    },
    panel: PanelWords {
        title: "打开回答",
        intro: "文件只在这台设备上读取，不会传到任何地方。",
        several: "把文件拖到这里，可以一次拖几个",
        choose: "选择文件…",
        another: "换一个…",
        take_out: "去掉",
        show: "看报告",
        cancel: "取消",
        kept: "原来的报告没有动。",
        bad_study: "这份问卷用不了",
        bad_mapping: "这份映射文件用不了",
        bad_responses: "这些回答读不了",
        no_engine: "读文件的部分没能载入。请检查网络，再试一次。",
        no_study: "还没有问卷，没法读这些回答。请把问卷文件也选上。",
        unreadable: "文件没能读出来",
    },
};
