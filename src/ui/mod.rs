//! The reading room: state, actions, panes. ratatui lives here.
