//! Pages pasted up from small invented stories.

use super::*;
