//! How wide an element is, and again whenever that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{NodeRef, UseStateSetter, hook, use_effect_with, use_state_eq};

/// The width of an element in whole pixels, and again whenever it changes; nothing while it is not laid out.
#[hook]
pub(super) fn use_width(element: &NodeRef) -> Option<u32> {
    let width = use_state_eq(|| None);
    let (element, setter) = (element.clone(), width.setter());
    use_effect_with((), move |()| {
        let watch = element.cast::<Element>().and_then(|element| Watch::new(&element, setter));
        move || drop(watch)
    });
    *width
}

/// Watches the width of an element until it is dropped.
struct Watch {
    observer: ResizeObserver,
    _measure: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(element: &Element, setter: UseStateSetter<Option<u32>>) -> Option<Watch> {
        let measured = element.clone();
        let measure = move || {
            let width = u32::try_from(measured.client_width()).ok().filter(|width| *width > 0);
            // An element that is folded away keeps the drawing that it had.
            if width.is_some() {
                setter.set(width);
            }
        };
        measure();
        let measure = Closure::<dyn FnMut()>::new(measure);
        let observer = ResizeObserver::new(measure.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Watch { observer, _measure: measure })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
