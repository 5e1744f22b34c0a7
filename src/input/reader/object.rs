//! An object of facts, member by member, with the objects that stand in it.

use super::expected::Next;
use super::{Passed, Reader};
use crate::facts::FieldSet;
use crate::input::fill::fill_plainly;
use crate::input::json::{self, Cursor, NotJson, Value};
use crate::input::keys::{KEYS, Key, Level, Named};
use crate::input::layer::MOST_PROBLEMS;
use crate::input::plain::Json;

/// More objects of facts than stand in each other.
const MOST_LEVELS: usize = 4;

/// What comes next behind members that were passed by: a key, or whatever stands behind a value but another member.
enum Before {
    Key,
    End,
}

/// Whether another member follows, or the whole object is at its end.
enum Goes {
    On,
    Out,
}

impl Reader {
    /// Reads an object.
    #[inline(never)]
    pub(super) fn object(
        &mut self,
        cursor: &mut Cursor<'_>,
        level: Level,
        is_record: bool,
        from: usize,
    ) -> Result<(), NotJson> {
        let mut position = 0;
        let read = self.members(cursor, level, is_record, from, &mut position);
        self.catch_up(position);
        read
    }

    /// Notes the keys that came as expected, up to a position.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn catch_up(&mut self, position: usize) {
        if self.as_expected {
            self.as_expected = false;
            self.seen = self.expected.facts(position);
            self.own = self.own.with(self.seen.without(self.absent));
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn members(
        &mut self,
        cursor: &mut Cursor<'_>,
        level: Level,
        is_record: bool,
        from: usize,
        position: &mut usize,
    ) -> Result<(), NotJson> {
        cursor.skip_blanks();
        if cursor.peek() != Some(b'{') {
            return self.no_object(cursor, from);
        }
        cursor.at += 1;
        if cursor.eat(b'}') {
            return Ok(());
        }
        let mut level = level;
        // The objects around this one: objects of facts are three deep at most.
        let (mut outer, mut depth) = ([level; MOST_LEVELS], 0);
        loop {
            if self.as_expected {
                match self.usual_members(cursor, level, position) {
                    Before::Key => {}
                    Before::End => match end_of_member(cursor, &mut level, &outer, &mut depth)? {
                        Goes::On => continue,
                        Goes::Out => return Ok(()),
                    },
                }
            }
            cursor.skip_blanks();
            let key_at = cursor.at;
            let key = match self.expected.at(*position, level) {
                Some(key) if cursor.eat_all(&key.pattern) => Some(key),
                _ => self.key(cursor, level, *position)?,
            };
            *position += 1;
            cursor.skip_blanks();
            let value_at = cursor.at;
            match key {
                Some(&Key { named: Named::Fact(field), fact, .. }) => {
                    let is_new = self.as_expected || self.see(field, fact, key_at - from);
                    let is_read = is_new && self.ignored.and(fact).is_empty();
                    if is_read && fill_plainly::<Json>(&mut self.stated, field, cursor) {
                        if !self.as_expected {
                            self.own = self.own.with(fact);
                        }
                        // Nearly always another member stands right behind.
                        if cursor.peek() == Some(b',') {
                            cursor.at += 1;
                            continue;
                        }
                    } else {
                        let value = cursor.value_here()?;
                        if value.is_none() {
                            self.absent = self.absent.with(fact);
                        }
                        if is_new {
                            self.take_new(field, fact, value, value_at - from);
                        }
                    }
                }
                Some(&Key { named: Named::Object(inner, field), fact, .. }) => {
                    if !self.as_expected {
                        self.see(field, fact, key_at - from);
                    }
                    if cursor.eat(b'{') {
                        self.own = self.own.with(fact);
                        if !cursor.eat(b'}') {
                            if let Some(outer) = outer.get_mut(depth) {
                                *outer = level;
                            }
                            (level, depth) = (inner, depth + 1);
                            continue;
                        }
                    } else {
                        self.absent = self.absent.with(fact);
                        self.object_wanted(field, cursor.value()?, value_at - from);
                    }
                }
                Some(Key { named: Named::Remark, .. }) if is_record => self.check_inside(cursor.value()?),
                None if is_record && level == Level::Holder => {
                    let value = cursor.value()?;
                    self.check_inside(value);
                    self.passed.push(Passed { key_at, value_at, end: cursor.at });
                }
                Some(Key { named: Named::Remark, .. }) | None => {
                    let value = cursor.value()?;
                    self.unknown_key(cursor, level, key_at, from);
                    self.check_inside(value);
                }
            }
            if let Goes::Out = end_of_member(cursor, &mut level, &outer, &mut depth)? {
                return Ok(());
            }
            if self.problems.len() > MOST_PROBLEMS {
                return self.too_many(cursor, from);
            }
        }
    }

    /// Passes over members as long as each is the expected one, its value is written plainly, and another stands behind it:
    /// as nearly all are. What is passed by is in few variables, which is why this stands by itself.
    #[inline(never)]
    fn usual_members(&mut self, cursor: &mut Cursor<'_>, level: Level, position: &mut usize) -> Before {
        let (mut here, mut passed) = (*cursor, 0);
        let stopped = loop {
            // Of a member that is not passed by nothing is.
            let at = here.at;
            let is_passed = match self.expected.next(*position + passed) {
                Some(Next { key: Some(key), field: Some(field), .. }) if key.level == level => {
                    here.eat_all(&key.pattern) && {
                        here.skip_blanks();
                        let value_at = here.at;
                        fill_plainly::<Json>(&mut self.stated, *field, &mut here) || {
                            here.at = value_at;
                            self.pass_null(&mut here, key.fact)
                        }
                    }
                }
                _ => false,
            };
            if !is_passed {
                here.at = at;
                break Before::Key;
            }
            passed += 1;
            if here.peek() != Some(b',') {
                break Before::End;
            }
            here.at += 1;
            here.skip_blanks();
        };
        (cursor.at, *position) = (here.at, *position + passed);
        stopped
    }

    /// Passes over a fact that is there and not stated, as programs write what they do not have.
    #[inline(never)]
    fn pass_null(&mut self, cursor: &mut Cursor<'_>, fact: FieldSet) -> bool {
        let is_null = cursor.ahead() == Some(b"null");
        if is_null {
            cursor.at += "null".len();
            self.absent = self.absent.with(fact);
        }
        is_null
    }

    /// What the next key names, the long way, and what is expected at its position from now on.
    #[inline(never)]
    fn key(&mut self, cursor: &mut Cursor<'_>, level: Level, position: usize) -> Result<Option<&'static Key>, NotJson> {
        let found = match cursor.key()? {
            Value::Text(name) => KEYS.find(level, name),
            Value::Escaped(name) => KEYS.find(level, &json::unescaped(name).ok_or(NotJson)?),
            _ => return Err(NotJson),
        };
        let key = found.and_then(|at| KEYS.get(at));
        self.catch_up(position);
        self.expected.note(position, key, self.ignored);
        Ok(key)
    }
}

/// Passes over what stands behind a member: a comma, or the ends of objects and then a comma.
#[cfg_attr(not(debug_assertions), inline(always))]
fn end_of_member(
    cursor: &mut Cursor<'_>,
    level: &mut Level,
    outer: &[Level; MOST_LEVELS],
    depth: &mut usize,
) -> Result<Goes, NotJson> {
    loop {
        if cursor.eat(b',') {
            return Ok(Goes::On);
        }
        if !cursor.eat(b'}') {
            return Err(NotJson);
        }
        match depth.checked_sub(1).and_then(|outside| Some((outside, *outer.get(outside)?))) {
            Some(outside) => (*depth, *level) = outside,
            None => return Ok(Goes::Out),
        }
    }
}
