//! A digest of rows in their order that each row can be held against without the others (a Merkle tree as in RFC 6962).
//!
//! A leaf is the digest of a zero byte and the row, a node that of a one byte and the two below it; the left part of a
//! tree has the largest power of two of rows that is less than all. What is kept while rows are added is a node for
//! each power of two.

use sha2::{Digest, Sha256};

/// A digest.
pub type Hash = [u8; 32];

/// A tree to which rows are added.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    count: u64,
    /// The whole trees of which it is made, the largest first.
    nodes: Vec<Node>,
    /// The row whose proof is wanted, and what stands beside it, from below.
    wanted: Option<u64>,
    beside: Vec<Hash>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    hash: Hash,
    has_wanted: bool,
}

impl Tree {
    /// A tree that also keeps the proof of one row, counted from 0.
    pub fn proving(row: u64) -> Tree {
        Tree { wanted: Some(row), ..Tree::default() }
    }

    /// How many rows there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Adds a row by its leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = Node { hash: leaf, has_wanted: self.wanted == Some(self.count) };
        // As many whole trees are joined as the count has ones at its end.
        for _ in 0..self.count.trailing_ones() {
            let Some(left) = self.nodes.pop() else { break };
            node = join(left, node, &mut self.beside);
        }
        self.nodes.push(node);
        self.count += 1;
    }

    /// The digest of all rows, and what proves the row that was wanted.
    pub fn finish(mut self) -> (Hash, Vec<Hash>) {
        let Some(mut right) = self.nodes.pop() else { return (Sha256::digest([]).into(), Vec::new()) };
        while let Some(left) = self.nodes.pop() {
            right = join(left, right, &mut self.beside);
        }
        (right.hash, self.beside)
    }
}

fn join(left: Node, right: Node, beside: &mut Vec<Hash>) -> Node {
    if left.has_wanted {
        beside.push(right.hash);
    } else if right.has_wanted {
        beside.push(left.hash);
    }
    Node { hash: of_both(left.hash, right.hash), has_wanted: left.has_wanted || right.has_wanted }
}

/// A row that is digested piece by piece.
#[derive(Clone, Debug)]
pub struct Leaf(Sha256);

impl Default for Leaf {
    fn default() -> Leaf {
        Leaf(Sha256::new_with_prefix([0]))
    }
}

impl Leaf {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

/// The leaf of a whole row.
pub fn leaf(row: &[u8]) -> Hash {
    let mut leaf = Leaf::default();
    leaf.add(row);
    leaf.finish()
}

fn of_both(left: Hash, right: Hash) -> Hash {
    let both = Sha256::new_with_prefix([1]).chain_update(left).chain_update(right);
    both.finalize().into()
}

/// The digest of all `count` rows that follows from a row at a place, from 0, and what stands beside it; none where
/// that is not as much as the place asks.
pub fn root_of(row: Hash, at: u64, count: u64, beside: &[Hash]) -> Option<Hash> {
    let sides = sides(at, count)?;
    if sides.len() != beside.len() {
        return None;
    }
    let up = |hash: Hash, (is_left, beside): (bool, &Hash)| match is_left {
        true => of_both(hash, *beside),
        false => of_both(*beside, hash),
    };
    Some(sides.into_iter().zip(beside).fold(row, up))
}

/// For each node above a row, from below, whether the row is in its left part.
fn sides(mut at: u64, mut count: u64) -> Option<Vec<bool>> {
    if at >= count {
        return None;
    }
    let mut sides = Vec::new();
    while count > 1 {
        let left = 1 << (count - 1).ilog2();
        sides.push(at < left);
        (at, count) = if at < left { (at, left) } else { (at - left, count - left) };
    }
    sides.reverse();
    Some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: u64) -> Hash {
        leaf(format!("row {at}").as_bytes())
    }

    fn tree(count: u64, wanted: Option<u64>) -> (Hash, Vec<Hash>) {
        let mut tree = wanted.map_or_else(Tree::default, Tree::proving);
        (0..count).for_each(|at| tree.push(row(at)));
        assert_eq!(tree.count(), count);
        assert!(tree.nodes.len() <= 64 - count.leading_zeros() as usize);
        tree.finish()
    }

    /// As the definition says it, with all rows in memory.
    fn by_definition(first: u64, count: u64) -> Hash {
        match count {
            0 => Sha256::digest([]).into(),
            1 => row(first),
            _ => {
                let left = 1 << (count - 1).ilog2();
                of_both(by_definition(first, left), by_definition(first + left, count - left))
            }
        }
    }

    #[test]
    fn the_tree_is_that_of_its_definition_and_every_row_is_proved() {
        for count in 0..70 {
            let (root, _) = tree(count, None);
            assert_eq!(root, by_definition(0, count), "{count}");
            for at in 0..count {
                let (same, beside) = tree(count, Some(at));
                assert_eq!(same, root);
                assert_eq!(root_of(row(at), at, count, &beside), Some(root), "{at} of {count}");
                // Another row, another place, another count or another neighbour is not proved.
                assert_ne!(root_of(row(at + 1), at, count, &beside), Some(root));
                for other in (0..count).filter(|other| *other != at) {
                    assert_ne!(root_of(row(at), other, count, &beside), Some(root), "{at} as {other} of {count}");
                }
                if let Some(first) = beside.first() {
                    let mut changed = beside.clone();
                    changed[0] = {
                        let mut hash = *first;
                        hash[31] ^= 1;
                        hash
                    };
                    assert_ne!(root_of(row(at), at, count, &changed), Some(root));
                }
            }
            assert_eq!(root_of(row(count), count, count, &[]), None);
        }
    }

    /// The trees of RFC 6962's reference implementation, over eight inputs that are widely used to test it.
    #[test]
    fn the_digests_are_those_of_other_implementations() {
        let hex = |hash: Hash| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let inputs: [&[u8]; 8] = [
            &[],
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let root = |count: usize| {
            let mut tree = Tree::default();
            inputs[..count].iter().for_each(|input| tree.push(leaf(input)));
            hex(tree.finish().0)
        };
        assert_eq!(root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(root(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(root(3), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assert_eq!(root(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }
}
