//! What is decoded: bodies of LSPS1 as they are on the wire, the same on every machine.

/// A request with every member.
pub const REQUEST: &str = concat!(
    r#"{"client_pubkey":"03a2e4b1c9d87f6e5d4c3b2a190817263544536271809fadbecdbcabfa0e1d2c3b","#,
    r#""lsp_balance_sat":5000000,"client_balance_sat":250000,"required_channel_confirmations":3,"#,
    r#""funding_confirms_within_blocks":6,"channel_expiry_blocks":13140,"token":"SUMMER-2026","#,
    r#""refund_onchain_address":"bcrt1qm4xtvf0dyq2c7ue9s63r8kwnhj5lagp0z8xvct","announce_channel":true,"#,
    r#""asset_id":"rgb:Fk2mQy7P-ch3WbTz-xR9nLd4-GvS8aJe-Uo5iKpX-wYt6BqM","lsp_asset_amount":42000,"#,
    r#""client_asset_amount":1250,"rfq_id":"c1f4a7d2-93be-4e08-b6f5-2a7c90d1e3b8","email":"ops@example.org"}"#,
);

/// How many bytes of responses the array has, at least.
const ARRAY_BYTES: usize = 1_000_000;

/// The answer to an order, by its number: early ones have no channel yet, some have no asset.
pub fn response(number: u64) -> String {
    let mut digits = Digits(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut members = [
        text("order_id", &digits.uuid()),
        text("client_pubkey", &format!("02{}", digits.hex(64))),
        integer("lsp_balance_sat", 1_000_000 + number * 7_919 % 9_000_000),
        integer("client_balance_sat", number * 104_729 % 500_000),
        integer("required_channel_confirmations", number % 7),
        integer("funding_confirms_within_blocks", 1 + number % 12),
        integer("channel_expiry_blocks", 144 * (1 + number % 90)),
        format!(r#""announce_channel":{}"#, number % 3 == 0),
        text(
            "order_state",
            ["CREATED", "CHANNEL_OPENING", "COMPLETED", "FAILED"][number as usize % 4],
        ),
        format!(r#""payment":{}"#, payment(number, &mut digits)),
        text("token", ["", "SUMMER-2026"][number as usize % 2]),
        text("created_at", &date_time(number)),
    ]
    .to_vec();
    if number % 4 != 3 {
        members.push(format!(r#""channel":{}"#, channel(number, &mut digits)));
    }
    members.extend(asset(number, &mut digits));
    format!("{{{}}}", members.join(","))
}

/// Responses, a megabyte of them.
pub fn array() -> String {
    let mut text = String::from("[");
    for number in 0.. {
        text.push_str(&response(number));
        if text.len() > ARRAY_BYTES {
            break;
        }
        text.push(',');
    }
    text.push(']');
    text
}

fn payment(number: u64, digits: &mut Digits) -> String {
    let state = text(
        "state",
        ["EXPECT_PAYMENT", "HOLD", "PAID", "REFUNDED"][number as usize % 4],
    );
    let common = [
        text("expires_at", &date_time(number + 3_600)),
        integer("fee_total_sat", 800 + number % 4_000),
        integer("order_total_sat", 26_000 + number * 31 % 700_000),
    ]
    .join(",");
    let onchain = [
        text("address", &format!("bcrt1q{}", digits.hex(38))),
        integer("min_fee_for_0conf", 253),
        integer("min_onchain_payment_confirmations", number % 3),
        text(
            "refund_onchain_address",
            &format!("bcrt1q{}", digits.hex(38)),
        ),
        r#""payment_status":null"#.to_owned(),
        format!(r#""payment_difference":{}"#, number as i64 % 200 - 100),
        integer("last_payment_check", 1_764_000_000 + number),
    ]
    .join(",");
    let invoice = text("invoice", &format!("lnbcrt260u1p{}", digits.hex(220)));
    format!(
        r#"{{"bolt11":{{{state},{common},{invoice}}},"onchain":{{{state},{common},{onchain}}}}}"#
    )
}

fn channel(number: u64, digits: &mut Digits) -> String {
    let members = [
        text("channel_id", &digits.hex(64)),
        text("temporary_channel_id", &digits.hex(64)),
        text("funded_at", &date_time(number + 60)),
        text(
            "funding_outpoint",
            &format!("{}:{}", digits.hex(64), number % 2),
        ),
        r#""expires_at":null"#.to_owned(),
    ];
    format!("{{{}}}", members.join(","))
}

fn asset(number: u64, digits: &mut Digits) -> Vec<String> {
    if number % 5 == 4 {
        return Vec::new();
    }
    vec![
        text("asset_id", &format!("rgb:{}", digits.hex(48))),
        integer("lsp_asset_amount", number * 17 % 90_000),
        integer("client_asset_amount", number * 3 % 1_000),
        text("rfq_id", &digits.uuid()),
        integer("asset_price_sat", 12_000 + number % 1_000),
        text(
            "asset_delivery_status",
            ["NOT_REQUIRED", "PENDING", "COMPLETED"][number as usize % 3],
        ),
        text("asset_delivery_payment_hash", &digits.hex(64)),
        text("asset_delivery_completed_at", &date_time(number + 7_200)),
        r#""asset_delivery_error":null"#.to_owned(),
    ]
}

fn text(name: &str, value: &str) -> String {
    format!(r#""{name}":"{value}""#)
}

fn integer(name: &str, value: u64) -> String {
    format!(r#""{name}":{value}"#)
}

/// A second of the first days of a month.
fn date_time(second: u64) -> String {
    let (day, second) = (1 + second / 86_400 % 28, second % 86_400);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("2026-11-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Digits without a pattern, from a seed (xorshift).
struct Digits(u64);

impl Digits {
    fn hex(&mut self, count: usize) -> String {
        let next = |()| {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            char::from(b"0123456789abcdef"[self.0 as usize >> 8 & 15])
        };
        std::iter::repeat_n((), count).map(next).collect()
    }

    fn uuid(&mut self) -> String {
        [8, 4, 4, 4, 12].map(|count| self.hex(count)).join("-")
    }
}
