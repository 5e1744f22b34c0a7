//! What one determination costs, and one record of a register from its text to its row.

use std::hint::black_box;
use std::io::Cursor;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use iijtax::dividend;
use iijtax::input::{Document, Given, Shared, read_case};
use iijtax::law::form_20f;
use iijtax::register::{self, Format, Outputs, Shape, Sink, Source, Task};
use iijtax::render::rows::Chosen;

const HOLDER: &str = r#"{"id":"H000000042","kind":"corporation","residence":"US","ownership_percent":"50.0001","held_since":"2006-04-01","shares":44381,"instrument":"ads","meets_additional_requirements":true,"dividend.entitlement_date":"2007-03-31","dividend.payment_date":"2007-06-28","dividend.per_share_jpy":"1750.50"}"#;
const PROFILE: &str = r#"{"kind":"corporation","residence":"US","ownership_percent":"50.0001","held_since":"2006-04-01","shares":44381,"instrument":"ads","meets_additional_requirements":true,"dividend":{"ads_per_share":400,"entitlement_date":"2007-03-31","payment_date":"2007-06-28","per_share_jpy":"1750.50"}}"#;

fn determination(criterion: &mut Criterion) {
    let document = Document::new("profile.json", PROFILE.as_bytes().to_vec()).expect("the profile is UTF-8");
    let given = Given::profile(&document);
    let case = read_case(&given).expect("the profile is valid");
    criterion.bench_function("determination, with steps", |bencher| {
        bencher.iter(|| dividend::determine(black_box(&case), &form_20f::LAW));
    });
    criterion.bench_function("determination, the decision alone", |bencher| {
        bencher.iter(|| dividend::decide(black_box(&case), &form_20f::LAW));
    });
}

/// A register of equal records, so that the time of one is the time of the run divided by them.
fn record(criterion: &mut Criterion) {
    const RECORDS: usize = 10_000;
    let register = format!("{HOLDER}\n").repeat(RECORDS).into_bytes();
    let dividend = Document::new("dividend.json", br#"{"ads_per_share": 400}"#.to_vec()).expect("UTF-8");
    let mut group = criterion.benchmark_group("register");
    group.throughput(Throughput::Elements(RECORDS as u64)).sample_size(20);
    group.bench_function("one record, NDJSON to NDJSON", |bencher| {
        bencher.iter_batched(
            || Box::new(Cursor::new(register.clone())),
            |input| {
                let (source, layout) = Source::open(input, Format::Ndjson, "holders").expect("memory can be read");
                let shared = Shared {
                    name: "holders",
                    dividend: Some(&dividend),
                    flags: &[],
                    constants: &[],
                    fx: None,
                    law: None,
                };
                let task = Task {
                    shared,
                    layout: &layout,
                    shape: Shape::Ndjson,
                    chosen: &Chosen::ALL,
                    stops: false,
                    collects: false,
                    guards_formulas: false,
                    of_many: false,
                    one_by_one: false,
                };
                let rows = Sink::open(Box::new(std::io::sink()), Format::Ndjson).expect("nothing can be written");
                let outputs = Outputs { rows, errors: None, progress: Box::new(|_, _| {}) };
                register::run(source, task, outputs, 1).expect("the records are valid")
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, determination, record);
criterion_main!(benches);
