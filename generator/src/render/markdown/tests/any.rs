//! Whatever goes in: text at random, and pieces of Markdown at random.

#![allow(clippy::too_many_lines, reason = "a list of what Markdown is made of")]

use proptest::prelude::*;

use super::assert_safe;

/// Pieces of Markdown that mean something, so that random text meets its structure.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\n    ",
        "\n  ",
        " ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "# ",
        "```",
        "~~~",
        "`",
        "``",
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "[",
        "]",
        "](",
        ")",
        "(http://a.example)",
        "[x]: http://b.example\n",
        "<",
        ">",
        "<b>",
        "</b>",
        "<br>",
        "<!--",
        "-->",
        "&lt;",
        "&#10;",
        "&#32;",
        "&",
        "|",
        "| - |",
        "---",
        "===",
        "\\",
        "\\\n",
        "  \n",
        "http://c.example",
        "a",
        "word",
        "1",
        ".",
        "!",
        "![",
        "\t",
        "\r",
        "\u{2028}",
        "\u{202e}",
        "\u{a0}",
        "é",
        "$",
        "^",
        ":",
        "{",
        "+ ",
        "<http://d.example>",
        "a@b.example",
        "<a@b.example>",
        "'",
        "\"",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn b01_b04_any_markdown_is_inert_and_written_once(text in markdown()) {
        assert_safe(&text);
    }

    #[test]
    fn b01_b04_any_text_is_inert_and_written_once(text in "\\PC{0,60}") {
        assert_safe(&text);
    }
}
