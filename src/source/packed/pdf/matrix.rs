//! How places are moved, turned and made larger: ISO 32000-1, 8.3.3 and 8.3.4.

/// What a point is multiplied with: `x·a + y·c + e`, `x·b + y·d + f`.
pub(super) type Matrix = [f64; 6];

pub(super) const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Where a matrix leads from a point, but for what it moves all points by.
pub(super) fn turned(matrix: &Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3])
}

/// Where a matrix leads from a point.
pub(super) fn moved(matrix: &Matrix, point: (f64, f64)) -> (f64, f64) {
    let (x, y) = turned(matrix, point);
    (x + matrix[4], y + matrix[5])
}

/// The matrix that does what one does, and then what the other does.
pub(super) fn then(one: &Matrix, other: &Matrix) -> Matrix {
    let across = turned(other, (one[0], one[1]));
    let up = turned(other, (one[2], one[3]));
    let origin = moved(other, (one[4], one[5]));
    [across.0, across.1, up.0, up.1, origin.0, origin.1]
}

/// The matrix that moves all points.
pub(super) fn shift(x: f64, y: f64) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, x, y]
}
