//! stub
#![allow(missing_docs)]
use esteem_study::{Study}; use esteem_study::interview::Saved; use wasm_bindgen::JsValue;
pub trait Value: Sized { fn field(&self, name: &str) -> Option<Self>; fn text(&self) -> Option<String>; fn number(&self) -> Option<f64>; fn flag(&self) -> Option<bool>; fn list(&self) -> Option<Vec<Self>>; fn entries(&self) -> Option<Vec<(String, Self)>>; }
impl Value for JsValue { fn field(&self, name: &str) -> Option<Self> { js_sys::Reflect::get(self,&name.into()).ok().filter(|v|!v.is_undefined()&&!v.is_null()) } fn text(&self) -> Option<String> { self.as_string() } fn number(&self) -> Option<f64> { self.as_f64() } fn flag(&self) -> Option<bool> { self.as_bool() } fn list(&self) -> Option<Vec<Self>> { js_sys::Array::is_array(self).then(|| js_sys::Array::from(self).to_vec()) } fn entries(&self) -> Option<Vec<(String, Self)>> { None } }
#[derive(Debug)] pub struct Misread { pub path: String, pub kind: MisreadKind }
#[derive(Debug)] pub enum MisreadKind { TooNew { found: String }, Other }
pub fn study<V: Value>(_v: &V) -> Result<Study, Misread> { Err(Misread{path:String::new(),kind:MisreadKind::Other}) }
pub fn saved<V: Value>(_v: &V) -> Result<Saved, Misread> { Err(Misread{path:String::new(),kind:MisreadKind::Other}) }
