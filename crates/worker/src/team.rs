//! Several workers at one file. The worker that answers the page leads, is a member itself, and asks the page's shell for
//! others; leader and members post each other the messages of [`esteem_engine::team`], each over a port of its own.

use esteem_content::RefusedFile;
use esteem_content::codec;
use esteem_content::message::{Question, Reply};
use esteem_engine::team::{self, Desk, Gone, Members, Missed, Order, Said};
use esteem_engine::{Engine, Files};
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, MessageChannel, MessageEvent, MessagePort};

use crate::files::Blocks;
use crate::meter::Meter;
use crate::queue::Queue;
use crate::{BYTES_SHARE, Help, IMPORT_SHARE};

/// From so many bytes on, a file is read in stretches, and so many are worth another worker.
const STRETCH_BYTES: f64 = 1.5e6;
/// The bytes in which the first line is looked for at first.
const HEAD_BYTES: u64 = 1 << 16;

/// Is a member until the lead lets it go.
pub(crate) async fn serve(port: MessagePort) {
    let orders = Queue::new();
    let _listener =
        Listener::new(&port, orders.clone(), |posted| Some((unpacked(posted), posted.get(1).dyn_into().ok())));
    team::member(&mut Place { port, orders, file: None }).await;
}

/// Where a member works.
struct Place {
    port: MessagePort,
    /// What makes no sense is an order to end.
    orders: Queue<(Option<Order>, Option<Blob>)>,
    file: Option<Blocks>,
}

impl Desk for Place {
    async fn order(&mut self) -> Option<Order> {
        let (order, file) = self.orders.take().await;
        if file.is_some() {
            self.file = file.map(Blocks::new);
        }
        order
    }

    fn say(&mut self, said: Said) {
        send(&self.port, codec::pack(&said), None);
    }

    async fn block(&mut self, at: u64) -> Result<Vec<u8>, Gone> {
        self.file.as_mut().ok_or(Gone)?.block(at).await.ok_or(Gone)
    }
}

/// What the lead hears.
pub(crate) enum Heard {
    Said(usize, Said),
    Lost,
}

/// The members, as the lead reaches them.
pub(crate) struct Team {
    ports: Vec<MessagePort>,
    heard: Queue<Heard>,
    file: Blob,
    meter: Meter,
    /// Bytes and responses of each member so far.
    done: Vec<(u64, u64)>,
    _listeners: Vec<Listener>,
}

impl Team {
    /// This worker, and those behind the ports.
    fn new(helpers: Vec<MessagePort>, file: Blob, meter: Meter, help: &Queue<Help>) -> Option<Team> {
        let own = MessageChannel::new().ok()?;
        spawn_local(serve(own.port2()));
        let ports: Vec<MessagePort> = std::iter::once(own.port1()).chain(helpers).collect();
        let heard = Queue::new();
        let listener = |(member, port)| {
            Listener::new(port, heard.clone(), move |posted| Some(Heard::Said(member, unpacked(posted)?)))
        };
        let listeners = ports.iter().enumerate().map(listener).collect();
        if ports.len() > 1 {
            let (help, heard) = (help.clone(), heard.clone());
            spawn_local(async move {
                // Whatever is heard of helpers that were started is that one is lost.
                help.take().await;
                heard.put(Heard::Lost);
            });
        }
        Some(Team { done: vec![(0, 0); ports.len()], ports, heard, file, meter, _listeners: listeners })
    }

    fn order(&self, member: usize, order: &Order) -> Result<(), Gone> {
        let file = matches!(order, Order::Read(_)).then_some(&self.file);
        send(self.ports.get(member).ok_or(Gone)?, codec::pack(order), file);
        Ok(())
    }

    /// What a member says next, and which; meanwhile the page is told how far they are.
    async fn hear(&mut self) -> Result<(usize, Said), Gone> {
        loop {
            match self.heard.take().await {
                Heard::Lost => return Err(Gone),
                Heard::Said(member, Said::Progress(bytes, rows)) => {
                    self.done.get_mut(member).into_iter().for_each(|done| *done = (bytes, rows));
                    let (bytes, rows) = self.done.iter().fold((0, 0), |all, done| (all.0 + done.0, all.1 + done.1));
                    let share = (bytes as f64 / self.file.size().max(1.0)).min(1.0);
                    self.meter.tell((BYTES_SHARE + IMPORT_SHARE) * share, rows);
                }
                Heard::Said(member, said) => return Ok((member, said)),
            }
        }
    }
}

impl Drop for Team {
    /// The members let go of what they hold.
    fn drop(&mut self) {
        self.ports.iter().for_each(|port| send(port, Vec::new(), None));
    }
}

impl Members for Team {
    fn number(&self) -> usize {
        self.ports.len()
    }

    async fn ask(&mut self, orders: Vec<Order>) -> Result<Vec<Said>, Gone> {
        for (member, order) in orders.iter().enumerate() {
            self.order(member, order)?;
        }
        drop(orders);
        let mut all: Vec<Option<Said>> = vec![None; self.ports.len()];
        while all.iter().any(Option::is_none) {
            let (member, said) = self.hear().await?;
            all.get_mut(member).into_iter().for_each(|place| *place = Some(said.clone()));
        }
        Ok(all.into_iter().flatten().collect())
    }

    async fn ask_one(&mut self, member: usize, order: Order) -> Result<Said, Gone> {
        self.order(member, &order)?;
        Ok(self.hear().await?.1)
    }
}

/// Has the responses read in stretches, with the help of others if they are many; nothing where they must be read as a
/// whole, or are so few that it is no use.
pub(crate) async fn open(
    engine: &mut Engine,
    files: &Files<'_>,
    blob: &Blob,
    question: &Question,
    meter: &Meter,
    help: &Queue<Help>,
) -> Result<Option<Team>, Reply> {
    if blob.size() < STRETCH_BYTES {
        return Ok(None);
    }
    let task = question.task;
    let unreadable = || Reply::Unreadable(task, RefusedFile::Responses);
    let length = blob.size() as u64;
    let mut head = Vec::new();
    let mut blocks = Blocks::new(blob.clone());
    let mut helpers = None;
    loop {
        let files = Files { responses: Some(&head), ..*files };
        match team::understood(&files, length) {
            Ok(()) => {}
            Err(Missed::More) => {
                let block =
                    blocks.block(head.len() as u64).await.filter(|block| !block.is_empty()).ok_or_else(unreadable)?;
                let more = if head.is_empty() { HEAD_BYTES as usize } else { block.len() };
                head.extend(block.into_iter().take(more));
                continue;
            }
            Err(Missed::Refused(refused)) => return Err(Reply::Refused(task, refused)),
            Err(_) => return Ok(None),
        }
        let ports = match helpers.take() {
            None if question.may_share => asked(meter, help, (blob.size() / STRETCH_BYTES) as u32 - 1).await,
            _ => Vec::new(),
        };
        let is_helped = !ports.is_empty();
        let Some(mut team) = Team::new(ports, blob.clone(), meter.clone(), help) else { return Ok(None) };
        match team::open(engine, &mut team, &files, length).await {
            Ok(()) => return Ok(Some(team)),
            // Alone it takes longer.
            Err(Missed::Gone) if is_helped => helpers = Some(()),
            Err(Missed::Refused(refused)) => return Err(Reply::Refused(task, refused)),
            Err(Missed::Unreadable) => return Err(unreadable()),
            Err(_) => return Ok(None),
        }
    }
}

/// Ports to as many other workers as are wanted, if the page can start them.
async fn asked(meter: &Meter, help: &Queue<Help>, wanted: u32) -> Vec<MessagePort> {
    if wanted == 0 || meter.page.post_message(&Array::of2(&"help".into(), &wanted.into())).is_err() {
        return Vec::new();
    }
    match help.take().await {
        Help::Ports(ports) => ports,
        Help::Lost => Vec::new(),
    }
}

/// Puts what comes through a port into a queue, for as long as it is kept.
struct Listener {
    port: MessagePort,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

impl Listener {
    fn new<T: 'static>(port: &MessagePort, queue: Queue<T>, read: impl Fn(&Array) -> Option<T> + 'static) -> Listener {
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(value) = event.data().dyn_ref().and_then(&read) {
                queue.put(value);
            }
        });
        port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Listener { port: port.clone(), _heard: heard }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

/// Both ends are of one build.
fn unpacked<T: DeserializeOwned>(posted: &Array) -> Option<T> {
    codec::unpack(&Uint8Array::new(&posted.get(0)).to_vec())
}

fn send(port: &MessagePort, bytes: Vec<u8>, file: Option<&Blob>) {
    let bytes: JsValue = Uint8Array::from(bytes.as_slice()).buffer().into();
    let posted = Array::of2(&bytes, file.map_or(&JsValue::UNDEFINED, AsRef::as_ref));
    // Buffers and files can always be posted; the buffer is handed over and not copied.
    let _ = port.post_message_with_transferable(&posted, &Array::of1(&bytes));
}
