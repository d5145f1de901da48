//! Small invented pages, jumbled by hand.

use super::*;
