//! Distributions against arbitrary precision, against an independent implementation, and against their own inverses.

use esteem_analysis::stats::special::{beta, gamma};
use esteem_analysis::stats::student::noncentral;
use esteem_analysis::stats::{chi_square, fisher, normal, student};
use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor};

use super::close;

/// x, 1 − x, a, b, and both tails to seventeen digits by arbitrary precision.
const BETA: [(f64, f64, f64, f64, f64, f64); 10] = [
    (0.5, 0.5, 2.0, 3.0, 0.6875, 0.3125),
    (0.1, 0.9, 0.5, 0.5, 0.204_832_764_699_133_45, 0.795_167_235_300_866_6),
    (0.9, 0.1, 40.0, 3.0, 0.195_107_654_826_936_62, 0.804_892_345_173_063_4),
    (0.3, 0.7, 1e3, 2e3, 4.073_827_916_050_794_3e-5, 0.999_959_261_720_839_5),
    (0.25, 0.75, 1e5, 3e5, 0.500_242_788_635_673, 0.499_757_211_364_327_15),
    (0.249, 0.751, 1e5, 3e5, 0.071_968_465_988_708_93, 0.928_031_534_011_291_1),
    (0.5, 0.5, 300.0, 400.0, 0.999_924_187_300_397_5, 7.581_269_960_249_226e-5),
    (0.001, 0.999, 1.0, 1e3, 0.632_304_575_229_036, 0.367_695_424_770_964),
    (1e-8, 1.0 - 1e-8, 0.5, 20.0, 0.000_501_482_718_717_744_6, 0.999_498_517_281_282_3),
    (0.999, 0.001, 2.0, 0.01, 0.057_422_488_738_047_02, 0.942_577_511_261_953),
];

const GAMMA: [(f64, f64, f64, f64); 7] = [
    (0.5, 0.3, 0.561_421_973_919_000_1, 0.438_578_026_080_999_9),
    (0.01, 1e-5, 0.896_336_798_267_197_2, 0.103_663_201_732_802_8),
    (3.0, 10.0, 0.997_230_604_284_488_4, 0.002_769_395_715_511_576),
    (12.0, 36.0, 0.999_998_915_870_211_5, 1.084_129_788_497_721_5e-6),
    (1e3, 950.0, 0.055_054_686_230_738_03, 0.944_945_313_769_262),
    (50.0, 5.0, 2.181_059_214_078_488_8e-32, 1.0),
    (2.0, 700.0, 1.0, 6.911_633_257_175_6e-302),
];

#[test]
fn incomplete_functions_agree_with_arbitrary_precision_in_both_tails() {
    for (x, y, a, b, lower, upper) in BETA {
        let tails = beta::regularised(x, y, a, b);
        close(&format!("I({x}; {a}, {b})"), tails.lower, lower, 1e-12);
        close(&format!("1 − I({x}; {a}, {b})"), tails.upper, upper, 1e-12);
        let mirror = beta::regularised(y, x, b, a);
        assert!((mirror.upper - tails.lower).abs() < 1e-13 && (mirror.lower - tails.upper).abs() < 1e-13);
    }
    for (a, x, lower, upper) in GAMMA {
        let tails = gamma::regularised(a, x);
        close(&format!("P({a}, {x})"), tails.lower, lower, 2e-13);
        close(&format!("Q({a}, {x})"), tails.upper, upper, 2e-13);
    }
    assert_eq!(gamma::regularised(3.0, 0.0).lower, 0.0);
    assert_eq!(gamma::regularised(3.0, f64::INFINITY).upper, 0.0);
    assert_eq!(beta::regularised(0.0, 1.0, 2.0, 3.0).lower, 0.0);
    assert_eq!(beta::regularised(1.0, 0.0, 2.0, 3.0).upper, 0.0);
}

#[test]
fn quantiles_bring_back_their_shares() {
    let sizes = [0.02, 0.5, 1.0, 1.5, 4.0, 23.0, 69.0, 500.0, 1e5];
    for p in [1e-12, 1e-3, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999] {
        for a in sizes {
            let x = gamma::quantile(p, a);
            // Of very small shapes the quantile of a small share is smaller than any number.
            if x > 1e-300 {
                close(&format!("gamma {a} at {p}"), gamma::regularised(a, x).lower, p, 1e-11);
            }
            for b in sizes {
                let odds = beta::odds(p, 1.0 - p, a, b);
                let ends = odds.min(1.0 / odds);
                if ends > 1e-290 {
                    let lower = beta::regularised(odds / (1.0 + odds), 1.0 / (1.0 + odds), a, b).lower;
                    close(&format!("beta {a}, {b} at {p}"), lower, p, 2e-10);
                }
                let f = fisher::quantile(p, 2.0 * a, 2.0 * b);
                assert!(f >= 0.0, "F quantile of {p} with {a} and {b}: {f}");
            }
        }
        for df in [1.0, 2.0, 3.5, 24.0, 1e4] {
            close("t", student::tails(student::quantile(p, df), df).lower, p, 1e-10);
            close(
                "mirror",
                student::quantile(p, df),
                -student::quantile(1.0 - p, df),
                if p < 0.01 { 1e-3 } else { 1e-12 },
            );
        }
    }
    for (quantile, low, high) in [
        (gamma::quantile as fn(f64, f64) -> f64, 0.0, f64::INFINITY),
        (chi_square::quantile, 0.0, f64::INFINITY),
        (student::quantile, f64::NEG_INFINITY, f64::INFINITY),
        (|p, a| beta::quantile(p, a, 2.0), 0.0, 1.0),
        (|p, a| fisher::quantile(p, a, 2.0), 0.0, f64::INFINITY),
    ] {
        assert_eq!((quantile(0.0, 3.0), quantile(1.0, 3.0)), (low, high));
    }
}

#[test]
fn tails_agree_with_an_independent_implementation() {
    for df1 in [1.0, 2.0, 5.0, 23.0, 120.0] {
        let chi = ChiSquared::new(df1).unwrap();
        for step in 1..=60 {
            let x = f64::from(step) / 20.0;
            close("chi-square", chi_square::tails(x * df1, df1).lower, chi.cdf(x * df1), 1e-9);
            close("chi-square above", chi_square::tails(x * df1, df1).upper, chi.sf(x * df1), 1e-9);
            for df2 in [1.0, 4.0, 69.0, 2_000.0] {
                let f = FisherSnedecor::new(df1, df2).unwrap();
                close("F", fisher::tails(x, df1, df2).lower, f.cdf(x), 1e-8);
            }
        }
    }
    for step in -80..=80 {
        let z = f64::from(step) / 10.0;
        close("normal", normal::lower(z), normal::upper(-z), 0.0);
        assert!((normal::lower(z) + normal::upper(z) - 1.0).abs() < 1e-15);
        let p = normal::two_sided(z);
        close("chi-square of one", chi_square::tails(z * z, 1.0).upper, p, 1e-12);
    }
}

/// t, degrees of freedom, noncentrality and the share below to seventeen digits by integration in arbitrary precision.
const NONCENTRAL: [(f64, f64, f64, f64); 11] = [
    (2.0, 1.0, 0.0, 0.852_416_382_349_566_7),
    (2.0, 1.0, 1.0, 0.622_871_964_460_281_7),
    (0.5, 3.0, -1.0, 0.924_273_881_288_611_2),
    (1.5, 10.0, 2.0, 0.304_785_447_376_042_3),
    (-2.5, 10.0, 0.3, 0.007_769_882_036_625_4),
    (10.0, 10.0, 9.0, 0.611_051_931_492_076_6),
    (3.0, 100.0, 1.0, 0.974_384_379_287_082_9),
    (-5.6, 2763.0, -5.6, 0.500_201_941_265_607_6),
    (40.0, 8.0, 35.0, 0.632_744_759_097_011_6),
    (60.0, 500.0, 62.0, 0.171_816_646_701_485_25),
    (0.0, 5.0, 1.0, 0.158_655_253_931_457_05),
];

#[test]
fn noncentral_t_agrees_with_integration_and_with_its_inverse() {
    for (t, df, delta, lower) in NONCENTRAL {
        close(&format!("t = {t}, df = {df}, δ = {delta}"), noncentral::lower(t, df, delta), lower, 1e-12);
    }
    for df in [2.0, 7.0, 40.0, 5_000.0] {
        for t in [-30.0, -2.0, 0.0, 0.4, 5.0, 200.0] {
            let central = student::tails(t, df).lower;
            assert!((noncentral::lower(t, df, 0.0) - central).abs() < 1e-14, "t = {t}, df = {df}");
            for p in [0.025, 0.5, 0.975] {
                let delta = noncentral::noncentrality(p, t, df);
                close(&format!("t = {t}, df = {df}"), noncentral::lower(t, df, delta), p, 1e-9);
            }
            assert!(noncentral::noncentrality(0.975, t, df) < noncentral::noncentrality(0.025, t, df));
        }
    }
}
