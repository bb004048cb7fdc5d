//! What was posted and waits to be worked on.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Values in the order in which they came. Clones are the same queue; one of them takes.
pub(crate) struct Queue<T>(Rc<RefCell<Waiting<T>>>);

struct Waiting<T> {
    values: VecDeque<T>,
    waker: Option<Waker>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Queue<T> {
        Queue(self.0.clone())
    }
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Queue<T> {
        Queue(Rc::new(RefCell::new(Waiting { values: VecDeque::new(), waker: None })))
    }

    pub(crate) fn put(&self, value: T) {
        let waker = {
            let mut waiting = self.0.borrow_mut();
            waiting.values.push_back(value);
            waiting.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The next value, when there is one.
    pub(crate) async fn take(&self) -> T {
        poll_fn(|context| {
            let mut waiting = self.0.borrow_mut();
            match waiting.values.pop_front() {
                Some(value) => Poll::Ready(value),
                None => {
                    waiting.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
