//! Values that the browser has parsed.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::Value;

impl Value for JsValue {
    fn field(&self, name: &str) -> Option<JsValue> {
        // Asking a string or a number for a field throws.
        Reflect::get(self, &JsValue::from_str(name)).ok().filter(|field| !field.is_undefined() && !field.is_null())
    }

    fn has_null(&self, name: &str) -> bool {
        Reflect::get(self, &JsValue::from_str(name)).is_ok_and(|field| field.is_null())
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn list(&self) -> Option<Vec<JsValue>> {
        Array::is_array(self).then(|| {
            let list: &Array = self.unchecked_ref();
            (0..list.length()).map(|at| list.get(at)).collect()
        })
    }

    fn entries(&self) -> Option<Vec<(String, JsValue)>> {
        if !self.is_object() || Array::is_array(self) {
            return None;
        }
        let entries = Object::entries(self.unchecked_ref());
        let mut pairs = Vec::new();
        for at in 0..entries.length() {
            let pair: Array = entries.get(at).unchecked_into();
            pairs.push((pair.get(0).as_string()?, pair.get(1)));
        }
        Some(pairs)
    }
}
