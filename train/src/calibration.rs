//! The two numbers that correct confidences, learned by maximum likelihood from judged pairs
//! (Platt 1999).

use yongeo::align::calibration::Calibration;
use yongeo::eval::Judged;

/// Steps of Newton's method; it stands still to machine precision by then.
const STEPS: usize = 50;
/// Confidences are rounded to 24 bits, so one of 1 stands for anything beyond this.
const SUREST: f64 = 1.0 - 1e-7;

/// The calibration under which the judgements are most probable. `judged` bears the confidences of a
/// model without one, on text that the model was learned without.
pub fn fit(judged: &[Judged]) -> Calibration {
    let right = judged.iter().filter(|one| one.right).count() as f64;
    let wrong = judged.len() as f64 - right;
    // Platt's targets: never quite 0 or 1, which keeps the fit finite where nothing is wrong.
    let (high, low) = ((right + 1.0) / (right + 2.0), 1.0 / (wrong + 2.0));
    let points: Vec<(f64, f64)> = judged
        .iter()
        .map(|one| {
            let p = f64::from(one.confidence).clamp(1.0 - SUREST, SUREST);
            ((p / (1.0 - p)).ln(), if one.right { high } else { low })
        })
        .collect();
    let (mut slope, mut offset) = (1.0_f64, 0.0_f64);
    let mut loss = loss_of(&points, slope, offset);
    for _ in 0..STEPS {
        // Gradient and Hessian of the log loss; the ridge keeps the step finite.
        let (mut gs, mut go) = (0.0, 0.0);
        let (mut hss, mut hso, mut hoo) = (1e-9, 0.0, 1e-9);
        for &(odds, target) in &points {
            let p = 1.0 / (1.0 + (-(slope * odds + offset)).exp());
            let (push, curve) = (p - target, p * (1.0 - p));
            gs += push * odds;
            go += push;
            hss += curve * odds * odds;
            hso += curve * odds;
            hoo += curve;
        }
        let determinant = hss * hoo - hso * hso;
        let (ds, d_o) = (
            (hoo * gs - hso * go) / determinant,
            (hss * go - hso * gs) / determinant,
        );
        // Halved until it gets better: far from the optimum a whole step may overshoot.
        let mut part = 1.0;
        while part > 1e-6 {
            let next = loss_of(&points, slope - part * ds, offset - part * d_o);
            if next < loss && slope - part * ds > 0.0 {
                (slope, offset, loss) = (slope - part * ds, offset - part * d_o, next);
                break;
            }
            part /= 2.0;
        }
    }
    Calibration {
        temperature: (1.0 / slope) as f32,
        offset: offset as f32,
    }
}

fn loss_of(points: &[(f64, f64)], slope: f64, offset: f64) -> f64 {
    points
        .iter()
        .map(|&(odds, target)| {
            let z = slope * odds + offset;
            // ln(1 + e^z) - target z, safe for large z.
            z.max(0.0) + (-z.abs()).exp().ln_1p() - target * z
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f32, right: usize, wrong: usize) -> Vec<Judged> {
        let one = |right| Judged {
            confidence,
            right,
            shared: false,
        };
        [vec![one(true); right], vec![one(false); wrong]].concat()
    }

    #[test]
    fn pairs_that_are_as_sure_as_right_stay_as_they_are() {
        let all = [
            judged(0.5, 500, 500),
            judged(0.9, 900, 100),
            judged(0.99, 990, 10),
        ]
        .concat();
        let calibration = fit(&all);
        assert!(
            (calibration.temperature - 1.0).abs() < 0.02,
            "{calibration:?}"
        );
        assert!(calibration.offset.abs() < 0.02, "{calibration:?}");
    }

    #[test]
    fn a_model_too_sure_of_itself_is_cooled() {
        // Odds of 81 to 1 that are 9 to 1: the temperature is 2.
        let symmetric = [judged(81.0 / 82.0, 900, 100), judged(1.0 / 82.0, 100, 900)].concat();
        let calibration = fit(&symmetric);
        assert!(
            (calibration.temperature - 2.0).abs() < 0.05,
            "{calibration:?}"
        );
        let p = calibration.probability(81.0_f32.ln());
        assert!((p - 0.9).abs() < 0.01, "{p}");
        assert_eq!(fit(&symmetric), calibration, "the same every time");
    }

    #[test]
    fn where_nothing_is_wrong_it_stays_finite() {
        let calibration = fit(&judged(0.9, 20, 0));
        assert!(calibration.temperature.is_finite() && calibration.offset.is_finite());
        assert!(calibration.probability(9.0_f32.ln()) > 0.9);
    }
}
