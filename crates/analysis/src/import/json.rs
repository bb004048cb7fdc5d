//! Reading typed values from JSON text, with the place of whatever does not fit.
//!
//! A value is asked only for what its type expects, so that an object is never tried as a list. A file that is written
//! by hand deserves to hear where in it the trouble is, by path as well as by line; and one reader for every JSON file
//! keeps the page small.

use jsonc_parser::ParseOptions;
use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

/// Why a text or a value cannot be read. Boxed, because every step of reading hands it on and few ever fail.
#[derive(Debug)]
pub(super) struct Unfit(Box<Reason>);

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Reason {
    /// The parser's words, in English.
    pub message: String,
    /// Where in the text, in bytes.
    pub start: usize,
    /// The path into the text: `items[3].answer.scale`; empty for text that is no JSON.
    pub path: String,
    /// Whether the place is known; words that a type finds come without one, and get it from the value.
    is_placed: bool,
}

/// The value that the text holds. Strictly JSON: no comments, no trailing commas.
pub(super) fn parse(text: &str) -> Result<Value<'_>, Unfit> {
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let broken = |message, start| Unfit(Box::new(Reason { message, start, path: String::new(), is_placed: true }));
    match jsonc_parser::parse_to_ast(text, &Default::default(), &options) {
        Ok(parsed) => parsed.value.ok_or_else(|| broken("there is no value".into(), text.len())),
        Err(error) => Err(broken(error.kind().to_string(), error.range().start)),
    }
}

/// A value as a type.
pub(super) fn read<T: DeserializeOwned>(value: &Value<'_>) -> Result<T, Unfit> {
    T::deserialize(Node::Value(value)).map_err(|unfit| unfit.at(value.start()))
}

/// The text of an object's field.
pub(super) fn text_field<'v>(value: &'v Value<'_>, name: &str) -> Option<&'v str> {
    value.as_object()?.get_string(name).map(|string| &*string.value)
}

impl Unfit {
    /// What is wrong, and where.
    pub(super) fn reason(self) -> Reason {
        *self.0
    }

    fn at(mut self, start: usize) -> Unfit {
        if !self.0.is_placed {
            (self.0.start, self.0.is_placed) = (start, true);
        }
        self
    }

    /// The same, seen from the value around it.
    #[cold]
    #[inline(never)]
    fn inside(mut self, step: &str, start: usize) -> Unfit {
        let inner = &self.0.path;
        let joint = if inner.is_empty() || inner.starts_with('[') { "" } else { "." };
        self.0.path = [step, joint, inner].concat();
        self.at(start)
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: std::fmt::Display>(message: T) -> Unfit {
        Unfit(Box::new(Reason { message: message.to_string(), start: 0, path: String::new(), is_placed: false }))
    }
}

/// A value, or the name of a field.
#[derive(Clone, Copy)]
enum Node<'v> {
    Value(&'v Value<'v>),
    Name(&'v str),
}

impl<'v> Node<'v> {
    fn text(self) -> Option<&'v str> {
        match self {
            Node::Name(name) => Some(name),
            Node::Value(value) => value.as_string_lit().map(|string| &*string.value),
        }
    }

    fn unfit<'de, V: Visitor<'de>>(self, visitor: &V) -> Unfit {
        let found = match self {
            Node::Name(name) => Unexpected::Str(name),
            Node::Value(Value::StringLit(string)) => Unexpected::Str(&string.value),
            Node::Value(Value::NumberLit(number)) => match (number.value.parse(), number.value.parse()) {
                (Ok(number), _) => Unexpected::Signed(number),
                (_, Ok(number)) => Unexpected::Float(number),
                _ => Unexpected::Other("number"),
            },
            Node::Value(Value::BooleanLit(claim)) => Unexpected::Bool(claim.value),
            Node::Value(Value::Object(_)) => Unexpected::Map,
            Node::Value(Value::Array(_)) => Unexpected::Seq,
            Node::Value(Value::NullKeyword(_)) => Unexpected::Unit,
        };
        Unfit::invalid_type(found, visitor)
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Node::Value(Value::NumberLit(number)) = self else { return Err(self.unfit(&visitor)) };
        match (number.value.parse(), number.value.parse::<f64>()) {
            (Ok(whole), _) => visitor.visit_i64(whole),
            (_, Ok(number)) if number.is_finite() => visitor.visit_f64(number),
            _ => Err(Unfit::custom("number out of range")),
        }
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> { self.number(visitor) })*
    };
}

macro_rules! texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match self.text() {
                Some(text) => visitor.visit_str(text),
                None => Err(self.unfit(&visitor)),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Unfit;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_f32 deserialize_f64
    }

    texts! { deserialize_char deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::NumberLit(_)) => self.number(visitor),
            Node::Value(Value::BooleanLit(claim)) => visitor.visit_bool(claim.value),
            Node::Value(Value::NullKeyword(_)) => visitor.visit_unit(),
            Node::Value(Value::Object(_)) => self.deserialize_map(visitor),
            Node::Value(Value::Array(_)) => self.deserialize_seq(visitor),
            _ => self.deserialize_str(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::BooleanLit(claim)) => visitor.visit_bool(claim.value),
            _ => Err(self.unfit(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::NullKeyword(_)) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::NullKeyword(_)) => visitor.visit_unit(),
            _ => Err(self.unfit(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::Array(list)) => visitor.visit_seq(Elements { list: &list.elements, next: 0 }),
            _ => Err(self.unfit(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::Array(list)) if list.elements.len() != length => {
                Err(Unfit::invalid_length(list.elements.len(), &visitor))
            }
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Node::Value(Value::Object(object)) => visitor.visit_map(Fields { object, next: 0 }),
            _ => Err(self.unfit(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    /// A variant is its name, or an object of its name and what it holds.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let variant = match self {
            Node::Value(Value::Object(Object { properties, .. })) => match &properties[..] {
                [only] => Some(Variant { name: only.name.as_str(), held: Some(only) }),
                _ => None,
            },
            _ => self.text().map(|name| Variant { name, held: None }),
        };
        match variant {
            Some(variant) => visitor.visit_enum(variant),
            None => Err(self.unfit(&visitor)),
        }
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit_struct tuple_struct }
}

struct Elements<'v> {
    list: &'v [Value<'v>],
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(value) = self.list.get(self.next) else { return Ok(None) };
        let step = self.next;
        self.next += 1;
        let read = seed.deserialize(Node::Value(value));
        read.map(Some).map_err(|unfit| unfit.inside(&["[", &step.to_string(), "]"].concat(), value.start()))
    }
}

struct Fields<'v> {
    object: &'v Object<'v>,
    next: usize,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some(field) = self.object.properties.get(self.next) else { return Ok(None) };
        seed.deserialize(Node::Name(field.name.as_str()))
            .map(Some)
            .map_err(|unfit| unfit.inside(field.name.as_str(), field.start()))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        let Some(field) = self.object.properties.get(self.next) else { return Err(Unfit::custom("no value")) };
        self.next += 1;
        seed.deserialize(Node::Value(&field.value))
            .map_err(|unfit| unfit.inside(field.name.as_str(), field.value.start()))
    }
}

struct Variant<'v> {
    name: &'v str,
    held: Option<&'v ObjectProp<'v>>,
}

impl<'de, 'v> EnumAccess<'de> for Variant<'v> {
    type Error = Unfit;
    type Variant = Variant<'v>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Variant<'v>), Unfit> {
        seed.deserialize(Node::Name(self.name)).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        match self.held {
            None => Ok(()),
            Some(_) => Err(Unfit::custom(["`", self.name, "` stands alone, without a value"].concat())),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        let Some(held) = self.held else {
            return Err(Unfit::custom(["`", self.name, "` needs a value: {\"", self.name, "\": …}"].concat()));
        };
        seed.deserialize(Node::Value(&held.value)).map_err(|unfit| unfit.inside(self.name, held.value.start()))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        Err(Unfit::custom(Expected(&visitor)))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        Err(Unfit::custom(Expected(&visitor)))
    }
}

/// What was expected, as a sentence.
struct Expected<'a>(&'a dyn serde::de::Expected);

impl std::fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected ")?;
        self.0.fmt(f)
    }
}
