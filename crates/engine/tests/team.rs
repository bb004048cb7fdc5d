//! A team of engines says what one engine says, however many members it has and wherever their stretches are cut.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use esteem_analysis::Selection;
use esteem_analysis::import::Tests;
use esteem_analysis::words::Language;
use esteem_content::{Ask, Refused, codec};
use esteem_engine::team::{self, Desk, Gone, Members, Missed, Order, Said};
use esteem_engine::{Engine, Files};

const STUDY: &[u8] = include_bytes!("../../../examples/cafe.study.json");
const RESPONSES: &str = include_str!("../../../examples/cafe.responses.csv");

/// A line that one end puts values into, and the other takes them out of.
struct Line<T>(Rc<RefCell<VecDeque<T>>>);

impl<T> Line<T> {
    fn new() -> Line<T> {
        Line(Rc::default())
    }

    fn other_end(&self) -> Line<T> {
        Line(self.0.clone())
    }

    async fn take(&self) -> T {
        std::future::poll_fn(|_| self.0.borrow_mut().pop_front().map_or(Poll::Pending, Poll::Ready)).await
    }

    fn put(&self, value: T) {
        self.0.borrow_mut().push_back(value);
    }
}

/// A member's end, with the file; messages travel as bytes, as they do between workers.
struct End {
    orders: Line<Vec<u8>>,
    said: Line<Vec<u8>>,
    file: Rc<[u8]>,
    block: usize,
}

impl Desk for End {
    async fn order(&mut self) -> Option<Order> {
        codec::unpack(&self.orders.take().await)
    }

    fn say(&mut self, said: Said) {
        if !matches!(said, Said::Progress(..)) {
            self.said.put(codec::pack(&said));
        }
    }

    async fn block(&mut self, at: u64) -> Result<Vec<u8>, Gone> {
        let rest = self.file.get(at as usize..).ok_or(Gone)?;
        Ok(rest.chunks(self.block).next().unwrap_or_default().to_vec())
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The lines to a member and from it.
type Ends = (Line<Vec<u8>>, Line<Vec<u8>>);

/// All members, each with its task.
struct Team {
    ends: Vec<Ends>,
}

impl Team {
    fn new(number: usize, file: &[u8], block: usize) -> (Team, Vec<Task>) {
        let (mut ends, mut tasks): (Vec<_>, Vec<Task>) = Default::default();
        for _ in 0..number {
            let (orders, said) = (Line::new(), Line::new());
            let mut end = End { orders: orders.other_end(), said: said.other_end(), file: file.into(), block };
            tasks.push(Box::pin(async move { team::member(&mut end).await }));
            ends.push((orders, said));
        }
        (Team { ends }, tasks)
    }
}

impl Members for Team {
    fn number(&self) -> usize {
        self.ends.len()
    }

    async fn ask(&mut self, orders: Vec<Order>) -> Result<Vec<Said>, Gone> {
        assert_eq!(orders.len(), self.ends.len());
        for ((line, _), order) in self.ends.iter().zip(&orders) {
            line.put(codec::pack(order));
        }
        let mut all = Vec::new();
        for (_, said) in &self.ends {
            all.push(codec::unpack(&said.take().await).ok_or(Gone)?);
        }
        Ok(all)
    }

    async fn ask_one(&mut self, member: usize, order: Order) -> Result<Said, Gone> {
        self.ends[member].0.put(codec::pack(&order));
        codec::unpack(&self.ends[member].1.take().await).ok_or(Gone)
    }
}

/// Lets a future and the members take turns until the future is done.
fn run<T>(future: impl Future<Output = T>, tasks: &mut Vec<Task>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = std::pin::pin!(future);
    for _ in 0..1000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
    }
    panic!("nobody has anything to say");
}

/// What is shown of a few questions, and the reports, as bytes; or why there is nothing.
type Shown = Result<Vec<Vec<u8>>, Missed>;

fn asks() -> Vec<Ask> {
    let first = Selection::from_conditions([("guest".to_string(), "first".to_string())]).unwrap();
    let state = Selection::from_conditions([("state".to_string(), "swing".to_string())]).unwrap();
    let ask = |selection: Selection, by: Option<&str>, language| Ask { selection, by: by.map(Into::into), language };
    vec![
        Ask::all(Language::En),
        ask(Selection::default(), Some("time"), Language::Zh),
        ask(first.clone(), Some("guest"), Language::En),
        ask(state, None, Language::En),
    ]
}

fn alone(files: &Files<'_>) -> Result<Vec<Vec<u8>>, Refused> {
    let mut engine = Engine::default();
    engine.open(files, &|_| None, &mut |_| {})?;
    let mut shown: Vec<_> = asks().iter().map(|ask| codec::pack(&engine.content(ask).unwrap())).collect();
    shown.push(engine.report_json(&Selection::default()).unwrap().into_bytes());
    Ok(shown)
}

fn together(files: &Files<'_>, number: usize, block: usize) -> Shown {
    let file = files.responses.unwrap();
    let (mut members, mut tasks) = Team::new(number, file, block);
    let mut engine = Engine::default();
    let mut head = block;
    loop {
        let files = Files { responses: Some(&file[..head.min(file.len())]), ..*files };
        match run(team::open(&mut engine, &mut members, &files, file.len() as u64), &mut tasks) {
            Err(Missed::More) => head *= 2,
            opened => break opened?,
        }
    }
    let mut shown = Vec::new();
    for ask in asks() {
        let wanted = engine.wanted(&ask);
        run(team::take_counts(&mut engine, &mut members, wanted), &mut tasks).unwrap();
        shown.push(codec::pack(&engine.content(&ask).unwrap()));
    }
    shown.push(engine.report_json(&Selection::default()).unwrap().into_bytes());
    Ok(shown)
}

#[track_caller]
fn check(responses: &[u8], tests: Tests) {
    let files = Files { study: STUDY, responses: Some(responses), mapping: None, tests };
    let expected = alone(&files).map_err(Missed::Refused);
    for (number, block) in [(1, 1 << 16), (4, 1000), (7, 333)] {
        assert!(together(&files, number, block) == expected, "{number} members, blocks of {block} bytes");
    }
}

/// The example without its first line, and that line.
fn lines() -> (&'static str, Vec<String>) {
    let (first, rest) = RESPONSES.split_once('\n').unwrap();
    (first, rest.lines().map(str::to_owned).collect())
}

#[test]
fn a_plain_file() {
    check(RESPONSES.as_bytes(), Tests::LeftOut);
}

#[test]
fn repairs_copies_and_words_over_several_lines() {
    let (first, mut lines) = lines();
    let copies = lines[40..60].to_vec();
    for place in (100..lines.len()).step_by(17) {
        let line = &mut lines[place];
        match place % 5 {
            0 => *line = copies[place % 20].clone(),
            1 => *line += &format!("\"said {place}\n{}\n\"", [copies[0].as_str(); 9].join("\n").replace('"', "")),
            2 => *line = line.replace(",5,", ",five,").replace(",6,", &format!(",{place},")),
            3 => line.truncate(40),
            _ => line.push_str("\r\n\r\n"),
        }
    }
    // The same id with other answers, late in the file.
    lines.push(lines[3].replace(",5", ",4"));
    check(format!("{first}\n{}", lines.join("\n")).as_bytes(), Tests::LeftOut);
    check(format!("\u{feff}{first}\r\n{}\r\nlast,\"never closed", lines.join("\r\n")).as_bytes(), Tests::LeftOut);
}

#[test]
fn one_stretch_may_be_taken_by_words_of_another() {
    let (first, mut lines) = lines();
    let row = lines[7].clone();
    lines[20] += &format!("\"{}\"", vec![row.as_str(); 3000].join("\n").replace('"', ""));
    check(format!("{first}\n{}", lines.join("\n")).as_bytes(), Tests::LeftOut);
}

#[test]
fn rows_without_ids_are_named_by_their_lines() {
    let (first, lines) = lines();
    let unnamed = |line: &String| line.split_once(',').map(|(_, rest)| format!(",{rest}")).unwrap();
    let lines: Vec<String> = lines.iter().map(unnamed).collect();
    check(format!("{first}\n\n{}", lines.join("\n")).as_bytes(), Tests::LeftOut);
}

#[test]
fn try_outs_alone_are_shown_from_the_first_one_on() {
    let (first, lines) = lines();
    let tests: Vec<String> = lines.iter().take(4).map(|line| format!("{line},true")).collect();
    let file = format!("{first},test\n{}", tests.join("\n"));
    check(file.as_bytes(), Tests::Counted);
    check(file.as_bytes(), Tests::LeftOut);
}

#[test]
fn what_holds_no_rows_is_refused_alike() {
    let (first, _) = lines();
    check(format!("{first}\n\n\n").as_bytes(), Tests::LeftOut);
}

#[test]
fn what_is_no_table_in_utf_8_is_read_as_a_whole() {
    let (first, lines) = lines();
    let mut damaged = format!("{first}\n{}", lines.join("\n")).into_bytes();
    let middle = damaged.len() / 2;
    damaged[middle] = 0xFF;
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(RESPONSES.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for file in [&damaged[..], &utf16, b"{\"format\": \"esteem-response/1\"}", b"PK\x03\x04", b""] {
        let files = Files { study: STUDY, responses: Some(file), mapping: None, tests: Tests::LeftOut };
        assert_eq!(together(&files, 3, 4096).err(), Some(Missed::Whole));
    }
}

#[test]
fn a_member_that_cannot_read_ends_the_reading() {
    let files = Files { study: STUDY, responses: Some(RESPONSES.as_bytes()), mapping: None, tests: Tests::LeftOut };
    let (mut members, mut tasks) = Team::new(2, &RESPONSES.as_bytes()[..5000], 4096);
    let mut engine = Engine::default();
    let opened = run(team::open(&mut engine, &mut members, &files, RESPONSES.len() as u64), &mut tasks);
    assert_eq!(opened, Err(Missed::Unreadable));
    assert_eq!(engine.content(&Ask::all(Language::En)), None);
}
