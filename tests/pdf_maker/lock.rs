//! The oldest lock of PDF, 40-bit RC4 (ISO 32000-1, 7.6.3, revision 2): enough to test locked files.

const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
    0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];
const ID: &[u8; 16] = b"foldline-test-id";
const PERMISSIONS: i32 = -4;

/// A file key and what the trailer says of it.
pub struct Lock {
    key: Vec<u8>,
    owner: Vec<u8>,
}

impl Lock {
    /// A lock that the user password opens; the owner password is `owner`.
    pub fn new(user: &str) -> Lock {
        let owner = rc4(&md5(&padded("owner"))[..5], &padded(user));
        let mut seed = padded(user);
        seed.extend(&owner);
        seed.extend(PERMISSIONS.to_le_bytes());
        seed.extend(ID);
        Lock { key: md5(&seed)[..5].to_vec(), owner }
    }

    /// A stream of the object with that number, locked.
    pub fn encrypt(&self, object: usize, data: &[u8]) -> Vec<u8> {
        let mut seed = self.key.clone();
        seed.extend(&(object as u32).to_le_bytes()[..3]);
        seed.extend([0, 0]);
        rc4(&md5(&seed)[..10], data)
    }

    /// Entries of the trailer.
    pub fn trailer(&self) -> String {
        let (owner, user) = (super::hex(&self.owner), super::hex(&rc4(&self.key, &PADDING)));
        let id = super::hex(ID);
        format!(
            "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P {PERMISSIONS} >> /ID [<{id}> <{id}>]"
        )
    }
}

fn padded(password: &str) -> Vec<u8> {
    password.bytes().chain(PADDING).take(32).collect()
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut box_: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + box_[i] as usize + key[i % key.len()] as usize) % 256;
        box_.swap(i, j);
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let step = |byte: &u8| {
        i = (i + 1) % 256;
        j = (j + box_[i] as usize) % 256;
        box_.swap(i, j);
        byte ^ box_[(box_[i] as usize + box_[j] as usize) % 256]
    };
    data.iter().map(step).collect()
}

/// RFC 1321.
fn md5(data: &[u8]) -> [u8; 16] {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut message = data.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend((data.len() as u64 * 8).to_le_bytes());
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in message.chunks(64) {
        let words: Vec<u32> = block.chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64_usize {
            let (mix, word) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            let sine = ((i as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(mix).wrapping_add(sine).wrapping_add(words[word]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (total, part) in state.iter_mut().zip([a, b, c, d]) {
            *total = total.wrapping_add(part);
        }
    }
    let mut digest = [0; 16];
    digest.chunks_mut(4).zip(state).for_each(|(bytes, word)| bytes.copy_from_slice(&word.to_le_bytes()));
    digest
}

#[test]
fn digests_are_those_of_the_rfc() {
    assert_eq!(super::hex(&md5(b"")), "D41D8CD98F00B204E9800998ECF8427E");
    assert_eq!(super::hex(&md5(b"message digest")), "F96B697D7CB7938D525A2F31AAF161D0");
}
