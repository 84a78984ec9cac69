//! A face that nobody has: circles and ellipses, all whole numbers, the same on every machine.

/// Width in pixels: 35 mm at 300 dots per inch.
pub(crate) const WIDTH: i32 = 413;
/// Height in pixels: 45 mm at 300 dots per inch.
pub(crate) const HEIGHT: i32 = 531;

const SHIRT: [u8; 3] = [38, 70, 110];
const SKIN: [u8; 3] = [224, 186, 158];
const SHADE: [u8; 3] = [204, 160, 132];
const HAIR: [u8; 3] = [70, 52, 40];
const WHITE: [u8; 3] = [245, 245, 242];
const DARK: [u8; 3] = [40, 34, 32];
const MOUTH: [u8; 3] = [170, 84, 80];
const BAND: [[u8; 3]; 2] = [[200, 40, 40], [240, 240, 240]];

struct Ellipse {
    x: i32,
    y: i32,
    across: i32,
    down: i32,
}

impl Ellipse {
    const fn holds(&self, x: i32, y: i32) -> bool {
        let (dx, dy) = ((x - self.x) as i64, (y - self.y) as i64);
        let (a, b) = (self.across as i64, self.down as i64);
        dx * dx * b * b + dy * dy * a * a <= a * a * b * b
    }
}

const fn ellipse(x: i32, y: i32, across: i32, down: i32) -> Ellipse {
    Ellipse { x, y, across, down }
}

/// From the front to the back.
const SHAPES: [(Ellipse, [u8; 3]); 14] = [
    (ellipse(163, 250, 7, 8), DARK),
    (ellipse(249, 250, 7, 8), DARK),
    (ellipse(163, 250, 19, 11), WHITE),
    (ellipse(249, 250, 19, 11), WHITE),
    (ellipse(163, 222, 26, 5), HAIR),
    (ellipse(249, 222, 26, 5), HAIR),
    (ellipse(206, 300, 11, 18), SHADE),
    (ellipse(206, 354, 36, 9), MOUTH),
    (ellipse(206, 272, 104, 140), SKIN),
    (ellipse(206, 220, 122, 150), HAIR),
    (ellipse(206, 400, 48, 62), SHADE),
    (ellipse(206, 452, 62, 30), WHITE),
    (ellipse(206, 560, 190, 130), SHIRT),
    (ellipse(206, 640, 260, 170), SHIRT),
];

/// Red, green and blue of a pixel.
fn pixel(x: i32, y: i32) -> [u8; 3] {
    // A band that no photograph has, so that nobody takes this for one.
    if y < 24 {
        let [red, white] = BAND;
        return if (x + y) / 24 % 2 == 0 { red } else { white };
    }
    let shape = SHAPES.iter().find(|(ellipse, _)| ellipse.holds(x, y));
    shape.map_or_else(
        || {
            let light = u8::try_from(235 - y / 12).unwrap_or(u8::MAX);
            [light, light, light.saturating_add(8)]
        },
        |(_, colour)| *colour,
    )
}

/// The picture as a portable pixmap (PPM, `P6`).
pub(crate) fn pixmap() -> Vec<u8> {
    let mut file = format!("P6\n{WIDTH} {HEIGHT}\n255\n").into_bytes();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            file.extend(pixel(x, y));
        }
    }
    file
}
