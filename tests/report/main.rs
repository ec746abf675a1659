//! The HTML report in a browser, wherever there is Chromium: `CHROMIUM` names it, else `chromium`. Elsewhere it is said
//! that nothing was tried. `YONGEO_PICTURES=FOLDER` keeps pictures of what is seen.

mod browser;
mod page;
mod sample;
