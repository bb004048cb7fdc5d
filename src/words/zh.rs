//! The words in Chinese.

use super::{FigureWords, FileWords, NextStep, NoticeWords, PanelWords, SelectWords, StateWords, ViewWords, Words};

pub(super) const WORDS: Words = Words {
    own_name: "中文",
    languages: "语言",
    actions: "操作",
    skip: "直接看报告",
    open: "打开…",
    workspaces: "工作区…",
    print: "打印",
    example: "这是一个例子：一家咖啡馆，客人是虚构的",
    open_own: "打开自己的回答…",
    cancel: "取消",
    close: "关闭",
    reading: "正在读取回答…",
    view: ViewWords {
        views: "报告的各部分",
        overview: "总览",
        method: "方法与出处",
        summary: "一句话",
        how_sure: "有多大把握？",
        see: "看数字",
        whole: "看详情",
        first: "先做这几件事",
        nothing_first: "眼下没有非先做不可的事：没有人反映需求受损，也没有哪个接触点明显不如期望。",
        need: "需求",
        evidence: "看依据",
        sources: "出处",
        on_device: "读取和计算都在这台设备上进行，不会传到任何地方。",
        save_report: "保存报告（JSON）",
    },
    select: SelectWords {
        title: "只看", all: "看全部", undo: "撤销", compare: "对比", compare_nothing: "不对比"
    },
    figure: FigureWords {
        keys: "用方向键逐行移动，按回车看这一行的数字。",
        table: "看表格",
        save: "保存…",
        svg: "矢量图（SVG）",
        png: "图片（PNG）",
        csv: "表格（CSV）",
    },
    state: StateWords {
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
            text: "再多一些，数字才说明问题。",
            action: "打开更全的文件…",
        },
        nobody: NextStep {
            title: "没有人同时符合这些条件",
            text: "每个条件单独看都有人，合在一起就没有了。",
            action: "看全部",
        },
        few_selected: NextStep {
            title: "符合条件的人太少",
            text: "人这么少，数字不显示：说明不了什么，也容易认出是谁。",
            action: "看全部",
        },
        no_view: NextStep {
            title: "这份报告没有这一部分",
            text: "可能是问卷没有问到，也可能是网址写错了。",
            action: "回到总览",
        },
    },
    notice: NoticeWords {
        restarted: "负责计算的部分出了故障，已用同样的文件重新启动，什么都没有丢。",
        gave_up: "负责计算的部分接连出了几次故障。眼前的报告仍然有效，但没法再改。请先把工作区保存成文件，\
                  再重新载入页面，打开这个文件。",
        other_build: "页面打开期间换了新版本。要打开文件，请重新载入页面；还想接着做，就先保存工作区。",
        unknown: "网址里有这份报告没有的内容：",
        save: "保存工作区",
        reload: "重新载入页面",
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
        kept: "原来的报告没有动。",
        bad_study: "这份问卷用不了",
        bad_mapping: "这份映射文件用不了",
        bad_responses: "这些回答读不了",
        no_engine: "读文件的部分没能启动。请检查网络，再试一次。",
        no_study: "还没有问卷，没法读这些回答。请把问卷文件也选上。",
        unreadable: "文件没能读出来",
    },
};
